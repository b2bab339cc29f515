using System.Globalization;

namespace PartyNet.Domain.Text;

/// <summary>How instants and dates are written for people. Vietnam keeps UTC+7 all year, so no time-zone data is needed.</summary>
public static class VietnamTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The calendar day in Vietnam at an instant.</summary>
    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).Date);

    /// <summary>The instant of a time of day in Vietnam.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new DateTimeOffset(day, time, Offset).ToUniversalTime();

    /// <summary>"14:05 ngày 02/09/2026".</summary>
    public static string Full(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("HH:mm 'ngày' dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>"14:05".</summary>
    public static string Clock(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"02/09/2026".</summary>
    public static string Date(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary>For the <c>datetime</c> attribute.</summary>
    public static string Machine(DateTimeOffset instant) =>
        instant.ToOffset(Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
