using System.Diagnostics.CodeAnalysis;
using CsvHelper;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Spreadsheets.SpreadsheetGuard;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Records of separated text through CsvHelper, which forgives stray quotes and bounds a record while it grows. Here are the limits on
/// columns and rows, and the refusal where a quote is never closed.
/// </summary>
internal sealed class CsvSheetReader : ISheetReader, IDisposable
{
    /// <summary>In bytes of UTF-8: far more than a row of any list has, and the most that a quote which is never closed can cost.</summary>
    private const int LongestRecord = 1 << 20;

    private readonly SheetLimits _limits;
    private readonly CsvReader _reader;
    private readonly SheetCell[] _cells = new SheetCell[SheetRow.MaxWidth];
    private bool _malformed;
    private int _rows;

    public CsvSheetReader(GuardedText text, SheetLimits limits)
    {
        _limits = limits;
        var options = new CsvReaderOptions
        {
            Encoding = text.Shape.Encoding,
            Separator = text.Shape.Separator,
            HasHeader = false,
            DetectSeparatorHint = false,
            SkipEmptyLines = false, // Excel counts them
            MaxRecordSize = LongestRecord,
            OnMalformedRecord = _ => _malformed = true,
        };
        _reader = CsvReader.Create(text.Content, options, leaveOpen: true);
    }

    public Error? Failure { get; private set; }

    public bool TryRead([NotNullWhen(true)] out SheetRow? row)
    {
        row = null;
        while (row is null && Failure is null && ReadRecord())
        {
            var width = ReadCells();
            if (width == 0)
                continue;
            if (++_rows > _limits.MaxRows)
                Failure = TooManyRows(_limits);
            else
                row = new SheetRow((int)_reader.RowNumber, _cells[..width]);
        }
        return row is not null;
    }

    public void Dispose() => _reader.Dispose();

    private bool ReadRecord()
    {
        _malformed = false;
        try
        {
            if (!_reader.Read())
                return false;
        }
        catch (CsvFormatException e)
        {
            // Bad quotes are no exceptions, so only the length can be one.
            Failure = TooLong(e.RecordNumber);
            return false;
        }
        Failure = Problem();
        return Failure is null;
    }

    private Error? Problem()
    {
        var row = _reader.RowNumber;
        if (_malformed && IsUnclosed(_reader.GetRawSpan(_reader.FieldCount - 1)))
            return Refuse(
                SheetRefusal.Damaged,
                $"Dòng {row} có dấu nháy kép mở mà không đóng, nên không đọc tiếp được. Đồng chí sửa dòng này hoặc lưu lại dạng .xlsx.");
        if (_reader.RawRecord.Length > LongestRecord)
            return TooLong(row);
        if (_reader.FieldCount > SheetRow.MaxWidth)
            return Refuse(SheetRefusal.TooWide, $"Dòng {row} có quá nhiều cột. Đồng chí kiểm tra lại dấu ngăn cách trong tệp.");

        return null;
    }

    private static Error TooLong(long row) =>
        Refuse(SheetRefusal.TooWide, $"Dòng {row} dài bất thường. Đồng chí kiểm tra lại dấu nháy kép và dấu ngăn cách trong tệp.");

    /// <summary>
    /// A quoted field that runs to the end of the file. The library tells only the first fault of a record: a stray quote hides this one.
    /// </summary>
    private static bool IsUnclosed(ReadOnlySpan<byte> field)
    {
        if (field is not [(byte)'"', .. var rest])
            return false;

        for (int quote; (quote = rest.IndexOf((byte)'"')) >= 0; rest = rest[(quote + 2)..])
        {
            if (quote + 1 == rest.Length || rest[quote + 1] != '"')
                return false;
        }
        return true;
    }

    /// <summary>Number of cells up to the last one that holds something.</summary>
    private int ReadCells()
    {
        var width = 0;
        for (var column = 0; column < _reader.FieldCount; column++)
        {
            _cells[column] = Cell(_reader.GetString(column));
            if (!_cells[column].IsEmpty)
                width = column + 1;
        }
        return width;
    }

    private static SheetCell Cell(string text) =>
        text.StartsWith('=') && HyperlinkFormula.Read(text) is { } link
            ? link.Mark(SheetCell.Blank)
            : SheetCell.OfText(FormulaGuard.Undo(text));
}
