using System.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>A plan and all its rows, as it is shown before anybody commits it.</summary>
internal sealed record ImportPreview(ImportPlan Plan, IReadOnlyList<PlannedRowView> Rows)
{
    /// <summary>Rows that would create or change something.</summary>
    public IReadOnlyList<PlannedRowView> Changes => [.. Rows.Where(row => row.Action is ImportAction.Create or ImportAction.Update)];

    public IReadOnlyList<CellProblem> Problems => [.. Rows.SelectMany(row => row.Problems)];
}

/// <summary>Loads lists as the command line does, from the bytes of a file, and looks at the tables with plain SQL.</summary>
internal static class ImportWorld
{
    public const string Header =
        "Họ và tên,Số thẻ Đảng viên,Số CCCD,Ngày sinh,Ngày kết nạp,Chi bộ đang sinh hoạt,Chi bộ nơi cư trú,Trạng thái,"
        + "Chức vụ,Số điện thoại,Tình trạng công tác,Mã PartyNet";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A row of <see cref="Header"/>.</summary>
    public static string Row(
        string name, string? card = null, string? citizen = null, string? born = null, string? joined = null, string? branch = null,
        string? residence = null, string? status = null, string? position = null, string? phone = null, string? work = null,
        string? code = null) =>
        string.Join(',', name, card, citizen, born, joined, branch, residence, status, position, phone, work, code);

    /// <summary>Plans a member list with <see cref="Header"/>.</summary>
    public static Task<ImportPreview> PlanAsync(this World world, Unit unit, params string[] rows) =>
        world.PlanFileAsync(unit, [Header, .. rows]);

