using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Declarations;

/// <summary>Pending declarations, oldest first.</summary>
internal static class QueueOrder
{
    /// <summary>Counting further would cost more than it tells.</summary>
    public const int MostCounted = 200;

    // The first comparison alone is what the index is entered by; declarations of one moment are told apart by the second.
    public static readonly Walk<Declaration, Declaration> OldestFirst = new(
        waiting => waiting.OrderBy(d => d.SubmittedAt).ThenBy(d => d.Id),
        waiting => waiting.OrderByDescending(d => d.SubmittedAt).ThenByDescending(d => d.Id),
        start => d => d.SubmittedAt >= start.Select(s => s.SubmittedAt).First()
            && (d.SubmittedAt > start.Select(s => s.SubmittedAt).First() || d.Id > start.Select(s => s.Id).First()),
        start => d => d.SubmittedAt <= start.Select(s => s.SubmittedAt).First()
            && (d.SubmittedAt < start.Select(s => s.SubmittedAt).First() || d.Id < start.Select(s => s.Id).First()));

    /// <summary>The declaration of the queue that comes after another one, or before it; null where none does.</summary>
    public static Task<Guid?> FindNeighbourAsync(
        IPartyNetDb db,
        IReadOnlyList<IQueryable<Declaration>> queue,
        Guid declaration,
        bool isBackward,
        CancellationToken cancellationToken)
    {
        var name = declaration.ToString();
        var cursor = isBackward ? new PageCursor(Before: name) : new PageCursor(After: name);
        return OldestFirst.SetOut(cursor, _ => db.Declarations.Where(d => d.Id == declaration))
            .ReadFirst(queue, 1)
            .Select(d => (Guid?)d.Id)
            .SingleOrDefaultAsync(cancellationToken);
    }

    public static Task<Guid?> FindOldestAsync(IReadOnlyList<IQueryable<Declaration>> queue, CancellationToken cancellationToken) =>
        OldestFirst.ReadFirst(queue, 1).Select(d => (Guid?)d.Id).SingleOrDefaultAsync(cancellationToken);

    public static async Task<WaitingDeclarations> CountAsync(
        IReadOnlyList<IQueryable<Declaration>> lists,
        CancellationToken cancellationToken
    ) =>
        await Counted(lists).SingleOrDefaultAsync(cancellationToken) ?? new WaitingDeclarations(0, null);

    /// <summary>Nothing where nothing waits.</summary>
    public static IQueryable<WaitingDeclarations> Counted(IReadOnlyList<IQueryable<Declaration>> lists) =>
        OldestFirst
            .ReadFirst(lists, MostCounted + 1)
            .GroupBy(_ => 1)
            .Select(g => new WaitingDeclarations(g.Count(), g.Min(d => d.SubmittedAt)));
}
