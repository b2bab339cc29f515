using System.Globalization;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Retention;

namespace PartyNet.Infrastructure.Setup;

/// <summary>A whole number that an installation may set; docs/operations.md says what each is.</summary>
/// <param name="Key">As the configuration has it: <c>Sessions:MemberHours</c>.</param>
/// <param name="Standard">Where nothing is set.</param>
public sealed record NumberSetting(string Key, int Least, int Most, int Standard)
{
    public static NumberSetting MemberIdleMinutes { get; } = new("Sessions:MemberIdleMinutes", 5, 60, Minutes(SessionLimits.Member.Idle));
    public static NumberSetting StaffIdleMinutes { get; } = new("Sessions:StaffIdleMinutes", 5, 60, Minutes(SessionLimits.Staff.Idle));
    public static NumberSetting MemberHours { get; } = new("Sessions:MemberHours", 1, 24, Hours(SessionLimits.Member.Absolute));
    public static NumberSetting StaffHours { get; } = new("Sessions:StaffHours", 1, 24, Hours(SessionLimits.Staff.Absolute));

    public static NumberSetting GraceDays { get; } =
        new("SecondFactor:GraceDays", 0, SessionRules.MostGraceDays, SessionRules.MostGraceDays);

    public static NumberSetting ProxyHops { get; } = new("Proxy:Hops", 1, 5, 1);
    public static NumberSetting SessionsDays { get; } = new("Retention:SessionsDays", 1, 90, Days(RetentionRules.Standard.Sessions));
    public static NumberSetting SlipsDays { get; } = new("Retention:SlipsDays", 30, 365, Days(RetentionRules.Standard.Slips));
    public static NumberSetting FormKeysDays { get; } = new("Retention:FormKeysDays", 7, 365, Days(RetentionRules.Standard.FormKeys));
    public static NumberSetting ImportRowsDays { get; } = new("Retention:ImportRowsDays", 7, 365, Days(RetentionRules.Standard.ImportRows));

    /// <summary>Within the half minute that a stop may take altogether.</summary>
    public static NumberSetting DrainSeconds { get; } = new("Shutdown:DrainSeconds", 0, 20, 0);

    public static IReadOnlyList<NumberSetting> All { get; } =
    [
        MemberIdleMinutes, StaffIdleMinutes, MemberHours, StaffHours, GraceDays, ProxyHops, SessionsDays, SlipsDays, FormKeysDays,
        ImportRowsDays, DrainSeconds,
    ];

    /// <exception cref="InstallationException">It is no whole number, or out of bounds; the setting is named.</exception>
    public int Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (configuration[Key] is not { Length: > 0 } text)
            return Standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= Least && number <= Most
            ? number
            : throw new InstallationException(
                $"Thiết lập {Key.Replace(":", "__", StringComparison.Ordinal)} phải là số nguyên từ {Least} đến {Most}, "
                    + $"không phải “{text}” (xem docs/operations.md).");
    }

    private static int Minutes(TimeSpan time) => (int)time.TotalMinutes;

    private static int Hours(TimeSpan time) => (int)time.TotalHours;

    private static int Days(TimeSpan time) => (int)time.TotalDays;
}
