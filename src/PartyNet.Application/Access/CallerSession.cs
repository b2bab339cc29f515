using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>The living session of a request: the scope, and what the frame of every page shows about the caller.</summary>
/// <param name="Login">The name the user signs in with.</param>
/// <param name="FullName">The member's name, where the user is a member.</param>
/// <param name="Roles">Roles with the unit's code and name, oldest first.</param>
/// <param name="HelpContact">The secretary of the member's branch, where there is one.</param>
/// <param name="Unit">The unit whose code was asked for with the session, whether the caller reaches it or not; null where there is
/// none.</param>
/// <param name="UnitAboveBranch">Name of the unit above the member's branch, where there is one.</param>
/// <param name="Ends">When the session ends, unless it is used before; and when whatever happens.</param>
public sealed record CallerSession(
    AccessScope Scope,
    string Login,
    string? FullName,
    IReadOnlyList<CallerRole> Roles,
    CallerHelpContact? HelpContact,
    Unit? Unit,
    SessionEnds Ends,
    string? UnitAboveBranch = null
);

/// <summary>The ends of a session that its user sees coming.</summary>
public sealed record SessionEnds(DateTimeOffset Idle, DateTimeOffset Absolute);

/// <summary>A role of the caller in words.</summary>
/// <param name="UnitAbove">Name of the unit above, where there is one.</param>
public sealed record CallerRole(Role Role, string? UnitCode, string? UnitName, string? UnitAbove = null);

/// <summary>Whom the member can ask; the phone is still sealed.</summary>
public sealed record CallerHelpContact(Guid MemberId, string FullName, byte[]? Phone);
