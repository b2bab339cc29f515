using System.Globalization;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Web.Hosting;

/// <summary>The limits of sessions as the installation sets them; a value out of bounds stops the start.</summary>
public static class SessionSettings
{
    public const string Section = "Sessions";

    public const string FactorSection = "SecondFactor";

    public static SessionRules Read(IConfiguration configuration, bool isDemo = false)
    {
        const int most = SessionRules.MostGraceDays;
        var grace = TimeSpan.FromDays(Whole(configuration, $"{FactorSection}:GraceDays", 0, most, most));
        return new SessionRules(
            Limits(configuration, "Member", SessionLimits.Member), Limits(configuration, "Staff", SessionLimits.Staff))
        {
            Grace = isDemo ? null : grace,
        };
    }

    private static SessionLimits Limits(IConfiguration configuration, string whose, SessionLimits standard) => new(
        TimeSpan.FromMinutes(Whole(configuration, $"{Section}:{whose}IdleMinutes", 5, 60, (int)standard.Idle.TotalMinutes)),
        TimeSpan.FromHours(Whole(configuration, $"{Section}:{whose}Hours", 1, 24, (int)standard.Absolute.TotalHours)));

    private static int Whole(IConfiguration configuration, string name, int least, int most, int standard)
    {
        if (configuration[name] is not { Length: > 0 } text)
            return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new InstallationException(
                $"Thiết lập {name.Replace(":", "__", StringComparison.Ordinal)} phải là số nguyên từ {least} đến {most}, "
                    + $"không phải «{text}» (xem docs/operations.md).");
    }
}
