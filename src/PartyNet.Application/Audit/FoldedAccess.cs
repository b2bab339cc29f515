namespace PartyNet.Application.Audit;

/// <summary>
/// Folds what one person did again and again within an hour into one line. That is how the page is read, not what is kept: each line says
/// how often, and the sum of all lines is the audit.
/// </summary>
internal static class FoldedAccess
{
    public static TimeSpan Within { get; } = TimeSpan.FromHours(1);

    /// <summary>How many rows are read for one page, however few lines they make.</summary>
    public const int MostRead = 300;

    /// <summary>
    /// The lines of a page, and how many of the rows they hold. A page ends where the line after the last would begin, or an hour later,
    /// so that what belongs to a line is not torn off it.
    /// </summary>
    /// <param name="rows">In the order in which the list is walked, forward or back.</param>
    public static (IReadOnlyList<FoldedLine<TRow>> Lines, int Rows) Fold<TRow, TKey>(
        IEnumerable<TRow> rows, Func<TRow, TKey> keyOf, Func<TRow, DateTimeOffset> atOf)
        where TKey : notnull
    {
        var lines = new List<FoldedLine<TRow>>();
        var open = new Dictionary<TKey, FoldedLine<TRow>>();
        var count = 0;
        foreach (var row in rows)
        {
            var (key, at) = (keyOf(row), atOf(row));
            if (open.GetValueOrDefault(key) is { } line && IsWithin(atOf(line.Rows[0]), at))
            {
                line.Rows.Add(row);
            }
            else if (lines.Count < PageCursor.Size || IsWithin(atOf(lines[PageCursor.Size - 1].Rows[0]), at))
            {
                lines.Add(open[key] = new FoldedLine<TRow>([row]));
            }
            else
            {
                break;
            }

            count++;
        }

        return (lines, count);
    }

    private static bool IsWithin(DateTimeOffset first, DateTimeOffset other) => (first - other).Duration() < Within;
}

/// <summary>Rows that are one line, in the order in which they were walked.</summary>
internal sealed record FoldedLine<TRow>(List<TRow> Rows);
