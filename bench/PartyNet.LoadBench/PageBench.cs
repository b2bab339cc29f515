using PartyNet.Web.Links;

namespace PartyNet.LoadBench;

/// <summary>A page as a demo role asks for it, and the target against its baseline.</summary>
internal sealed record BenchPage(string Name, string Role, string Path, double Target);

/// <summary>
/// Pages under load. Site and baseline take turns, so that what else the machine does falls on both; of the rounds the best counts.
/// </summary>
internal static class PageBench
{
    private const int Connections = 8;
    private const int Rounds = 3;
    private const double LargerTarget = 2;
    private const double LargestTarget = 4;
    private const int Larger = 350_000;

    /// <summary>The site compiles what a page runs anew in its first seconds; the baseline is one method.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan BaselineWarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1.5);

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        await LoadTool.InstallAsync(cancellationToken);
        var (rows, coverage, memory) = (new List<string[]>(), new List<string[]>(), new List<string[]>());
        var alone = new Dictionary<string, double>();
        foreach (var members in run.Sizes)
        {
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var pages = (await PagesAsync(site)).Where(page => run.Includes(page.Name)).ToList();
            var recorded = await RecordAsync(site, pages, cancellationToken);
            await using var baseline = await BaselineSite.StartAsync(
                site.AppConnection, pages.ToDictionary(p => p.Path, p => recorded[p.Name]), cancellationToken);
            await using var web = await WebProcess.StartAsync(site.AskedDirectory, cancellationToken);
            var idle = web.Memory.Now;
            foreach (var page in pages)
            {
                var figures = await MeasureAsync(web, baseline, page, recorded[page.Name], cancellationToken);
                BenchRun.Say($"{page.Name}: {figures.Site.PerSecond:0} of {figures.Baseline.PerSecond:0} requests a second");
                alone.TryAdd(page.Name, figures.Alone.Milliseconds);
                rows.Add(Row(site, page, recorded[page.Name], figures, alone[page.Name]));
                if (page.Name == Coverage)
                    coverage.Add(await CoverageRowAsync(site, baseline, recorded[page.Name], figures, cancellationToken));
            }

            var (now, most) = web.Memory;
            memory.Add([Figures.Count(members), Figures.Megabytes(idle), Figures.Megabytes(now), Figures.Megabytes(most)]);
        }

