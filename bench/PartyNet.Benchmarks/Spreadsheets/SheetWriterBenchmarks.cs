using BenchmarkDotNet.Attributes;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.OpenXml;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;

namespace PartyNet.Benchmarks.Spreadsheets;

/// <summary>
/// Our writers against MiniExcel in its streaming mode, the fastest library at hand (ADR 0005). Making the rows is measured apart,
/// because every way pays for it.
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
    public Task<int[]> MiniExcelXlsx() => Stream.Null.SaveAsAsync(
        Lines(),
        configuration: new OpenXmlConfiguration { AutoFilter = false, TableStyles = TableStyles.None, FreezeRowCount = 1 });

    [Benchmark]
    public Task<SheetReceipt> Xlsx() =>
        _writer.WriteAsync(Stream.Null, SheetFormat.Xlsx, BenchRow.Document, BenchRow.Stream(Rows), CancellationToken.None);

    [Benchmark]
    public Task<SheetReceipt> Csv() =>
        _writer.WriteAsync(Stream.Null, SheetFormat.Csv, BenchRow.Document, BenchRow.Stream(Rows), CancellationToken.None);

    private async IAsyncEnumerable<Line> Lines()
    {
        await foreach (var row in BenchRow.Stream(Rows))
            yield return new Line(row);
    }

    /// <summary>The row as MiniExcel is quickest with it: an object with one property a column.</summary>
    public sealed class Line(BenchRow row)
    {
        [ExcelColumn(Name = "STT", Width = 6)] public string Number { get; } = row.Number.ToString(null as IFormatProvider);
        [ExcelColumn(Name = "Họ và tên", Width = 28)] public string Name => row.Name;
        [ExcelColumn(Name = "Ngày sinh", Width = 12)] public string BirthDate => row.BirthDate;
        [ExcelColumn(Name = "Chi bộ", Width = 28)] public string Branch => row.Branch;
        [ExcelColumn(Name = "Chức vụ", Width = 20)] public string Position => row.Position;
        [ExcelColumn(Name = "Facebook", Width = 36)] public string Facebook => row.Facebook;
        [ExcelColumn(Name = "Zalo", Width = 16)] public string Zalo => row.Zalo;
        [ExcelColumn(Name = "TikTok", Width = 30)] public string? TikTok => row.TikTok;
        [ExcelColumn(Name = "YouTube", Width = 30)] public string? YouTube { get; }
        [ExcelColumn(Name = "Khác", Width = 30)] public string? Other { get; }
        [ExcelColumn(Name = "Số tài khoản", Width = 12)] public string Accounts => row.TikTok is null ? "2" : "3";
        [ExcelColumn(Name = "Ngày kê khai", Width = 12)] public string DeclaredOn => row.DeclaredOn;
        [ExcelColumn(Name = "Tình trạng", Width = 16)] public string State { get; } = "Đã xác nhận";
        [ExcelColumn(Name = "Ghi chú", Width = 20)] public string? Note { get; }
    }
}
