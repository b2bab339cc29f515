using PartyNet.Application.Spreadsheets;

namespace PartyNet.Application.Imports;

/// <summary>A column of a list that is not loaded, so that nothing is dropped silently.</summary>
/// <param name="Column">Column, counted from 0.</param>
/// <param name="Heading">Its heading as written.</param>
public sealed record UnusedColumn(int Column, string Heading);

/// <summary>Where the header of a list stands and which column means what.</summary>
internal sealed class ListHeader
{
    /// <summary>Rows in which a header is looked for: titles, addressees and legal grounds stand above it.</summary>
    public const int SearchedRows = 60;

    private readonly Dictionary<ListColumn, List<int>> _columns = [];
    private readonly List<UnusedColumn> _unused = [];

    private ListHeader(ListColumns columns, SheetRow header, SheetRow? subHeader)
    {
        Row = header.Number;
        LastRow = subHeader?.Number ?? header.Number;
        for (var column = 0; column < Math.Max(header.Width, subHeader?.Width ?? 0); column++)
            Assign(columns, column, header, subHeader);
    }

    /// <summary>Row of the header, counted from 1.</summary>
    public int Row { get; }

    /// <summary>Row in which the header ends: the second line of a header of two.</summary>
    public int LastRow { get; }

    /// <summary>The columns that were recognised.</summary>
    public IReadOnlyCollection<ListColumn> Columns => _columns.Keys;

    public IReadOnlyList<UnusedColumn> Unused => _unused;

    /// <summary>
    /// Where a column stands, from left to right: more than once where a heading is merged ("Ngày sinh" over "Nam" and "Nữ"). Empty where
    /// the list has none.
    /// </summary>
    public IReadOnlyList<int> Of(ListColumn column) => _columns.TryGetValue(column, out var found) ? found : [];

    /// <summary>
    /// The row among the first ones that names most columns, at least two; null where no row does. Page breaks repeat it, the first counts.
    /// </summary>
    public static ListHeader? Find(IReadOnlyList<SheetRow> rows, ListColumns columns)
    {
        ListHeader? best = null;
        for (var i = 0; i < rows.Count && i < SearchedRows; i++)
        {
            // A title merged over the whole list looks like a heading of all columns, but names none.
            var header = new ListHeader(columns, rows[i], subHeader: null);
            if (header.Columns.Count > 0 && i + 1 < rows.Count && IsSubHeader(rows[i], rows[i + 1]))
                header = new ListHeader(columns, rows[i], rows[i + 1]);
            if (header.Columns.Count >= 2 && header.Columns.Count > (best?.Columns.Count ?? 0))
                best = header;
        }
        return best;
    }

    /// <summary>
    /// The second line of a header stands under headings merged sideways only; every other heading reaches down through both lines.
    /// </summary>
    private static bool IsSubHeader(SheetRow header, SheetRow next)
    {
        var own = 0;
        for (var column = 0; column < next.Width; column++)
        {
            if (next[column].IsEmpty || next[column].Inherited)
                continue;
            if (!ContinuesLeft(header, column) && !ContinuesLeft(header, column + 1))
                return false;
            own++;
        }
        return own > 0;
    }

    private static bool ContinuesLeft(SheetRow header, int column) =>
        column > 0 && header[column].Inherited && header[column].Text == header[column - 1].Text;

    private void Assign(ListColumns columns, int column, SheetRow header, SheetRow? subHeader)
    {
        var above = header[column].Text;
        var below = subHeader is { } line && !line[column].Inherited ? line[column].Text : "";
        if (above.Length + below.Length == 0)
            return;

        var meant = (below.Length > 0 ? columns.Find(below) ?? columns.Find($"{above} {below}") : null) ?? columns.Find(above);
        if (meant is not null && !_columns.ContainsKey(meant))
            _columns.Add(meant, [column]);
        else if (meant is not null && ContinuesLeft(header, column) && _columns[meant][^1] == column - 1)
            _columns[meant].Add(column);
        else
            _unused.Add(new UnusedColumn(column, below.Length == 0 || below == above ? above : $"{above} / {below}"));
    }
}
