using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// What a use case asks of its caller. Said once, by the use case (<see cref="IUseCase"/>); pages refer to it, and
/// <see cref="AccessContext.Refusal"/> checks it.
/// </summary>
public abstract record AccessRequirement
{
    private AccessRequirement()
    {
    }

    /// <summary>Anybody, signed in or not. Stands only on what must be reached before signing in.</summary>
    public static AccessRequirement Open { get; } = new OpenToAll();

    public static AccessRequirement SignedIn { get; } = new SignedInUser();

    /// <summary>A user who is a member: it is about their own data and nobody else's.</summary>
    public static AccessRequirement Member { get; } = new OwnMember();

    public static AccessRequirement Administrator { get; } = new Administration();

    /// <summary>The command line of the installation; for what happens at a unit, an operator who named that unit or one above.</summary>
    public static AccessRequirement Operator { get; } = new CommandLine();

    /// <summary>All these permissions at the unit that it is about.</summary>
    public static AccessRequirement AtUnit(Permissions permissions) => new UnitPermission(permissions);

    /// <summary>The permission at some unit: for what gathers the caller's own units.</summary>
    public static AccessRequirement AtSomeUnit(Permissions permission) => new SomeUnitPermission(permission);

    /// <summary>
    /// Whoever does it has signed in a moment ago (<see cref="AccessScope.IsFresh"/>), or does so once more: for what a browser that
    /// was left alone, or a stolen cookie, must not do.
    /// </summary>
    public bool AsksAgain { get; private init; }

    /// <summary>It is about others than the caller, and so asks for a role.</summary>
    public bool IsOfStaff => this is not (SignedInUser or OwnMember or OpenToAll);

    /// <inheritdoc cref="AsksAgain"/>
    public AccessRequirement Again() => this with { AsksAgain = true };

    /// <param name="unit">Path of the unit that it is about; null for what is about none.</param>
    public abstract bool IsMetBy(AccessScope scope, UnitPath? unit = null);

    public sealed record OpenToAll : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) => true;
    }

    public sealed record SignedInUser : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) => scope.IsSignedIn;
    }

    public sealed record OwnMember : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) => scope.MemberId is not null;
    }

    public sealed record Administration : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) => scope.AllowsAnywhere(Permissions.ManageAccess);
    }

    public sealed record CommandLine : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) =>
            scope.Realm == AccessRealm.Operator && (unit is not { } path || scope.Roots.Any(path.IsWithin));
    }

    public sealed record UnitPermission(Permissions Permission) : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) =>
            scope.Allows(Permission, unit ?? throw new InvalidOperationException("A permission at a unit is checked with the unit."));
    }

    public sealed record SomeUnitPermission(Permissions Permission) : AccessRequirement
    {
        public override bool IsMetBy(AccessScope scope, UnitPath? unit = null) => scope.AllowsAnywhere(Permission);
    }
}
