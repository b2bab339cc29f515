using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>The one writer of exports; ADR 5 says why workbooks are composed here and not by a library.</summary>
public sealed class SheetWriter : ISheetWriter
{
    public async Task<SheetReceipt> WriteAsync<T>(
        Stream output, SheetFormat format, SheetDocument<T> document, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var sink = new SheetSink(output);
        var count = format switch
        {
            SheetFormat.Xlsx => await WriteXlsxAsync(sink, document, rows, cancellationToken),
            SheetFormat.Csv => await new CsvSheetWriter<T>(sink, document).WriteAsync(rows, cancellationToken),
        };
        await sink.DrainAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
        return new SheetReceipt(count, sink.Bytes, sink.Hash());
    }

    public async Task WriteBookAsync(Stream output, IReadOnlyList<SheetTable> tables, CancellationToken cancellationToken)
    {
        using var sink = new SheetSink(output);
        using (var package = new XlsxPackage(sink))
        {
            foreach (var table in tables)
            {
                var columns = table.Columns.Select((column, at) => new SheetColumn<string[]>(column.Heading, column.Width, row => row[at]));
                var document = new SheetDocument<string[]>(table.Name, [.. columns], table.Titles, _ => [], table.Name);
                var writer = new XlsxSheetWriter<string[]>(sink, package, document);
                await writer.WriteAsync(table.Rows.ToAsyncEnumerable(), cancellationToken);
            }

            package.WriteWorkbook(XlsxParts.Styles);
        }

        await sink.DrainAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
    }

    private static async Task<long> WriteXlsxAsync<T>(
        SheetSink sink, SheetDocument<T> document, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var package = new XlsxPackage(sink);
        var count = await new XlsxSheetWriter<T>(sink, package, document).WriteAsync(rows, cancellationToken);
        package.WriteWorkbook(XlsxParts.Styles);
        return count;
    }
}
