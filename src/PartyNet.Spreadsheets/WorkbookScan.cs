using System.Globalization;
using System.Xml;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Reads the XML parts of one workbook, keeps what the readers need (sheets, fonts) and bounds everything that the spreadsheet parser
/// would keep in memory or loop over: rows, columns, shared strings, styles, merged ranges.
/// </summary>
/// <param name="endings">Of the names of its parts.</param>
internal sealed class WorkbookScan(SheetLimits limits, IReadOnlySet<string> endings)
{
    private const int MaxDepth = 64;
    private const int MaxColumns = 16_384;
    private const int MaxSmallParts = 100_000;
    private const int StringsPerRow = 128;
    private const int StringBytesPerRow = 1_536;
    private const int RowNumbersPerRow = 5;
    private const int LongestCell = 1 << 20;
    private const int LinkLettersPerRow = 512;

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private const string Worksheet = "worksheet";
    private const string Hyperlink = "hyperlink";
    private static readonly string[] ParsedParts = ["officeDocument", Worksheet, "styles", "sharedStrings"];

    private readonly List<(SheetInfo Info, string? Relation)> _sheets = [];
    private readonly Dictionary<string, string> _targets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CellMarks> _marks = new(StringComparer.OrdinalIgnoreCase);
    private readonly FontTable _fonts = new();
    private readonly SortedSet<string> _legacyFonts = new(StringComparer.OrdinalIgnoreCase);
    private long _linkLetters;
    private CountedPart _part = null!;
    private string _name = "";
    private XmlReader _reader = null!;

    public SheetLimits Limits => limits;
    public IReadOnlyList<SheetInfo> Sheets => [.. _sheets.Select(sheet => sheet.Info)];

    /// <summary>
    /// More sheets than parts they could stand in, or one part under several names: whoever reads all sheets would read it as often.
    /// </summary>
    public bool RepeatsSheets => _sheets.Count > limits.MaxEntries
        || _sheets.Select(sheet => PartOf(sheet.Relation)).OfType<string>().Where(_marks.ContainsKey)
            .GroupBy(part => part, StringComparer.OrdinalIgnoreCase).Any(sheets => sheets.Count() > 1);

    /// <summary>For each sheet what the parser does not tell of its cells.</summary>
    public IReadOnlyList<CellMarks> Marks => [.. _sheets.Select(sheet => MarksOf(sheet.Relation))];

    /// <summary>Days are counted from 1904, as old Macintosh workbooks do.</summary>
    public bool CountsFrom1904 { get; private set; }

    /// <summary>So said by “true”, as LibreOffice does; ExcelDataReader knows “1” alone.</summary>
    public bool ParserMisses1904 { get; private set; }

    /// <summary>The strict form of the format, whose names the parser does not know.</summary>
    public bool IsStrict { get; private set; }

    public IReadOnlyList<string> LegacyFonts => [.. _legacyFonts];

    /// <summary>Last row and column that hold something, over all sheets: offices format whole columns down to the end of Excel.</summary>
    public SheetExtent Extent { get; private set; } = new(0, 0);

    public PartFinding Read(XmlReader partReader, CountedPart countedPart, string name)
    {
        (_reader, _part, _name) = (partReader, countedPart, name);
        if (_reader.MoveToContent() != XmlNodeType.Element)
            return PartFinding.Malformed;

        IsStrict |= _reader.LocalName == "workbook" && _reader.NamespaceURI.StartsWith("http://purl.oclc.org/", StringComparison.Ordinal);
        return _reader.LocalName switch
        {
            "worksheet" => ReadWorksheet(),
            "sst" => ReadStrings(),
            "workbook" => ReadElements(MaxSmallParts, ReadWorkbookElement),
            "styleSheet" => ReadElements(MaxSmallParts, ReadStyleElement),
            "Types" => ReadElements(MaxSmallParts, ReadContentType),
            "Relationships" => ReadElements(MaxSmallParts, ReadRelation),
            _ => ReadElements(int.MaxValue, static _ => PartFinding.Fine),
        };
    }

    /// <summary>The parser holds all of them while it reads, at two bytes for each letter.</summary>
    private PartFinding ReadStrings() => ReadElements(
        limits.MaxRows * StringsPerRow,
        _ => _part.Position > (long)limits.MaxRows * StringBytesPerRow ? PartFinding.TooWide : PartFinding.Fine,
        unitDepth: 1);

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
        {
            var relation = _reader.GetAttribute("id", Relations) ?? _reader.GetAttribute("id", StrictRelations);
            _sheets.Add((new SheetInfo(sheet, _reader.GetAttribute("state") is "hidden" or "veryHidden"), relation));
        }

