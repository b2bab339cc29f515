using PartyNet.Application.Access;

namespace PartyNet.Web.Hosting;

/// <summary>The limits of sessions as the installation sets them; a value out of bounds stops the start.</summary>
public static class SessionSettings
{
    public const string Section = "Sessions";

    public const string FactorSection = "SecondFactor";

    public static SessionRules Read(IConfiguration configuration, bool isDemo = false)
    {
        const int most = SessionRules.MostGraceDays;
        var grace = TimeSpan.FromDays(NumberSetting.Read(configuration, $"{FactorSection}:GraceDays", 0, most, most));
        return new SessionRules(
            Limits(configuration, "Member", SessionLimits.Member), Limits(configuration, "Staff", SessionLimits.Staff))
        {
            Grace = isDemo ? null : grace,
        };
    }

    private static SessionLimits Limits(IConfiguration configuration, string whose, SessionLimits standard) => new(
        TimeSpan.FromMinutes(NumberSetting.Read(configuration, $"{Section}:{whose}IdleMinutes", 5, 60, (int)standard.Idle.TotalMinutes)),
        TimeSpan.FromHours(NumberSetting.Read(configuration, $"{Section}:{whose}Hours", 1, 24, (int)standard.Absolute.TotalHours)));
}
