using System.Diagnostics;

namespace PartyNet.LoadBench;

/// <summary>How long it takes to load a demo organisation, as <c>partynet demo</c> does.</summary>
internal static class DemoBench
{
    private const int Country = 5_600_000;
    private static readonly TimeSpan CountryTarget = TimeSpan.FromMinutes(10);

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        foreach (var members in run.Sizes)
        {
            BenchSite.Forget(members);
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var perSecond = members / site.Loading.TotalSeconds;
            rows.Add(
            [
                Figures.Count(members),
                Figures.Ms(site.Loading.TotalSeconds),
                Figures.Count(perSecond),
                Figures.AtMost(Country / perSecond / CountryTarget.TotalSeconds, 1),
                Figures.Megabytes(await site.ReadAsync<long>("select pg_database_size(current_database())")),
                Figures.Megabytes(Process.GetCurrentProcess().PeakWorkingSet64),
            ]);
        }

        return [new("Loading", Columns, rows)];
    }

    private static readonly string[] Columns =
        ["members", "s", "members/s", "5,600,000 at this pace : ten minutes", "database, MB", "memory of the loader, MB"];
}
