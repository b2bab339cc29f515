using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application;

/// <summary>
/// How a list is walked page by page: from the key of a row, never by counting rows. A page far down costs what the first costs, and nobody
/// is skipped or shown twice because rows came or went meanwhile.
/// </summary>
/// <param name="IsAfter">
/// Which rows follow a row, in the order of <paramref name="Forward"/>. What it compares with is asked of that row by the same statement.
/// </param>
internal sealed record Walk<T, TStart>(
    Func<IQueryable<T>, IOrderedQueryable<T>> Forward,
    Func<IQueryable<T>, IOrderedQueryable<T>> Backward,
    Func<IQueryable<TStart>, Expression<Func<T, bool>>> IsAfter,
    Func<IQueryable<TStart>, Expression<Func<T, bool>>> IsBefore)
{
    /// <summary>How many rows are looked at for one page, where no index knows which of them match.</summary>
    public const int MostLookedAt = 2_000;

    /// <summary>
    /// The first so many of a list, or of several together: each is walked by an index of its own, and only as far as that reaches.
    /// </summary>
    public IQueryable<T> ReadFirst(IReadOnlyList<IQueryable<T>> lists, int most) => ReadFirst(lists, Forward, most);

    /// <summary>Reads the page that a cursor asks for; the first where the cursor leads nowhere.</summary>
    /// <param name="startOf">Finds the row that a cursor names, or the key of it; null where it can name none.</param>
    /// <param name="select">What is read of each row.</param>
    /// <param name="cursorOf">How a row is named in a cursor.</param>
    /// <param name="sortBy">Puts the rows in order again where <paramref name="select"/> joins: a join promises none.</param>
    public async Task<Page<TRow>> ReadAsync<TRow>(
        IPartyNetDb db,
        IReadOnlyList<IQueryable<T>> lists,
        PageCursor cursor,
        Func<string, IQueryable<TStart>?> startOf,
        Func<IQueryable<T>, IQueryable<TRow>> select,
        Func<TRow, string> cursorOf,
        CancellationToken cancellationToken,
        Func<TRow, IComparable>? sortBy = null)
    {
        var way = SetOut(cursor, startOf);
        var (isThere, rows) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => select(way.ReadFirst(lists, cursor.Probe)).ToListAsync(cancellationToken),
            cancellationToken);
        return isThere
            ? way.Page(rows, cursorOf, sortBy)
            : await ReadAsync(db, lists, cursor.AtStart(), startOf, select, cursorOf, cancellationToken, sortBy);
    }

    /// <summary>
    /// The first half of <see cref="ReadAsync"/>, for lists that are read together with more. Asks nothing yet: whether there is a row
    /// to begin at is asked together with the page (<see cref="Way.IsThereAsync"/>), which is empty where there is none.
    /// </summary>
    public Way SetOut(PageCursor cursor, Func<string, IQueryable<TStart>?> startOf) =>
        (cursor.From is { } name ? startOf(name) : null) is not { } start ? new Way(cursor, Forward)
            : cursor.IsBackward ? new Way(cursor, Backward, start, IsBefore(start))
            : new Way(cursor, Forward, start, IsAfter(start));

    /// <summary>From the first row on.</summary>
    public Way FromStart() => new(PageCursor.First, Forward);

    /// <summary>From the last row backwards: where a list that others follow is entered from them.</summary>
    public Way FromEnd() => new(PageCursor.First, Backward);

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
    /// <param name="Start">The row that the cursor names; null at the beginning of the list.</param>
    internal sealed record Way(
        PageCursor Cursor,
        Func<IQueryable<T>, IOrderedQueryable<T>> Order,
        IQueryable<TStart>? Start = null,
        Expression<Func<T, bool>>? IsBeyond = null)
    {
        private bool FromStart => Start is null;

        private bool IsBackward => !FromStart && Cursor.IsBackward;

        /// <summary>Whether the row is there that the cursor names; where not, the list is to be read from its beginning.</summary>
        public async Task<bool> IsThereAsync(CancellationToken cancellationToken) =>
            Start is null || await Start.AnyAsync(cancellationToken);

        public IQueryable<T> ReadFirst(IReadOnlyList<IQueryable<T>> lists, int most) =>
            Walk<T, TStart>.ReadFirst([.. lists.Select(Beyond)], Order, most);

        /// <summary>The page that was read on this way.</summary>
        public Page<TRow> Page<TRow>(IReadOnlyList<TRow> read, Func<TRow, string> cursorOf, Func<TRow, IComparable>? sortBy = null)
        {
            if (sortBy is not null)
                read = [.. IsBackward ? read.OrderByDescending(sortBy) : read.OrderBy(sortBy)];
            return Cursor.Cut(read, FromStart, cursorOf);
        }

        /// <summary>
        /// A page of lines that several rows make up together. It ends where the lines end, and its cursors name rows.
        /// </summary>
        /// <param name="most">How many rows are looked at; one more was read.</param>
        /// <param name="fold">Makes lines of rows in the order in which they are walked, and says how many rows they hold.</param>
        /// <param name="sortBy">As in <see cref="Page{TRow}"/>; here the greatest comes first.</param>
        public Page<TLine> Page<TRow, TLine>(
            IReadOnlyList<TRow> read,
            int most,
            Func<IEnumerable<TRow>, (IReadOnlyList<TLine> Lines, int Rows)> fold,
            Func<TRow, string> cursorOf,
            Func<TRow, IComparable> sortBy)
        {
            read = [.. IsBackward ? read.OrderBy(sortBy) : read.OrderByDescending(sortBy)];
            var (lines, rows) = fold(read.Take(most));
            if (rows == 0)
                return new Page<TLine>([], null, null);
            var more = rows < read.Count;
            var (first, last) = (cursorOf(read[0]), cursorOf(read[rows - 1]));
            return IsBackward
                ? new Page<TLine>([.. lines.Reverse()], more ? last : null, first)
                : new Page<TLine>(lines, FromStart ? null : first, more ? last : null);
        }

        /// <summary>
        /// The first rows of a list that match, where no index knows which do: <see cref="MostLookedAt"/> are looked at from the cursor on.
        /// </summary>
        public IQueryable<T> ReadMatching(IQueryable<T> list, Func<IQueryable<T>, IQueryable<T>> matching) =>
            Order(matching(ReadFirst([list], MostLookedAt))).TakeFirst(Cursor.Probe);

        /// <summary>
        /// The page of rows that match and were read on this way. Where looking stopped before it was full the next page goes on, so that
        /// the whole list can be walked however few match.
        /// </summary>
        /// <param name="nameOf">As <paramref name="cursorOf"/>, of a row that does not match.</param>
        public async Task<Page<TRow>> PageOfMatchingAsync<TRow>(
            IPartyNetDb db,
            IQueryable<T> list,
            IReadOnlyList<TRow> read,
            Func<TRow, string> cursorOf,
            Expression<Func<T, string>> nameOf,
            CancellationToken cancellationToken)
        {
            var page = Page(read, cursorOf);
            if (read.Count == Cursor.Probe)
                return page;

            var all = Order(Beyond(list)).Select(nameOf);
            var (end, back) = await db.TogetherAsync(
                // The last row looked at, and whether there is one beyond.
                () => all.PassFirst(MostLookedAt - 1).TakeFirst(2).ToListAsync(cancellationToken),
                // Without a row that could name the way back, the first one looked at does.
                async () => read.Count > 0 || FromStart ? null : await all.TakeFirst(1).SingleOrDefaultAsync(cancellationToken),
                cancellationToken);
            var last = end is [var name, _] ? name : null;
            var walked = IsBackward
                ? page with { Before = last, After = page.After ?? back }
                : page with { Before = page.Before ?? back, After = last };
            return walked with { StoppedAfter = last is null ? null : MostLookedAt };
        }

        private IQueryable<T> Beyond(IQueryable<T> list) => IsBeyond is null ? list : list.Where(IsBeyond);
    }
}
