using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>What a person says about a row is an input of the plan, and what the plan shows is kept with it.</summary>
public sealed class RowDecisionTests(TestDatabase database)
{
    private static readonly string Doubtful = Row("Lê Văn An", born: "1960", position: "Bí thư");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_names_whom_the_row_may_mean_and_is_answered_by_one_of_them()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960"));
        var code = Assert.Single(await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1"));

        var asked = await world.PlanAsync(world.Branch, Doubtful);
        var row = Assert.Single(asked.Rows);
        var candidate = Assert.Single(row.Candidates);
        var answered = await world.DecideAsync(world.Branch, Decided(new(RowChoice.Member, candidate.MemberId)), Doubtful);
        await world.CommittedAsync(world.Branch, answered);

        Assert.Equal((ImportAction.Decision, "Lê Văn An", (Guid?)null), (row.Action, row.Subject, row.TargetId));
        Assert.Equal((code, $"Lê Văn An, sinh 02/03/1960, {world.Branch.Name}"), (candidate.Code, candidate.Words));
        Assert.Equal(["Chức vụ: (chưa có) → Bí thư"], answered.Differences());
        Assert.Equal([$"{code}|Bí thư|1960-03-02"],
            await database.SqlAsync(world, "select code, position, birth_date from registry.members where unit_path ^@ $1"));
    }

    [Fact]
    public async Task Somebody_new_is_enrolled_beside_whom_they_are_like_and_the_next_plan_does_not_repeat_it()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960"));

        var answered = await world.DecideAsync(world.Branch, Decided(new(RowChoice.New)), Doubtful);
        await world.CommittedAsync(world.Branch, answered);
        var again = await world.PlanAsync(world.Branch, Doubtful);

