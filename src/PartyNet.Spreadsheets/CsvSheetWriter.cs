using System.Buffers;
using CsvHelper;
using PartyNet.Application.Spreadsheets;

namespace PartyNet.Spreadsheets;

/// <summary>CSV as Excel in Vietnam opens it rightly: UTF-8 with byte order mark, comma, CRLF, quotes doubled, formulas guarded.</summary>
internal sealed class CsvSheetWriter<T>(SheetSink sink, SheetDocument<T> document)
{
    /// <summary>A line of the footer is one field.</summary>
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true, ValidateFieldCount = false };

    private readonly CsvWriter _csv = CsvWriter.Create(sink, Options, leaveOpen: true);

    public async Task<long> WriteAsync(IAsyncEnumerable<T> rows, CancellationToken cancellationToken)
    {
        foreach (var column in document.Columns)
            CsvCell.Write(_csv, column.Header);
        await _csv.EndRecordAsync(cancellationToken);

        long count = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            WriteCells(row, ++count);
            await _csv.EndRecordAsync(cancellationToken);
        }

        foreach (var line in document.Footer(count))
        {
            CsvCell.Write(_csv, line);
            await _csv.EndRecordAsync(cancellationToken);
        }

        // Only here: a writer that is disposed after a failure would end the broken row and send it.
        await _csv.DisposeAsync();
        return count;
    }

    private void WriteCells(T row, long number)
    {
        foreach (var column in document.Columns)
        {
            if (column.Text is { } cell)
                CsvCell.Write(_csv, cell(row));
            else
                _csv.WriteField(number, format: default);
        }
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
