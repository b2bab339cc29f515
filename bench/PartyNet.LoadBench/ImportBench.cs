using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ErrorOr;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.LoadBench;

/// <summary>
/// A list of 12,500 new members as an office sends it, from the first byte of the workbook to the commit, as <c>partynet import</c> does
/// it, before anything of it ran in the process and once more, and by the command itself from its start to its end; against raw COPY of the
/// rows that came of it and their upsert into a table with the same indexes.
/// </summary>
internal static class ImportBench
{
    private const int Rows = 12_500;

    /// <summary>Of a large province: to see that memory does not grow with the list.</summary>
    private const int LongList = 350_000;

    public static async Task<IReadOnlyList<BenchTable>> RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var (rows, commands) = (new List<string[]>(), new List<string[]>());
        foreach (var members in run.Sizes)
        {
            await using var site = await BenchSite.OpenAsync(run, members, cancellationToken);
            var unit = await site.FindUnitAsync(await site.TopUnitAsync(), cancellationToken);
            var branches = await site.ReadAsync<string[]>(
                "select array_agg(code order by path) from registry.units where kind_code in ('chi-bo', 'chi-bo-co-so')");
            // Each list holds other people.
            var cold = await ImportAsync(site, unit, await ListAsync(site, branches, batch: 0, Rows), cancellationToken);
            var warm = await ImportAsync(site, unit, await ListAsync(site, branches, batch: 1, Rows), cancellationToken);
            var copy = await CopyAsync(site, cancellationToken);
            rows.Add(Row(members, "cold", cold, copy));
            rows.Add(Row(members, "again", warm, copy));
            using var command = await ImportCommandProcess.PrepareAsync(site, unit, cancellationToken);
            var few = await command.RunAsync(await ListAsync(site, branches, batch: 2, Rows), cancellationToken);
            var many = await command.RunAsync(await ListAsync(site, branches, batch: 3, LongList), cancellationToken);
            commands.Add(Row(members, Rows, few, Figures.AtMost(few.Took / copy, 10)));
            commands.Add(Row(members, LongList, many, "–"));
        }

