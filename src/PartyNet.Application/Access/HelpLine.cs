using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>Whom somebody asks.</summary>
public enum HelpSource
{
    /// <summary>The secretary of the member's branch.</summary>
    Secretary,

    /// <summary>The unit above.</summary>
    LevelAbove,

    /// <summary>Whoever runs the installation.</summary>
    Administrator,

    /// <summary>Nobody is above: what was written for whoever runs the installation.</summary>
    Manual,
}

/// <summary>
/// Whom somebody asks who needs help: a member the secretary of their branch; a secretary, and a member whose branch has none, the level
/// above; a board the administrator.
/// </summary>
/// <param name="UnitName">The unit above, where that is asked.</param>
/// <param name="Contact">The secretary, where that is asked.</param>
public sealed record HelpLine(HelpSource Source, string? UnitName = null, CallerHelpContact? Contact = null)
{
    /// <summary>For what somebody does in their role, which is the highest that they hold.</summary>
    public static HelpLine Of(CallerSession session)
    {
        if (session.Roles.Any(r => r.Role == Role.Administrator))
            return new HelpLine(HelpSource.Manual);
        if (session.Roles.Any(r => r.Role == Role.Board))
            return new HelpLine(HelpSource.Administrator);
        return session.Roles.OrderByDescending(r => r.Role == Role.Committee).FirstOrDefault() is { } role
            ? Above(role.UnitAbove)
            : OfMember(session);
    }

    /// <summary>For what is the member's own, whatever role they hold besides.</summary>
    public static HelpLine OfMember(CallerSession session) => OfMember(session.HelpContact, session.UnitAboveBranch);

    /// <summary>The secretary of the branch; the level above where there is none.</summary>
    internal static HelpLine OfMember(CallerHelpContact? secretary, string? unitAbove) =>
        secretary is null ? Above(unitAbove) : new HelpLine(HelpSource.Secretary, Contact: secretary);

    private static HelpLine Above(string? unit) =>
        unit is null ? new HelpLine(HelpSource.Administrator) : new HelpLine(HelpSource.LevelAbove, unit);
}
