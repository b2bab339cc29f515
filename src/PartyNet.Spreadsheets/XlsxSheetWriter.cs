using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Composes a workbook row by row into a zip: inline text cells, numbers where they count, links, titles merged across, frozen header that
/// repeats in print.
/// A list longer than Excel's sheet goes on in a further sheet with the same titles and header.
/// </summary>
internal sealed class XlsxSheetWriter<T>
{
    private readonly SheetSink _sink;
    private readonly SheetDocument<T> _document;
    private readonly XlsxPackage _package;
    private readonly XlsxLinks _links = new();
    private readonly byte[][] _columnNames;
    private readonly int _lastDataRow;
    private int _sheets;

    public XlsxSheetWriter(SheetSink sink, XlsxPackage package, SheetDocument<T> document, int maxSheetRows = XlsxParts.MaxSheetRows)
    {
        _sink = sink;
        _document = document;
        _package = package;
        _columnNames = XlsxRow.ColumnNames(_document.Columns.Count);
        _lastDataRow = maxSheetRows - _document.Footer(0).Count - 1;
        if (_lastDataRow <= HeaderRow)
            throw new ArgumentException("The titles and the footer leave no row for data.", nameof(document));
    }

    private int HeaderRow => _document.Titles.Count + 1;

    private int RowsOfSheet => _lastDataRow - HeaderRow;

    public async Task<long> WriteAsync(IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        BeginSheet();
        var count = await new RowBatches<T, XlsxRows>(ComposeRows, RowsOfSheet).WriteAsync(
            rows,
            async (composed, first) =>
            {
                if (first > 1 && (first - 1) % RowsOfSheet == 0)
                {
                    await EndSheetAsync(first - 1, cancellationToken);
                    BeginSheet();
                }

                _package.Compress(composed.Text);
                _links.Add(_sheets, composed.Links);
                if (_sink.WantsDraining)
                    await _sink.DrainAsync(cancellationToken);
            },
            cancellationToken);
        await EndSheetAsync(count, cancellationToken);
        return count;
    }

    private void BeginSheet()
    {
        _sheets++;
        _package.BeginSheet();
        XlsxParts.WriteSheetStart(_package.Text, HeaderRow, _document.Columns.Select(column => column.Width));

        for (var title = 0; title < _document.Titles.Count; title++)
            WriteLine(title + 1, XlsxParts.TitleStyle, [_document.Titles[title]], XlsxParts.TitleHeight);
        string[] headers = [.. _document.Columns.Select(column => column.Header)];
        WriteLine(HeaderRow, XlsxParts.HeaderStyle, headers, HeightOf(headers.Select(LinesOf)));
        _package.Compress(_package.Text);
    }

    private void ComposeRows(XlsxRows composed, IReadOnlyList<T> rows, long number)
    {
        var columns = _document.Columns;
        var cells = new string?[columns.Count];
        var lines = new int[columns.Count];
        var sheet = (int)((number - 1) / RowsOfSheet) + 1;
        foreach (var item in rows)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = columns[column].Text?.Invoke(item);
                lines[column] = LinesOf(cells[column], column);
            }

            var place = HeaderRow + 1 + (int)((number - 1) % RowsOfSheet);
            var row = new XlsxRow(composed.Text, _columnNames, place, HeightOf(lines), isFixed: false);
            for (var column = 0; column < cells.Length; column++)
            {
                if (columns[column].Text is null)
                    row.WriteNumber(column, XlsxParts.NumberStyle, number);
                else if (cells[column] is { } words)
                    row.WriteCell(column, columns[column].Counts, words, XlsxParts.TextStyle, XlsxParts.NumberStyle);
                if (columns[column].Link is { } link && lines[column] == 1 && !_links.HasFilled(sheet) && link(item) is { } address)
                    composed.Links.Add(XlsxLink.To(address, column, place));
            }

            row.End();
            number++;
        }
    }

    /// <summary>Not every program looks by itself how many lines the cells of a row take.</summary>
    private static double HeightOf(IEnumerable<int> lines) => Math.Min(lines.Max() * XlsxParts.LineHeight, XlsxParts.HighestRow);

    // A link is not wrapped by every program, but cut off where its cell ends: what is longer than a line leads nowhere.
    private int LinesOf(string? words, int column) =>
        words is null ? 1 : PaperText.Lines(words, XlsxParts.RoomIn(_document.Columns[column].Width), XlsxParts.TextSize);

    private async ValueTask EndSheetAsync(long count, CancellationToken cancellationToken)
    {
        // Below the last row of the sheet and an empty one.
        var row = HeaderRow + (count == 0 ? 0 : (int)((count - 1) % RowsOfSheet) + 1) + 2;
        foreach (var line in _document.Footer(count))
            WriteLine(row++, XlsxParts.FooterStyle, [line]);
        var last = SheetRow.ColumnName(_document.Columns.Count - 1);
        var titles = last == "A" ? [] : Enumerable.Range(1, _document.Titles.Count).Select(title => $"A{title}:{last}{title}").ToList();
        XlsxParts.WriteRowsEnd(_package.Text, titles);
        await _links.WriteAsync(_package, _columnNames, cancellationToken);
        XlsxParts.WriteSheetEnd(_package.Text, last, _document.Watermark);
        _package.EndSheet(XlsxParts.SheetName(_document.Name, _sheets), HeaderRow);
        await _links.WriteRelationsAsync(_package, cancellationToken);
        _links.Clear();
    }

    private void WriteLine(int number, ReadOnlySpan<byte> style, IEnumerable<string> cells, double? height = null)
    {
        var row = new XlsxRow(_package.Text, _columnNames, number, height, isFixed: false);
        var column = 0;
        foreach (var cell in cells)
            row.WriteCell(column++, style, cell);
        row.End();
    }
}
