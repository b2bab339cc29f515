using System.Buffers.Binary;
using System.Text;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Walks the records of a workbook of Excel 97–2003 once for what the parser does not tell: cells that hold an error or a formula without
/// value, their links and fonts, and from which year days are counted.
/// </summary>
internal sealed class OldWorkbookScan
{
    private const int HeadLength = 4;

    private readonly byte[] _records;
    private readonly List<uint> _sheets = [];
    private readonly List<CellFont> _fonts = [];
    private readonly List<int> _styles = [];
    private readonly SortedSet<string> _legacyFonts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<uint, CellMarks> _marks = [];
    private CellMarks _here = new();
    private int _depth;
    private int _formula;

    public OldWorkbookScan(byte[] records)
    {
        _records = records;
        for (var at = 0; at + HeadLength <= records.Length;)
        {
            var (id, length, body) = (Short(at), Short(at + 2), at + HeadLength);
            if (body + length > records.Length)
                break;
            Read(id, at, body, length);
            at = body + length;
        }
    }

    public IReadOnlyList<string> LegacyFonts => [.. _legacyFonts];

    /// <summary>Days are counted from 1904, as old Macintosh workbooks do.</summary>
    public bool CountsFrom1904 { get; private set; }

    /// <summary>For each sheet of cells, in the order of their tabs.</summary>
    public IReadOnlyList<CellMarks> Marks => [.. _sheets.Select(sheet => _marks.GetValueOrDefault(sheet) ?? CellMarks.None)];

    public bool AreTooMany => _marks.Values.Any(marks => marks.AreTooMany);

    private void Read(int id, int at, int body, int length)
    {
        switch (id)
        {
            // BOF and EOF: a chart in a sheet has its own.
            case 0x0809 when _depth++ == 0:
                _marks[(uint)at] = _here = new CellMarks();
                break;
            case 0x000A:
                _depth = Math.Max(0, _depth - 1);
                break;
            // BOUNDSHEET, of cells and not of a chart or a macro.
            case 0x0085 when length >= 6 && _records[body + 5] == 0:
                _sheets.Add(BinaryPrimitives.ReadUInt32LittleEndian(_records.AsSpan(body)));
                break;
            // DATEMODE
            case 0x0022 when length >= 2:
                CountsFrom1904 = Short(body) == 1;
                break;
            case 0x0031 when length >= 16:
                ReadFont(body, length);
                break;
            // XF
            case 0x00E0 when length >= 2:
                _styles.Add(Short(body));
                break;
            // BOOLERR, and FORMULA whose result is an error.
            case 0x0205 when length >= 8 && _records[body + 7] == 1:
                Mark(body, _records[body + 6]);
                break;
            case 0x0006 when length >= OldFormula.HeadLength:
                _formula = body;
                ReadFormula(body, length);
                break;
            // STRING, the text that the formula before it came to.
            case 0x0207 when length >= 2 && Short(body) == 0:
                MarkWithoutValue(_formula);
                break;
            case 0x01B8 when length > 8 && OldFormula.AddressOf(_records.AsSpan(body, length)) is { } address:
                _here.AddLink(Short(body) + 1, Short(body + 4) + 1, new HyperlinkFormula(address, null));
                break;
            // LABELSST, LABEL, RSTRING
            case 0x00FD or 0x0204 or 0x00D6 when length >= 6:
                _here.AddFont(Short(body) + 1, Short(body + 2) + 1, FontOf(Short(body + 4)));
                break;
        }
    }

    /// <summary>Its result is a number, or says of itself what it is.</summary>
    private void ReadFormula(int body, int length)
    {
        const int error = 2;
        const int emptyText = 3;
        if (OldFormula.Read(_records.AsSpan(body, length)) is { } link)
            _here.AddLink(Short(body) + 1, Short(body + 2) + 1, link);
        if (Short(body + 12) != 0xFFFF)
            return;
        if (_records[body + 6] == error)
            Mark(body, _records[body + 8]);
        else if (_records[body + 6] == emptyText)
            MarkWithoutValue(body);
    }

    /// <summary>What can say "" may have come to it; another formula that has no text was never calculated.</summary>
    private void MarkWithoutValue(int body)
    {
        var formula = _records.AsSpan(body, Short(body - 2));
        if (!OldFormula.SaysNothing(formula) && OldFormula.Read(formula) is null)
            _here.AddFault(Short(body) + 1, Short(body + 2) + 1, "=");
    }

    private void ReadFont(int body, int length)
    {
        var (count, isWide) = (_records[body + 14], (_records[body + 15] & 1) == 1);
        var bytes = Math.Min(isWide ? count * 2 : count, length - 16);
        var name = (isWide ? Encoding.Unicode : Encoding.Latin1).GetString(_records, body + 16, bytes);
        _fonts.Add(FontTable.Made(name));
        if (_fonts[^1] != CellFont.Ordinary)
            _legacyFonts.Add(name);
    }

    /// <summary>There is no font of number 4.</summary>
    private CellFont FontOf(int style)
    {
        var font = style < _styles.Count ? _styles[style] : 0;
        font -= font > 4 ? 1 : 0;
        return font < _fonts.Count ? _fonts[font] : CellFont.Ordinary;
    }

    private void Mark(int body, byte error) => _here.AddFault(Short(body) + 1, Short(body + 2) + 1, error switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#",
    });

    private int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(_records.AsSpan(at));
}
