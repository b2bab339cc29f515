using Microsoft.AspNetCore.Authorization;
using PartyNet.Application.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Puts on an endpoint what its use cases need. Every page has exactly one, from <see cref="PageAccess"/>; a page without is closed to
/// everybody, and a guard test fails.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class AccessAttribute(AccessRequirement requirement) : Attribute, IAuthorizationRequirementData
{
    public AccessRequirement Requirement { get; } = requirement;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [new EndpointRequirement(Requirement)];
}

/// <summary>The requirement as ASP.NET Core passes it to its handlers.</summary>
public sealed record EndpointRequirement(AccessRequirement Needs) : IAuthorizationRequirement;
