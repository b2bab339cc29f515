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

    private static async Task<long> WriteXlsxAsync<T>(
        SheetSink sink, SheetDocument<T> document, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var writer = new XlsxSheetWriter<T>(sink, document);
        return await writer.WriteAsync(rows, cancellationToken);
    }
}
