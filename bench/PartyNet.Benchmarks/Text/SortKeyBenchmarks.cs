using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using PartyNet.Domain.Text;

namespace PartyNet.Benchmarks.Text;

/// <summary>
/// The keys that an import computes for each member, against what the platform would give: ICU's sort key for order, and a
/// decomposition without its marks for search. Figures are per name.
/// </summary>
[MemoryDiagnoser]
public class SortKeyBenchmarks
{
    private const int Count = 1000;

    private static readonly CompareInfo Icu = CultureInfo.GetCultureInfo("vi-VN").CompareInfo;
    private readonly string[] names = new string[Count];
    private readonly string[] decomposed = new string[Count];

    [GlobalSetup]
    public void CreateNames()
    {
        string[] surnames = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Bùi", "Ngô"];
        string[] middles = ["Văn", "Thị", "Thị Hồng", "Đức", "Minh", "Quốc", "Ngọc", ""];
        string[] givens = ["Ánh", "Bình", "Dũng", "Đào", "Hạnh", "Hoà", "Hùng", "Khoẻ", "Lan", "Phượng", "Quý", "Thuỷ", "Ước"];
        var random = new Random(1);
        for (var i = 0; i < Count; i++)
        {
            names[i] = $"{Pick(surnames)} {Pick(middles)} {Pick(givens)}".Replace("  ", " ", StringComparison.Ordinal);
            decomposed[i] = names[i].Normalize(NormalizationForm.FormD);
        }

        string Pick(string[] from) => from[random.Next(from.Length)];
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int SortKey()
    {
        var total = 0;
        foreach (var name in names)
            total += VietnameseText.SortKey(name).Length;
        return total;
    }

    [Benchmark(OperationsPerInvoke = Count, Baseline = true)]
    public int SortKeyOfIcu()
    {
        var total = 0;
        foreach (var name in names)
            total += Icu.GetSortKey(name).KeyData.Length;
        return total;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int SearchKey()
    {
        var total = 0;
        foreach (var name in names)
            total += VietnameseText.SearchKey(name).Length;
        return total;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Normalize()
    {
        var total = 0;
        foreach (var name in names)
            total += VietnameseText.Normalize(name).Length;
        return total;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int NormalizeDecomposed()
    {
        var total = 0;
        foreach (var name in decomposed)
            total += VietnameseText.Normalize(name).Length;
        return total;
    }
}
