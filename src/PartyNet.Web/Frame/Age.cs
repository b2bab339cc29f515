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

    public static int Days(DateTimeOffset since, DateTimeOffset now) => VietnamTime.Day(now).DayNumber - VietnamTime.Day(since).DayNumber;
}
