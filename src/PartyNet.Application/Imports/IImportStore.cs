namespace PartyNet.Application.Imports;

/// <summary>Keeps plans, with what their rows hold of people sealed.</summary>
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
}
