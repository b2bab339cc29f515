using System.Globalization;
using System.Xml;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// What the spreadsheet parser does not tell of the cells of a sheet: errors, formulas that were never calculated, fonts of the time before
/// Unicode, and links. Rows and columns are counted from 1.
/// </summary>
internal sealed class CellMarks
{
    private const int Most = 100_000;

    private readonly Dictionary<(int Row, int Column), string> _faults = [];
    private readonly Dictionary<int, List<FontRun>> _fonts = [];
    private readonly Dictionary<(int Row, int Column), string> _relations = [];
    private readonly Dictionary<string, string> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Row, int Column), HyperlinkFormula> _links = [];
    private int _runs;

    /// <summary>Of a sheet without any.</summary>
    public static CellMarks None { get; } = new();

    /// <summary>More than any list has; they would fill the memory.</summary>
    public bool AreTooMany => _faults.Count + _runs + _relations.Count + _links.Count > Most;

    public void AddFault(int row, int column, string text) => _faults[(row, column)] = text;

    public void AddFont(int row, int column, CellFont font)
    {
        if (font == CellFont.Ordinary)
            return;
        if (!_fonts.TryGetValue(column, out var runs))
            _fonts.Add(column, runs = []);
        if (runs is [.., var last] && last.Font == font && last.To == row - 1)
        {
            runs[^1] = last with { To = row };
            return;
        }

        runs.Add(new FontRun(row, row, font));
        _runs++;
    }

    /// <param name="relation">Names the address in another part.</param>
    public void AddLink(int row, int column, string relation) => _relations[(row, column)] = relation;

    public void AddLink(int row, int column, HyperlinkFormula link) => _links[(row, column)] = link;

    public void AddAddress(string relation, string address) => _addresses[relation] = address;

    /// <summary>The cell with what is marked of it.</summary>
    public SheetCell Mark(int row, int column, SheetCell cell)
    {
        if (_faults.TryGetValue((row, column), out var fault))
            return new SheetCell(SheetCellKind.Fault, fault);
        if (_relations.TryGetValue((row, column), out var relation) && _addresses.TryGetValue(relation, out var address))
            cell = cell with { Link = address };
        if (_links.TryGetValue((row, column), out var link))
            cell = link.Mark(cell);
        return _fonts.Count > 0 && cell.Kind == SheetCellKind.Text ? cell with { Font = FontAt(row, column) } : cell;
    }

    private CellFont FontAt(int row, int column)
    {
        if (!_fonts.TryGetValue(column, out var runs))
            return CellFont.Ordinary;
        var (low, high) = (0, runs.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (runs[middle].To < row)
                low = middle + 1;
            else if (runs[middle].From > row)
                high = middle - 1;
            else
                return runs[middle].Font;
        }

        return CellFont.Ordinary;
    }

    private readonly record struct FontRun(int From, int To, CellFont Font);
}

/// <summary>A cell of a worksheet's XML while it is read to its end.</summary>
internal struct ScannedCell
{
    private const int Shown = 60;

    private bool _isError;
    private bool _isText;
    private bool _hasValue;
    private string? _text;
    private HyperlinkFormula? _link;

    /// <summary>The element of the cell whose text comes next.</summary>
    public string Inside { get; set; }

    public bool HasFormula { get; set; }

    /// <summary>The reader stands at the cell's start.</summary>
    public static ScannedCell At(XmlReader reader)
    {
        var type = reader.GetAttribute("t");
        return new ScannedCell { Inside = "", _isError = type == "e", _isText = type == "str" };
    }

    /// <summary>Takes what is not the start of an element; at the end of the cell it is known whether it has a fault or a link.</summary>
    /// <returns>How many letters of links are kept.</returns>
    public int Read(XmlReader reader, CellMarks marks, int row, int column)
    {
        var kept = 0;
        if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
        {
            if (Inside == "f")
                _link = HyperlinkFormula.Read(reader.Value);
            _hasValue |= Inside == "v";
            if (Inside is "f" or "v" && (_text is null || Inside == "v"))
                _text = reader.Value.Length <= Shown ? reader.Value : reader.Value[..Shown] + "…";
        }
        else if (reader.NodeType == XmlNodeType.EndElement && reader.LocalName == "c")
        {
            // A formula that came to no text is calculated; one without any value never was.
            if (_isError)
                marks.AddFault(row, column, _text ?? "#");
            else if (HasFormula && !_hasValue && !_isText && _link?.Text is null)
                marks.AddFault(row, column, "=" + _text);
            else if (_link is { } link)
            {
                marks.AddLink(row, column, link);
                kept = link.Address.Length + (link.Text?.Length ?? 0);
            }

            this = default;
        }

        return kept;
    }
}

/// <summary>Which styles of a workbook set text in a font of the time before Unicode.</summary>
internal sealed class FontTable
{
    private readonly List<CellFont> _fonts = [];
    private readonly List<int> _styles = [];
    private bool _inFonts;
    private bool _inStyles;

    /// <summary>What fonts of this name are made for.</summary>
    public static CellFont Made(string name) =>
        name.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase) ? CellFont.Tcvn3
        : name.StartsWith("VNI", StringComparison.OrdinalIgnoreCase) ? CellFont.Vni
        : CellFont.Ordinary;

    /// <summary>Takes one element of the part of styles.</summary>
    public void Read(string name, XmlReader reader)
    {
        switch (name)
        {
            case "fonts" or "cellXfs" or "cellStyleXfs" or "fills" or "borders" or "dxfs" or "cellStyles":
                (_inFonts, _inStyles) = (name == "fonts", name == "cellXfs");
                break;
            case "font" when _inFonts:
                _fonts.Add(CellFont.Ordinary);
                break;
            case "name" when _inFonts && _fonts.Count > 0:
                _fonts[^1] = Made(reader.GetAttribute("val") ?? "");
                break;
            case "xf" when _inStyles:
                _styles.Add(Number(reader.GetAttribute("fontId")));
                break;
        }
    }

    /// <param name="style">Number of a cell's style as its XML has it.</param>
    public CellFont Of(string? style) =>
        Number(style) is var index && index < _styles.Count && _styles[index] < _fonts.Count
            ? _fonts[_styles[index]]
            : CellFont.Ordinary;

    private static int Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
