using System.Diagnostics;
using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Links;

namespace PartyNet.LoadBench;

/// <summary>
/// How many connections and how many prepared statements serve best while far more people ask than the machine has cores: the statements
/// of a district's roster, replayed by so many callers at once over pools of several sizes, in turns.
/// </summary>
internal static class PoolBench
{
    private const int Callers = 64;
    private const int Rounds = 3;

    private static readonly int[] Pools = [4, 8, 16, 32, 60];
    private static readonly int[] Prepared = [0, 20, 100, 200];
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>Every connection prepares each statement for itself, and the server plans it five times.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var (pools, prepared) = (new List<string[]>(), new List<string[]>());
        foreach (var members in run.Sizes)
        {
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var page = new BenchPage("roster", "ban", BoardLinks.Roster(await site.UnitOfAsync("ban")), 0);
            var recorded = (await PageBench.RecordAsync(site, [page], cancellationToken))[page.Name];
            var count = Figures.Count(members);
            var bySize = await CompareAsync(site, recorded, Pools, (s, size) => s.MaxPoolSize = size, cancellationToken);
            var byPrepared = await CompareAsync(site, recorded, Prepared, (s, most) => s.MaxAutoPrepare = most, cancellationToken);
            pools.AddRange(bySize.Select(row => (string[])[count, .. row]));
            prepared.AddRange(byPrepared.Select(row => (string[])[count, .. row]));
        }

        return
        [
            new($"Connections, {Callers} callers", ["members", "connections", "rosters/s", "of the best"], pools),
            new(
                $"Statements that a connection keeps prepared, {Callers} callers",
                ["members", "statements", "rosters/s", "of the best"],
                prepared),
        ];
    }

    private static async Task<IEnumerable<string[]>> CompareAsync(
        BenchSite site,
        RecordedPage page,
        int[] values,
        Action<NpgsqlConnectionStringBuilder, int> set,
        CancellationToken cancellationToken)
    {
        using var product = DataSources.ForApp(site.AppConnection);
        var best = values.ToDictionary(v => v, _ => 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var value in values)
            {
                var settings = new NpgsqlConnectionStringBuilder(site.AppConnection)
                {
                    Options = new NpgsqlConnectionStringBuilder(product.ConnectionString).Options,
                    MaxAutoPrepare = 100,
                    AutoPrepareMinUsages = 2,
                };
                set(settings, value);
                await using var pool = NpgsqlDataSource.Create(settings);
                best[value] = Math.Max(best[value], await PerSecondAsync(page, pool, cancellationToken));
            }
        }

        return best.Select(b => (string[])[Figures.Count(b.Key), Figures.Count(b.Value), Figures.Ms(b.Value / best.Values.Max())]);
    }

    private static async Task<double> PerSecondAsync(RecordedPage page, NpgsqlDataSource pool, CancellationToken cancellationToken)
    {
        await CountAsync(page, pool, WarmUp, cancellationToken);
        return await CountAsync(page, pool, Round, cancellationToken) / Round.TotalSeconds;
    }

    private static async Task<int> CountAsync(RecordedPage page, NpgsqlDataSource pool, TimeSpan time, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        return (await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => AskAsync()))).Sum();

        async Task<int> AskAsync()
        {
            var asked = 0;
            for (; Stopwatch.GetElapsedTime(began) < time; asked++)
                await page.RunAsync(pool, cancellationToken);
            return asked;
        }
    }
}
