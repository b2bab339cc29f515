using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>Plans page by page, what people decide about their rows, and what becomes of it.</summary>
public sealed class DecisionTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_meant_is_decided_by_a_person_kept_and_carried_out()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var there = await world.MemberAsync(branch, "Lê Văn An");
        await world.MemberAsync(branch, "Trần Thị Ba");
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Trần Thị Ba", citizen: "001161000002", born: "1961"),
            Row("Phạm Văn Tư", citizen: "001062000003", born: "1962")));
        var asked = await site.PlanOfAsync(secretary, branch, load, ImportAction.Decision);

        Assert.Equal([2, 3], asked.Rows.Select(row => row.Row.Row));
        Assert.Equal((1, 2), (asked.Load.Plan!.Creates, asked.Load.Plan.Decisions));
        Assert.Equal(there.Id, Assert.Single(asked.Rows[0].Row.Candidates).MemberId);

        LoadSite.Done(await DecideAsync(
            world, secretary, branch, load, new() { [2] = new(RowChoice.Member, there.Id), [3] = new(RowChoice.New) }));

        var decided = await site.PlanOfAsync(secretary, branch, load);
        Assert.Equal(
            [(2, ImportAction.Update, RowChoice.Member), (3, ImportAction.Create, RowChoice.New), (4, ImportAction.Create, null)],
            decided.Rows.Select(row => (row.Row.Row, row.Row.Action, row.Decision?.Choice)));
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(secretary, branch, load)).State);
        Assert.Equal(["Lê Văn An", "Trần Thị Ba", "Trần Thị Ba", "Phạm Văn Tư"], await site.MembersAsync());
        // Whom the pages showed is written down.
        Assert.Contains(
            there.Id.ToString(),
            await site.SqlAsync($"""
                select distinct s.member_id from audit.process_subjects s join audit.processes p on p.id = s.process_id
                where p.type = {(short)ProcessType.ListPlanViewed}
                """));
    }

    [Fact]
    public async Task All_rows_that_ask_the_same_are_left_out_at_once_and_a_decision_is_taken_back()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await world.MemberAsync(branch, "Lê Văn An");
        await world.MemberAsync(branch, "Trần Thị Ba");
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Trần Thị Ba", citizen: "001161000002", born: "1961")));

        LoadSite.Done(await DecideAsync(world, secretary, branch, load, [], new() { [DoubtKind.SameName] = RowChoice.Skip }));
        var left = (await site.PlanOfAsync(secretary, branch, load)).Load.Plan!;
        LoadSite.Done(await DecideAsync(world, secretary, branch, load, new() { [3] = null }));
        var back = (await site.PlanOfAsync(secretary, branch, load)).Load.Plan!;

        Assert.Equal((2, 0), (left.Skipped, left.Decisions));
        Assert.Equal((1, 1), (back.Skipped, back.Decisions));
    }

    [Fact]
    public async Task Rows_are_answered_by_question_and_one_that_may_mean_several_is_not_answered_by_the_one()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var an = await world.MemberAsync(branch, "Lê Văn An");
        await world.MemberAsync(branch, "Trần Thị Ba");
        await world.MemberAsync(branch, "Trần Thị Ba");
        await world.MemberAsync(branch, "Phạm Văn Tư", shape: m => m.Born(new DateOnly(1962, 1, 2)));
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Trần Thị Ba", citizen: "001161000002", born: "1961"),
            Row("Phạm Văn Tư", citizen: "001062000003", born: "02/01/1963")));
        var asked = await site.PlanOfAsync(secretary, branch, load);
        Assert.Equal(
            [DoubtKind.SameName, DoubtKind.SameName, DoubtKind.NearBirth], asked.Rows.Select(row => row.Row.Asks!.Value));
        Assert.Equal(
            (2, 1, 0),
            (asked.Load.Plan!.Asking(DoubtKind.SameName), asked.Load.Plan.Asking(DoubtKind.NearBirth),
                asked.Load.Plan.Asking(DoubtKind.OtherNumber)));

        LoadSite.Done(await DecideAsync(
            world, secretary, branch, load, [],
            new() { [DoubtKind.SameName] = RowChoice.Member, [DoubtKind.NearBirth] = RowChoice.New }));

        var decided = await site.PlanOfAsync(secretary, branch, load);
        Assert.Equal(
            [(ImportAction.Update, an.Id), (ImportAction.Decision, null), (ImportAction.Create, null)],
            decided.Rows.Select(row => (row.Row.Action, row.Decision?.MemberId)));
        Assert.Equal((1, 0), (decided.Load.Plan!.Asking(DoubtKind.SameName), decided.Load.Plan.Asking(DoubtKind.NearBirth)));
    }

    [Fact]
    public async Task A_plan_is_narrowed_to_the_rows_that_ask_the_same_a_page_at_a_time_until_they_are_decided()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await world.MemberAsync(branch, "Lê Văn An");
        await world.MemberAsync(branch, "Phạm Văn Tư", shape: m => m.Born(new DateOnly(1962, 1, 2)));
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
        [
            Row("Phạm Văn Tư", citizen: "001062000003", born: "02/01/1963"),
            .. Enumerable.Range(0, 52).Select(i => Row("Lê Văn An", citizen: $"0010600001{i:00}", born: $"{1930 + i}")),
            Row("Ngô Thị Mới", citizen: "001161000002", born: "1961"),
        ]));

        var first = await site.PlanOfAsync(secretary, branch, load, asking: DoubtKind.SameName);
        var second = await site.PlanOfAsync(secretary, branch, load, asking: DoubtKind.SameName, afterRow: first.Next!.Value);
        var near = await site.PlanOfAsync(secretary, branch, load, ImportAction.Decision, DoubtKind.NearBirth);

        Assert.Equal((52, 1), (first.Load.Plan!.Asking(DoubtKind.SameName), first.Load.Plan.Asking(DoubtKind.NearBirth)));
        Assert.Equal(Enumerable.Range(3, 52), first.Rows.Concat(second.Rows).Select(row => row.Row.Row));
        Assert.Equal((50, 52, null), (first.Rows.Count, first.Next, second.Next));
        Assert.Equal([(2, "Phạm Văn Tư")], near.Rows.Select(row => (row.Row.Row, row.Row.Subject)));
        Assert.Empty((await site.PlanOfAsync(secretary, branch, load, ImportAction.Create, DoubtKind.NearBirth)).Rows);

        LoadSite.Done(await DecideAsync(world, secretary, branch, load, new() { [2] = new(RowChoice.New) }));

        Assert.Empty((await site.PlanOfAsync(secretary, branch, load, asking: DoubtKind.NearBirth)).Rows);
        Assert.Equal(50, (await site.PlanOfAsync(secretary, branch, load, asking: DoubtKind.SameName)).Rows.Count);
    }

    [Fact]
    public async Task Numbers_of_other_people_are_never_taken_for_theirs_all_at_once()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await site.CommittedAsync(secretary, branch, await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Trần Thị Ba", citizen: "001161000002", born: "1961"))));
        // The column has slipped by a row.
        var slipped = await site.PlannedAsync(
            secretary, branch,
            LoadWorld.Csv(
                "Họ và tên,Số CCCD,Ngày sinh,Facebook", "Trần Thị Ba,001060000001,1961,facebook.com/tran.ba.1961",
                "Lê Văn An,001161000002,1960,facebook.com/le.an.1960"),
            ImportKind.Accounts);
        Assert.Equal(2, (await PlanAsync()).Asking(DoubtKind.SomebodysNumber));

        LoadSite.Done(await DecideAsync(
            world, secretary, branch, slipped, [], new() { [DoubtKind.SomebodysNumber] = RowChoice.Member }));
        Assert.Equal((2, 0), ((await PlanAsync()).Decisions, (await PlanAsync()).Creates));
        LoadSite.Done(await DecideAsync(
            world, secretary, branch, slipped, [], new() { [DoubtKind.SomebodysNumber] = RowChoice.Skip }));
        Assert.Equal(2, (await PlanAsync()).Skipped);

        async Task<ImportPlan> PlanAsync() => (await site.PlanOfAsync(secretary, branch, slipped)).Load.Plan!;
    }

    [Fact]
    public async Task A_row_shows_what_it_brings_and_a_question_what_is_on_both_sides_with_numbers_masked()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await world.ImportAsync(branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960", position: "Bí thư"));
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000007", born: "02/03/1960", position: "Thủ quỹ", phone: "0912345678"),
            Row("Phạm Văn Tư", citizen: "001062000003", born: "1962", status: "dự bị")));

        var rows = (await site.PlanOfAsync(secretary, branch, load)).Rows;

        Assert.Equal(
            ["Ngày sinh: 02/03/1960", "Chức vụ: Thủ quỹ", "Số CCCD: •••••••••007", "Số điện thoại: •••••••••678"],
            rows[0].Row.Facts.Select(fact => fact.ToString()));
        Assert.Equal(
            ["Chức vụ: Bí thư", "Số CCCD: số khác", "Số điện thoại: chưa có"],
            Assert.Single(rows[0].Row.Candidates).Facts.Select(fact => fact.ToString()));
        Assert.Equal(
            ["Ngày sinh: 1962", $"Chi bộ đang sinh hoạt: {branch.Name}", "Số CCCD: •••••••••003", "Trạng thái: Dự bị"],
            rows[1].Row.Facts.Select(fact => fact.ToString()));
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task Nobody_is_chosen_whom_the_plan_does_not_name()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await world.MemberAsync(branch, "Lê Văn An");
        var stranger = await world.MemberAsync(world.OtherBranch, "Ngô Văn Lạ");
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "1960")));

        var chosen = await DecideAsync(world, secretary, branch, load, new() { [2] = new(RowChoice.Member, stranger.Id) });
        var noRow = await DecideAsync(world, secretary, branch, load, new() { [99] = new(RowChoice.Skip) });

        Assert.Equal(("2", "99"), (chosen.FirstError.Code, noRow.FirstError.Code));
        Assert.Equal(["0"], await site.SqlAsync("select count(*) from import.decisions"));
    }

    [Fact]
    public async Task A_plan_is_shown_fifty_rows_a_page_and_who_is_absent_is_named_with_their_branch()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        await world.MemberAsync(world.OtherBranch, "Ngô Văn Vắng");
        var rows = Enumerable.Range(0, 60)
            .Select(i => Row($"Lê {(char)('A' + i / 26)} {(char)('A' + i % 26)}", citizen: $"0010600{i:00000}", branch: world.Branch.Code));
        var load = await site.PlannedAsync(board, district, LoadWorld.Members([.. rows]));

        var first = await site.PlanOfAsync(board, district, load);
        var second = await site.PlanOfAsync(board, district, load, afterRow: first.Next!.Value);
        var absent = await world.RunAsync<GetAbsentMembers, ErrorOr<Page<AbsentMember>>>(
            board, use => use.HandleAsync(new(district, load, PageCursor.First), Stop));

        Assert.Equal((50, 51, 10, null), (first.Rows.Count, first.Next, second.Rows.Count, second.Next));
        Assert.Equal(1, first.Load.Plan!.Absent);
        var one = Assert.Single(absent.Value.Rows);
        Assert.Equal(("Ngô Văn Vắng", "Chi bộ Trường học"), (one.FullName, one.Branch));
    }

    [Fact]
    public async Task Whose_numbers_a_row_mixes_up_is_told_and_written_down()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var two = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Trần Thị Ba", card: "12345678", born: "1961")));
        await site.CommittedAsync(secretary, branch, two);

        var mixed = await site.PlannedAsync(
            secretary, branch, LoadWorld.Members(Row("Lê Văn An", card: "12345678", citizen: "001060000001", born: "1960")));
        var row = Assert.Single((await site.PlanOfAsync(secretary, branch, mixed)).Rows).Row;

        Assert.Equal(ImportAction.Problem, row.Action);
        var reason = Assert.Single(row.Problems).Reason;
        Assert.Contains("Lê Văn An", reason, StringComparison.Ordinal);
        Assert.Contains("Trần Thị Ba", reason, StringComparison.Ordinal);
        Assert.Equal(
            ["Lê Văn An", "Trần Thị Ba"],
            await site.SqlAsync($"""
                select distinct m.full_name from audit.process_subjects s
                join audit.processes p on p.id = s.process_id join registry.members m on m.id = s.member_id
                where p.type = {(short)ProcessType.ListPlanViewed} order by 1
                """));
    }

    [Fact]
    public async Task Nothing_is_decided_and_nothing_planned_again_while_a_list_is_compared()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await world.MemberAsync(branch, "Lê Văn An");
        var load = await site.PlannedAsync(
            secretary, branch, LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "1960")));
        await site.SqlAsync($"update import.loads set state = {(short)LoadState.Planning} where id = '{load}'; select 1");

        var decided = await DecideAsync(world, secretary, branch, load, new() { [2] = new(RowChoice.Skip) });

        Assert.Equal(ErrorType.Conflict, decided.FirstError.Type);
        Assert.Contains("đang được xử lý", decided.FirstError.Description, StringComparison.Ordinal);
        Assert.Equal(["0"], await site.SqlAsync("select count(*) from import.decisions"));
        LoadSite.Done(await site.PlanAsync(secretary, branch, load));
    }

    [Fact]
    public async Task Nobody_is_called_absent_from_a_list_whose_rows_are_kept_no_more()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        await world.MemberAsync(branch, "Ngô Văn Vắng");
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Phạm Văn Tư", citizen: "12", born: "1962")));
        await site.CommittedAsync(secretary, branch, load, goodRowsOnly: true);
        Assert.Equal(["Ngô Văn Vắng"], (await AbsentAsync()).Value.Rows.Select(member => member.FullName));
        Assert.True((await world.LoadAsync(secretary, branch, load)).HasRows);

        await site.SqlAsync("delete from import.plan_rows; select 1");

        Assert.Contains("hết hạn lưu", (await AbsentAsync()).FirstError.Description, StringComparison.Ordinal);
        var errors = await world.RunAsync<GetErrorWorkbook, ErrorOr<ErrorWorkbook>>(
            secretary, use => use.HandleAsync(new(branch, load), Stop));
        Assert.Contains("hết hạn lưu", errors.FirstError.Description, StringComparison.Ordinal);
        Assert.False((await world.LoadAsync(secretary, branch, load)).HasRows);

        Task<ErrorOr<Page<AbsentMember>>> AbsentAsync() => world.RunAsync<GetAbsentMembers, ErrorOr<Page<AbsentMember>>>(
            secretary, use => use.HandleAsync(new(branch, load, PageCursor.First), Stop));
    }

    [Fact]
    public async Task What_changes_nothing_is_not_loaded()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var known = await world.MemberAsync(branch, "Lê Văn An");
        var load = await site.PlannedAsync(
            secretary, branch, LoadWorld.Members(Row("Lê Văn An", code: known.Code), Row("Phạm Văn Tư", citizen: "12", born: "1962")));

        var asked = await site.CommitAsync(secretary, branch, load, goodRowsOnly: true);

        Assert.Equal(ErrorType.Conflict, asked.FirstError.Type);
        Assert.Contains("không có gì để nhập", asked.FirstError.Description, StringComparison.Ordinal);
        Assert.Equal(LoadState.Planned, (await world.LoadAsync(secretary, branch, load)).State);
    }

    [Fact]
    public async Task What_was_loaded_is_listed_the_latest_first_and_undone_for_thirty_days()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var kept = await world.MemberAsync(branch, "Trần Thị Ba", shape: m => m.Born(new DateOnly(1961, 2, 3)));
        var first = await world.StartedAsync(secretary, branch, LoadWorld.Members(Row("Ai Đó", citizen: "001060000009")));
        var load = await site.PlannedAsync(secretary, branch, LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960"),
            Row("Trần Thị Ba", born: "03/02/1961", position: "Bí thư", code: kept.Code)));
        await site.CommittedAsync(secretary, branch, load);
        Assert.Equal(["Lê Văn An", "Trần Thị Ba"], await site.MembersAsync());

        LoadSite.Done(await site.UndoAsync(secretary, branch, load));
        Assert.Equal(LoadState.Undoing, (await world.LoadAsync(secretary, branch, load)).State);
        await site.Worker.WorkAsync(Stop);

        var undone = await world.LoadAsync(secretary, branch, load);
        Assert.Equal(
            (LoadState.Undone, null, 1, 1, 0),
            (undone.State, undone.Failure, undone.Plan!.Restored, undone.Plan.Removed, undone.Plan.Kept));
        Assert.Equal(["Trần Thị Ba|"], await site.SqlAsync("select full_name, position from registry.members order by roster_key"));
        var listed = await world.RunAsync<ListLoads, ErrorOr<Page<LoadView>>>(
            secretary, use => use.HandleAsync(new(branch, PageCursor.First), Stop));
        Assert.Equal([load, first], listed.Value.Rows.Select(view => view.Id));
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task A_list_of_roles_gives_what_the_caller_may_give_and_nothing_to_themselves()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, unit) = (site.World, site.World.Grassroots);
        var own = await world.MemberAsync(world.Branch, "Lê Văn Mình");
        var other = await world.MemberAsync(world.Branch, "Trần Thị Ba");
        var committee = await world.ScopeOfAsync(await world.UserAsync(own, (Role.Committee, unit)));
        var file = LoadWorld.Csv(
            "Mã tổ chức,Họ và tên,Mã PartyNet,Vai trò",
            $"{world.Branch.Code},Trần Thị Ba,{other.Code},Bí thư",
            $"{unit.Code},Trần Thị Ba,{other.Code},Ban",
            $"{world.Branch.Code},Lê Văn Mình,{own.Code},Bí thư",
            $"{world.OtherBranch.Code},Trần Thị Ba,{other.Code},Bí thư");

        var load = await site.PlannedAsync(committee, unit, file, ImportKind.Roles);
        var plan = await site.PlanOfAsync(committee, unit, load);
        var done = await site.CommittedAsync(committee, unit, load, goodRowsOnly: true);

        Assert.Equal(
            [ImportAction.Create, ImportAction.Problem, ImportAction.Problem, ImportAction.Problem],
            plan.Rows.Select(row => row.Row.Action));
        Assert.Contains("không giao được vai trò này", plan.Rows[1].Row.Problems[0].Reason, StringComparison.Ordinal);
        Assert.Contains("không tự giao", plan.Rows[2].Row.Problems[0].Reason, StringComparison.Ordinal);
        Assert.Equal((LoadState.Committed, null), (done.State, done.Failure));
        Assert.Equal(
            [$"{other.Id}|{(short)Role.Secretary}|{world.Branch.Id}"],
            await site.SqlAsync($"select member_id, role, unit_id from access.grants where member_id = '{other.Id}'"));
    }

    [Fact]
    [Trait("Security", "Z6")]
    public async Task Of_two_of_one_name_a_person_says_who_is_given_the_role()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, unit) = (site.World, site.World.Grassroots);
        await world.MemberAsync(world.Branch, "Trần Thị Ba", shape: m => m.Born(new DateOnly(1960, 1, 2)));
        var meant = await world.MemberAsync(world.Branch, "Trần Thị Ba", shape: m => m.Born(new DateOnly(1960, 8, 9)));
        var stranger = await world.MemberAsync(world.Branch, "Phạm Văn Tư");
        var committee = await world.ScopeAsync(Role.Committee, unit);
        var load = await site.PlannedAsync(
            committee, unit, LoadWorld.Csv("Chi bộ,Họ và tên,Năm sinh,Chức vụ", $"{world.Branch.Name},Trần Thị Ba,1960,Bí thư"),
            ImportKind.Roles);
        var asked = Assert.Single((await site.PlanOfAsync(committee, unit, load)).Rows).Row;
        Assert.Equal((ImportAction.Decision, DoubtKind.SeveralAlike, 2), (asked.Action, asked.Asks, asked.Candidates.Count));

        var none = await DecideAsync(world, committee, unit, load, new() { [2] = new RowDecision(RowChoice.Member, stranger.Id) });
        LoadSite.Done(await DecideAsync(world, committee, unit, load, new() { [2] = new RowDecision(RowChoice.Member, meant.Id) }));
        await site.Worker.WorkAsync(Stop);
        var done = await site.CommittedAsync(committee, unit, load);

        Assert.True(none.IsError);
        Assert.Equal((LoadState.Committed, null), (done.State, done.Failure));
        Assert.Equal(
            [$"{meant.Id}|{(short)Role.Secretary}|{world.Branch.Id}"],
            await site.SqlAsync("select member_id, role, unit_id from access.grants where member_id is not null"));
    }

    [Fact]
    public async Task A_login_that_was_closed_gets_no_role_by_a_list()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, unit) = (site.World, site.World.Grassroots);
        var member = await world.MemberAsync(world.Branch, "Trần Thị Ba");
        var user = await world.UserAsync(member);
        await site.SqlAsync($"""
            set session_replication_role = replica; update access.users set closed_at = now() where id = '{user.Id}'; select 1
            """);
        var committee = await world.ScopeAsync(Role.Committee, unit);

        var load = await site.PlannedAsync(
            committee, unit,
            LoadWorld.Csv("Mã tổ chức,Họ và tên,Mã PartyNet,Vai trò", $"{world.Branch.Code},Trần Thị Ba,{member.Code},Bí thư"),
            ImportKind.Roles);

        var row = Assert.Single((await site.PlanOfAsync(committee, unit, load)).Rows).Row;
        Assert.Equal(ImportAction.Problem, row.Action);
        Assert.Contains("đã đóng", Assert.Single(row.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secretary_loads_accounts_that_were_collected_as_questions_to_the_members()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var member = await world.MemberAsync(branch, "Lê Văn An", shape: m => m.Born(new DateOnly(1960, 1, 2)));

        var load = await site.PlannedAsync(
            secretary, branch, LoadWorld.Csv("Họ và tên,Ngày sinh,Facebook", "Lê Văn An,02/01/1960,facebook.com/le.van.an.1960"),
            ImportKind.Accounts);
        var done = await site.CommittedAsync(secretary, branch, load);

        Assert.Equal((LoadState.Committed, null), (done.State, done.Failure));
        Assert.Equal([$"{member.Id}"], await site.SqlAsync("select member_id from registry.proposed_accounts"));
        Assert.Equal(["0"], await site.SqlAsync("select count(*) from registry.declared_accounts"));
    }

    [Fact]
    public async Task A_board_loads_units_below_its_own()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, unit) = (site.World, site.World.Grassroots);
        var board = await world.ScopeAsync(Role.Board, world.District);

        var load = await site.PlannedAsync(
            board, unit, LoadWorld.Csv("Mã,Tên,Loại,Mã cấp trên", $"CB-MOI,Chi bộ thôn Thượng,Chi bộ,{unit.Code}"), ImportKind.Units);
        var done = await site.CommittedAsync(board, unit, load);

        Assert.Equal((LoadState.Committed, null), (done.State, done.Failure));
        Assert.Equal(
            [$"Chi bộ thôn Thượng|{unit.Id}"],
            await site.SqlAsync("select name, parent_id from registry.units where code = 'CB-MOI'"));
    }

    private static Task<ErrorOr<Success>> DecideAsync(
        World world, AccessScope caller, Unit unit, Guid load, Dictionary<int, RowDecision?> decisions,
        Dictionary<DoubtKind, RowChoice>? groups = null) =>
        world.RunAsync<DecideRows, ErrorOr<Success>>(caller, use => use.HandleAsync(new(unit, load, decisions, groups), Stop));
}
