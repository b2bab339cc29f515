using System.CommandLine;
using System.Globalization;

namespace PartyNet.LoadBench;

/// <summary>One verb for each bench; all of them print a table and put it into docs/performance.md.</summary>
internal static class BenchCommands
{
    private const int District = 12_500;

    public static RootCommand Create(TimeProvider clock)
    {
        var root = new RootCommand("Measures PartyNet against what the machine can do without it. See docs/performance.md.");
        root.Add(Verb(clock, "pages", "Pages under load against a bare Kestrel endpoint that runs the same SQL.", PageBench.RunAsync,
            new Option<string[]>("--pages")
            {
                Description = "Only pages whose names begin so, such as users,roster; these are printed and not written down.",
                CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(','))],
            }));
        root.Add(Verb(clock, "pool", "Connections and prepared statements for many callers at once.", PoolBench.RunAsync));
        root.Add(Verb(clock, "exports", "Rosters through the web against raw COPY of the same rows.", ExportBench.RunAsync));
        root.Add(Verb(clock, "import", "A list of 12,500 members against raw COPY of its rows.", ImportBench.RunAsync));
        root.Add(Verb(clock, "sign-in", "Times of refused sign-ins, and pages while many sign in at once.", SignInBench.RunAsync));
        root.Add(Verb(clock, "demo", "Loading a demo organisation.", DemoBench.RunAsync));
        return root;
    }

    private static Command Verb(
        TimeProvider clock,
        string name,
        string description,
        Func<BenchRun, CancellationToken, Task<IReadOnlyList<BenchTable>>> bench,
        Option<string[]>? part = null)
    {
        var sizes = new Option<int[]>("--sizes")
        {
            Description = "Members of the demo organisations to measure on, such as 12500,350000,5600000.",
            DefaultValueFactory = _ => [District],
            CustomParser = result => [.. result.Tokens.SelectMany(t => t.Value.Split(',')).Select(s => Parse(s, result.AddError))],
        };
        var print = new Option<bool>("--print") { Description = "Only prints; leaves docs/performance.md as it is." };
        var keep = new Option<bool>("--keep") { Description = "Keeps the loaded databases for the next run." };
        var verb = new Command(name, description) { sizes, print, keep };
        if (part is not null)
            verb.Add(part);
        verb.SetAction(async (parsed, cancellationToken) =>
        {
            var run = new BenchRun(clock, parsed.GetValue(sizes)!, parsed.GetValue(keep))
            {
                Part = part is null ? [] : parsed.GetValue(part) ?? [],
            };
            var tables = await bench(run, cancellationToken);
            var report = BenchReport.Compose(tables, clock.GetUtcNow());
            Console.Out.WriteLine(report);
            if (!parsed.GetValue(print) && run.Part.Count == 0)
                BenchReport.PutInto(Path.Combine(Checkout.Root, "docs", "performance.md"), name, report);
        });
        return verb;
    }

    private static int Parse(string text, Action<string> complain)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        complain($"{text} is no number of members.");
        return District;
    }
}

/// <summary>What a run of a bench was asked for.</summary>
internal sealed record BenchRun(TimeProvider Clock, IReadOnlyList<int> Sizes, bool KeepsData)
{
    /// <summary>How the names of what alone is measured begin; empty for all of it.</summary>
    public IReadOnlyList<string> Part { get; init; } = [];

    public bool Includes(string name) => Part.Count == 0 || Part.Any(part => name.StartsWith(part, StringComparison.Ordinal));

    public static void Say(string words) => Console.Error.WriteLine(words);
}
