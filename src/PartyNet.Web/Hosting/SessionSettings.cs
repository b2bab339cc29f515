using PartyNet.Application.Access;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Web.Hosting;

/// <summary>The limits of sessions as the installation sets them; a value out of bounds stops the start.</summary>
public static class SessionSettings
{
    public const string Section = "Sessions";

    public const string FactorSection = "SecondFactor";

    public static SessionRules Read(IConfiguration configuration, bool isDemo = false)
    {
        var grace = TimeSpan.FromDays(NumberSetting.GraceDays.Read(configuration));
        return new SessionRules(
            Limits(configuration, NumberSetting.MemberIdleMinutes, NumberSetting.MemberHours),
            Limits(configuration, NumberSetting.StaffIdleMinutes, NumberSetting.StaffHours))
        {
            Grace = isDemo ? null : grace,
        };
    }

    private static SessionLimits Limits(IConfiguration configuration, NumberSetting idleMinutes, NumberSetting hours) =>
        new(TimeSpan.FromMinutes(idleMinutes.Read(configuration)), TimeSpan.FromHours(hours.Read(configuration)));
}
