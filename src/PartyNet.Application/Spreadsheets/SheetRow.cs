namespace PartyNet.Application.Spreadsheets;

/// <summary>What a cell holds.</summary>
public enum SheetCellKind
{
    Empty = 0,
    Text = 1,
    Number = 2,
    Date = 3,

    /// <summary>No value: an error such as #N/A, or a formula that nobody has calculated. The text says which.</summary>
    Fault = 4,
}

/// <summary>What the letters of a font are made for.</summary>
public enum CellFont
{
    /// <summary>Unicode, as nearly all.</summary>
    Ordinary = 0,

    /// <summary>TCVN3, such as .VnTime.</summary>
    Tcvn3 = 1,

    /// <summary>VNI, such as VNI-Times.</summary>
    Vni = 2,
}

/// <summary>One cell: the text a reader of the sheet sees, and beside it the value where Excel holds a number or a date.</summary>
/// <param name="Kind">What the cell holds.</param>
/// <param name="Text">
/// As displayed, leading zeros of a zero-padding format included; whole numbers are never in scientific notation. Not trimmed, not
/// normalised.
/// </param>
/// <param name="Number">The value of a <see cref="SheetCellKind.Number"/>.</param>
/// <param name="Date">
/// The value of a <see cref="SheetCellKind.Date"/>, whose text is dd/MM/yyyy; where somebody typed a year alone into a cell of dates, that
/// year (1958, and not the day of 1905 that Excel shows).
/// </param>
/// <param name="Inherited">The cell lies in a merged range and repeats the range's first cell.</param>
/// <param name="Font">What the cell's font is made for.</param>
/// <param name="Link">The address that opens where somebody clicks the cell, whatever it shows.</param>
public readonly record struct SheetCell(
    SheetCellKind Kind, string Text, double Number = 0, DateTime Date = default, bool Inherited = false,
    CellFont Font = CellFont.Ordinary, string? Link = null)
{
    /// <summary>The mark, such as “nt”, by which the cell repeats the one above; null where it holds its own value.</summary>
    public string? Ditto { get; init; }

    private static readonly HashSet<string> ErrorValues = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!",
        "#BUSY!", "#UNKNOWN!", "#GETTING_DATA", "Err:502", "Err:504", "Err:508", "Err:509", "Err:511", "Err:522",
    };

    public static SheetCell Blank { get; } = new(SheetCellKind.Empty, "");

    /// <summary>What a spreadsheet wrote as an error is none the better for being text.</summary>
    public static SheetCell OfText(string text) => string.IsNullOrWhiteSpace(text) ? Blank
        : IsErrorValue(text) ? new(SheetCellKind.Fault, text.Trim())
        : new(SheetCellKind.Text, text);

    private static bool IsErrorValue(string text) =>
        (text.Trim() is ['#', ..] or ['E', 'r', 'r', ':', ..]) && (ErrorValues.Contains(text.Trim()) || text.Trim().All(c => c == '#'));

    public bool IsEmpty => Kind == SheetCellKind.Empty;
}

/// <summary>One row of a sheet with its 1-based number as Excel shows it. Rows without any value are not delivered.</summary>
public sealed class SheetRow(int number, SheetCell[] cells)
{
    /// <summary>More columns than any list has; a file with content further right is refused.</summary>
    public const int MaxWidth = 512;

    public int Number { get; } = number;

    /// <summary>Number of cells up to the last one that holds something.</summary>
    public int Width => cells.Length;

    /// <summary>The cell at a 0-based column; blank beyond the row's end.</summary>
    public SheetCell this[int column] => (uint)column < (uint)cells.Length ? cells[column] : SheetCell.Blank;

    /// <summary>The row with other cells in some places.</summary>
    public SheetRow With(IEnumerable<(int Column, SheetCell Cell)> others)
    {
        SheetCell[] changed = [.. cells];
        foreach (var (column, cell) in others)
            changed[column] = cell;
        return new SheetRow(Number, changed);
    }

    /// <summary>Column letters for messages: 0 is A, 26 is AA.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + (rest - 1) % 26) + name;
        return name;
    }
}
