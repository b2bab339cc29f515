using System.Globalization;
using BenchmarkDotNet.Attributes;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace PartyNet.Benchmarks.Spreadsheets;

/// <summary>
/// Our writers against SpreadCheetah, the fastest library at hand, with the same titles, widths, styles and footer; it cannot set up the
/// print (ADR 5). Making the rows is measured apart, because every way pays for it.
/// </summary>
[MemoryDiagnoser]
public class SheetWriterBenchmarks
{
    private readonly SheetWriter _writer = new();

    [Params(12_500, 350_000)]
    public int Rows { get; set; }

    [Benchmark]
    public async Task<int> RowsOnly()
    {
        var length = 0;
        await foreach (var row in BenchRow.Stream(Rows))
            length += row.Name.Length;
        return length;
    }

    [Benchmark(Baseline = true)]
    public async Task<int> SpreadCheetahXlsx()
    {
        var document = BenchRow.Document;
        await using var book = await Spreadsheet.CreateNewAsync(Stream.Null);
        var text = book.AddStyle(new Style
        {
            Format = NumberFormat.Standard(StandardNumberFormat.Text),
            Alignment = new Alignment { Vertical = VerticalAlignment.Top, WrapText = true },
        });
        var bold = book.AddStyle(new Style { Font = new Font { Bold = true } });
        await book.StartWorksheetAsync(document.Name, Layout(document));
        foreach (var title in document.Titles)
            await book.AddRowAsync([new StyledCell(title, bold)]);
        await book.AddHeaderRowAsync([.. document.Columns.Select(column => column.Header)], bold);

        var count = 0;
        var cells = new StyledCell[document.Columns.Count];
        await foreach (var row in BenchRow.Stream(Rows))
        {
            count++;
            for (var column = 0; column < cells.Length; column++)
                cells[column] = Cell(document.Columns[column], row, count, text);
            await book.AddRowAsync(cells);
        }
        foreach (var line in document.Footer(count))
            await book.AddRowAsync([new StyledCell(line, null)]);
        await book.FinishAsync();
        return count;
    }

    [Benchmark]
    public Task<SheetReceipt> Xlsx() =>
        _writer.WriteAsync(Stream.Null, SheetFormat.Xlsx, BenchRow.Document, BenchRow.Stream(Rows), CancellationToken.None);

    [Benchmark]
    public Task<SheetReceipt> Csv() =>
        _writer.WriteAsync(Stream.Null, SheetFormat.Csv, BenchRow.Document, BenchRow.Stream(Rows), CancellationToken.None);

    private static WorksheetOptions Layout(SheetDocument<BenchRow> document)
    {
        var layout = new WorksheetOptions { FrozenRows = document.Titles.Count + 1 };
        for (var column = 0; column < document.Columns.Count; column++)
            layout.Column(column + 1).Width = document.Columns[column].Width;
        return layout;
    }

    private static StyledCell Cell(SheetColumn<BenchRow> column, BenchRow row, int number, StyleId style)
    {
        var text = column.Text is { } cell ? cell(row) : number.ToString(CultureInfo.InvariantCulture);
        return text is null ? default : new StyledCell(text, style);
    }
}
