using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Which lists somebody may load: whoever loads a list of units or roles may manage these there anyhow.</summary>
public static class LoadKinds
{
    /// <summary>What loading such a list needs at the unit; the units and persons of its rows are checked besides.</summary>
    public static Permissions Of(ImportKind kind) => kind switch
    {
        ImportKind.Units => Permissions.LoadLists | Permissions.ManageUnits,
        // As the board's page of roles.
        ImportKind.Roles => Permissions.LoadLists | Permissions.GiveRoles | Permissions.ViewCoverage,
        ImportKind.Members or ImportKind.Accounts => Permissions.LoadLists,
    };

    /// <summary>The lists that the caller may load at a unit, those first that are loaded most often.</summary>
    public static IReadOnlyList<ImportKind> Open(AccessScope scope, Unit unit) =>
        [.. ImportKinds.All.Select(kind => kind.Value).Where(kind => IsOpen(kind, scope, unit))];

    /// <summary>Whether the caller may load such lists at a unit.</summary>
    public static bool IsOpen(ImportKind kind, AccessScope scope, Unit unit) =>
        AccessRequirement.AtUnit(Of(kind)).IsMetBy(scope, unit.Path);

    /// <summary>
    /// The caller as far as they may load such lists: through another role they see what they may not change by a list.
    /// </summary>
    internal static AccessScope Narrowed(AccessScope scope, ImportKind kind) =>
        scope with { Grants = [.. scope.Grants.Where(grant => RolePermissions.Of(grant.Role).HasFlag(Of(kind)))] };
}