        Assert.Equal((1, 0, 0, 0), answered.Counts());
        Assert.Equal(["1960|Bí thư", "1960|"], await database.SqlAsync(
            world, "select birth_year, position from registry.members where unit_path ^@ $1 order by position nulls last"));
        Assert.Equal((0, 1), (again.Plan.Creates, again.Plan.Decisions));
    }

    [Fact]
    public async Task A_row_that_has_the_number_of_a_member_is_nobody_new_whatever_is_said()
    {
        var world = await database.NewWorldAsync();
        var row = Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960");
        await world.ImportAsync(world.Branch, row);

        var said = await world.DecideAsync(world.Branch, Decided(new(RowChoice.New)), row);

        Assert.Equal((0, 1), (said.Plan.Creates, said.Plan.Problems));
        var shown = Assert.Single(said.Rows);
        Assert.Contains("nên không phải người mới", Assert.Single(shown.Problems).Reason, StringComparison.Ordinal);
        Assert.Single(shown.Candidates);
    }

    [Fact]
    public async Task Who_was_enrolled_since_makes_the_answer_that_the_row_is_somebody_new_stale()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960"));
        var answered = await world.DecideAsync(world.Branch, Decided(new(RowChoice.New)), Doubtful);
        await world.CommittedAsync(world.Branch, await world.DecideAsync(world.Branch, Decided(new(RowChoice.New)), Doubtful));

        var refused = await world.CommitAsync(world.Branch, answered);

        Assert.True(refused.IsError);
        Assert.Equal(["2"], await database.SqlAsync(world, "select count(*) from registry.members where unit_path ^@ $1"));
    }

    [Fact]
    public async Task A_row_that_is_left_out_is_counted_so_and_holds_nothing_up()
    {
        var world = await database.NewWorldAsync();
        var rows = new[] { Row("Lê Văn Ba", born: "31/02/1960"), Row("Lê Văn Tư", citizen: "001060000004") };

        var plan = await world.DecideAsync(world.Branch, Decided(new(RowChoice.Skip)), rows);
        await world.CommittedAsync(world.Branch, plan);

        Assert.Equal((1, 0, 1, 2), (plan.Plan.Creates, plan.Plan.Held, plan.Plan.Skipped, plan.Plan.Rows));
        Assert.Equal([ImportAction.Skipped, ImportAction.Create], plan.Rows.Select(row => row.Action));
        Assert.Equal(["Lê Văn Tư"], await database.SqlAsync(world, "select full_name from registry.members where unit_path ^@ $1"));
        Assert.Equal(["1|1|0|1|1"], await database.SqlAsync(world, """
            select e.payload ->> 'creates', e.payload ->> 'skipped', e.payload ->> 'problems', e.payload ->> 'decided', count(*)
            from audit.process_events e join audit.processes p on p.id = e.process_id
            where p.unit_path ^@ $1 and e.type = 'ImportPlanned' group by 1, 2, 3, 4
            """));
    }

    [Fact]
    public async Task A_unit_that_is_left_out_is_not_made_and_nothing_can_hang_on_it()
    {
        var world = await database.NewWorldAsync();
        var rows = new[] { $"{world.Branch.Code}-X,Đảng ủy bộ phận,dang-bo-bo-phan,{world.Grassroots.Code}",
            $"{world.Branch.Code}-Y,Chi bộ mới,chi-bo,{world.Branch.Code}-X" };

        var plan = await world.DecideUnitsAsync(world.Grassroots, Decided(new(RowChoice.Skip)), rows);

        Assert.Equal((1, 1), (plan.Plan.Skipped, plan.Plan.Problems));
    }

    [Fact]
    public async Task The_member_whose_number_a_row_has_can_be_chosen_although_name_and_birth_are_others()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Thị Một", citizen: "001080000021", born: "01/02/1980"));
        var row = Row("Trần Hoàn Khác", citizen: "001080000021", born: "09/09/1990");

        var wrong = await world.PlanAsync(world.Branch, row);
        var candidate = Assert.Single(Assert.Single(wrong.Rows).Candidates);
        var chosen = await world.DecideAsync(world.Branch, Decided(new(RowChoice.Member, candidate.MemberId)), row);

        Assert.Equal(1, wrong.Plan.Problems);
        Assert.Equal(
            ["Họ và tên: Lê Thị Một → Trần Hoàn Khác", "Ngày sinh: 01/02/1980 → 09/09/1990"], chosen.Differences());
    }

    [Fact]
    public async Task A_member_out_of_reach_or_whose_number_is_another_cannot_be_chosen()
    {
        var world = await database.NewWorldAsync();
        var elsewhere = await world.MemberAsync(world.OtherBranch, "Lê Văn Xa");
        var here = await world.MemberAsync(world.Branch, "Lê Văn Ba");
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "1960"));
        var row = Row("Lê Văn An", citizen: "001060000001", born: "1960");

        var outside = await world.DecideAsync(world.Branch, Decided(new(RowChoice.Member, elsewhere.Id)), row);
        var other = await world.DecideAsync(world.Branch, Decided(new(RowChoice.Member, here.Id)), row);

        Assert.Equal(
            "Đồng chí đã chọn cho dòng này không có trong phạm vi đang nhập. Chọn lại.", Assert.Single(outside.Problems).Reason);
        Assert.StartsWith("Số ở dòng này là của đồng chí Lê Văn An, sinh 1960, ", Assert.Single(other.Problems).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_rows_of_one_person_are_two_people_where_a_person_says_so()
    {
        var world = await database.NewWorldAsync();
        var rows = new[] { Row("Lê Văn An", born: "1960"), Row("Lê Văn An", born: "1960", position: "Bí thư") };

        var alike = await world.PlanAsync(world.Branch, rows);
        var decided = await world.DecideAsync(
            world.Branch, new Dictionary<int, RowDecision> { [3] = new(RowChoice.New) }, rows);

        Assert.Equal((1, 0, 0, 1), alike.Counts());
        Assert.Equal((2, 0, 0, 0), decided.Counts());
    }

    [Fact]
    public async Task Rows_are_shown_page_by_page_by_what_happens_with_them_and_by_what_is_worth_a_look()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"));
        var plan = await world.PlanAsync(
            world.Branch, Row("Lê Văn An", citizen: "001060000001"), Row("Ông Lê Văn Ba", citizen: "001060000002"),
            Row("Lê Văn Tư", citizen: "001060000003"), Row("Lê Văn Năm", born: "31/02/1960"), Row("Lê Văn Sáu", citizen: "001060000005"));

        var firstNew = await RowsAsync(ImportAction.Create, notesOnly: false, after: 0, count: 2);
        var nextNew = await RowsAsync(ImportAction.Create, notesOnly: false, after: firstNew[^1].Row, count: 2);
        var noted = await RowsAsync(only: null, notesOnly: true, after: 0, count: 50);
        var unchanged = Assert.Single(await RowsAsync(ImportAction.Unchanged, notesOnly: false, after: 0, count: 50));
        var other = await world.RunAsync<IImportStore, IReadOnlyList<PlannedRowView>>(
            AccessScope.Operator(world.OtherBranch.Path), store => store.ListRowsAsync(plan.Plan.Id, null, false, 0, 50, Stop));

        Assert.Equal(["Lê Văn Ba", "Lê Văn Tư"], firstNew.Select(row => row.Subject));
        Assert.Equal(["Lê Văn Sáu"], nextNew.Select(row => row.Subject));
        Assert.Equal(["Dòng 3"], noted.Select(row => row.Where));
        Assert.Equal(("Lê Văn An", 2), (unchanged.Subject, unchanged.Row));
        Assert.NotNull(unchanged.TargetId);
        Assert.Empty(other);

        Task<IReadOnlyList<PlannedRowView>> RowsAsync(ImportAction? only, bool notesOnly, int after, int count) =>
            world.RunAsync<IImportStore, IReadOnlyList<PlannedRowView>>(
                AccessScope.Operator(world.Branch.Path), store => store.ListRowsAsync(plan.Plan.Id, only, notesOnly, after, count, Stop));
    }

    [Fact]
    public async Task What_a_plan_shows_of_people_is_sealed()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960"));
        await world.PlanAsync(world.Branch, Doubtful, Row("Lê Văn Ba", born: "31/02/1960"));

        Assert.Equal(["3|không"], await database.SqlAsync(world, """
            select count(*), bool_or(position(convert_to('Lê Văn', 'UTF8') in shown) > 0) from import.plan_rows
            where unit_path ^@ $1 and length(shown) > 0
            """));
    }

    private static Dictionary<int, RowDecision> Decided(RowDecision first) => new() { [2] = first };
}
