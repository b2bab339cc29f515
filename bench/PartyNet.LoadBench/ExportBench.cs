using System.Diagnostics;
using Npgsql;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Links;

namespace PartyNet.LoadBench;

/// <summary>
/// The roster of the topmost unit through the web, signed in, against raw COPY of the same rows as the application's role under
/// row-level security. A new export names every member in audit first, and so does what it is compared with; the same form sent again
/// streams the file once more, which compares with COPY alone.
/// </summary>
internal static class ExportBench
{
    /// <summary>So many rounds stream again, and further ones for as long as the site may still be compiling what it runs.</summary>
    private const int Rounds = 10;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(20);

    private const int ProcessAt = 7;
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

    /// <summary>
    /// What an export records before its first byte: itself, what it is, and every member in it. Only the owner writes audit by hand.
    /// </summary>
    private static readonly string[] Recording =
    [
        $"insert into audit.processes (id, type, at, request_id) values ($1, {(int)ProcessType.RosterExported}, now(), 'bench')",
        """insert into audit.process_events (process_id, type, payload) values ($1, 'RosterExported', '{"members": 0}')""",
        "insert into audit.process_subjects (process_id, member_id) select $1, id from registry.members where activity_status = 1",
    ];

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var rows = new List<string[]>();
        foreach (var members in run.Sizes)
        {
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var scope = await ScopeAsync(site, cancellationToken);
            await using var database = PatientPool(site.AppConnection);
            await using var owner = PatientPool(site.OwnerConnection);
            await using var web = await WebProcess.StartAsync(site.AskedDirectory, cancellationToken);
            using var board = await SiteVisitor.SignInAsync(web.Address, BenchSite.TopBoard, cancellationToken);
            var path = BoardLinks.Export(await site.TopUnitAsync());
            // The site compiles what it runs for the first time, and lists have been opened before one is exported.
            (await board.OpenAsync(path, cancellationToken)).Dispose();
            foreach (var (format, target) in Formats)
            {
                var before = web.Memory.Now;
                var figures = await MeasureAsync(board, path, format, new(database, owner, scope), cancellationToken);
                var memory = web.Memory.Most - before;
                rows.Add(Row($"{format}, new, recorded", figures.RecordedCopy, figures.Whole));
                rows.Add(Row($"{format}, streamed again", figures.Copy, figures.Again));

                string[] Row(string file, TimeSpan baseline, TimeSpan export) =>
                [
                    file,
                    Figures.Count(site.Members),
                    Figures.Count(figures.Bytes),
                    Figures.Ms(baseline.TotalMilliseconds),
                    Figures.Ms(export.TotalMilliseconds),
                    Figures.AtLeast(baseline / export, target),
                    Figures.Megabytes(memory),
                ];
            }
        }

        return [new("Roster of the topmost unit, best of its rounds", Columns, rows)];
    }

    private static readonly string[] Columns =
    [
        "file", "members", "bytes", "COPY, ms", "export, ms", "COPY : export", "memory above idle, MB",
    ];

    /// <summary>
    /// The site's pool, but COPY of a long list answers nothing before all of it is sorted; and with the memory that an export has, because
    /// with the usual 4 MB a join of 350,000 members, of whom the planner expects a few, did not end within minutes.
    /// </summary>
    private static NpgsqlDataSource PatientPool(string connection)
    {
        using var pool = DataSources.ForApp(connection);
        var options = new NpgsqlConnectionStringBuilder(pool.ConnectionString).Options + " -c work_mem=64MB";
        return NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection)
        {
            Options = options,
            CommandTimeout = (int)Patience.TotalSeconds,
        });
    }

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
        SiteVisitor board, string path, string format, Baseline baseline, CancellationToken cancellationToken)
    {
        var (copies, recorded) = (new List<TimeSpan>(), new List<TimeSpan>());
        var (whole, again) = (new List<TimeSpan>(), new List<TimeSpan>());
        long bytes = 0;
        IReadOnlyList<KeyValuePair<string, string>> form = [];
        await RoundAsync(isNew: true);
        var began = Stopwatch.GetTimestamp();
        for (var round = 0; round < Rounds || Stopwatch.GetElapsedTime(began) < Warming; round++)
            await RoundAsync(isNew: false);
        // Five new ones an hour are allowed.
        await RoundAsync(isNew: true);
        return new ExportFigures(bytes, copies.Min(), recorded.Min(), whole.Min(), again.Min());

        async Task RoundAsync(bool isNew)
        {
            (isNew ? recorded : copies).Add(await CopyAsync(baseline, isNew, cancellationToken));
            if (isNew)
                form = await board.HiddenFieldsAsync(path, cancellationToken);
            var sent = Stopwatch.GetTimestamp();
            using var response = await board.PostAsync(
                path, [.. form, new("Purpose", "Đo tốc độ xuất danh sách"), new("dinh-dang", format)], cancellationToken);
            if (!response.IsSuccessStatusCode || response.Content.Headers.ContentDisposition is null)
                throw new InvalidOperationException($"The site does not export: {response.StatusCode}. Five exports an hour are allowed.");
            bytes = await ReadAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken);
            (isNew ? whole : again).Add(Stopwatch.GetElapsedTime(sent));
        }
    }

    private static async Task<TimeSpan> CopyAsync(Baseline baseline, bool records, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        if (records)
            await RecordAsync(baseline, cancellationToken);
        await using var connection = await baseline.App.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var announce = Announcing(connection, baseline.Scope);
        await announce.ExecuteNonQueryAsync(cancellationToken);
        await using (var copy = await connection.BeginRawBinaryCopyAsync(Copy, cancellationToken))
        {
            copy.ReadTimeout = (int)Patience.TotalMilliseconds;
            await ReadAsync(copy, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>In one round trip and one transaction, committed before COPY begins.</summary>
    private static async Task RecordAsync(Baseline baseline, CancellationToken cancellationToken)
    {
        var process = Guid.CreateVersion7();
        await using var connection = await baseline.Owner.OpenConnectionAsync(cancellationToken);
        await using var record = Announcing(connection, baseline.Scope, process);
        foreach (var sql in Recording)
            record.BatchCommands.Add(new NpgsqlBatchCommand(sql) { Parameters = { new() { Value = process } } });
        await record.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Begins with the scope, and with the patience that a list of this length needs.</summary>
    private static NpgsqlBatch Announcing(NpgsqlConnection connection, Statement scope, Guid? process = null)
    {
        var announced = new NpgsqlBatchCommand(scope.Sql);
        foreach (var parameter in scope.Parameters)
            announced.Parameters.Add(parameter.Clone());
        if (process is { } id)
            announced.Parameters[ProcessAt].Value = id.ToString();
        return new NpgsqlBatch(connection)
        {
            BatchCommands = { new NpgsqlBatchCommand("select set_config('statement_timeout', '0', true)"), announced },
        };
    }

    private static async Task<long> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var block = new byte[Block];
        long bytes = 0;
        for (int read; (read = await stream.ReadAsync(block, cancellationToken)) > 0;)
            bytes += read;
        return bytes;
    }

    /// <summary>What the export is compared with works on these.</summary>
    private sealed record Baseline(NpgsqlDataSource App, NpgsqlDataSource Owner, Statement Scope);

    /// <param name="RecordedCopy">COPY of members that were named in audit first.</param>
    /// <param name="Whole">From the form to the last byte of a new export.</param>
    /// <param name="Again">The same form once more.</param>
    private sealed record ExportFigures(long Bytes, TimeSpan Copy, TimeSpan RecordedCopy, TimeSpan Whole, TimeSpan Again);
}
