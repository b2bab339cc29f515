using System.Globalization;
using System.Xml;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Reads the XML parts of one workbook, keeps what the readers need (sheets, fonts) and bounds everything that the spreadsheet parser
/// would keep in memory or loop over: rows, columns, shared strings, styles, merged ranges.
/// </summary>
internal sealed class WorkbookScan(SheetLimits limits)
{
    private const int MaxDepth = 64;
    private const int MaxColumns = 16_384;
    private const int MaxSmallParts = 100_000;
    private const int StringsPerRow = 128;
    private const int RowNumbersPerRow = 5;
    private const int LongestCell = 1 << 20;

    private readonly List<SheetInfo> _sheets = [];
    private readonly SortedSet<string> _legacyFonts = new(StringComparer.OrdinalIgnoreCase);
    private CountedPart _part = null!;
    private XmlReader _reader = null!;

    public SheetLimits Limits => limits;
    public IReadOnlyList<SheetInfo> Sheets => _sheets;
    public IReadOnlyList<string> LegacyFonts => [.. _legacyFonts];

    /// <summary>Last row and column that hold something, over all sheets: offices format whole columns down to the end of Excel.</summary>
    public SheetExtent Extent { get; private set; } = new(0, 0);

    public PartFinding Read(XmlReader partReader, CountedPart countedPart)
    {
        (_reader, _part) = (partReader, countedPart);
        if (_reader.MoveToContent() != XmlNodeType.Element)
            return PartFinding.Malformed;

        return _reader.LocalName switch
        {
            "worksheet" => ReadWorksheet(),
            "sst" => ReadElements(limits.MaxRows * StringsPerRow, static _ => PartFinding.Fine, unitDepth: 1),
            "workbook" => ReadElements(MaxSmallParts, ReadWorkbookElement),
            "styleSheet" => ReadElements(MaxSmallParts, ReadStyleElement),
            "Types" => ReadElements(MaxSmallParts, ReadContentType),
            "Relationships" => ReadElements(MaxSmallParts, static _ => PartFinding.Fine),
            _ => ReadElements(int.MaxValue, static _ => PartFinding.Fine),
        };
    }

    private bool Next()
    {
        if (!_reader.Read())
            return false;

        _part.TokenRead();
        return true;
    }

    /// <param name="most">Elements at most.</param>
    /// <param name="visit">Looks at an element by its name.</param>
    /// <param name="unitDepth">Depth of the elements that the parser holds as one string, which bounds their length.</param>
    private PartFinding ReadElements(int most, Func<string, PartFinding> visit, int unitDepth = int.MaxValue)
    {
        var elements = 0;
        var unitStart = _part.Position;
        do
        {
            if (_reader.NodeType != XmlNodeType.Element)
                continue;
            if (_reader.Depth <= unitDepth)
                unitStart = _part.Position;
            if (++elements > most || _reader.Depth > MaxDepth || _part.Position - unitStart > LongestCell)
                return PartFinding.TooWide;
            if (visit(_reader.LocalName) is var finding && finding != PartFinding.Fine)
                return finding;
        }
        while (Next());
        return PartFinding.Fine;
    }

    private PartFinding ReadWorkbookElement(string name)
    {
        if (name == "sheet" && _reader.GetAttribute("name") is { } sheet)
            _sheets.Add(new SheetInfo(sheet, _reader.GetAttribute("state") is "hidden" or "veryHidden"));
        return PartFinding.Fine;
    }

    private PartFinding ReadStyleElement(string name)
    {
        if (name == "name" && _reader.GetAttribute("val") is { Length: < 64 } font
            && (font.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase) || font.StartsWith("VNI", StringComparison.OrdinalIgnoreCase)))
        {
            _legacyFonts.Add(font);
        }
        return PartFinding.Fine;
    }

    private PartFinding ReadContentType(string name) =>
        _reader.GetAttribute("ContentType") is { } type
        && (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            ? PartFinding.Macros
            : PartFinding.Fine;

    private PartFinding ReadWorksheet()
    {
        const int CellDepth = 3;
        var (filledRows, filledRow, others, row, column) = (0, 0, 0, 0, 0);
        var cellStart = _part.Position;
        while (Next())
        {
            if (_reader.NodeType != XmlNodeType.Element)
                continue;
            if (_reader.Depth <= CellDepth)
                cellStart = _part.Position;
            if (_reader.Depth > MaxDepth || _part.Position - cellStart > LongestCell)
                return PartFinding.TooWide;

            switch (_reader.LocalName)
            {
                case "row":
                    (row, column) = (RowNumber(row), 0);
                    if (row is < 1 or > XlsxParts.MaxSheetRows)
                        return PartFinding.Malformed;
                    break;
                case "c":
                    column = ColumnNumber(column);
                    if (column is < 1 or > MaxColumns)
                        return PartFinding.TooWide;
                    break;
                case "v" or "is":
                    if ((row != filledRow && ++filledRows > limits.MaxRows) || row > (long)limits.MaxRows * RowNumbersPerRow)
                        return PartFinding.TooManyRows;
                    if (column > SheetRow.MaxWidth)
                        return PartFinding.TooWide;
                    filledRow = row;
                    Extent = Extent.With(row, column);
                    break;
                case "t" or "r" or "rPr" or "f":
                    break;
                default:
                    if (++others > MaxSmallParts)
                        return PartFinding.TooWide;
                    break;
            }
        }
        return PartFinding.Fine;
    }

    /// <summary>A row with a number in the billions would make the parser deliver all the empty rows before it.</summary>
    private int RowNumber(int previous) => _reader.GetAttribute("r") is not { } text
        ? previous + 1
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private int ColumnNumber(int previous)
    {
        if (_reader.GetAttribute("r") is not { } reference)
            return previous + 1;

        var column = 0;
        foreach (var letter in reference.AsSpan().TrimEnd("0123456789"))
        {
            if (!char.IsAsciiLetterUpper(letter) || column > MaxColumns)
                return 0;
            column = column * 26 + (letter - 'A' + 1);
        }
        return column;
    }
}

/// <summary>How far the content of a workbook reaches, counted from 1.</summary>
internal sealed record SheetExtent(int LastRow, int LastColumn)
{
    public SheetExtent With(int row, int column) =>
        row <= LastRow && column <= LastColumn ? this : new(Math.Max(row, LastRow), Math.Max(column, LastColumn));
}

/// <summary>Names of elements are kept as long as a reader lives; a part with a new name for each element would fill the memory.</summary>
internal sealed class BoundedNames : NameTable
{
    private const int MostNames = 5_000;

    private int _names;

    public override string Add(string key) => Get(key) ?? Counted(base.Add(key));

    public override string Add(char[] key, int start, int len) => Get(key, start, len) ?? Counted(base.Add(key, start, len));

    private string Counted(string added) => ++_names <= MostNames ? added : throw new XmlException("Too many different names.");
}
