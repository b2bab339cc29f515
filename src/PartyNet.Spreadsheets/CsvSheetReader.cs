using System.Diagnostics.CodeAnalysis;
using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Spreadsheets.SpreadsheetGuard;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Records of separated text (RFC 4180, leniently), one at a time. Written here because the length of a field and of a record must be bounded
/// while they grow, which CSV libraries leave open.
/// </summary>
internal sealed class CsvSheetReader(StreamReader reader, char separator, SheetLimits limits) : ISheetReader, IDisposable
{
    private const int LongestField = 1 << 20;

    private readonly char[] _buffer = new char[32 * 1024];
    private readonly StringBuilder _field = new();
    private readonly List<SheetCell> _cells = [];
    private int _position;
    private int _length;
    private int _record;
    private int _rows;

    public Error? Failure { get; private set; }

    public static CsvSheetReader Open(GuardedText text, SheetLimits limits) =>
        new(new StreamReader(text.Content, text.Shape.Encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true), text.Shape.Separator, limits);

    public bool TryRead([NotNullWhen(true)] out SheetRow? row)
    {
        row = null;
        while (Failure is null && Peek() is not null)
        {
            _record++;
            _cells.Clear();
            ReadRecord();
            var width = _cells.FindLastIndex(cell => !cell.IsEmpty) + 1;
            if (Failure is not null || width == 0)
                continue;
            if (++_rows > limits.MaxRows)
            {
                Failure = TooManyRows(limits);
                return false;
            }
            row = new SheetRow(_record, [.. _cells[..width]]);
            return true;
        }
        return false;
    }

    public void Dispose() => reader.Dispose();

    private void ReadRecord()
    {
        while (ReadField())
        {
            if (_cells.Count == SheetRow.MaxWidth)
            {
                Failure = Refuse(SheetRefusal.TooWide, $"Dòng {_record} có quá nhiều cột. Đồng chí kiểm tra lại dấu ngăn cách trong tệp.");
                return;
            }
        }
    }

    /// <summary>Reads one field; true while the record goes on.</summary>
    private bool ReadField()
    {
        _field.Clear();
        if (Peek() == '"')
        {
            _position++;
            if (!ReadQuoted())
                return false;
        }

        while (Peek() is { } c)
        {
            _position++;
            if (c == separator)
            {
                AddCell();
                return true;
            }
            if (c is '\n' or '\r')
            {
                if (c == '\r' && Peek() == '\n')
                    _position++;
                break;
            }
            if (!Append(c))
                return false;
        }
        AddCell();
        return false;
    }

    private bool ReadQuoted()
    {
        while (Peek() is { } c)
        {
            _position++;
            if (c == '"')
            {
                if (Peek() != '"')
                    return true;
                _position++;
            }
            if (!Append(c))
                return false;
        }
        Failure = Refuse(SheetRefusal.Damaged, $"Dòng {_record} có dấu nháy kép mở mà không đóng, nên không đọc tiếp được. Đồng chí sửa dòng này hoặc lưu lại dạng .xlsx.");
        return false;
    }

    private bool Append(char c)
    {
        _field.Append(c);
        if (_field.Length <= LongestField)
            return true;

        Failure = Refuse(SheetRefusal.TooWide, $"Dòng {_record} có ô dài bất thường. Đồng chí kiểm tra lại dấu nháy kép và dấu ngăn cách trong tệp.");
        return false;
    }

    private void AddCell() => _cells.Add(SheetCell.OfText(FormulaGuard.Undo(_field.ToString())));

    private char? Peek()
    {
        if (_position == _length)
            (_position, _length) = (0, reader.ReadBlock(_buffer));
        return _position < _length ? _buffer[_position] : null;
    }
}