        return
        [
            new($"{Figures.Count(Rows)} new members", Columns, rows),
            new("The whole command", CommandColumns, commands),
        ];
    }

    private static readonly string[] Columns =
        ["registry", "process", "parse and plan, s", "commit, s", "all, s", "COPY and upsert, s", "import : COPY and upsert", "memory, MB"];

    private static readonly string[] CommandColumns =
        ["registry", "program", "rows of the list", "from start to end, s", "command : COPY and upsert", "memory, MB"];

    /// <summary>The eight columns that offices keep, in a workbook.</summary>
    private static async Task<byte[]> ListAsync(BenchSite site, string[] branches, int batch, int count)
    {
        var document = new SheetDocument<int>(
            "Danh sách",
            [
                new("Họ và tên", 28, i => $"{Surnames[batch]} Văn {Word(i)} {Word(i / 26)}"),
                new("Số thẻ Đảng viên", 14, i => Number(batch, i)),
                new("Số CCCD", 14, i => Number(batch, i)),
                new("Ngày sinh", 12, i => Birth(batch, i).ToString("dd/MM/yyyy", Invariant)),
                new("Ngày kết nạp", 12, i => new DateOnly(2018 + i % 8, 1 + i % 12, 1 + i % 28).ToString("dd/MM/yyyy", Invariant)),
                new("Chi bộ đang sinh hoạt", 28, i => branches[i % branches.Length]),
                new("Chi bộ nơi cư trú", 28, i => $"Chi bộ Tổ dân phố {1 + i % 30}"),
                new("Trạng thái", 14, _ => "Đang sinh hoạt"),
            ],
            ["Danh sách đảng viên"], _ => [], "");
        using var file = new MemoryStream();
        await site.UseAsync<ISheetWriter, SheetReceipt>(AccessScope.Nobody, writer =>
            writer.WriteAsync(file, SheetFormat.Xlsx, document, Enumerable.Range(0, count).ToAsyncEnumerable(), CancellationToken.None));
        return file.ToArray();
    }

    /// <summary>No name of one list is near one of another.</summary>
    private static readonly string[] Surnames = ["Nguyễn", "Trần", "Huỳnh", "Đặng"];

    private static CultureInfo Invariant => CultureInfo.InvariantCulture;

    private static string Word(int i) => ((char)('A' + i % 26)).ToString() + "nh";

    private static string Number(int batch, int i) => "001" + (batch * 100_000_000 + 10_000_000 + i).ToString("000000000", Invariant);

    /// <summary>Hardly anybody of a branch was born on a day with somebody else of it: so nobody of two lists is.</summary>
    private static DateOnly Birth(int batch, int i)
    {
        var day = i + batch * 17;
        return new DateOnly(1950 + day % 50, 1 + day % 12, 1 + day % 28);
    }

    private static async Task<ImportFigures> ImportAsync(BenchSite site, Unit unit, byte[] workbook, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var file = Good(await site.UseAsync<ISheetFiles, ErrorOr<ISheetFile>>(
            AccessScope.Nobody, files => files.OpenAsync(new MemoryStream(workbook), SheetLimits.Console, cancellationToken)));
        var list = (MemberList)Good(ImportList.Open(file, new ListOptions(VietnamTime.Day(site.Now))));

        var origin = new ImportFile("danh-sach.xlsx", SHA256.HashData(workbook));
        var plan = Good(await site.UseAsync<PlanMemberImport, ErrorOr<ImportPlan>>(
            AccessScope.Operator(unit.Path), use => use.HandleAsync(new(unit, origin, list.Rows()), cancellationToken)));
        var planned = Stopwatch.GetElapsedTime(began);
        if (plan.Creates != Rows)
            throw new InvalidOperationException($"The plan makes {plan.Creates} members; {plan.Held} rows are held.");

        Good(await site.UseAsync<CommitImport, ErrorOr<Success>>(
            AccessScope.Operator(unit.Path), use => use.HandleAsync(new(unit, plan.Id), cancellationToken)));
        var committed = Stopwatch.GetElapsedTime(began);
        return new ImportFigures(planned, committed - planned);
    }

    /// <summary>
    /// The newest rows once more as a plain script would load them: by COPY, and then by upsert into a table like that of the members, with
    /// its indexes, its unit and what makes it last.
    /// </summary>
    private static async Task<TimeSpan> CopyAsync(BenchSite site, CancellationToken cancellationToken)
    {
        await using var admin = await site.OpenAdminAsync(cancellationToken);
        var columns = await site.ReadAsync<string>(
            """
            select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
            where attrelid = 'registry.members'::regclass and attnum > 0 and not attisdropped and attgenerated = ''
            """);
        var rows = new MemoryStream();
        var newest = string.Create(Invariant, $"select {columns} from registry.members order by id desc limit {Rows}");
        await using (var reading = await admin.BeginRawBinaryCopyAsync($"copy ({newest}) to stdout (format binary)", cancellationToken))
            await reading.CopyToAsync(rows, cancellationToken);
        return await Repeat.MedianAsync(
            () => SendAsync(
                $"""
                drop table if exists copied, sent;
                create table copied (like registry.members including all, foreign key (unit_id) references registry.units (id));
                create temp table sent as select {columns} from registry.members limit 0
                """),
            async () =>
            {
                await using (var writing = await admin.BeginRawBinaryCopyAsync("copy sent from stdin (format binary)", cancellationToken))
                    await writing.WriteAsync(rows.GetBuffer().AsMemory(0, (int)rows.Length), cancellationToken);
                await SendAsync(
                    $"""
                    insert into copied ({columns}) select {columns} from sent
                    on conflict (id) do update set full_name = excluded.full_name, version = copied.version + 1
                    """);
            },
            times: 5);

        async Task SendAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, admin);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static T Good<T>(ErrorOr<T> result) =>
        result.IsError ? throw new InvalidOperationException(result.FirstError.Description) : result.Value;

    private static string[] Row(int members, string process, ImportFigures figures, TimeSpan copy) =>
    [
        Figures.Count(members),
        process,
        Figures.Ms(figures.Plan.TotalSeconds),
        Figures.Ms(figures.Commit.TotalSeconds),
        Figures.Ms(figures.All.TotalSeconds),
        Figures.Ms(copy.TotalSeconds),
        Figures.AtMost(figures.All / copy, 10),
        Figures.Megabytes(Process.GetCurrentProcess().PeakWorkingSet64),
    ];

    private static string[] Row(int members, int rows, CommandFigures figures, string ratio) =>
    [
        Figures.Count(members),
        Product.Kind,
        Figures.Count(rows),
        Figures.Ms(figures.Took.TotalSeconds),
        ratio,
        Figures.Megabytes(figures.Memory),
    ];

    private sealed record ImportFigures(TimeSpan Plan, TimeSpan Commit)
    {
        public TimeSpan All => Plan + Commit;
    }
}
