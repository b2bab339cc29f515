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

    /// <summary>How many rows are looked at for one page, where no index knows which of them match.</summary>
    public const int MostLookedAt = 2_000;

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
        var way = await SetOutAsync(cursor, keyOf, cancellationToken);
        return way.Page(await select(way.ReadFirst(lists, PageCursor.Probe)).ToListAsync(cancellationToken), cursorOf, sortBy);
    }

    /// <summary>
    /// Reads a page of those rows of a list that match, where no index knows which do: looks at <see cref="MostLookedAt"/> rows from the
    /// cursor on and stops there. Where it stopped the next page goes on, so that the whole list can be walked however few match.
    /// </summary>
    /// <param name="nameOf">As <paramref name="cursorOf"/>, of a row that does not match.</param>
    public async Task<Page<TRow>> ReadMatchingAsync<TRow>(
        IQueryable<T> list,
        Func<IQueryable<T>, IQueryable<T>> matching,
        PageCursor cursor,
        Func<string, IQueryable<TKey>?> keyOf,
        Func<IQueryable<T>, IQueryable<TRow>> select,
        Func<TRow, string> cursorOf,
        Expression<Func<T, string>> nameOf,
        CancellationToken cancellationToken)
    {
        var way = await SetOutAsync(cursor, keyOf, cancellationToken);
        var looked = way.ReadFirst([list], MostLookedAt);
        var rows = await select(way.Order(matching(looked)).TakeFirst(PageCursor.Probe)).ToListAsync(cancellationToken);
        var page = cursor.Cut(rows, way.FromStart, cursorOf);
        if (rows.Count == PageCursor.Probe)
            return page;

        var all = way.Order(way.Beyond(list)).Select(nameOf);
        // The last row looked at, and whether there is one beyond.
        var end = await all.PassFirst(MostLookedAt - 1).TakeFirst(2).ToListAsync(cancellationToken);
        var last = end is [var name, _] ? name : null;
        // Without a row that could name the way back, the first one looked at does.
        var back = rows.Count > 0 || way.FromStart ? null : await all.TakeFirst(1).SingleOrDefaultAsync(cancellationToken);
        return (way.IsBackward
            ? page with { Before = last, After = page.After ?? back }
            : page with { Before = page.Before ?? back, After = last }) with { StoppedAfter = last is null ? null : MostLookedAt };
    }

    /// <summary>The first half of <see cref="ReadAsync"/>, for lists that are read together with more: one statement at most.</summary>
    public async Task<Way> SetOutAsync(
        PageCursor cursor,
        Func<string, IQueryable<TKey>?> keyOf,
        CancellationToken cancellationToken
    )
    {
        List<TKey> start = cursor.From is { } name && keyOf(name) is { } keys ? await keys.ToListAsync(cancellationToken) : [];
        return start is not [var key] ? new Way(cursor, Forward, null, IsBackward: false)
            : cursor.IsBackward ? new Way(cursor, Backward, IsBefore(key), IsBackward: true)
            : new Way(cursor, Forward, IsAfter(key), IsBackward: false);
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

    /// <summary>From where a list is walked, and in which direction.</summary>
    internal sealed record Way(
        PageCursor Cursor, Func<IQueryable<T>, IOrderedQueryable<T>> Order, Expression<Func<T, bool>>? IsBeyond, bool IsBackward)
    {
        public bool FromStart => IsBeyond is null;

        public IQueryable<T> Beyond(IQueryable<T> list) => IsBeyond is null ? list : list.Where(IsBeyond);

        public IQueryable<T> ReadFirst(IReadOnlyList<IQueryable<T>> lists, int most) =>
            Walk<T, TKey>.ReadFirst([.. lists.Select(Beyond)], Order, most);

        /// <summary>The page that was read on this way.</summary>
        public Page<TRow> Page<TRow>(IReadOnlyList<TRow> read, Func<TRow, string> cursorOf, Func<TRow, IComparable>? sortBy = null)
        {
            if (sortBy is not null)
                read = [.. IsBackward ? read.OrderByDescending(sortBy) : read.OrderBy(sortBy)];
            return Cursor.Cut(read, FromStart, cursorOf);
        }
    }
}
