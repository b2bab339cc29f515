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
    private const int CompressAt = 32 * 1024;

    private readonly SheetSink _sink;
    private readonly SheetDocument<T> _document;
    private readonly ZipArchive _archive;
    private readonly Utf8Text _text = new();
    private readonly List<string> _sheetNames = [];
    private readonly byte[][] _columnNames;
    private readonly int _lastDataRow;
    private Stream? _part;
    private int _row;

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

    public async Task<long> WriteAsync(IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        long count = 0;
        BeginSheet();
        await foreach (var item in rows.WithCancellation(cancellationToken))
        {
            if (_row == _lastDataRow)
            {
                EndSheet(count);
                BeginSheet();
            }
            WriteRow(item, ++count);
            if (_text.Length >= CompressAt)
                Compress();
            if (_sink.WantsDraining)
                await _sink.DrainAsync(cancellationToken);
        }
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

        _row = 0;
        foreach (var title in _document.Titles)
        {
            BeginRow();
            WriteCell(0, XlsxParts.TitleStyle, title);
            EndRow();
        }
        BeginRow();
        for (var column = 0; column < _document.Columns.Count; column++)
            WriteCell(column, XlsxParts.HeaderStyle, _document.Columns[column].Header);
        EndRow();
    }

    private void WriteRow(T item, long number)
    {
        BeginRow();
        var columns = _document.Columns;
        for (var column = 0; column < columns.Count; column++)
        {
            if (columns[column].Text is not { } cell)
                WriteNumberAsText(column, number);
            else if (cell(item) is { } value)
                WriteCell(column, XlsxParts.TextStyle, value);
        }
        EndRow();
    }

    private void EndSheet(long count)
    {
        _row++;
        foreach (var line in _document.Footer(count))
        {
            BeginRow();
            WriteCell(0, XlsxParts.FooterStyle, line);
            EndRow();
        }
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

    private void BeginRow()
    {
        _text.Append("<row r=\""u8);
        _text.Append(++_row);
        _text.Append("\">"u8);
    }

    private void EndRow() => _text.Append("</row>"u8);

    private void WriteCell(int column, ReadOnlySpan<byte> style, string value)
    {
        if (value.Length == 0)
            return;

        var content = CellText.Cut(value);
        BeginCell(column, style);
        _text.Append(char.IsWhiteSpace(content[0]) || char.IsWhiteSpace(content[^1]) ? "<t xml:space=\"preserve\">"u8 : "<t>"u8);
        _text.AppendXml(content);
        _text.Append("</t></is></c>"u8);
    }

    private void WriteNumberAsText(int column, long number)
    {
        BeginCell(column, XlsxParts.TextStyle);
        _text.Append("<t>"u8);
        _text.Append(number);
        _text.Append("</t></is></c>"u8);
    }

    private void BeginCell(int column, ReadOnlySpan<byte> style)
    {
        _text.Append("<c r=\""u8);
        _text.Append(_columnNames[column]);
        _text.Append(_row);
        _text.Append("\" s=\""u8);
        _text.Append(style);
        _text.Append("\" t=\"inlineStr\"><is>"u8);
    }

    private void WritePart(string name, Action write)
    {
        BeginPart(name);
        write();
        EndPart();
    }

    private void BeginPart(string name) => _part = _archive.CreateEntry(name, CompressionLevel.Fastest).Open();

    private void Compress()
    {
        _part!.Write(_text.Written);
        _text.Clear();
    }

    private void EndPart()
    {
        Compress();
        _part!.Dispose();
        _part = null;
    }
}
