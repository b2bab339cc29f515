using System.Buffers;

namespace PartyNet.Spreadsheets;

/// <summary>
/// A CSV cell that begins like a formula is run by spreadsheet programs when the file is opened (CWE-1236); an apostrophe in front makes it
/// text. Workbooks need no guard: their cells are typed as text. Full-width signs count: spreadsheet programs of some languages take them
/// for the plain ones.
/// </summary>
internal static class FormulaGuard
{
    private const char Mark = '\'';

    private static readonly SearchValues<char> Dangerous = SearchValues.Create("=+-@\t\r\n\0＝＋－＠");

    /// <summary>
    /// True where an apostrophe goes in front. Apostrophes already there count as transparent, so that guarding can be undone exactly.
    /// </summary>
    public static bool Needed(ReadOnlySpan<char> cell)
    {
        var content = cell.TrimStart(Mark);
        return content.Length > 0 && Dangerous.Contains(content[0]);
    }

    /// <summary>
    /// The cell as it was before guarding, and without the formula <c>="0123"</c> by which other programs keep the zeros of a number.
    /// </summary>
    public static string Undo(string cell) =>
        cell.Length > 1 && cell[0] == Mark && Needed(cell) ? cell[1..]
        : cell is ['=', '"', .. var text, '"'] && !text.Contains('"', StringComparison.Ordinal) ? text
        : cell;
}
