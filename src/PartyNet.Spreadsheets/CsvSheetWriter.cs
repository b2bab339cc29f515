using System.Buffers;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>CSV as Excel in Vietnam opens it rightly: UTF-8 with byte order mark, comma, CRLF, quotes doubled, formulas guarded.</summary>
internal sealed class CsvSheetWriter<T>(SheetSink sink, SheetDocument<T> document)
{
    private const int SendAt = 32 * 1024;

    private readonly Utf8Text _text = new();

    public async Task<long> WriteAsync(IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        _text.Append("\uFEFF");
        WriteLine(document.Columns.Select(column => column.Header));

        long count = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            WriteRow(row, ++count);
            if (_text.Length >= SendAt)
                await SendAsync(cancellationToken);
        }

        foreach (var line in document.Footer(count))
            WriteLine([line]);
        await SendAsync(cancellationToken);
        return count;
    }

    private async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        sink.Write(_text.Written);
        _text.Clear();
        await sink.DrainAsync(cancellationToken);
    }

    private void WriteRow(T row, long number)
    {
        var columns = document.Columns;
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                _text.Append(","u8);
            if (columns[i].Text is not { } cell)
                _text.Append(number);
            else if (cell(row) is { Length: > 0 } value)
                CsvCell.Append(_text, value);
        }
        _text.Append("\r\n"u8);
    }

    private void WriteLine(IEnumerable<string> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
                _text.Append(","u8);
            CsvCell.Append(_text, cell);
            first = false;
        }
        _text.Append("\r\n"u8);
    }
}

/// <summary>One CSV cell: guarded, cut to what Excel keeps, quoted where it must be.</summary>
internal static class CsvCell
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\t\r\n");
    private static readonly SearchValues<char> QuoteOrControl = SearchValues.Create(
        "\"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    public static void Append(Utf8Text text, string cell)
    {
        var content = Utf8Text.Cut(cell, out var cut);
        var quoted = content.ContainsAny(NeedsQuotes) || content is [' ', ..] or [.., ' '];
        if (quoted)
            text.Append("\""u8);
        if (FormulaGuard.Needed(content))
            text.Append("'"u8);
        AppendContent(text, content);
        if (cut)
            text.Append("…");
        if (quoted)
            text.Append("\""u8);
    }

    private static void AppendContent(Utf8Text text, ReadOnlySpan<char> content)
    {
        for (int special; (special = content.IndexOfAny(QuoteOrControl)) >= 0; content = content[(special + 1)..])
        {
            text.Append(content[..special]);
            if (content[special] == '"')
                text.Append("\"\""u8);
        }
        text.Append(content);
    }
}
