using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Keeps plans with their contents sealed, and does to the tree what only the database can.</summary>
public interface IImportStore
{
    /// <summary>Lifts the limits of a page for the current process, whose length is that of a list.</summary>
    Task TakeTimeAsync(CancellationToken cancellationToken);

    /// <summary>Stores a plan that has no rows yet.</summary>
    Task BeginAsync(ImportPlan plan, CancellationToken cancellationToken);

    /// <summary>Counts further rows of a plan and stores them; what they hold of a person is sealed here.</summary>
    Task AddRowsAsync<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows, CancellationToken cancellationToken);

    /// <summary>The next rows of a plan as they are shown, in the order of the file. What cannot be read any more says so.</summary>
    /// <param name="only">Rows of this action alone.</param>
    /// <param name="notesOnly">Rows alone of which something is worth a look, although they can be loaded.</param>
    /// <param name="afterRow">Number of the last row that was shown; 0 before the first.</param>
    Task<IReadOnlyList<PlannedRowView>> ListRowsAsync(
        Guid planId, ImportAction? only, bool notesOnly, int afterRow, int count, CancellationToken cancellationToken);

    /// <summary>As <see cref="ListRowsAsync"/>, of rows that a query finds, in one statement.</summary>
    Task<IReadOnlyList<PlannedRowView>> ViewAsync(IQueryable<ImportPlanRow> rows, CancellationToken cancellationToken);

    /// <summary>
    /// The contents of the rows that create or update something, in the order of the file; null where one cannot be read any more.
    /// </summary>
    Task<IReadOnlyList<PlannedRow<TTarget>>?> ReadAsync<TTarget>(Guid planId, CancellationToken cancellationToken)
        where TTarget : class;

    /// <summary>
    /// As <see cref="ReadAsync"/>, so many at a time; the next ones are opened while the caller works on those before. A batch
    /// that cannot be read any more is null, and the last.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<PlannedRow<TTarget>>?> ReadBatchesAsync<TTarget>(
        Guid planId, int size, CancellationToken cancellationToken)
        where TTarget : class;

    /// <summary>Keeps what a commit takes the place of with the rows of its plan, sealed.</summary>
    Task KeepBeforeAsync<TBefore>(Guid planId, IReadOnlyList<CommittedRow<TBefore>> rows, CancellationToken cancellationToken)
        where TBefore : class;

    /// <summary>The rows that a commit carried out, in the order of the file.</summary>
    Task<IReadOnlyList<CommittedRow<TBefore>>> ReadCommittedAsync<TBefore>(Guid planId, CancellationToken cancellationToken)
        where TBefore : class;

    /// <summary>What was kept to undo a commit goes; why something stays takes its place, sealed.</summary>
    /// <param name="kept">Reasons by the number of the row.</param>
    Task<IReadOnlyList<KeptRow>> FinishUndoAsync(
        Guid planId, IReadOnlyDictionary<int, string> kept, CancellationToken cancellationToken);

    /// <summary>The next rows of which undoing a plan left something, in the order of the file.</summary>
    /// <param name="afterRow">Number of the last row that was shown; 0 before the first.</param>
    Task<IReadOnlyList<KeptRow>> ListKeptAsync(Guid planId, int afterRow, int count, CancellationToken cancellationToken);

    /// <summary>Drops the rows of a plan that another has taken the place of; its figures stay. Part of a transaction.</summary>
    Task ForgetRowsAsync(Guid planId, CancellationToken cancellationToken);

    /// <summary>The units as they are now; nobody moves or closes them before the process ends.</summary>
    Task<IReadOnlyList<Unit>> HoldUnitsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

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
