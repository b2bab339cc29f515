using System.IO.Compression;
using System.Text;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>
/// Composes a workbook row by row into a zip: inline text cells, titles merged across, frozen header that repeats in print.
/// A list longer than Excel's sheet goes on in a further sheet with the same titles and header.
/// </summary>
internal sealed class XlsxSheetWriter<T> : IDisposable
{
    private readonly SheetSink _sink;
    private readonly SheetDocument<T> _document;
    private readonly ZipArchive _archive;
    private readonly Utf8Text _text = new();
    private readonly List<string> _sheetNames = [];
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
        var count = await new RowBatches<T, Utf8Text>(ComposeRows, RowsOfSheet).WriteAsync(
            rows,
            async (text, first) =>
            {
                if (first > 1 && (first - 1) % RowsOfSheet == 0)
                {
                    EndSheet(first - 1);
                    BeginSheet();
                }

                Compress(text);
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
            WriteLine(title + 1, XlsxParts.TitleStyle, [_document.Titles[title]]);
        WriteLine(HeaderRow, XlsxParts.HeaderStyle, _document.Columns.Select(column => column.Header));
        Compress(_text);
    }

    private void ComposeRows(Utf8Text text, IReadOnlyList<T> rows, long number)
    {
        var columns = _document.Columns;
        foreach (var item in rows)
        {
            var row = new XlsxRow(text, _columnNames, HeaderRow + 1 + (int)((number - 1) % RowsOfSheet));
            for (var column = 0; column < columns.Count; column++)
            {
                if (columns[column].Text is not { } cell)
                    row.WriteNumberAsText(column, number);
                else if (cell(item) is { } value)
                    row.WriteCell(column, XlsxParts.TextStyle, value);
            }

            row.End();
            number++;
        }
    }

    private void EndSheet(long count)
    {
        // Below the last row of the sheet and an empty one.
        var row = HeaderRow + (count == 0 ? 0 : (int)((count - 1) % RowsOfSheet) + 1) + 2;
        foreach (var line in _document.Footer(count))
            WriteLine(row++, XlsxParts.FooterStyle, [line]);
        XlsxParts.WriteSheetEnd(_text, _document.Titles.Count, SheetRow.ColumnName(_document.Columns.Count - 1), _document.Watermark);
        EndPart();
    }

    private void WriteWorkbook()
    {
        WritePart("xl/workbook.xml", () => XlsxParts.WriteWorkbook(_text, _sheetNames, HeaderRow));
        WritePart("xl/_rels/workbook.xml.rels", () => XlsxParts.WriteWorkbookRelations(_text, _sheetNames.Count));
        WritePart("xl/styles.xml", () => _text.Append(XlsxParts.Styles));
        WritePart("_rels/.rels", () => _text.Append(XlsxParts.PackageRelations));
        WritePart("[Content_Types].xml", () => XlsxParts.WriteContentTypes(_text, _sheetNames.Count));
    }

    private void WriteLine(int number, ReadOnlySpan<byte> style, IEnumerable<string> cells)
    {
        var row = new XlsxRow(_text, _columnNames, number);
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
