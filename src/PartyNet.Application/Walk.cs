using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace PartyNet.Application;

/// <summary>
/// How a list is walked page by page: from the key of a row, never by counting rows. A page far down costs what the first costs, and nobody
/// is skipped or shown twice because rows came or went meanwhile.
/// </summary>
/// <param name="IsAfter">Which rows follow a key, in the order of <paramref name="Forward"/>.</param>
internal sealed record Walk<T, TKey>(
    Func<IQueryable<T>, IOrderedQueryable<T>> Forward,
    Func<IQueryable<T>, IOrderedQueryable<T>> Backward,
    Func<TKey, Expression<Func<T, bool>>> IsAfter,
    Func<TKey, Expression<Func<T, bool>>> IsBefore)
{
    /// <summary>Reads the page that a cursor asks for; the first where the cursor leads nowhere.</summary>
    /// <param name="keyOf">Finds the key of the row that a cursor names; null where it can name none.</param>
    /// <param name="select">What is read of each row.</param>
    /// <param name="cursorOf">How a row is named in a cursor.</param>
    /// <param name="sortBy">Puts the rows in order again where <paramref name="select"/> joins: a join promises none.</param>
    public async Task<Page<TRow>> ReadAsync<TRow>(
        IQueryable<T> list,
        PageCursor cursor,
        Func<string, IQueryable<TKey>?> keyOf,
        Func<IQueryable<T>, IQueryable<TRow>> select,
        Func<TRow, string> cursorOf,
        CancellationToken cancellationToken,
        Func<TRow, IComparable>? sortBy = null)
    {
        List<TKey> start = cursor.From is { } name && keyOf(name) is { } keys ? await keys.ToListAsync(cancellationToken) : [];
        var isBackward = start.Count > 0 && cursor.IsBackward;
        var walked =
            start.Count == 0 ? Forward(list)
            : isBackward ? Backward(list.Where(IsBefore(start[0])))
            : Forward(list.Where(IsAfter(start[0])));
        var rows = await select(walked.Take(PageCursor.Probe)).ToListAsync(cancellationToken);
        if (sortBy is not null)
            rows = [.. isBackward ? rows.OrderByDescending(sortBy) : rows.OrderBy(sortBy)];
        return cursor.Cut(rows, fromStart: start.Count == 0, cursorOf);
    }
}
