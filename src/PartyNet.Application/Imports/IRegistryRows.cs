using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Does to the rows of the registry what only the database can: holds and moves units, tells whether members may have changed, and takes
/// away what an import that is undone had brought in. Row-level security and audit see each row.
/// </summary>
public interface IRegistryRows
{
    /// <summary>The units as they are now; nobody moves or closes them before the process ends.</summary>
    Task<IReadOnlyList<Unit>> HoldUnitsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Up to which process a plan that begins now sees the members; null while others write.</summary>
    Task<long?> SeesUpToAsync(CancellationToken cancellationToken);

    /// <summary>Whether the caller sees the members as that process did. Otherwise they may have changed.</summary>
    Task<bool> IsAsSeenAsync(long upTo, CancellationToken cancellationToken);

    /// <summary>Moves a unit with everything below it, members included, under another one of the tree.</summary>
    Task MoveAsync(Guid unitId, Guid newParentId, CancellationToken cancellationToken);

    /// <summary>A label for a new unit.</summary>
    Task<string> NextLabelAsync(CancellationToken cancellationToken);

    /// <summary>Who of these members has been used since; within the undoing of an import, as the next ones.</summary>
    Task<IReadOnlyList<RowInUse>> MembersInUseAsync(IReadOnlyCollection<Guid> members, CancellationToken cancellationToken);

    /// <summary>Takes members away with all that is theirs alone.</summary>
    Task RemoveMembersAsync(IReadOnlyCollection<Guid> members, CancellationToken cancellationToken);

    /// <summary>Takes placements away that a transfer began, and goes on with those that it ended.</summary>
    Task TakeTransfersBackAsync(IReadOnlyCollection<TransferBefore> transfers, CancellationToken cancellationToken);

    /// <summary>What refers to these units.</summary>
    Task<IReadOnlyList<RowInUse>> UnitsInUseAsync(IReadOnlyCollection<Guid> units, CancellationToken cancellationToken);

    /// <summary>Takes units away to which nothing refers.</summary>
    Task RemoveUnitsAsync(IReadOnlyCollection<Guid> units, CancellationToken cancellationToken);
}