    public static Task<ImportPreview> PlanFileAsync(this World world, Unit unit, params string[] lines) =>
        world.PlanBytesAsync(unit, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static Task<ImportPreview> PlanBytesAsync(this World world, Unit unit, byte[] file) =>
        world.DecideBytesAsync(unit, file, new Dictionary<int, RowDecision>());

    /// <summary>Plans a member list with <see cref="Header"/> of which a person has decided about some rows.</summary>
    public static Task<ImportPreview> DecideAsync(
        this World world, Unit unit, IReadOnlyDictionary<int, RowDecision> decisions, params string[] rows) =>
        world.DecideBytesAsync(unit, Encoding.UTF8.GetBytes(string.Join('\n', [Header, .. rows])), decisions);

    /// <summary>Plans a unit list: mã; tên; loại; mã cấp trên.</summary>
    public static Task<ImportPreview> PlanUnitsAsync(this World world, Unit root, params string[] rows) =>
        world.DecideUnitsAsync(root, new Dictionary<int, RowDecision>(), rows);

    public static async Task<ImportPreview> DecideUnitsAsync(
        this World world, Unit root, IReadOnlyDictionary<int, RowDecision> decisions, params string[] rows)
    {
        var file = Encoding.UTF8.GetBytes(string.Join('\n', rows.Prepend("Mã,Tên,Loại,Mã cấp trên")));
        var units = await ReadAsync<UnitList, UnitRow>(world, file, list => list.Rows());
        var plan = await world.RunAsync<PlanUnitImport, ErrorOr<ImportPlan>>(
            Operator(root), use => use.HandleAsync(new(root, new ImportFile("to-chuc.csv", [1]), units, decisions), Stop));
        return await world.ShownAsync(plan.Value);
    }

    /// <summary>All rows of a plan, read page by page.</summary>
    public static async Task<ImportPreview> ShownAsync(this World world, ImportPlan plan)
    {
        const int page = 500;
        var rows = new List<PlannedRowView>();
        while (await RowsAsync(rows.Count == 0 ? 0 : rows[^1].Row) is { Count: > 0 } next)
            rows.AddRange(next);
        return new ImportPreview(plan, rows);

        Task<IReadOnlyList<PlannedRowView>> RowsAsync(int after) => world.RunAsync<IImportStore, IReadOnlyList<PlannedRowView>>(
            AccessScope.Operator(plan.UnitPath), store => store.ListRowsAsync(plan.Id, null, false, after, page, Stop));
    }

    public static Task<ErrorOr<Success>> CommitAsync(this World world, Unit unit, ImportPreview preview, bool goodRowsOnly = false) =>
        world.RunAsync<CommitImport, ErrorOr<Success>>(
            Operator(unit), use => use.HandleAsync(new(unit, preview.Plan.Id, goodRowsOnly), Stop));

    /// <summary>Plans and commits a list that has no problem.</summary>
    public static async Task<ImportPreview> ImportAsync(this World world, Unit unit, params string[] rows)
    {
        var preview = await world.PlanAsync(unit, rows);
        await world.CommittedAsync(unit, preview);
        return preview;
    }

    public static async Task CommittedAsync(this World world, Unit unit, ImportPreview preview, bool goodRowsOnly = false)
    {
        var done = await world.CommitAsync(unit, preview, goodRowsOnly);
        Assert.False(done.IsError, done.IsError ? done.FirstError.Description : "");
    }

    /// <summary>Rows that nothing happens to, whether they are wrong or a person has to decide, are problems.</summary>
    public static (int Creates, int Updates, int Unchanged, int Problems) Counts(this ImportPreview preview) =>
        (preview.Plan.Creates, preview.Plan.Updates, preview.Plan.Unchanged,
            preview.Plan.Problems + preview.Plan.Decisions);

    /// <summary>What changes in a row, in words.</summary>
    public static IEnumerable<string> Differences(this ImportPreview preview) =>
        preview.Changes.SelectMany(change => change.Differences).Select(difference => difference.ToString());

    /// <summary>
    /// Rows of a query, columns joined by "|", null as nothing. <c>$1</c> is the path of the world's district; nothing is hidden from it.
    /// </summary>
    public static async Task<string[]> SqlAsync(this TestDatabase database, World world, string sql)
    {
        await using var connection = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = world.District.Path.Value } } };
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var rows = new List<string>();
        while (await reader.ReadAsync(Stop))
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? "" : Text(reader.GetValue(i)))));
        return [.. rows];
    }

    /// <summary>Card number, citizen number and phone of a member, opened as somebody does who is allowed to see them.</summary>
    public static Task<(string? Card, string? Citizen, string? Phone)> OpenNumbersAsync(this World world, string name) =>
        world.RunAsync<IServiceProvider, (string?, string?, string?)>(world.Everything, async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(ProcessType.DeclarationViewed, world.District), Stop);
            var member = await services.GetRequiredService<IPartyNetDb>().Members.AsNoTracking().SingleAsync(m => m.FullName == name, Stop);
            var secrets = services.GetRequiredService<ISecrets>();
            return (Open(SecretField.MemberCardNumber, member.CardNumber), Open(SecretField.MemberCitizenNumber, member.CitizenNumber),
                Open(SecretField.MemberPhone, member.Phone));

            string? Open(SecretField field, byte[]? number) => number is null ? null
                : secrets.Open(process, member.Id, field, member.Id, number).Text;
        });

    /// <summary>Ends a unit, as a reorganisation will.</summary>
    public static Task CloseAsync(this World world, Unit unit) => world.WriteAsync(
        ProcessType.UnitsImported, db => ((DbContext)db).Attach(unit).Property(u => u.ValidTo).CurrentValue = new DateOnly(2026, 10, 31));

    private static string Text(object value) => value switch
    {
        DateOnly day => day.ToString("yyyy-MM-dd", null),
        DateTime day => day.ToString("yyyy-MM-dd", null),
        bool flag => flag ? "có" : "không",
        _ => $"{value}",
    };

    private static async Task<ImportPreview> DecideBytesAsync(
        this World world, Unit unit, byte[] file, IReadOnlyDictionary<int, RowDecision> decisions)
    {
        var rows = await ReadAsync<MemberList, MemberRow>(world, file, list => list.Rows());
        var plan = await world.RunAsync<PlanMemberImport, ErrorOr<ImportPlan>>(
            Operator(unit), use => use.HandleAsync(new(unit, new ImportFile("danh-sach.csv", [1]), rows, decisions), Stop));
        return await world.ShownAsync(plan.Value);
    }

    private static AccessScope Operator(Unit unit) => AccessScope.Operator(unit.Path);

    public static async Task<List<TRow>> ReadAsync<TList, TRow>(World world, byte[] file, Func<TList, IEnumerable<TRow>> rows)
        where TList : ImportList
    {
        using var stream = new MemoryStream(file);
        var opened = await world.RunAsync<ISheetFiles, ErrorOr<ISheetFile>>(
            AccessScope.Nobody, files => files.OpenAsync(stream, SheetLimits.Web, Stop));
        using var sheets = opened.Value;
        var list = ImportList.Open(sheets, new ListOptions(new DateOnly(2026, 11, 23)));
        Assert.False(list.IsError, list.IsError ? list.FirstError.Description : "");
        return [.. rows((TList)list.Value)];
    }
}
