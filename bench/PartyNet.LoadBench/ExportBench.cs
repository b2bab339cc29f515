using System.Diagnostics;
using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Links;

namespace PartyNet.LoadBench;

/// <summary>
/// The roster of the topmost unit through the web, signed in, against raw COPY of the same rows as the application's role under
/// row-level security. An export is first recorded, naming every member; the same form sent again streams the file once more.
/// </summary>
internal static class ExportBench
{
    private const int Recorded = 2;
    private const int Again = 6;
    private const int Block = 256 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);

    private static readonly (string Format, double Target)[] Formats = [("csv", 0.6), ("xlsx", 0.4)];

    /// <summary>What the columns of the file are made of; the accounts stay sealed.</summary>
    private const string Copy = """
        copy (
            select m.code, m.full_name, m.birth_date, m.birth_year, u.name, m.position, m.activity_status, m.declaration_state,
                d.submitted_at, d.answer, a.platform_code, a.details
            from registry.members m
            join registry.units u on u.id = m.unit_id
            left join registry.declarations d on d.id = m.current_declaration_id
            left join registry.declared_accounts a on a.declaration_id = d.id
            where m.activity_status = 1
            order by m.roster_key, a.position
        ) to stdout (format binary)
        """;

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        foreach (var members in run.Sizes)
        {
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var scope = await ScopeAsync(site, cancellationToken);
            await using var database = DataSources.ForApp(site.AppConnection);
            await using var web = await WebProcess.StartAsync(site.AskedDirectory, cancellationToken);
            using var board = await SiteVisitor.SignInAsync(web.Address, BenchSite.TopBoard, cancellationToken);
            var path = BoardLinks.Export(await site.TopUnitAsync());
            // The site compiles what it runs for the first time, and lists have been opened before one is exported.
            (await board.OpenAsync(path, cancellationToken)).Dispose();
            foreach (var (format, target) in Formats)
            {
                var before = web.Memory.Now;
                var figures = await MeasureAsync(board, path, format, database, scope, cancellationToken);
                rows.Add(Row(site, format, target, figures, web.Memory.Most - before));
                BenchRun.Say($"{format}: {figures.Whole.TotalSeconds:0.00} s of COPY's {figures.Copy.TotalSeconds:0.00} s");
            }
        }

        return [new("Roster of the topmost unit, best of its rounds", Columns, rows)];
    }

    private static readonly string[] Columns =
    [
        "file", "members", "bytes", "COPY, s", "export, s", "COPY : export", "streamed again, s", "COPY : again", "memory above idle, MB",
    ];

    /// <summary>The scope of the board's session, as the site announces it.</summary>
    private static async Task<Statement> ScopeAsync(BenchSite site, CancellationToken cancellationToken)
    {
        await using var app = await site.StartInProcessAsync(cancellationToken);
        using var visitor = await SiteVisitor.SignInAsync(app.Urls.Single(), BenchSite.TopBoard, cancellationToken);
        StatementTrace.Take();
        using var response = await visitor.OpenAsync(BoardLinks.Roster(await site.TopUnitAsync()), cancellationToken);
        var scope = (await RecordedPage.OfAsync(response, StatementTrace.Take())).AnnouncedScope;
        await app.StopAsync(cancellationToken);
        return scope;
    }

    private static async Task<ExportFigures> MeasureAsync(
        SiteVisitor board, string path, string format, NpgsqlDataSource database, Statement scope, CancellationToken cancellationToken)
    {
        var (copies, whole, again) = (new List<TimeSpan>(), new List<TimeSpan>(), new List<TimeSpan>());
        long bytes = 0;
        IReadOnlyList<KeyValuePair<string, string>> form = [];
        for (var round = 0; round < Recorded + Again; round++)
        {
            copies.Add(await CopyAsync(database, scope, cancellationToken));
            var isNew = round < Recorded;
            if (isNew)
                form = await board.HiddenFieldsAsync(path, cancellationToken);
            var began = Stopwatch.GetTimestamp();
            using var response = await board.PostAsync(
                path, [.. form, new("Purpose", "Đo tốc độ xuất danh sách"), new("dinh-dang", format)], cancellationToken);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentDisposition is null)
                throw new InvalidOperationException($"The site does not export: {response.StatusCode}. Five exports an hour are allowed.");
            bytes = await ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            (isNew ? whole : again).Add(Stopwatch.GetElapsedTime(began));
        }

        return new ExportFigures(bytes, copies.Min(), whole.Min(), again.Min());
    }

    private static async Task<TimeSpan> CopyAsync(NpgsqlDataSource database, Statement scope, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var announce = new NpgsqlCommand(scope.Sql, connection, transaction))
        {
            foreach (var parameter in scope.Parameters)
                announce.Parameters.Add(parameter.Clone());
            await announce.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var patience = new NpgsqlCommand("set local statement_timeout = 0", connection, transaction))
            await patience.ExecuteNonQueryAsync(cancellationToken);
        await using (var copy = await connection.BeginRawBinaryCopyAsync(Copy, cancellationToken))
        {
            copy.ReadTimeout = (int)Patience.TotalMilliseconds;
            await ReadAsync(copy, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<long> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var block = new byte[Block];
        long bytes = 0;
        for (int read; (read = await stream.ReadAsync(block, cancellationToken)) > 0;)
            bytes += read;
        return bytes;
    }

    private static string[] Row(BenchSite site, string format, double target, ExportFigures figures, long memory) =>
    [
        format,
        Figures.Count(site.Members),
        Figures.Count(figures.Bytes),
        Figures.Ms(figures.Copy.TotalSeconds),
        Figures.Ms(figures.Whole.TotalSeconds),
        Figures.Ms(figures.Copy / figures.Whole),
        Figures.Ms(figures.Again.TotalSeconds),
        Figures.AtLeast(figures.Copy / figures.Again, target),
        Figures.Megabytes(memory),
    ];

    /// <param name="Whole">From the form to the last byte of a new export.</param>
    /// <param name="Again">The same form once more.</param>
    private sealed record ExportFigures(long Bytes, TimeSpan Copy, TimeSpan Whole, TimeSpan Again);
}
