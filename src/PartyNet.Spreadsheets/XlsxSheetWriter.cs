using System.IO.Compression;
using System.Text;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Composes a workbook row by row into a zip: inline text cells, numbers where they count, links, titles merged across, frozen header that
/// repeats in print.
/// A list longer than Excel's sheet goes on in a further sheet with the same titles and header.
/// </summary>
internal sealed class XlsxSheetWriter<T> : IDisposable
{
    private readonly SheetSink _sink;
    private readonly SheetDocument<T> _document;
    private readonly ZipArchive _archive;
    private readonly Utf8Text _text = new();
    private readonly List<string> _sheetNames = [];
    private readonly XlsxLinks _links = new();
    private readonly byte[][] _columnNames;
    private readonly int _lastDataRow;
    private Stream? _part;

    public XlsxSheetWriter(SheetSink sink, SheetDocument<T> document, int maxSheetRows = XlsxParts.MaxSheetRows)
    {
        _sink = sink;
        _document = document;
        _archive = new ZipArchive(_sink, ZipArchiveMode.Create, leaveOpen: true);
        _columnNames =
            [.. Enumerable.Range(0, _document.Columns.Count).Select(column => Encoding.ASCII.GetBytes(SheetRow.ColumnName(column)))];
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
                    EndSheet(first - 1);
                    BeginSheet();
                }

                Compress(composed.Text);
                _links.Add(composed.Links);
                if (_sink.WantsDraining)
                    await _sink.DrainAsync(cancellationToken);
            },
            cancellationToken);
        EndSheet(count);
        WriteWorkbook();
        return count;
    }

    /// <summary>Ends the zip with its directory, into the sink.</summary>
    public void Dispose()
    {
        _part?.Dispose();
        _archive.Dispose();
    }

    private void BeginSheet()
    {
        _sheetNames.Add(XlsxParts.SheetName(_document.Name, _sheetNames.Count + 1));
        BeginPart($"xl/worksheets/sheet{_sheetNames.Count}.xml");
        XlsxParts.WriteSheetStart(_text, HeaderRow, _document.Columns.Select(column => column.Width));

        for (var title = 0; title < _document.Titles.Count; title++)
            WriteLine(title + 1, XlsxParts.TitleStyle, [_document.Titles[title]], XlsxParts.TitleHeight);
        string[] headers = [.. _document.Columns.Select(column => column.Header)];
        WriteLine(HeaderRow, XlsxParts.HeaderStyle, headers, HeightOf(headers));
        Compress(_text);
    }

    private void ComposeRows(XlsxRows composed, IReadOnlyList<T> rows, long number)
    {
        var columns = _document.Columns;
        var cells = new string?[columns.Count];
        foreach (var item in rows)
        {
            for (var column = 0; column < cells.Length; column++)
                cells[column] = columns[column].Text?.Invoke(item);
            var place = HeaderRow + 1 + (int)((number - 1) % RowsOfSheet);
            var row = new XlsxRow(composed.Text, _columnNames, place, HeightOf(cells), isFixed: false);
            for (var column = 0; column < cells.Length; column++)
            {
                if (columns[column].Text is null)
                    row.WriteNumber(column, XlsxParts.NumberStyle, number);
                else if (cells[column] is { } words)
                    row.WriteCell(column, columns[column].Counts, words, XlsxParts.TextStyle, XlsxParts.NumberStyle);
                if (columns[column].Link?.Invoke(item) is { } address && LinesOf(cells[column], column) == 1)
                    composed.Links.Add(new XlsxLink(column, place, address));
            }

            row.End();
            number++;
        }
    }

    /// <summary>Not every program looks by itself how many lines the cells of a row take.</summary>
    private double HeightOf(ReadOnlySpan<string?> cells)
    {
        var lines = 1;
        for (var column = 0; column < cells.Length; column++)
            lines = Math.Max(lines, LinesOf(cells[column], column));
        return Math.Min(lines * XlsxParts.LineHeight, XlsxParts.HighestRow);
    }

    // A link is not wrapped by every program, but cut off where its cell ends: what is longer than a line leads nowhere.
    private int LinesOf(string? words, int column) =>
        words is null ? 1 : PaperText.Lines(words, XlsxParts.RoomIn(_document.Columns[column].Width), XlsxParts.TextSize);

    private void EndSheet(long count)
    {
        // Below the last row of the sheet and an empty one.
        var row = HeaderRow + (count == 0 ? 0 : (int)((count - 1) % RowsOfSheet) + 1) + 2;
        foreach (var line in _document.Footer(count))
            WriteLine(row++, XlsxParts.FooterStyle, [line]);
        XlsxParts.WriteSheetEnd(
            _text, _document.Titles.Count, SheetRow.ColumnName(_document.Columns.Count - 1), _links, _columnNames, _document.Watermark);
        EndPart();
        if (_links.Count > 0)
            WritePart($"xl/worksheets/_rels/sheet{_sheetNames.Count}.xml.rels", () => _links.WriteRelations(_text));
        _links.Clear();
    }

    private void WriteWorkbook()
    {
        WritePart("xl/workbook.xml", () => XlsxParts.WriteWorkbook(_text, _sheetNames, HeaderRow));
        WritePart("xl/_rels/workbook.xml.rels", () => XlsxParts.WriteWorkbookRelations(_text, _sheetNames.Count));
        WritePart("xl/styles.xml", () => _text.Append(XlsxParts.Styles));
        WritePart("_rels/.rels", () => _text.Append(XlsxParts.PackageRelations));
        WritePart("[Content_Types].xml", () => XlsxParts.WriteContentTypes(_text, _sheetNames.Count));
    }

    private void WriteLine(int number, ReadOnlySpan<byte> style, IEnumerable<string> cells, double? height = null)
    {
        var row = height is { } known
            ? new XlsxRow(_text, _columnNames, number, known, isFixed: false)
            : new XlsxRow(_text, _columnNames, number);
        var column = 0;
        foreach (var cell in cells)
            row.WriteCell(column++, style, cell);
        row.End();
    }

    private void WritePart(string name, Action write)
    {
        BeginPart(name);
        write();
        EndPart();
    }

    private void BeginPart(string name) => _part = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();

    private void Compress(Utf8Text text)
    {
        _part!.Write(text.Written);
        text.Clear();
    }

    private void EndPart()
    {
        Compress(_text);
        _part!.Dispose();
        _part = null;
    }
}
