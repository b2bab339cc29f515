using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets.Official;

/// <summary>
/// An official list as a workbook with one sheet: heading block, rows under a header that repeats in print, closing line and signatures.
/// Heights of rows and ends of pages are set, so that it prints alike everywhere.
/// </summary>
internal sealed class OfficialSheet<T> : IDisposable
{
    private const double CellPadding = 5;
    private const double RoomToSign = 60;

    // Programs round widths and heights each in their own way.
    private const double Slack = 0.98;

    private readonly SheetSink _sink;
    private readonly OfficialList<T> _list;
    private readonly PaperFit _fit;
    private readonly XlsxPackage _package;
    private readonly byte[][] _columnNames;
    private readonly int _half;
    private readonly List<string> _merged = [];
    private readonly PageFiller _pages;
    private int _row;

    public OfficialSheet(SheetSink sink, OfficialList<T> list)
    {
        (_sink, _list) = (sink, list);
        _fit = PaperFit.Of([.. list.Columns.Select(column => column.Width)]);
        _package = new XlsxPackage(sink);
        _columnNames = XlsxRow.ColumnNames(list.Columns.Count);
        _half = _fit.Half;
        _pages = new PageFiller(PaperFit.PageHeight * Slack, HeaderHeight);
    }

    private double HeaderHeight => HeightOf([.. _list.Columns.Select(column => column.Header)], bold: true);

    private int LastColumn => _list.Columns.Count - 1;

    public async Task<long> WriteAsync(IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        _package.BeginSheet();
        OfficialSheetParts.WriteStart(_package.Text, _fit.Widths.Select(width => width * Slack));
        WriteHeading();
        var headerRow = WriteHeader();
        long count = 0;
        var last = new List<string[]>();
        await foreach (var (row, number, isLast) in rows.WithEnd(cancellationToken))
        {
            count = number;
            var cells = OfficialRow.Cells(_list.Columns, row, number);
            if (isLast)
            {
                last.Add(cells);
                continue;
            }

            var height = HeightOf(cells);
            _pages.Add(_row + 1, height);
            WriteRow(cells, height);
            _package.Compress(_package.Text);
            if (_sink.WantsDraining)
                await _sink.DrainAsync(cancellationToken);
        }

        WriteEnd(last, count);
        OfficialSheetParts.WriteEnd(_package.Text, _merged, _list.PageFooter, _pages.Breaks);
        _package.EndSheet("Danh sách", headerRow);
        _package.WriteWorkbook(OfficialSheetParts.Styles(_fit.FontSize));
        return count;
    }

    /// <inheritdoc cref="XlsxPackage.Dispose"/>
    public void Dispose() => _package.Dispose();

    private void WriteHeading()
    {
        var heading = _list.Heading;
        if (!heading.IsLeftOut)
            WriteBlock(heading);
        WriteAcross(heading.Title, OfficialSheetParts.Title, OfficialSheetParts.TitleSize);
        WriteAcross(heading.Subject, OfficialSheetParts.BoldLine, OfficialSheetParts.LineSize);
        WriteAcross("-----", OfficialSheetParts.Line, OfficialSheetParts.LineSize);
    }

    private void WriteBlock(OfficialHeading heading)
    {
        WriteSides(heading.Superior, OfficialSheetParts.Line, OfficialHeading.Party, OfficialSheetParts.UnderlinedLine);
        WriteSides(heading.Organisation, OfficialSheetParts.BoldLine, "", OfficialSheetParts.Line);
        WriteSides("*", OfficialSheetParts.Line, "", OfficialSheetParts.Line);
        WriteSides(heading.Number, OfficialSheetParts.Line, heading.PlaceAndDay, OfficialSheetParts.SlantedLine);
        if (heading.Mark.Length > 0)
            WriteSides(heading.Mark, OfficialSheetParts.BoldLine, "", OfficialSheetParts.Line);
        WriteAcross("", OfficialSheetParts.Line, OfficialSheetParts.LineSize);
    }

    private int WriteHeader()
    {
        _pages.Add(_row + 1, HeaderHeight);
        var row = new XlsxRow(_package.Text, _columnNames, ++_row, HeaderHeight);
        for (var column = 0; column <= LastColumn; column++)
            row.WriteCell(column, OfficialSheetParts.Header, _list.Columns[column].Header);
        row.End();
        return _row;
    }

