using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets.Official;

/// <summary>The one writer of lists that somebody signs.</summary>
public sealed class OfficialListWriter : IOfficialListWriter
{
    public async Task<SheetReceipt> WriteAsync<T>(
        Stream output, OfficialFormat format, OfficialList<T> list, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var sink = new SheetSink(output);
        var count = format switch
        {
            OfficialFormat.Docx => await new OfficialDocument<T>(list).WriteAsync(sink, rows, cancellationToken),
            OfficialFormat.Xlsx => await WriteSheetAsync(sink, list, rows, cancellationToken),
        };
        await sink.DrainAsync(cancellationToken);
        await output.FlushAsync(cancellationToken);
        return new SheetReceipt(count, sink.Bytes, sink.Hash());
    }

    private static async Task<long> WriteSheetAsync<T>(
        SheetSink sink, OfficialList<T> list, IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var writer = new OfficialSheet<T>(sink, list);
        return await writer.WriteAsync(rows, cancellationToken);
    }
}
