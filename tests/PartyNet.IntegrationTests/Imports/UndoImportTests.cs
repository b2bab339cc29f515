using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Imports;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>
/// Within thirty days an import is taken back: what nobody has changed or used since is as before, and the rest stays and is named.
/// </summary>
public sealed class UndoImportTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_list_changed_is_as_before_and_whom_it_enrolled_is_gone()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(
            world.District,
            Row("Lê Văn An", "12345678", "001060000001", "02/03/1960", "03/02/1990", world.Branch.Code, "Chi bộ Khu 14", "dự bị", "Bí thư",
                "0912345678", "hưu trí"),
            Row("Lê Văn Ba", born: "1961", branch: world.Branch.Code),
            Row("Lê Văn Tư", citizen: "001060000004", branch: world.SecondBranch.Code));
        var before = await RegistryAsync(world);

        var list = await world.ImportAsync(
            world.District,
            Row("Lê Văn Ân", "001060000009", "001060000001", "03/03/1960", "04/02/1990", world.OtherBranch.Code, "Chi bộ Khu 15",
                "\"chính thức, miễn sinh hoạt\"", "Phó Bí thư", "0912345679", "đương chức"),
            Row("Lê Văn Ba", "001061000002", "001061000002", "1961", "03/02/1990", world.Branch.Code, "Chi bộ Khu 15", null, "Đảng viên",
                "0912345670"),
            Row("Lê Văn Năm", citizen: "001060000005", branch: world.Branch.Code, residence: "Chi bộ Khu 15", phone: "0912345671"));
        Assert.Equal((1, 2, 0, 0), list.Counts());
        Assert.NotEqual(before, await RegistryAsync(world));

        var report = await UndoneAsync(world, list);

        Assert.Equal((2, 1), (report.Restored, report.Removed));
        Assert.Empty(report.Kept);
        Assert.Equal(before, await RegistryAsync(world));
        Assert.Equal(("12345678", "001060000001", "+84912345678"), await world.OpenNumbersAsync("Lê Văn An"));
        Assert.Equal((null, null, null), await world.OpenNumbersAsync("Lê Văn Ba"));
        Assert.Equal((1, 2, 0, 0), (await world.PlanAsync(
            world.District, Row("Lê Văn An", citizen: "001060000001", position: "Thủ quỹ"),
            Row("Lê Văn Ba", born: "1961", position: "Thủ quỹ", branch: world.Branch.Code),
            Row("Lê Văn Năm", citizen: "001060000005", branch: world.Branch.Code))).Counts());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_two_lists_hold_undoing_the_second_leaves_what_the_first_made(int seed)
    {
        var world = await database.NewWorldAsync();
        var random = new Random(seed);
        await world.CommittedAsync(world.District, await world.PlanAsync(world.District, People()), goodRowsOnly: true);
        var before = await RegistryAsync(world);
        var second = await world.PlanAsync(world.District, People());
        await world.CommittedAsync(world.District, second, goodRowsOnly: true);

        var report = await UndoneAsync(world, second);

        Assert.Empty(report.Kept);
        Assert.Equal((second.Plan.Updates, second.Plan.Creates), (report.Restored, report.Removed));
        Assert.Equal(before, await RegistryAsync(world));

        string[] People() =>
        [
            .. Enumerable.Range(0, 30).Where(_ => random.Next(3) > 0).Select(i => Row(
                $"Lê Văn {(char)('A' + i % 26)}{(i < 26 ? "n" : "nh")}", Pick([$"{10_000_000 + i}", $"00106000{1000 + i}", null]),
                $"00106000{1000 + i}", Pick(["02/03/1960", "1960"]), Pick(["03/02/1990", "04/02/1990", null]),
                Pick([world.Branch.Code, world.SecondBranch.Code, world.OtherBranch.Code]), Pick(["Chi bộ Khu 14", "Chi bộ Khu 15", null]),
                Pick(["dự bị", "chính thức", "miễn sinh hoạt", null]), Pick(["Bí thư", "Đảng viên", null]),
                Pick([$"09123456{10 + i}", $"09223456{10 + i}", null]), Pick(["hưu trí", "đương chức", null]))),
        ];

        T Pick<T>(T[] from) => from[random.Next(from.Length)];
    }

    [Fact]
    public async Task Later_edits_stay_and_are_named_and_the_other_fields_go_back()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(
            world.District, Row("Lê Văn An", citizen: "001060000001", joined: "03/02/1990", branch: world.Branch.Code, position: "Bí thư"));
        var list = await world.ImportAsync(
            world.District,
            Row("Lê Văn An", citizen: "001060000001", joined: "04/02/1990", branch: world.SecondBranch.Code, position: "Phó Bí thư",
                phone: "0912345678"));
        await world.ImportAsync(
            world.District,
            Row("Lê Văn An", citizen: "001060000001", branch: world.OtherBranch.Code, position: "Thủ quỹ", phone: "0912345679"));

        var report = await UndoneAsync(world, list);

        var kept = Assert.Single(report.Kept);
        Assert.Equal((0, 0), (report.Restored, report.Removed));
        Assert.Equal(
            ("Dòng 2", "Lê Văn An", "Đã được sửa sau lần nhập, nên giữ nguyên: Chi bộ đang sinh hoạt, Chức vụ, Số điện thoại."),
            (kept.Where, kept.Subject, kept.Reason));
        Assert.Equal([$"{world.OtherBranch.Code}|Thủ quỹ|1990-02-03"], await database.SqlAsync(world, """
            select u.code, m.position, m.joined_on from registry.members m join registry.units u on u.id = m.unit_id where m.unit_path ^@ $1
            """));
        Assert.Equal("+84912345679", (await world.OpenNumbersAsync("Lê Văn An")).Phone);
        Assert.Equal([kept], await world.RunAsync<IImportStore, IReadOnlyList<KeptRow>>(
            AccessScope.Operator(world.District.Path), store => store.ListKeptAsync(list.Plan.Id, 0, 10, Stop)));
    }

    [Fact]
    public async Task Who_was_enrolled_and_has_been_used_since_stays_and_the_report_says_by_what()
    {
        var world = await database.NewWorldAsync();
        var list = await world.ImportAsync(
            world.Branch, [.. Enumerable.Range(1, 5).Select(i => Row($"Lê Văn {Names[i]}", citizen: $"00106000000{i}"))]);
        await world.DeclareAsync(await FindAsync(world, "Lê Văn Một"));
        await world.UserAsync(await FindAsync(world, "Lê Văn Hai"), (Role.Secretary, world.Branch));
        await world.ImportAsync(world.Branch, Row("Lê Văn Ba", citizen: "001060000003", position: "Bí thư"));

        var report = await UndoneAsync(world, list);

        Assert.Equal(2, report.Removed);
        Assert.Equal(
            [
                ("Lê Văn Một", "Đồng chí này đã có tài khoản đăng nhập, đã kê khai, nên giữ lại."),
                ("Lê Văn Hai", "Đồng chí này đã có tài khoản đăng nhập, đã được giao vai trò, nên giữ lại."),
                ("Lê Văn Ba", "Thông tin của đồng chí này đã được sửa sau lần nhập, nên giữ lại."),
            ],
            report.Kept.Select(row => (row.Subject, Sorted(row.Reason))));
        Assert.Equal(["Lê Văn Ba", "Lê Văn Hai", "Lê Văn Một"],
            await database.SqlAsync(world, "select full_name from registry.members where unit_path ^@ $1 order by full_name"));
    }

    [Fact]
    public async Task An_import_is_undone_once_after_it_was_carried_out_within_thirty_days_and_at_its_own_unit()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var planned = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"));
        var (done, late) = (await world.ImportAsync(world.Branch, Row("Lê Văn Ba", citizen: "001060000002")),
            await world.ImportAsync(world.Branch, Row("Lê Văn Tư", citizen: "001060000003")));

        var early = await UndoAsync(world, world.Branch, planned);
        var elsewhere = await UndoAsync(world, world.SecondBranch, done);
        var both = await Task.WhenAll(UndoAsync(world, world.Branch, done), UndoAsync(world, world.Branch, done));
        clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromSeconds(1));
        var tooLate = await UndoAsync(world, world.Branch, late);

        Assert.Equal("Danh sách này chưa được nhập nên không có gì để hoàn tác.", early.FirstError.Description);
        Assert.Equal(ErrorType.NotFound, elsewhere.FirstError.Type);
        Assert.Equal("Lần nhập này đã được hoàn tác.", Assert.Single(both, undone => undone.IsError).FirstError.Description);
        Assert.Equal("Đã quá 30 ngày kể từ khi nhập nên không hoàn tác được nữa.", tooLate.FirstError.Description);
        Assert.Equal(["Lê Văn Tư"], await database.SqlAsync(world, "select full_name from registry.members where unit_path ^@ $1"));
        Assert.Equal(["0|1|0"], await database.SqlAsync(world, """
            select e.payload ->> 'restored', e.payload ->> 'removed', e.payload ->> 'kept' from audit.process_events e
            join audit.processes p on p.id = e.process_id where p.unit_path ^@ $1 and p.type = 408
            """));
    }

    [Fact]
    public async Task Units_go_back_to_their_names_and_superiors_and_new_ones_go_where_nothing_hangs_on_them()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"));
        var before = await TreeAsync(world);
        var code = world.Branch.Code;
        var list = await world.PlanUnitsAsync(
            world.District, $"{code},Chi bộ Khu 14 mới,chi-bo,{code}-X", $"{code}-X,Đảng bộ mới,dang-bo-co-so,{world.District.Code}",
            $"{code}-Y,Chi bộ mới,chi-bo,{code}-X", $"{code}-Z,Chi bộ khác,chi-bo,{world.OtherGrassroots.Code}");
        await world.CommittedAsync(world.District, list);

        var report = await UndoneAsync(world, list);

        Assert.Equal((1, 3, 0), (report.Restored, report.Removed, report.Kept.Count));
        Assert.Equal(before, await TreeAsync(world));
    }

    [Fact]
    public async Task A_unit_that_has_members_or_another_name_since_stays_and_so_does_what_is_above_it()
    {
        var world = await database.NewWorldAsync();
        var code = world.Branch.Code;
        var list = await world.PlanUnitsAsync(
            world.District, $"{code},Chi bộ Khu 14 mới,chi-bo,", $"{code}-X,Đảng bộ mới,dang-bo-co-so,{world.District.Code}",
            $"{code}-Y,Chi bộ mới,chi-bo,{code}-X", $"{code}-Z,Chi bộ khác,chi-bo,{world.OtherGrassroots.Code}");
        await world.CommittedAsync(world.District, list);
        await world.ImportAsync(world.District, Row("Lê Văn An", citizen: "001060000001", branch: $"{code}-Y"));
        await world.CommittedAsync(world.District, await world.PlanUnitsAsync(
            world.District, $"{code},Chi bộ Khu Mười Bốn,chi-bo,", $"{code}-Z,Chi bộ khác hẳn,chi-bo,"));

        var report = await UndoneAsync(world, list);

        Assert.Equal(
            [
                "Đã được sửa sau lần nhập, nên giữ nguyên: Tên.", "Tổ chức này có tổ chức trực thuộc, nên giữ lại.",
                "Tổ chức này có đảng viên, đã từng có đảng viên, nên giữ lại.", "Tổ chức này đã được sửa sau lần nhập, nên giữ lại.",
            ],
            report.Kept.Select(row => row.Reason));
    }

    [Fact]
    public async Task Roles_that_a_list_gave_end_and_a_login_that_it_opened_stays()
    {
        var world = await database.NewWorldAsync();
        var (an, ba) = (await world.MemberAsync(world.Branch, "Lê Văn An"), await world.MemberAsync(world.Branch, "Lê Văn Ba"));
        await world.UserAsync(ba, (Role.Secretary, world.SecondBranch));
        var list = await PlanRolesAsync(world, RoleOf(2, an, world.Branch), RoleOf(3, ba, world.Branch), RoleOf(4, ba, world.SecondBranch));
        Assert.Equal((2, 0, 1, 0), list.Counts());
        await world.CommittedAsync(world.District, list);

        var report = await UndoneAsync(world, list);

        Assert.Equal((0, 2, 0), (report.Restored, report.Removed, report.Kept.Count));
        Assert.Equal(
            ["Lê Văn An|có", "Lê Văn Ba|không", "Lê Văn Ba|có"],
            await database.SqlAsync(world, """
                select m.full_name, g.valid_to is not null from access.grants g join registry.members m on m.id = g.member_id
                where g.unit_path ^@ $1 order by m.full_name, g.valid_from
                """));
        Assert.Equal(["2"], await database.SqlAsync(world, """
            select count(*) from access.users u join registry.members m on m.id = u.member_id where m.unit_path ^@ $1
            """));
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await database.SqlAsync(world, """
            select m.full_name from audit.process_subjects s join audit.processes p on p.id = s.process_id and p.type = 408
            join registry.members m on m.id = s.member_id where p.unit_path ^@ $1 order by 1
            """));
    }

    [Fact]
    public async Task Within_an_undoing_nothing_is_taken_away_that_lies_outside_its_unit()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(world.OtherBranch, "Lê Văn Xa");

        await world.RunAsync<IServiceProvider, bool>(AccessScope.Operator(world.Branch.Path), async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(ProcessType.ImportUndone, world.Branch), Stop);
            var registry = services.GetRequiredService<IRegistryRows>();
            await registry.RemoveMembersAsync([member.Id], Stop);
            await registry.RemoveUnitsAsync([world.SecondBranch.Id], Stop);
            await process.CommitAsync(Stop);
            return true;
        });

        Assert.Equal(["Lê Văn Xa"], await database.SqlAsync(world, "select full_name from registry.members where unit_path ^@ $1"));
        var code = world.SecondBranch.Code;
        Assert.Equal([code], await database.SqlAsync(world, $"select code from registry.units where code = '{code}' and path ^@ $1"));
    }

    [Fact]
    public async Task Within_an_undoing_nobody_is_taken_away_who_has_been_used_since()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(world.Branch, "Lê Văn Dùng");
        await world.UserAsync(member, (Role.Secretary, world.Branch));

        var refused = await world.RunAsync<IServiceProvider, PostgresException>(AccessScope.Operator(world.Branch.Path), async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(ProcessType.ImportUndone, world.Branch), Stop);
            return await Assert.ThrowsAsync<PostgresException>(
                () => services.GetRequiredService<IRegistryRows>().RemoveMembersAsync([member.Id], Stop));
        });

        Assert.Equal("PN001", refused.SqlState);
    }

    [Theory]
    [InlineData(false, "select from import.plans where id = $1 for update")]
    [InlineData(true, "select from import.plans where id = $1 for update")]
    [InlineData(false, OneMember)]
    [InlineData(true, OneMember)]
    public async Task Killed_before_its_end_an_import_or_its_undoing_has_not_happened(bool isUndo, string where)
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"));
        var list = await world.PlanAsync(
            world.Branch, Row("Lê Văn An", "001060000001", "001060000001", position: "Bí thư"), Row("Lê Văn Ba", citizen: "001060000002"));
        if (isUndo)
            await world.CommittedAsync(world.Branch, list);
        var before = await RegistryAsync(world);

        // Its last statement marks the plan: all else is written when it waits there, and is cut off; or in the midst, at one member.
        await using var holder = await database.OpenAsSuperuserAsync();
        await using var holding = await holder.BeginTransactionAsync(Stop);
        await using (var hold = new NpgsqlCommand(where, holder))
        {
            hold.Parameters.Add(new() { Value = list.Plan.Id });
            await hold.ExecuteNonQueryAsync(Stop);
        }

        var cutOff = Record.ExceptionAsync(() => isUndo ? UndoAsync(world, world.Branch, list) : world.CommitAsync(world.Branch, list));
        await KillWaitingAsync(holder.ProcessID);
        await holding.RollbackAsync(Stop);

        Assert.NotNull(await cutOff);
        Assert.Equal(before, await RegistryAsync(world));
        // And nothing is in the way of doing it again.
        if (isUndo)
            await UndoneAsync(world, list);
        else
            await world.CommittedAsync(world.Branch, list);
        Assert.NotEqual(before, await RegistryAsync(world));
    }

    private const string OneMember =
        "select from registry.members where id in (select target_id from import.plan_rows where plan_id = $1 and action = 2) for update";

    private static readonly string[] Names = ["", "Một", "Hai", "Ba", "Tư", "Năm"];

    private async Task KillWaitingAsync(int holder)
    {
        await using var killer = await database.OpenAsSuperuserAsync();
        for (var killed = false; !killed;)
        {
            Stop.ThrowIfCancellationRequested();
            await using var kill = new NpgsqlCommand(
                "select bool_or(pg_terminate_backend(pid)) from pg_stat_activity where $1 = any (pg_blocking_pids(pid))", killer)
            {
                Parameters = { new() { Value = holder } },
            };
            killed = await kill.ExecuteScalarAsync(Stop) is true;
        }
    }

    /// <summary>All that an import of members touches, but for versions and for sealed bytes, which never are the same twice.</summary>
    private Task<string[]> RegistryAsync(World world) => database.SqlAsync(world, """
        select 'member', to_jsonb(m) - array['version', 'card_number', 'citizen_number', 'phone']
            || jsonb_build_object('numbers', array[card_number is null, citizen_number is null, phone is null])
        from registry.members m where unit_path ^@ $1
        union all select 'placement', to_jsonb(p) from registry.placements p where unit_path ^@ $1
        union all select 'residence', to_jsonb(l) from registry.residence_links l where unit_path ^@ $1
        union all select 'index', to_jsonb(b) from registry.blind_indexes b where unit_path ^@ $1
        union all select 'former', to_jsonb(f) from registry.former_numbers f where unit_path ^@ $1
        union all select 'name', to_jsonb(s) from registry.member_search s where unit_path ^@ $1
        union all select 'grant', to_jsonb(g) from access.grants g where unit_path ^@ $1
        union all select 'counter', to_jsonb(c) from (
            select unit_path, sum(not_declared) n, sum(submitted) s, sum(returned) r, sum(confirmed) c, sum(exempt) e, sum(departed) d
            from (select unit_path, not_declared, submitted, returned, confirmed, exempt, departed from registry.standings
                union all
                select unit_path, not_declared, submitted, returned, confirmed, exempt, departed from registry.standing_changes) k
            where unit_path ^@ $1 group by unit_path
            having (sum(not_declared), sum(submitted), sum(returned), sum(confirmed), sum(exempt), sum(departed)) <> (0, 0, 0, 0, 0, 0)) c
        order by 1, 2
        """);

    private Task<string[]> TreeAsync(World world) => database.SqlAsync(world, """
        select 'unit', to_jsonb(u) - 'version' from registry.units u where path ^@ $1
        union all select 'member', to_jsonb(m) from registry.members m where unit_path ^@ $1
        order by 1, 2
        """);

    private static Task<Member> FindAsync(World world, string name) =>
        world.ReadAsync(world.Everything, db => db.Members.SingleAsync(m => m.FullName == name, Stop));

    private static RoleRow RoleOf(int number, Member member, Unit unit) => new(
        new MemberRow { Number = number, FullName = member.FullName, MemberCode = member.Code }, unit.Code, Role.Secretary, RoleUnit: "",
        LastDay: null);

    private static async Task<ImportPreview> PlanRolesAsync(World world, params RoleRow[] rows)
    {
        var plan = await world.RunAsync<PlanRoleImport, ErrorOr<ImportPlan>>(
            AccessScope.Operator(world.District.Path),
            use => use.HandleAsync(new(world.District, new ImportFile("vai-tro.csv", [1]), rows), Stop));
        return await world.ShownAsync(plan.Value);
    }

    private static Task<ErrorOr<UndoReport>> UndoAsync(World world, Unit unit, ImportPreview list) =>
        world.RunAsync<UndoImport, ErrorOr<UndoReport>>(
            AccessScope.Operator(unit.Path), use => use.HandleAsync(new(unit, list.Plan.Id), Stop));

    private static async Task<UndoReport> UndoneAsync(World world, ImportPreview list)
    {
        var unit = await world.ReadAsync(world.Everything, db =>
            db.Units.SingleAsync(u => u.Id == list.Plan.UnitId, Stop));
        var undone = await UndoAsync(world, unit, list);
        Assert.False(undone.IsError, undone.IsError ? undone.FirstError.Description : "");
        return undone.Value;
    }

    /// <summary>Tables come in no order.</summary>
    private static string Sorted(string reason)
    {
        const string begin = "Đồng chí này ", end = ", nên giữ lại.";
        return reason.StartsWith(begin, StringComparison.Ordinal)
            ? begin + string.Join(", ", reason[begin.Length..^end.Length].Split(", ").Order(StringComparer.Ordinal)) + end
            : reason;
    }
}
