using System.Buffers;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Imports;

/// <summary>
/// Marks by which people say "as above": 〃, “nt”, “như trên”. Where members share a value they stand for the one above; a name or a number
/// is nobody else's, so there, and where nothing stands above, they are no value.
/// </summary>
internal static class DittoMarks
{
    private const int Longest = 24;
    private const string Around = "-–—_.() \t";
    private const string Beginnings = "nNcCiI";

    private static readonly SearchValues<char> SignsAndSpace = SearchValues.Create("\"'’‘”“″〃„,/ ");

    // Written as a search key; what begins otherwise need not be made one: each cell of a list is looked at.
    private static readonly string[] Words = ["nt", "n t", "nhu tren", "nhu dong tren", "nhu o tren", "cung tren", "idem"];

    /// <summary>Whether a cell says nothing but "as above".</summary>
    public static bool IsMark(string text)
    {
        if (text.Length is 0 or > Longest)
            return false;
        var bare = text.AsSpan().Trim(Around);
        if (bare.IsEmpty)
            return false;
        return IsOfSigns(bare)
            || Beginnings.Contains(bare[0], StringComparison.Ordinal) && Words.Contains(VietnameseText.SearchKey(bare.ToString()));
    }

    /// <summary>A few signs, which people draw wide: "    ".</summary>
    private static bool IsOfSigns(ReadOnlySpan<char> bare)
    {
        if (bare is "'" or "," or "/" || bare.ContainsAnyExcept(SignsAndSpace))
            return false;
        var signs = 0;
        foreach (var sign in bare)
            signs += sign == ' ' ? 0 : 1;
        return signs <= 4;
    }

    /// <summary>The rows with what their marks stand for.</summary>
    /// <param name="shared">Columns in which a mark has a meaning.</param>
    public static IEnumerable<SheetRow> Resolve(IEnumerable<SheetRow> rows, ListHeader header, IReadOnlyCollection<ListColumn> shared)
    {
        var places = header.Columns.Where(column => !column.MayRepeat || shared.Contains(column)).SelectMany(header.Of).ToArray();
        var repeatable = shared.SelectMany(header.Of).ToHashSet();
        SheetRow? above = null;
        foreach (var row in rows)
        {
            var read = Array.Exists(places, at => IsMark(row[at])) ? Resolve(row, above) : row;
            // A title between two rows has nothing that the second could repeat.
            if (Array.FindAll(places, at => !read[at].IsEmpty && !read[at].Inherited).Length > 1 && !header.IsRepeatedIn(read))
                above = read;
            yield return read;
        }

        SheetRow Resolve(SheetRow row, SheetRow? above) =>
            row.With(places.Where(at => IsMark(row[at])).Select(at => (at, Meant(row, above, at))));

        SheetCell Meant(SheetRow row, SheetRow? above, int at) =>
            above is null || !repeatable.Contains(at) ? new SheetCell(SheetCellKind.Fault, row[at].Text.Trim())
            : above[at] with { Inherited = false, Ditto = row[at].Text.Trim() };
    }

    private static bool IsMark(SheetCell cell) => cell is { Kind: SheetCellKind.Text, Inherited: false } && IsMark(cell.Text);
}
