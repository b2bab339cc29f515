using System.Globalization;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Frame;

/// <summary>How long something has been waiting, in days of the Vietnamese calendar: that is how people count.</summary>
public static class Age
{
    /// <summary>"nộp hôm nay", "nộp hôm qua", "đã chờ 12 ngày".</summary>
    public static string Waiting(DateTimeOffset since, DateTimeOffset now) => Days(since, now) switch
    {
        <= 0 => "nộp hôm nay",
        1 => "nộp hôm qua",
        var days => string.Create(CultureInfo.InvariantCulture, $"đã chờ {days} ngày"),
    };

    /// <summary>"hôm nay", "hôm qua", "12 ngày trước".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now) => Days(at, now) switch
    {
        <= 0 => "hôm nay",
        1 => "hôm qua",
        var days => string.Create(CultureInfo.InvariantCulture, $"{days} ngày trước"),
    };

    public static int Days(DateTimeOffset since, DateTimeOffset now) => VietnamTime.Day(now).DayNumber - VietnamTime.Day(since).DayNumber;
}
