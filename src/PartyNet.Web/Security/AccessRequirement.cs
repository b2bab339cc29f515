using Microsoft.AspNetCore.Authorization;
using PartyNet.Domain.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// What a page asks of its caller. Every page has exactly one, from <see cref="PageAccess"/>; a page without is closed to everybody,
/// and a guard test fails.
/// </summary>
public abstract record AccessRequirement : IAuthorizationRequirement
{
    /// <summary>Anybody, signed in or not. Stands only on pages that must be reached before signing in.</summary>
    public static AccessRequirement Open { get; } = new OpenToAll();

    public static AccessRequirement SignedIn { get; } = new SignedInUser();

    /// <summary>A user who is a member: the page shows their own data and nobody else's.</summary>
    public static AccessRequirement Member { get; } = new OwnMember();

    public static AccessRequirement Administrator { get; } = new Administration();

    /// <summary>The permission at the unit that the route names.</summary>
    public static AccessRequirement AtUnit(Permissions permission) => new UnitPermission(permission);

    public sealed record OpenToAll : AccessRequirement;

    public sealed record SignedInUser : AccessRequirement;

    public sealed record OwnMember : AccessRequirement;

    public sealed record Administration : AccessRequirement;

    public sealed record UnitPermission(Permissions Permission) : AccessRequirement;
}

/// <summary>Puts a requirement on an endpoint.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(AccessRequirement requirement) : Attribute, IAuthorizationRequirementData
{
    public AccessRequirement Requirement { get; } = requirement;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [Requirement];
}
