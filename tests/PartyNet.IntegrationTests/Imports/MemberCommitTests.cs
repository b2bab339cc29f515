using ErrorOr;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>Transfers, and plans whose world has moved on before they are carried out.</summary>
public sealed class MemberCommitTests(TestDatabase database)
{
    private const string Moved = "Dữ liệu đã thay đổi từ khi lập kế hoạch. Chạy lại để xem kế hoạch mới.";

    [Fact]
    public async Task A_transfer_ends_one_placement_opens_the_next_and_takes_along_what_is_the_members()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(world.Branch, "Lê Văn An", phone: "+84912345678",
            shape: m => m.Born(new DateOnly(1960, 3, 2)));

        var preview = await world.ImportAsync(
            world.District,
                Row("Lê Văn An", branch: "Chi bộ Trường học", residence: "Chi bộ Khu 14", position: "Bí thư", code: member.Code));

        Assert.Equal(
            ["Chi bộ đang sinh hoạt: Chi bộ Khu 14 → Chi bộ Trường học", "Chức vụ: (chưa có) → Bí thư",
            "Chi bộ nơi cư trú: (chưa có) → Chi bộ Khu 14"], preview.Differences());
        Assert.Equal(
            ["Chi bộ Khu 14|2020-01-01|2026-11-23|Dữ liệu thử", "Chi bộ Trường học|2026-11-23||Chuyển chi bộ theo danh sách nhập"],
            await database.SqlAsync(world, """
                select u.name, p."from", p."to", p.reason from registry.placements p join registry.units u on u.id = p.unit_id
                    where p.unit_path ^@ $1 order by p."from"
                """));
        var there = world.OtherBranch.Path.Value;
        Assert.Equal(
            [$"blind_indexes|{there}", $"members|{there}", $"placements|{there}", $"placements|{there}", $"residence_links|{there}"],
            await database.SqlAsync(world, """
                select 'members', unit_path from registry.members where unit_path ^@ $1
                union all select 'placements', unit_path from registry.placements where unit_path ^@ $1
                union all select 'residence_links', unit_path from registry.residence_links where unit_path ^@ $1
                union all select 'blind_indexes', unit_path from registry.blind_indexes where unit_path ^@ $1 order by 1
                """));
        Assert.Equal([world.OtherBranch.Code],
            await database.SqlAsync(world,
            "select u.code from registry.members m join registry.units u on u.id = m.unit_id where m.unit_path ^@ $1"));
    }

    [Fact]
    public async Task Nothing_of_a_plan_is_written_when_one_member_has_changed_since()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"), Row("Lê Văn Ba", citizen: "001060000002"));
        var stale = await world.PlanAsync(
            world.Branch, Row("Lê Văn An", citizen: "001060000001", position: "Bí thư"),
                Row("Lê Văn Ba", citizen: "001060000002", position: "Phó Bí thư"), Row("Lê Văn Tư", citizen: "001060000003"));
        await world.ImportAsync(world.Branch, Row("Lê Văn Ba", citizen: "001060000002", joined: "03/02/1990"));

        var refused = await world.CommitAsync(world.Branch, stale);

        Assert.Equal((ErrorType.Conflict, Moved), (refused.FirstError.Type, refused.FirstError.Description));
        Assert.Equal(["Lê Văn An||", "Lê Văn Ba||1990-02-03"], await MembersAsync(world));
        Assert.Equal(["không"],
            await database.SqlAsync(world,
            $"select committed_at is not null from import.plans where id = '{stale.Plan.Id}' and unit_path ^@ $1"));
    }

    [Fact]
    public async Task A_plan_is_carried_out_once_even_by_two_at_once()
    {
        var world = await database.NewWorldAsync();
        var preview = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"));

        var both = await Task.WhenAll(world.CommitAsync(world.Branch, preview), world.CommitAsync(world.Branch, preview));
        var again = await world.CommitAsync(world.Branch, preview);

        Assert.Equal(1, both.Count(done => !done.IsError));
        Assert.Equal("Kế hoạch này đã được thực hiện.", again.FirstError.Description);
        Assert.Equal(["Lê Văn An||"], await MembersAsync(world));
    }

    [Theory]
    [InlineData("001060000001")]
    [InlineData(null)]
    public async Task A_file_planned_twice_enrols_nobody_twice(string? citizen)
    {
        var world = await database.NewWorldAsync();
        var first = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: citizen, born: "1960"));
        var second = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: citizen, born: "1960"));

        var both = await Task.WhenAll(world.CommitAsync(world.Branch, first), world.CommitAsync(world.Branch, second));

        Assert.Equal(Moved, Assert.Single(both, done => done.IsError).FirstError.Description);
        Assert.Equal(["Lê Văn An||"], await MembersAsync(world));
    }

    [Fact]
    public async Task Whom_a_plan_has_enrolled_itself_is_nobody_who_came_in_between()
    {
        var world = await database.NewWorldAsync();
        // Nearly of one name and day of birth, in two batches: they would be asked about, were one in the registry before.
        var plan = await world.PlanAsync(
            world.Branch,
            [
                Row("Lê Văn An", born: "02/03/1960"),
                .. Enumerable.Range(0, 2_600).Select(i => Row("Đỗ Thị Mai", citizen: $"00106{i:0000000}", born: $"{1940 + i % 60}")),
                Row("Lê Văn An", born: "02/03/1970"),
            ]);
        await world.ImportAsync(world.Branch, Row("Phan Đình Tư", born: "1950"));

        var done = await world.CommitAsync(world.Branch, plan);

        Assert.False(done.IsError, done.IsError ? done.FirstError.Description : null);
        Assert.Equal(["2603"], await database.SqlAsync(world, "select count(*) from registry.members where unit_path ^@ $1"));
    }

    [Fact]
    public async Task A_branch_that_has_moved_since_takes_its_new_members_where_it_is_now()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn Ba", citizen: "001060000002"));
        var preview = await world.PlanAsync(
            world.District, Row("Lê Văn An", citizen: "001060000001", branch: world.Branch.Code),
                Row("Lê Văn Ba", citizen: "001060000002", position: "Bí thư"));
        await world.CommittedAsync(world.District,
            await world.PlanUnitsAsync(world.District, $"{world.Branch.Code},{world.Branch.Name},chi-bo,{world.OtherGrassroots.Code}"));

        await world.CommittedAsync(world.District, preview);

        var there = await database.SqlAsync(world, $"select path from registry.units where code = '{world.Branch.Code}' and path ^@ $1");
        Assert.StartsWith(world.OtherGrassroots.Path.Value, Assert.Single(there), StringComparison.Ordinal);
        Assert.Equal([$"Lê Văn An|{there[0]}|{there[0]}", $"Lê Văn Ba|{there[0]}|{there[0]}"], await database.SqlAsync(
            world, """
            select m.full_name, m.unit_path, p.unit_path from registry.members m join registry.placements p on p.member_id = m.id
            where m.unit_path ^@ $1 order by 1
            """));
    }

    [Fact]
    public async Task A_branch_that_has_left_the_unit_or_ended_since_makes_the_plan_stale()
    {
        var world = await database.NewWorldAsync();
        var left = await world.PlanAsync(world.Grassroots, Row("Lê Văn An", citizen: "001060000001", branch: world.Branch.Code));
        var ended = await world.PlanAsync(world.Grassroots, Row("Lê Văn Ba", citizen: "001060000002", branch: world.SecondBranch.Code));
        await world.CommittedAsync(world.District,
            await world.PlanUnitsAsync(world.District, $"{world.Branch.Code},{world.Branch.Name},chi-bo,{world.OtherGrassroots.Code}"));
        await world.CloseAsync(world.SecondBranch);

        Assert.Equal(Moved, (await world.CommitAsync(world.Grassroots, left)).FirstError.Description);
        Assert.Equal(Moved, (await world.CommitAsync(world.Grassroots, ended)).FirstError.Description);
        Assert.Empty(await MembersAsync(world));
    }

    [Fact]
    public async Task A_plan_made_for_one_unit_is_not_carried_out_in_the_name_of_another()
    {
        var world = await database.NewWorldAsync();
        var preview = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"));

        Assert.Equal(ErrorType.NotFound, (await world.CommitAsync(world.Grassroots, preview)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await world.CommitAsync(world.OtherBranch, preview)).FirstError.Type);
        Assert.Empty(await MembersAsync(world));
    }

    [Fact]
    public async Task What_was_done_is_in_audit_with_whom_it_concerned()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001"), Row("Lê Văn Ba", citizen: "001060000002"));

        Assert.Equal(["ImportCommitted|2|0", "ImportPlanned|2|0"], await database.SqlAsync(world, """
            select e.type, e.payload ->> 'creates', e.payload ->> 'updates' from audit.process_events e
                join audit.processes p on p.id = e.process_id
            where p.unit_path ^@ $1 and e.type like 'Import%' order by 1
            """));
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await database.SqlAsync(world, """
            select m.full_name from audit.process_subjects s join audit.processes p on p.id = s.process_id
                join registry.members m on m.id = s.member_id
            where p.unit_path ^@ $1 order by 1
            """));
        // The plan holds what it needs of a person sealed, and what is done with it is not read from anywhere else.
        Assert.Equal(["không"], await database.SqlAsync(world, """
            select bool_or(position(convert_to('Lê Văn', 'UTF8') in r.content) > 0
                or position(convert_to('001060000001', 'UTF8') in r.content) > 0)
            from import.plan_rows r where r.unit_path ^@ $1 and length(r.content) > 0
            """));
    }

    [Fact]
    public async Task Thousands_of_rows_are_carried_out_in_batches_as_one()
    {
        var world = await database.NewWorldAsync();
        string[] Rows(string position) =>
            [.. Enumerable.Range(0, 5_200)
            .Select(i => Row("Lê Văn An", citizen: $"00106{i:0000000}", born: $"{1940 + i % 60}", position: position))];
        await world.ImportAsync(world.Branch, Rows("Đảng viên"));

        var preview = await world.ImportAsync(world.Branch, Rows("Đội viên"));

        Assert.Equal((0, 5_200, 0, 0), preview.Counts());
        Assert.Equal(["5200|5200|5200|Đội viên"], await database.SqlAsync(world, "select count(*), count(distinct code), count(distinct "
            + "roster_key), max(position) from registry.members where unit_path ^@ $1"));
        Assert.Equal(["5200|5200"],
            await database.SqlAsync(world,
            "select count(*), count(*) filter (where \"to\" is null) from registry.placements where unit_path ^@ $1"));
    }

    private Task<string[]> MembersAsync(World world) =>
        database.SqlAsync(world, "select full_name, position, joined_on from registry.members where unit_path ^@ $1 order by full_name");
}