        if (name == "workbookPr" && _reader.GetAttribute("date1904") is ("1" or "true") and var said)
            (CountsFrom1904, ParserMisses1904) = (true, said == "true");
        return PartFinding.Fine;
    }

    /// <summary>Where the parser finds what. What does not end like XML it reads in another way, at which nobody has looked.</summary>
    private PartFinding ReadRelation(string name)
    {
        if (_reader.GetAttribute("Target") is not { } target || _reader.GetAttribute("Type")?.Split('/')[^1] is not { } type)
            return PartFinding.Fine;
        if (type == Hyperlink)
            return ReadAddress(target);
        if (!ParsedParts.Contains(type))
            return PartFinding.Fine;
        if (!target.EndsWith(".xml", StringComparison.Ordinal))
            return PartFinding.Malformed;
        // Which of two the parser believes nobody knows.
        return type == Worksheet && _reader.GetAttribute("Id") is { } id && !_targets.TryAdd(id, PathOf(target))
            ? PartFinding.Malformed
            : PartFinding.Fine;
    }

    /// <summary>A target is written as seen from the part whose relations these are.</summary>
    private string PathOf(string target)
    {
        var path = target.Replace('\\', '/');
        return path.StartsWith('/') ? path[1..] : _name[..Math.Max(0, _name.LastIndexOf("_rels/", StringComparison.Ordinal))] + path;
    }

    /// <summary>Where a link of a sheet leads: <c>worksheets/_rels/sheet1.xml.rels</c> says it for <c>worksheets/sheet1.xml</c>.</summary>
    private PartFinding ReadAddress(string target)
    {
        const string Ending = ".rels";
        if (_reader.GetAttribute("Id") is not { } id || !target.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            || target.Length > HyperlinkFormula.LongestAddress || !_name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase))
            return PartFinding.Fine;
        _linkLetters += target.Length;
        MarksIn(_name[..^Ending.Length].Replace("_rels/", "", StringComparison.OrdinalIgnoreCase)).AddAddress(id, target);
        return HasTooMuchLinked ? PartFinding.TooWide : PartFinding.Fine;
    }

    private bool HasTooMuchLinked => _linkLetters > (long)limits.MaxRows * LinkLettersPerRow;

    /// <summary>Its links come in a part of their own, before it or after.</summary>
    private CellMarks MarksIn(string part)
    {
        if (!_marks.TryGetValue(part, out var marks))
            _marks.Add(part, marks = new CellMarks());
        return marks;
    }

    private void ReadLink(CellMarks marks)
    {
        var relation = _reader.GetAttribute("id", Relations) ?? _reader.GetAttribute("id", StrictRelations);
        // Of a range the first cell shows the link.
        if (relation is null || _reader.GetAttribute("ref")?.Split(':')[0] is not { } cell)
            return;
        var letters = cell.AsSpan().TrimEnd("0123456789");
        if (int.TryParse(cell.AsSpan(letters.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
            marks.AddLink(row, ColumnNumber(letters), relation);
    }

    private CellMarks MarksOf(string? relation) =>
        PartOf(relation) is { } part ? _marks.GetValueOrDefault(part) ?? CellMarks.None : CellMarks.None;

    /// <summary>The part that a sheet stands in; null where none is named.</summary>
    private string? PartOf(string? relation) => relation is null ? null : _targets.GetValueOrDefault(relation);

    private PartFinding ReadStyleElement(string name)
    {
        _fonts.Read(name, _reader);
        if (name == "name" && _reader.GetAttribute("val") is { Length: < 64 } font
            && (font.StartsWith(".Vn", StringComparison.OrdinalIgnoreCase) || font.StartsWith("VNI", StringComparison.OrdinalIgnoreCase)))
        {
            _legacyFonts.Add(font);
        }
        return PartFinding.Fine;
    }

    /// <summary>
    /// What a workbook says its parts are. A default for an ending that no part has says nothing: some programs list one for each ending
    /// they know.
    /// </summary>
    private PartFinding ReadContentType(string name) =>
        (name == "Override" || endings.Contains(_reader.GetAttribute("Extension") ?? "")) && _reader.GetAttribute("ContentType") is { } type
        && (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || type.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            ? PartFinding.Macros
            : PartFinding.Fine;

    private PartFinding ReadWorksheet()
    {
        const int CellDepth = 3;
        var (filledRows, filledRow, others, row, column) = (0, 0, 0, 0, 0);
        var cellStart = _part.Position;
        var marks = MarksIn(_name);
        var cell = new ScannedCell();
        while (Next())
        {
            if (_reader.NodeType != XmlNodeType.Element)
            {
                _linkLetters += cell.Read(_reader, marks, row, column);
                continue;
            }

            if (_reader.Depth <= CellDepth)
                cellStart = _part.Position;
            if (_reader.Depth > MaxDepth || _part.Position - cellStart > LongestCell || marks.AreTooMany || HasTooMuchLinked)
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
                    cell = ScannedCell.At(_reader);
                    marks.AddFont(row, column, _fonts.Of(_reader.GetAttribute("s")));
                    break;
                case "v" or "is" or "f":
                    cell.Inside = _reader.IsEmptyElement && _reader.LocalName != "f" ? "" : _reader.LocalName;
                    cell.HasFormula |= _reader.LocalName == "f";
                    if ((row != filledRow && ++filledRows > limits.MaxRows) || row > (long)limits.MaxRows * RowNumbersPerRow)
                        return PartFinding.TooManyRows;
                    if (column > SheetRow.MaxWidth)
                        return PartFinding.TooWide;
                    filledRow = row;
                    Extent = Extent.With(row, column);
                    break;
                case "t" or "r" or "rPr":
                    break;
                case Hyperlink:
                    ReadLink(marks);
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

    private int ColumnNumber(int previous) => _reader.GetAttribute("r") is { } reference
        ? ColumnNumber(reference.AsSpan().TrimEnd("0123456789"))
        : previous + 1;

    /// <summary>0 for what is none.</summary>
    private static int ColumnNumber(ReadOnlySpan<char> letters)
    {
        var column = 0;
        foreach (var letter in letters)
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