        return
        [
            new("Pages, 8 connections", Columns, rows),
            new("Coverage alone against its SQL alone", ["members", "page, ms", "SQL, ms", "page : SQL"], coverage),
            new("Memory of the web process, MB (target below 250)", ["members", "idle", "after load", "most"], memory),
        ];
    }

    private const string Coverage = "coverage";

    private static readonly string[] Columns =
    [
        "page", "members", "bytes", "SQL", "requests/s", "baseline's", "of baseline", "web CPU, ms", "alone, ms", "× the smallest size",
    ];

    private static async Task<IReadOnlyList<BenchPage>> PagesAsync(BenchSite site)
    {
        var (branch, district, top) = (await site.UnitOfAsync("bi-thu"), await site.UnitOfAsync("ban"), await site.TopUnitAsync());
        return
        [
            new("member's home", "dang-vien", "/", 0.5),
            new("check page", "dang-vien-khac", DeclarationLinks.Check, 0.5),
            new("branch list", "bi-thu", BranchLinks.Members(branch), 0.5),
            new("review queue", "bi-thu", BranchLinks.ReviewQueue(branch), 0.5),
            new("roster of a district", "ban", BoardLinks.Roster(district), 0.5),
            new("roster of all", BenchSite.TopBoard, BoardLinks.Roster(top), 0.5),
            new(Coverage, "ban", BoardLinks.Coverage(district), 0.33),
            new("units", BenchSite.TopBoard, BoardLinks.Units(top), 0.5),
            new("users", "quan-tri", AdministrationLinks.Home, 0.5),
        ];
    }

    /// <summary>Each page twice: what is done once only, such as noting a visit, is no part of it.</summary>
    public static async Task<Dictionary<string, RecordedPage>> RecordAsync(
        BenchSite site, IReadOnlyList<BenchPage> pages, CancellationToken cancellationToken)
    {
        await using var app = await site.StartInProcessAsync(cancellationToken);
        var recorded = new Dictionary<string, RecordedPage>();
        foreach (var page in pages)
        {
            using var visitor = await SiteVisitor.SignInAsync(app.Urls.Single(), page.Role, cancellationToken);
            (await visitor.OpenAsync(page.Path, cancellationToken)).Dispose();
            StatementTrace.Take();
            using var response = await visitor.OpenAsync(page.Path, cancellationToken);
            recorded[page.Name] = await RecordedPage.OfAsync(response, StatementTrace.Take());
        }

        await app.StopAsync(cancellationToken);
        return recorded;
    }

    private static async Task<PageFigures> MeasureAsync(
        WebProcess web, BaselineSite baseline, BenchPage page, RecordedPage recorded, CancellationToken cancellationToken)
    {
        using var visitor = await SiteVisitor.SignInAsync(web.Address, page.Role, cancellationToken);
        // With its answer comes the cookie of the forms, which every further page is asked with.
        (await visitor.OpenAsync(page.Path, cancellationToken)).Dispose();
        var cookie = visitor.Cookie;
        await recorded.RunAsync(baseline.Database, cancellationToken);
        await LoadTool.RunAsync(web.Address + page.Path, cookie, Connections, WarmUp, cancellationToken);
        await LoadTool.RunAsync(baseline.Address + page.Path, null, Connections, BaselineWarmUp, cancellationToken);
        var (site, bare) = (new List<Load>(), new List<Load>());
        var spent = TimeSpan.Zero;
        for (var round = 0; round < Rounds; round++)
        {
            var before = web.ProcessorTime;
            site.Add(await LoadTool.RunAsync(web.Address + page.Path, cookie, Connections, Round, cancellationToken));
            spent += web.ProcessorTime - before;
            bare.Add(await LoadTool.RunAsync(baseline.Address + page.Path, null, Connections, Round, cancellationToken));
        }

        var alone = await LoadTool.RunAsync(web.Address + page.Path, cookie, connections: 1, Round, cancellationToken);
        return new PageFigures(
            site.MaxBy(l => l.PerSecond)!, bare.MaxBy(l => l.PerSecond)!, alone, spent.TotalMilliseconds / site.Sum(l => l.Requests));
    }

    private static string[] Row(BenchSite site, BenchPage page, RecordedPage recorded, PageFigures figures, double smallest) =>
    [
        page.Name + (recorded.WritesAudit ? " (recorded)" : ""),
        Figures.Count(site.Members),
        Figures.Count(recorded.Body.Length),
        Figures.Count(recorded.Statements.Count),
        Figures.Count(figures.Site.PerSecond),
        Figures.Count(figures.Baseline.PerSecond),
        Figures.AtLeast(figures.Site.PerSecond / figures.Baseline.PerSecond, page.Target),
        Figures.Ms(figures.Processor),
        Figures.Ms(figures.Alone.Milliseconds),
        Figures.AtMost(figures.Alone.Milliseconds / smallest, site.Members <= Larger ? LargerTarget : LargestTarget),
    ];

    private static async Task<string[]> CoverageRowAsync(
        BenchSite site, BaselineSite baseline, RecordedPage page, PageFigures figures, CancellationToken cancellationToken)
    {
        var sql = await Repeat.MedianAsync(() => page.RunAsync(baseline.Database, cancellationToken), times: 200);
        return
        [
            Figures.Count(site.Members),
            Figures.Ms(figures.Alone.Milliseconds),
            Figures.Ms(sql.TotalMilliseconds),
            Figures.AtMost(figures.Alone.Milliseconds / sql.TotalMilliseconds, 3),
        ];
    }

    /// <param name="Alone">With one connection.</param>
    /// <param name="Processor">Milliseconds of the web process for a request.</param>
    private sealed record PageFigures(Load Site, Load Baseline, Load Alone, double Processor);
}
