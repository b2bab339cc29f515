namespace PartyNet.Application;

/// <summary>
/// One page of a list that is walked by key. The cursors stand in addresses, which are logged and shared, so they are ids or codes
/// and never the sort key itself: that would spell a name.
/// </summary>
/// <param name="Before">Cursor that leads to the previous page; null on the first.</param>
/// <param name="After">Cursor that leads to the next page; null on the last.</param>
public sealed record Page<TRow>(IReadOnlyList<TRow> Rows, string? Before, string? After)
{
    /// <summary>
    /// How many rows of the list were looked at, where looking stopped there before the page was full: there may be more rows beyond.
    /// </summary>
    public int? StoppedAfter { get; init; }

    /// <summary>The same page, each row as something else.</summary>
    public Page<TOther> Select<TOther>(Func<TRow, TOther> row) =>
        new([.. Rows.Select(row)], Before, After) { StoppedAfter = StoppedAfter };
}

/// <summary>Which page is asked for: after a row, before a row, or the first.</summary>
public sealed record PageCursor(string? After = null, string? Before = null)
{
    /// <summary>How many rows a page has unless the reader chooses another of <see cref="Lengths"/>.</summary>
    public const int Size = 25;

    /// <summary>Enough for an id or a code; longer ones are not looked up.</summary>
    public const int MaxLength = 40;

    public static PageCursor First { get; } = new();

    /// <summary>The lengths of a page that a list may offer.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [Size, 50, 100];

    /// <summary>How many rows the page has.</summary>
    public int Length { get; init; } = Size;

    /// <summary>How many rows to read: one more than a page tells whether there is another.</summary>
    public int Probe => Length + 1;

    /// <summary>The first page of the same list.</summary>
    public PageCursor AtStart() => new() { Length = Length };

    public bool IsBackward => Before is not null && After is null;

    /// <summary>Text of the row to start from; null for the first page, and where it can be no cursor of ours.</summary>
    public string? From => (After ?? Before) is { Length: > 0 and <= MaxLength } from && !from.Any(char.IsControl) ? from : null;

    /// <summary>The page of a list that has been read as a whole.</summary>
    public Page<TRow> Within<TRow>(IReadOnlyList<TRow> list, Func<TRow, string> cursor)
    {
        var start = From is { } name ? list.TakeWhile(row => cursor(row) != name).Count() : list.Count;
        if (start == list.Count)
            return Cut([.. list.Take(Probe)], fromStart: true, cursor);
        var read = IsBackward ? list.Take(start).Reverse() : list.Skip(start + 1);
        return Cut([.. read.Take(Probe)], fromStart: false, cursor);
    }

    /// <summary>
    /// Makes a page of at most <see cref="Probe"/> rows that were read from <see cref="From"/> on, backwards if <see cref="IsBackward"/>.
    /// </summary>
    public Page<TRow> Cut<TRow>(IReadOnlyList<TRow> read, bool fromStart, Func<TRow, string> cursor)
    {
        var more = read.Count > Length;
        var rows = read.Take(Length).ToList();
        if (IsBackward && !fromStart)
            rows.Reverse();
        if (rows.Count == 0)
            return new Page<TRow>(rows, null, null);

        var hasPrevious = !fromStart && (!IsBackward || more);
        var hasNext = IsBackward && !fromStart ? true : more;
        return new Page<TRow>(rows, hasPrevious ? cursor(rows[0]) : null, hasNext ? cursor(rows[^1]) : null);
    }
}
