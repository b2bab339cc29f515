using ErrorOr;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// Who is asking, and how far that reaches: loaded once per request from the grants in the database, never from the cookie.
/// The endpoint handler, the EF query filter and row-level security all read this one object.
/// </summary>
public sealed record AccessScope
{
    /// <summary>Nobody: reaches nothing. What every scope starts as.</summary>
    public static AccessScope Nobody { get; } = new();

    /// <summary>The sign-in machinery, before anybody is known: users, sessions and grants, no member.</summary>
    public static AccessScope SignIn { get; } = new() { Realm = AccessRealm.SignIn };

    /// <summary>An operator at the command line who names the unit to work on; with none, the installation itself.</summary>
    public static AccessScope Operator(UnitPath? root = null) =>
        new()
        {
            Realm = AccessRealm.Operator,
            IsFresh = true,
            Grants = root is null ? [] : [new GrantedUnit(Role.Board, Guid.Empty, root)],
        };

    public AccessRealm Realm { get; init; } = AccessRealm.Ordinary;
    public Guid? UserId { get; init; }

    /// <summary>The member record of this user, if there is one: their own data are theirs whatever their grants are.</summary>
    public Guid? MemberId { get; init; }

    /// <summary>The branch the member is on the roll of.</summary>
    public Guid? BranchId { get; init; }

    /// <summary>Where that branch is in the tree.</summary>
    public UnitPath? BranchPath { get; init; }

    /// <summary>The branch's secretary, whose name and phone every page of the member shows as the help line.</summary>
    public Guid? HelpContactId { get; init; }

    public IReadOnlyList<GrantedUnit> Grants
    {
        get;
        // A copy with other grants reaches other units.
        init => (field, _roots) = (value, null);
    } = [];

    public Guid? SessionId { get; init; }

    /// <summary>What proves to the database that it is this user; null for who is not signed in, and for the command line.</summary>
    public ActorProof? Proof { get; init; }

    /// <summary>Signed in no longer ago than <see cref="Session.FreshFor"/>: what asks again does not yet.</summary>
    public bool IsFresh { get; init; }

    /// <summary>
    /// Until when the caller, who holds a role, has to have a second factor; null where they have one, or none is asked. Until then what
    /// hurts many is closed to them.
    /// </summary>
    public DateTimeOffset? FactorDue { get; init; }

    /// <summary>That moment is over: the caller's roles reach nothing until a second factor is enrolled.</summary>
    public bool MustEnrol { get; init; }

    public bool IsSignedIn => UserId is not null;

    /// <summary>The smallest range of paths that holds every granted subtree; empty without grants.</summary>
    public UnitPath From => Roots.Count == 0 ? default : Roots.Min();

    /// <inheritdoc cref="From"/>
    public UnitPath To => Roots.Count == 0 ? default : Roots.Max(r => r.RangeEnd);

    /// <summary>Granted subtrees, none inside another.</summary>
    public IReadOnlyList<UnitPath> Roots => _roots ??= Outermost(Grants);
    private IReadOnlyList<UnitPath>? _roots;

    public bool Allows(Permissions permission, UnitPath unit) =>
        Grants.Any(g => g.Path is { } root && RolePermissions.Of(g.Role).HasFlag(permission) && unit.IsWithin(root));

    /// <summary>As <see cref="Allows"/>, through a role above the unit: for what the unit's own officers may not decide.</summary>
    public bool AllowsFromAbove(Permissions permission, UnitPath unit) =>
        Grants.Any(g => g.Path is { } root && root != unit && RolePermissions.Of(g.Role).HasFlag(permission) && unit.IsWithin(root));

    /// <summary>Whether the caller may give this role at this unit, and end it (<see cref="RoleGiving"/>).</summary>
    public bool MayGive(Role role, UnitPath unit) => Grants.Any(g => g.Path is { } at && RoleGiving.MayGive(g.Role, at, role, unit));

    /// <summary>Whether any grant carries the permission, wherever it is: for pages that belong to no unit.</summary>
    public bool AllowsAnywhere(Permissions permission) => Grants.Any(g => RolePermissions.Of(g.Role).HasFlag(permission));

    /// <summary>The units whose grants carry the permission, in the order of the tree.</summary>
    public IReadOnlyList<UnitPath> PathsAllowing(Permissions permission) =>
    [
        .. Grants.Where(g => RolePermissions.Of(g.Role).HasFlag(permission)).Select(g => g.Path).OfType<UnitPath>().Distinct().Order(),
    ];

    private static List<UnitPath> Outermost(IReadOnlyList<GrantedUnit> grants)
    {
        var roots = new List<UnitPath>();
        foreach (var path in grants.Select(g => g.Path).OfType<UnitPath>().Order())
        {
            if (roots.Count == 0 || !path.IsWithin(roots[^1]))
                roots.Add(path);
        }

        return roots;
    }
}

/// <summary>A role at a unit as it stands now. The administrator's has neither unit nor path.</summary>
public sealed record GrantedUnit(Role Role, Guid? UnitId, UnitPath? Path);

/// <summary>Which tables outside the tree a scope may touch; row-level security reads it as <c>app.realm</c>.</summary>
public enum AccessRealm
{
    Ordinary,
    SignIn,
    Administration,
    Operator,
}

/// <summary>Where a request comes from, as far as its user is told.</summary>
/// <param name="Network">An address range, not an address.</param>
/// <param name="Device">Browser and kind of device as the browser says it, such as "Chrome trên Android".</param>
public sealed record RequestOrigin(string? Network, string? Device)
{
    public static RequestOrigin Unknown { get; } = new(null, null);
}

/// <summary>Holds the scope of the current request or command; set once, by whoever authenticates.</summary>
public sealed class AccessContext
{
    public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <summary>
    /// What a use case answers a caller who does not have what it needs: the answer of a thing that is not there. Null where the
    /// caller has it; another where the caller signs in once more first.
    /// </summary>
    /// <param name="unit">The unit of the command or query, where it is about one.</param>
    public Error? Refusal(AccessRequirement needs, Unit? unit = null)
    {
        if (!needs.IsMetBy(Scope, unit?.Path))
            return Problem.NotFound();
        if (needs.AsksAgain && needs.IsOfStaff && Scope.FactorDue is not null)
            return Problem.Forbidden("Việc này cần đồng chí bật lớp xác nhận thứ hai trước, ở mục Phiên đăng nhập.");
        return needs.AsksAgain && !Scope.IsFresh ? Problem.SignInAgain() : null;
    }

    /// <summary>Works in another scope until the result is disposed, such as the sign-in machinery's before anybody is known.</summary>
    public IDisposable As(AccessScope scope)
    {
        var before = Scope;
        Scope = scope;
        return new Return(() => Scope = before);
    }

    /// <summary>Names the request in audit and logs.</summary>
    public string RequestId { get; set; } = "";

    /// <summary>Where the request comes from: what a session that begins with it is known by to its user.</summary>
    public RequestOrigin Origin { get; set; } = RequestOrigin.Unknown;

    private sealed class Return(Action action) : IDisposable
    {
        public void Dispose() => action();
    }
}
