using System.Buffers;
using CsvHelper;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>CSV as Excel in Vietnam opens it rightly: UTF-8 with byte order mark, comma, CRLF, quotes doubled, formulas guarded.</summary>
internal sealed class CsvSheetWriter<T>(SheetSink sink, SheetDocument<T> document)
{
    // A line of the footer is one field.
    private static readonly CsvWriterOptions First = new() { WriteByteOrderMark = true, ValidateFieldCount = false };
    private static readonly CsvWriterOptions Further = new() { ValidateFieldCount = false };

    public async Task<long> WriteAsync(IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        using var around = new MemoryStream();
        WriteLines(around, First, [[.. document.Columns.Select(column => column.Header)]]);
        await SendAsync(around, cancellationToken);

        var count = await new RowBatches<T, MemoryStream>(WriteRows)
            .WriteAsync(rows, (text, _) => SendAsync(text, cancellationToken), cancellationToken);

        WriteLines(around, Further, document.Footer(count).Select(line => new[] { line }));
        await SendAsync(around, cancellationToken);
        return count;
    }

    private static void WriteLines(MemoryStream text, CsvWriterOptions options, IEnumerable<string[]> lines)
    {
        using var csv = CsvWriter.Create(text, options, leaveOpen: true);
        foreach (var line in lines)
        {
            foreach (var cell in line)
                CsvCell.Write(csv, cell);
            csv.EndRecord();
        }
    }

    private void WriteRows(MemoryStream text, IReadOnlyList<T> rows, long number)
    {
        using var csv = CsvWriter.Create(text, Further, leaveOpen: true);
        foreach (var row in rows)
        {
            foreach (var column in document.Columns)
            {
                if (column.Text is { } cell)
                    CsvCell.Write(csv, cell(row));
                else
                    csv.WriteField(number, format: default);
            }

            csv.EndRecord();
            number++;
        }
    }

    /// <summary>Sends the text and empties it for the next.</summary>
    private async ValueTask SendAsync(MemoryStream text, CancellationToken cancellationToken)
    {
        sink.Write(text.GetBuffer().AsSpan(0, (int)text.Length));
        text.SetLength(0);
        if (sink.WantsDraining)
            await sink.DrainAsync(cancellationToken);
    }
}

/// <summary>One CSV cell: guarded, cut to what Excel keeps, without what no program shows.</summary>
internal static class CsvCell
{
    /// <summary>Quoted too, for an Excel that takes one of these for the separator.</summary>
    private static readonly SearchValues<char> OtherSeparators = SearchValues.Create(";\t");

    private static readonly SearchValues<char> Control = SearchValues.Create([.. CellText.Control]);

    public static void Write(CsvWriter csv, string? cell)
    {
        var text = Fit(CellText.Cut(cell ?? ""));
        csv.WriteField(text, text.AsSpan().ContainsAny(OtherSeparators) ? CsvQuoting.Always : CsvQuoting.WhenNeededOrWhitespace);
    }

    private static string Fit(string cell)
    {
        var mark = FormulaGuard.Needed(cell) ? "'" : "";
        return cell.AsSpan().ContainsAny(Control) ? mark + string.Concat(cell.Where(c => !Control.Contains(c))) : mark + cell;
    }
}
