using BenchmarkDotNet.Attributes;
using ExcelDataReader;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;

namespace PartyNet.Benchmarks.Spreadsheets;

/// <summary>Opening and reading a roster: the guard alone, guard and rows, and ExcelDataReader alone as the floor.</summary>
[MemoryDiagnoser]
public class SheetReaderBenchmarks
{
    private static readonly SheetFiles Files = new();
    private byte[] _workbook = [];
    private byte[] _text = [];

    [Params(12_500, 350_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public async Task SetUp()
    {
        _workbook = await WriteAsync(SheetFormat.Xlsx);
        _text = await WriteAsync(SheetFormat.Csv);
    }

    [Benchmark(Baseline = true)]
    public int ExcelDataReaderOnly()
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(_workbook));
        var cells = 0;
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
                cells += reader.GetValue(column) is null ? 0 : 1;
        }
        return cells;
    }

    [Benchmark]
    public async Task<int> GuardOnly()
    {
        using var file = (await Files.OpenAsync(new MemoryStream(_workbook), SheetLimits.Console, CancellationToken.None)).Value;
        return file.Sheets.Count;
    }

    [Benchmark]
    public Task<int> Xlsx() => ReadAsync(_workbook);

    [Benchmark]
    public Task<int> Csv() => ReadAsync(_text);

    private static async Task<int> ReadAsync(byte[] content)
    {
        using var file = (await Files.OpenAsync(new MemoryStream(content), SheetLimits.Console, CancellationToken.None)).Value;
        var sheet = file.Read(0);
        var cells = 0;
        while (sheet.TryRead(out var row))
            cells += row.Width;
        return sheet.Failure is null ? cells : throw new InvalidDataException(sheet.Failure.Value.Description);
    }

    private async Task<byte[]> WriteAsync(SheetFormat format)
    {
        using var file = new MemoryStream();
        await new SheetWriter().WriteAsync(file, format, BenchRow.Document, BenchRow.Stream(Rows), CancellationToken.None);
        return file.ToArray();
    }
}
