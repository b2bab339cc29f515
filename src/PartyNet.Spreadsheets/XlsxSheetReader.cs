using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ErrorOr;
using ExcelDataReader;
using PartyNet.Application.Spreadsheets;
using static PartyNet.Spreadsheets.SpreadsheetGuard;

namespace PartyNet.Spreadsheets;

/// <summary>Rows of a sheet of a workbook through ExcelDataReader, cells as displayed, merged ranges filled from the first.</summary>
internal sealed class XlsxSheetReader : ISheetReader, IDisposable
{
    private const int FirstYear = 1900, LastYear = 2099;
    private const int DaysTo1904 = 1462;

    private readonly IExcelDataReader _reader;
    private readonly GuardedWorkbook _workbook;
    private readonly int _sheet;
    private readonly SheetExtent _extent;
    private readonly CellMarks _marks;
    private readonly bool _countsFrom1904;
    private readonly int _missedDays;
    private readonly SheetLimits _limits;
    private readonly MergedCells _merged;
    private readonly SheetCell[] _cells;
    private readonly Dictionary<string, int> _zeroPadding = new(StringComparer.Ordinal);
    private int _number;
    private int _rows;
    private bool _isPassed;

    private XlsxSheetReader(IExcelDataReader reader, GuardedWorkbook workbook, int sheet, SheetLimits limits)
    {
        (_reader, _workbook, _sheet) = (reader, workbook, sheet);
        (_extent, _marks, _countsFrom1904) = (workbook.Extent, workbook.Marks[sheet], workbook.CountsFrom1904);
        _missedDays = workbook.ParserMisses1904 ? DaysTo1904 : 0;
        _limits = limits;
        _cells = new SheetCell[_extent.LastColumn];
        _merged = new MergedCells(_reader.MergeCells ?? [], _extent.LastColumn);
    }

    public Error? Failure { get; private set; }

    /// <summary>Opens the sheet with the given 0-based index.</summary>
    public static ISheetReader Open(GuardedWorkbook workbook, int sheet, SheetLimits limits)
    {
        IExcelDataReader? reader = null;
        try
        {
            var options = new ExcelReaderConfiguration { LeaveOpen = true };
            reader = workbook.IsOld
                ? ExcelReaderFactory.CreateBinaryReader(workbook.Content, options)
                : ExcelReaderFactory.CreateOpenXmlReader(workbook.Content, options);
            if (reader.ResultsCount <= sheet)
                throw new InvalidDataException("The parser finds fewer sheets than the workbook lists.");
            return MoveOn(reader, workbook, from: 0, to: sheet, limits);
        }
        catch (Exception e) when (IsBadContent(e))
        {
            reader?.Dispose();
            return new FailedSheet(Damaged());
        }
    }

    /// <summary>
    /// Goes on to a sheet further right, and is at its own end. The parser walks through each sheet that it passes: from the first one on,
    /// sixty sheets would be walked through two thousand times.
    /// </summary>
    /// <returns>Null for a sheet that it has passed.</returns>
    public ISheetReader? GoOn(int sheet)
    {
        if (sheet <= _sheet)
            return null;
        _isPassed = true;
        try
        {
            return MoveOn(_reader, _workbook, _sheet, sheet, _limits);
        }
        catch (Exception e) when (IsBadContent(e))
        {
            _reader.Dispose();
            return new FailedSheet(Damaged());
        }
    }

    private static XlsxSheetReader MoveOn(IExcelDataReader reader, GuardedWorkbook workbook, int from, int to, SheetLimits limits)
    {
        for (var passed = from; passed < to; passed++)
            reader.NextResult();
        return new XlsxSheetReader(reader, workbook, to, limits);
    }

    public bool TryRead([NotNullWhen(true)] out SheetRow? row)
    {
        row = null;
        try
        {
            while (Failure is null && !_isPassed && _number < _extent.LastRow && _reader.Read())
            {
                _number++;
                if (ReadCells() is not { Length: > 0 } cells)
                    continue;
                if (++_rows > _limits.MaxRows)
                {
                    Failure = TooManyRows(_limits);
                    return false;
                }
                row = new SheetRow(_number, cells);
                return true;
            }
        }
        catch (Exception e) when (IsBadContent(e))
        {
            Failure = Damaged();
        }
        return false;
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>
    /// ExcelDataReader answers broken content with whatever exception it happens on, so all but the machine's own troubles mean a bad file.
    /// </summary>
    private static bool IsBadContent(Exception exception) => exception is not (OperationCanceledException or OutOfMemoryException);

    /// <summary>Empty where the row has nothing of its own: what a merged range above lends it makes no row.</summary>
    private SheetCell[] ReadCells()
    {
        var (width, own) = (0, false);
        for (var column = 0; column < _cells.Length; column++)
        {
            var cell = _merged.Fill(_number - 1, column, _marks.Mark(_number, column + 1, ReadCell(column)));
            _cells[column] = cell;
            if (cell.IsEmpty)
                continue;
            width = column + 1;
            own |= !cell.Inherited;
        }
        return own ? _cells[..width] : [];
    }

    private SheetCell ReadCell(int column) => column >= _reader.FieldCount ? SheetCell.Blank : _reader.GetValue(column) switch
    {
        null => SheetCell.Blank,
        string text => SheetCell.OfText(text),
        DateTime date => Date(date.AddDays(_missedDays)),
        bool truth => new SheetCell(SheetCellKind.Text, truth ? "TRUE" : "FALSE"),
        double value => Number(value, column),
        int value => Number(value, column),
        var other => SheetCell.OfText(Convert.ToString(other, CultureInfo.InvariantCulture) ?? ""),
    };

    /// <summary>Somebody who types 1958 into a cell of dates means the year, and not day 1958 of Excel's count, in 1905.</summary>
    private SheetCell Date(DateTime date)
    {
        var day = date.ToOADate() - (_countsFrom1904 ? DaysTo1904 : 0);
        return day is >= FirstYear and <= LastYear && Math.Floor(day) == day
            ? new SheetCell(SheetCellKind.Date, day.ToString(CultureInfo.InvariantCulture), Date: date)
            : new SheetCell(SheetCellKind.Date, date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), Date: date);
    }

    private SheetCell Number(double value, int column)
    {
        var text = Math.Abs(value) < 1e15 && Math.Floor(value) == value
            ? ((long)value).ToString(CultureInfo.InvariantCulture)
            : value.ToString("R", CultureInfo.InvariantCulture);
        return new SheetCell(SheetCellKind.Number, value < 0 ? text : text.PadLeft(ZeroPadding(column), '0'), value);
    }

    private int ZeroPadding(int column)
    {
        if (_reader.GetNumberFormatString(column) is not { } format)
            return 0;
        if (!_zeroPadding.TryGetValue(format, out var digits))
            _zeroPadding[format] = digits = NumberFormat.ZeroPadding(format);
        return digits;
    }
}

/// <summary>A sheet that could not be opened.</summary>
internal sealed class FailedSheet(Error failure) : ISheetReader
{
    public Error? Failure => failure;

    public bool TryRead([NotNullWhen(true)] out SheetRow? row)
    {
        row = null;
        return false;
    }
}