    private void WriteRow(string[] cells, double height)
    {
        var row = new XlsxRow(_package.Text, _columnNames, ++_row, height);
        for (var column = 0; column < cells.Length; column++)
        {
            if (cells[column].Length == 0)
                row.WriteEmpty(column, OfficialSheetParts.Text);
            else
                row.WriteCell(column, _list.Columns[column].Counts, cells[column], OfficialSheetParts.Text, OfficialSheetParts.Number);
        }

        row.End();
    }

    /// <summary>The last rows, what closes the list, and the signatures: all on one page.</summary>
    private void WriteEnd(IReadOnlyList<string[]> last, long count)
    {
        var closing = _list.Closing(count);
        var lines = closing.Sum(line => AcrossHeight(line, OfficialSheetParts.ClosingSize));
        var signatures = SidesHeight(OfficialSignatures.Preparer, _list.Signatures.OnBehalfOf)
            + SidesHeight("", _list.Signatures.Position) + RoomToSign + SidesHeight(_list.Signatures.PreparedBy, _list.Signatures.Name);
        _pages.Add(_row + 1, last.Sum(cells => HeightOf(cells)) + lines + signatures + OfficialSheetParts.LineSize);
        foreach (var cells in last)
            WriteRow(cells, HeightOf(cells));
        foreach (var line in closing)
            WriteMerged(AcrossHeight(line, OfficialSheetParts.ClosingSize), (0, LastColumn, line, OfficialSheetParts.Closing.ToArray()));
        WriteMerged(OfficialSheetParts.LineSize);
        var (bold, plain) = (OfficialSheetParts.BoldLine.ToArray(), OfficialSheetParts.Line.ToArray());
        var signed = _list.Signatures;
        WriteSigned(OfficialSignatures.Preparer, signed.OnBehalfOf, bold);
        WriteSigned("", signed.Position, plain);
        WriteMerged(RoomToSign);
        WriteSigned(signed.PreparedBy, signed.Name, bold);
    }

    private void WriteSigned(string left, string right, byte[] style) =>
        WriteMerged(SidesHeight(left, right), (0, _half - 1, left, style), (_half, LastColumn, right, style));

    private void WriteSides(string left, ReadOnlySpan<byte> leftStyle, string right, ReadOnlySpan<byte> rightStyle)
    {
        var height = SidesHeight(left, right);
        _pages.Add(_row + 1, height);
        WriteMerged(height, (0, _half - 1, left, leftStyle.ToArray()), (_half, LastColumn, right, rightStyle.ToArray()));
    }

    private void WriteAcross(string line, ReadOnlySpan<byte> style, double size)
    {
        var height = AcrossHeight(line, size);
        _pages.Add(_row + 1, height);
        WriteMerged(height, (0, LastColumn, line, style.ToArray()));
    }

    private void WriteMerged(double height, params (int From, int To, string Words, byte[] Style)[] cells)
    {
        var row = new XlsxRow(_package.Text, _columnNames, ++_row, height);
        foreach (var (from, to, words, style) in cells)
        {
            row.WriteCell(from, style, words);
            if (to > from)
                _merged.Add($"{SheetRow.ColumnName(from)}{_row}:{SheetRow.ColumnName(to)}{_row}");
        }

        row.End();
    }

    private static double AcrossHeight(string line, double size) =>
        RoundUp(PaperText.Height(line, PaperFit.PageWidth * Slack - CellPadding, size, bold: true) + 2);

    private double SidesHeight(string left, string right) => RoundUp(Math.Max(
        PaperText.Height(left, SumOf(0, _half) - CellPadding, OfficialSheetParts.LineSize, bold: true),
        PaperText.Height(right, SumOf(_half, _fit.Widths.Count) - CellPadding, OfficialSheetParts.LineSize, bold: true)) + 2);

    private double SumOf(int from, int to) => _fit.Widths.Skip(from).Take(to - from).Sum() * Slack;

    private double HeightOf(string[] cells, bool bold = false) => RoundUp(cells
        .Select((words, column) => PaperText.Height(words, (_fit.Widths[column] * Slack) - CellPadding, _fit.FontSize, bold)).Max() + 4);

    /// <summary>To whole pixels.</summary>
    private static double RoundUp(double points) => Math.Ceiling(points / 0.75) * 0.75;
}
