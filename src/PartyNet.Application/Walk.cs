using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

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
    /// <summary>
    /// The first so many of a list, or of several together: each is walked by an index of its own, and only as far as that reaches.
    /// </summary>
    public IQueryable<T> ReadFirst(IReadOnlyList<IQueryable<T>> lists, int most) => ReadFirst(lists, Forward, most);

    /// <summary>Reads the page that a cursor asks for; the first where the cursor leads nowhere.</summary>
    /// <param name="keyOf">Finds the key of the row that a cursor names; null where it can name none.</param>
    /// <param name="select">What is read of each row.</param>
    /// <param name="cursorOf">How a row is named in a cursor.</param>
    /// <param name="sortBy">Puts the rows in order again where <paramref name="select"/> joins: a join promises none.</param>
    public async Task<Page<TRow>> ReadAsync<TRow>(
        IReadOnlyList<IQueryable<T>> lists,
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
            start.Count == 0 ? ReadFirst(lists, Forward, PageCursor.Probe)
            : isBackward ? ReadFirst([.. lists.Select(list => list.Where(IsBefore(start[0])))], Backward, PageCursor.Probe)
            : ReadFirst([.. lists.Select(list => list.Where(IsAfter(start[0])))], Forward, PageCursor.Probe);
        var rows = await select(walked).ToListAsync(cancellationToken);
        if (sortBy is not null)
            rows = [.. isBackward ? rows.OrderByDescending(sortBy) : rows.OrderBy(sortBy)];
        return cursor.Cut(rows, fromStart: start.Count == 0, cursorOf);
    }

    private static IQueryable<T> ReadFirst(
        IReadOnlyList<IQueryable<T>> lists,
        Func<IQueryable<T>, IOrderedQueryable<T>> order,
        int most
    ) =>
        lists is [var only]
            ? order(only).TakeFirst(most)
            : order(lists.Select(list => (IQueryable<T>)order(list).TakeFirst(most)).Aggregate((all, list) => all.Concat(list)))
                .TakeFirst(most);
}
