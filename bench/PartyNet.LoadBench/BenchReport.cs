using System.Globalization;
using System.Text;

namespace PartyNet.LoadBench;

/// <summary>A table of a bench: what was measured, against which target.</summary>
internal sealed record BenchTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>Tables as Markdown, and their place in a document between two comments.</summary>
internal static class BenchReport
{
    public static string Compose(IReadOnlyList<BenchTable> tables, DateTimeOffset at)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd}, {Environment.ProcessorCount} cores shared by load, site and server, ")
            .Append(CultureInfo.InvariantCulture, $"{Product.Kind}.\n");
        foreach (var table in tables)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{table.Title}\n\n| {string.Join(" | ", table.Columns)} |\n");
            text.Append(CultureInfo.InvariantCulture, $"|{string.Concat(table.Columns.Select(_ => "---|"))}\n");
            foreach (var row in table.Rows)
                text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }

        return text.ToString();
    }

    /// <summary>Replaces what stands between the bench's two comments.</summary>
    public static void PutInto(string file, string bench, string report)
    {
        var (begin, end) = ($"<!-- bench: {bench} -->\n", $"<!-- end of bench: {bench} -->");
        var text = File.ReadAllText(file);
        var from = text.IndexOf(begin, StringComparison.Ordinal);
        var to = text.IndexOf(end, StringComparison.Ordinal);
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{file} has no place between \"{begin.Trim()}\" and \"{end}\".");
        File.WriteAllText(file, text[..(from + begin.Length)] + report + text[to..]);
    }
}

/// <summary>Figures as the tables print them.</summary>
internal static class Figures
{
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>For names of files.</summary>
    public static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Ms(double milliseconds) => milliseconds.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Megabytes(long bytes) => (bytes / 1_000_000.0).ToString("0", CultureInfo.InvariantCulture);

    /// <summary>A ratio with its target; what misses it is marked.</summary>
    public static string AtLeast(double ratio, double target) => Ratio(ratio, "≥", target, ratio >= target);

    /// <inheritdoc cref="AtLeast"/>
    public static string AtMost(double ratio, double target) => Ratio(ratio, "≤", target, ratio <= target);

    private static string Ratio(double ratio, string sign, double target, bool holds)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{ratio:0.00} ({sign} {target:0.##})");
        return holds ? words : $"**{words}**";
    }
}
