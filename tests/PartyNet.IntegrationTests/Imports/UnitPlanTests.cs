using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>What a unit list would do to the tree, and what committing it leaves there.</summary>
public sealed class UnitPlanTests(TestDatabase database)
{
    private const string Moved = "Dữ liệu đã thay đổi từ khi lập kế hoạch. Chạy lại để xem kế hoạch mới.";
    private const string Circle = "Các tổ chức này là cấp trên của nhau thành vòng. Sửa mã cấp trên.";

    [Fact]
    public async Task New_units_stand_below_their_superiors_wherever_these_stand_in_the_list()
    {
        var world = await database.NewWorldAsync();
        var root = world.District.Code;

        var preview = await world.PlanUnitsAsync(world.District, $"{root}-3,Chi bộ thôn Hạ,CHI BỘ,{root}-2",
            $"{root}-2,Đảng bộ bộ phận Thượng,dang-bo-bo-phan,{root}-1", $"{root}-1,Đảng bộ xã Mới,Đảng bộ cơ sở,");
        await world.CommittedAsync(world.District, preview);

        Assert.Equal((3, 0, 0, 0), preview.Counts());
        Assert.Equal(
            [$"{root}-1|Đảng bộ xã Mới|dang-bo-co-so|{root}|có|2026-11-23",
                $"{root}-2|Đảng bộ bộ phận Thượng|dang-bo-bo-phan|{root}-1|có|2026-11-23",
                $"{root}-3|Chi bộ thôn Hạ|chi-bo|{root}-2|có|2026-11-23"],
            await TreeAsync(world, $"u.code ^@ '{root}-'"));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_units_outside_it_stay()
    {
        var world = await database.NewWorldAsync();
        string[] list = [$"{world.Grassroots.Code},Đảng bộ xã Suối Mơ,Đảng bộ cơ sở,{world.District.Code}",
            $"{world.Branch.Code.ToLowerInvariant()},Chi bộ Khu 14,Chi bộ,{world.Grassroots.Code}"];

        var preview = await world.PlanUnitsAsync(world.District, list);
        await world.CommittedAsync(world.District, preview);

        Assert.Equal((0, 0, 2, 0), preview.Counts());
        Assert.Equal(3, preview.Plan.Absent);
        Assert.Equal(["6"], await database.SqlAsync(world, "select count(*) from registry.units where path ^@ $1"));
    }

    [Fact]
    public async Task Without_a_superior_in_the_list_a_unit_stays_where_it_is_and_a_new_one_stands_below_the_top()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanUnitsAsync(
            world.District, $"{world.Branch.Code},Chi bộ Khu 14,Chi bộ,", $"{world.Branch.Code}-1,Chi bộ Mới,Chi bộ,");
        await world.CommittedAsync(world.District, preview);

        Assert.Equal((1, 0, 1, 0), preview.Counts());
        Assert.Equal(
            [
                $"{world.Branch.Code}|Chi bộ Khu 14|chi-bo|{world.Grassroots.Code}|có|2020-01-01",
                $"{world.Branch.Code}-1|Chi bộ Mới|chi-bo|{world.District.Code}|có|2026-11-23",
            ],
            await TreeAsync(world, $"u.code ^@ '{world.Branch.Code}'"));
    }

    [Fact]
    public async Task A_new_name_and_kind_are_told_and_taken_over()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanUnitsAsync(world.District,
            $"{world.Branch.Code},Chi bộ Khu 14 (mới),Chi bộ cơ sở,{world.District.Code}");
        await world.CommittedAsync(world.District, preview);

        Assert.Equal(
            ["Tên: Chi bộ Khu 14 → Chi bộ Khu 14 (mới)", "Loại: Chi bộ → Chi bộ cơ sở",
                $"Mã cấp trên: {world.Grassroots.Code} → {world.District.Code}"], preview.Differences());
        Assert.Equal(
            [$"{world.Branch.Code}|Chi bộ Khu 14 (mới)|chi-bo-co-so|{world.District.Code}|có|2020-01-01"],
            await TreeAsync(world, $"u.code = '{world.Branch.Code}' and u.version = 2 and u.search_key like 'chi bo khu 14 moi%'"));
    }

    [Fact]
    public async Task A_unit_that_moves_takes_everything_below_it_along()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District,
            Row("Lê Văn An", citizen: "001060000001", branch: world.Branch.Code, residence: "Chi bộ Khu 15"),
            Row("Lê Văn Ba", born: "1960", branch: world.OtherBranch.Code));
        var user = await world.UserAsync(null, (Domain.Access.Role.Secretary, world.Branch));

        await world.CommittedAsync(world.District,
            await world.PlanUnitsAsync(world.District,
            $"{world.Grassroots.Code},Đảng bộ xã Suối Mơ,Đảng bộ cơ sở,{world.OtherGrassroots.Code}"));

        Assert.Equal(
            [$"{world.Grassroots.Code}|{world.OtherGrassroots.Code}", $"{world.Branch.Code}|{world.Grassroots.Code}",
                $"{world.SecondBranch.Code}|{world.Grassroots.Code}"],
            await database.SqlAsync(world, $"""
                select u.code, p.code from registry.units u join registry.units p on p.id = u.parent_id and u.path ^@ p.path
                    and length(u.path) > length(p.path)
                where u.path ^@ $1 and u.path ^@ (select path from registry.units where code = '{world.OtherGrassroots.Code}')
                    and p.code <> '{world.District.Code}' and u.code <> '{world.OtherBranch.Code}' order by u.path
                """));
        Assert.Equal(
            [$"Lê Văn An|{world.Branch.Code}|có|có|có|có", $"Lê Văn Ba|{world.OtherBranch.Code}|có|có||"],
            await database.SqlAsync(world, """
                select m.full_name, u.code, m.unit_path = u.path, p.unit_path = u.path, l.unit_path = u.path, b.unit_path = u.path
                from registry.members m join registry.units u on u.id = m.unit_id join registry.placements p on p.member_id = m.id
                left join registry.residence_links l on l.member_id = m.id left join registry.blind_indexes b on b.member_id = m.id
                where u.path ^@ $1 order by 1
                """));
        Assert.Equal(["có"], await database.SqlAsync(world, "select g.unit_path = u.path from access.grants g join registry.units u on "
            + $"u.id = g.unit_id where g.user_id = '{user.Id}' and u.path ^@ $1"));
        Assert.Equal((0, 0, 1, 0),
            (await world.PlanAsync(world.District, Row("Lê Văn An", citizen: "001060000001", branch: world.Branch.Code))).Counts());
    }

    [Fact]
    public async Task A_unit_and_its_superior_change_places()
    {
        var world = await database.NewWorldAsync();
        var (lower, upper) = (world.Branch.Code, world.Grassroots.Code);

        // The lower one's new superior is still below it when its row comes.
        var preview = await world.PlanUnitsAsync(world.District, $"{upper},Đảng bộ xã Suối Mơ,Đảng bộ cơ sở,{lower}",
            $"{lower},Chi bộ Khu 14,Chi bộ,{world.District.Code}");
        await world.CommittedAsync(world.District, preview);

        Assert.Equal(
            [$"{lower}|{world.District.Code}|có", $"{upper}|{lower}|có", $"{world.SecondBranch.Code}|{upper}|có"],
            await database.SqlAsync(world, $"""
                select u.code, p.code, u.path = p.path || split_part(u.path, '.', -2) || '.' from registry.units u
                    join registry.units p on p.id = u.parent_id
                where u.path ^@ $1 and u.code in ('{upper}', '{lower}', '{world.SecondBranch.Code}') order by length(u.path)
                """));
    }

    [Fact]
    public async Task Superiors_in_a_circle_are_problems_and_so_is_what_hangs_on_them()
    {
        var world = await database.NewWorldAsync();
        var (root, known) = (world.District.Code, world.Grassroots.Code);

        var preview = await world.PlanUnitsAsync(
            world.District,
            $"{root}-1,Đảng bộ Một,Đảng bộ cơ sở,{root}-2", $"{root}-2,Đảng bộ Hai,Đảng bộ cơ sở,{root}-1",
                $"{root}-3,Chi bộ Ba,Chi bộ,{root}-2",
            $"{known},Đảng bộ xã Suối Mơ,Đảng bộ cơ sở,{world.Branch.Code}", $"{root}-4,Chi bộ Bốn,Chi bộ,{root}-4");

        Assert.Equal((0, 0, 0, 5), preview.Counts());
        Assert.Equal(
            [Circle, Circle, "Tổ chức cấp trên ở dòng 3 có lỗi. Sửa dòng đó trước.", Circle, Circle],
            preview.Problems.Select(p => p.Reason));
    }

    [Fact]
    public async Task A_superior_of_the_unit_that_is_loaded_is_not_passed_over_in_silence()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanUnitsAsync(
            world.Grassroots, $"{world.Grassroots.Code},{world.Grassroots.Name},Đảng bộ cơ sở,KHAC",
            $"{world.Branch.Code},{world.Branch.Name},Chi bộ thôn,{world.Grassroots.Code}");
        var right = await world.PlanUnitsAsync(
            world.Grassroots, $"{world.Grassroots.Code},{world.Grassroots.Name},Đảng bộ cơ sở,{world.District.Code}");

        Assert.Equal((0, 0, 2, 0), preview.Counts());
        Assert.Equal(
            (false, "Danh sách này không đổi cấp trên của tổ chức đang nhập; ô này không dùng đến."),
            (Assert.Single(preview.Problems).Blocks, preview.Problems[0].Reason));
        Assert.Empty(right.Problems);
    }

    [Fact]
    public async Task What_hangs_on_a_row_that_cannot_be_loaded_is_not_loaded_either()
    {
        var world = await database.NewWorldAsync();
        var root = world.District.Code;

        var preview = await world.PlanUnitsAsync(
            world.District,
            $"{root}-1,Đảng bộ Một,Hội,", $"{root}-2,Đảng bộ bộ phận Hai,Đảng bộ bộ phận,{root}-1", $"{root}-3,Chi bộ Ba,Chi bộ,{root}-2",
            $"{root}-4,Chi bộ Bốn,Chi bộ,KHONG-CO", $"{root}-5,Chi bộ Năm,Chi bộ,");
        await world.CommittedAsync(world.District, preview, goodRowsOnly: true);

        Assert.Equal((1, 0, 0, 4), preview.Counts());
        Assert.Equal(
            [
                "Dòng 2: “Hội”. Không có loại tổ chức này. Ghi một trong: Cơ quan Trung ương, Đảng bộ tỉnh, thành phố, Đảng bộ cấp trên "
                    + "trực tiếp cơ sở, Đảng bộ cơ sở, Đảng bộ bộ phận, Chi bộ cơ sở, Chi bộ. Nếu tên này đúng, quản trị hệ "
                    + "thống thêm ở trang Quản trị, mục “Loại tổ chức”.",
                $"Dòng 3: “{root}-1”. Tổ chức cấp trên ở dòng 2 có lỗi. Sửa dòng đó trước.",
                $"Dòng 4: “{root}-2”. Tổ chức cấp trên ở dòng 2 có lỗi. Sửa dòng đó trước.",
                "Dòng 5: “KHONG-CO”. Không có tổ chức nào mang mã này trong tệp hoặc trong phạm vi đang nhập.",
            ],
            preview.Problems.Select(p => p.ToString()));
        Assert.Equal([$"{root}-5"],
            await database.SqlAsync(world, $"select code from registry.units where path ^@ $1 and code ^@ '{root}-'"));
    }

    [Fact]
    public async Task A_superior_whose_own_row_is_bad_stays_where_it_is_and_may_close_a_circle()
    {
        var world = await database.NewWorldAsync();
        var (lower, upper) = (world.Branch.Code, world.Grassroots.Code);

        var preview = await world.PlanUnitsAsync(world.District, $"{lower},Chi bộ Khu 14,Hội,{world.District.Code}",
            $"{upper},Đảng bộ xã Suối Mơ,Đảng bộ cơ sở,{lower}");

        Assert.Equal((0, 0, 0, 2), preview.Counts());
        Assert.Equal(Circle, preview.Problems[1].Reason);
    }

    [Fact]
    public async Task One_code_is_one_unit_in_the_file_and_in_the_registry_in_whatever_case()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanUnitsAsync(
            world.Grassroots,
            $"{world.Branch.Code}-x,Chi bộ X,Chi bộ,", $"{world.Branch.Code}-X,Chi bộ Y,Chi bộ,",
                $"{world.OtherBranch.Code.ToLowerInvariant()},Chi bộ Z,Chi bộ,");

        Assert.Equal((1, 0, 0, 2), preview.Counts());
        Assert.Equal(["Mã này đã có ở dòng 2. Mỗi tổ chức một mã.", "Mã này thuộc một tổ chức ngoài phạm vi đang nhập. Kiểm tra lại mã."],
            preview.Problems.Select(p => p.Reason));
    }

    [Fact]
    public async Task A_branch_with_members_does_not_become_something_that_holds_none()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.Branch);

        var preview = await world.PlanUnitsAsync(
            world.District, $"{world.Branch.Code},Chi bộ Khu 14,Đảng bộ bộ phận,{world.Grassroots.Code}",
                $"{world.SecondBranch.Code},Chi bộ Khu 15,Đảng bộ bộ phận,{world.Grassroots.Code}");

        Assert.Equal((0, 1, 0, 1), preview.Counts());
        Assert.Equal("Tổ chức này đang có đảng viên, mà Đảng bộ bộ phận không có đảng viên sinh hoạt trực tiếp. Chuyển đảng viên đi trước.",
            Assert.Single(preview.Problems).Reason);
    }

    [Fact]
    public async Task A_unit_too_deep_for_any_path_is_a_problem()
    {
        var world = await database.NewWorldAsync();
        var root = world.District.Code;

        var preview = await world.PlanUnitsAsync(world.District,
            [.. Enumerable.Range(1, 12).Select(i => $"{root}-{i},Đảng bộ {i},Đảng bộ cơ sở,{(i == 1 ? root : $"{root}-{i - 1}")}")]);

        Assert.Equal((9, 0, 0, 3), preview.Counts());
        Assert.Equal("Tổ chức này nằm ở cấp thứ 11; nhiều nhất 10 cấp.", preview.Problems[0].Reason);
    }

    [Fact]
    public async Task A_unit_that_was_changed_since_makes_the_plan_stale()
    {
        var world = await database.NewWorldAsync();
        var stale = await world.PlanUnitsAsync(world.District, $"{world.Branch.Code},Chi bộ Một,Chi bộ,{world.Grassroots.Code}",
            $"{world.District.Code}-1,Chi bộ Mới,Chi bộ,");
        await world.CommittedAsync(world.District,
            await world.PlanUnitsAsync(world.District, $"{world.Branch.Code},Chi bộ Hai,Chi bộ,{world.Grassroots.Code}"));

        Assert.Equal(Moved, (await world.CommitAsync(world.District, stale)).FirstError.Description);
        Assert.Equal(["Chi bộ Hai|6"],
            await database.SqlAsync(world,
            $"select max(name) filter (where code = '{world.Branch.Code}'), count(*) from registry.units where path ^@ $1"));
    }

    [Fact]
    public async Task A_list_planned_twice_makes_no_unit_twice()
    {
        var world = await database.NewWorldAsync();
        var row = $"{world.District.Code}-1,Chi bộ Mới,Chi bộ,";
        var first = await world.PlanUnitsAsync(world.District, row);
        var second = await world.PlanUnitsAsync(world.District, row);

        var both = await Task.WhenAll(world.CommitAsync(world.District, first), world.CommitAsync(world.District, second));

        Assert.Equal(Moved, Assert.Single(both, done => done.IsError).FirstError.Description);
        Assert.Equal(["7"], await database.SqlAsync(world, "select count(*) from registry.units where path ^@ $1"));
    }

    [Fact]
    public async Task Two_plans_that_are_right_alone_make_no_circle_together()
    {
        var world = await database.NewWorldAsync();
        var first = await world.PlanUnitsAsync(world.District,
            $"{world.Grassroots.Code},Đảng bộ xã Suối Mơ,Đảng bộ cơ sở,{world.OtherGrassroots.Code}");
        var second = await world.PlanUnitsAsync(world.District,
            $"{world.OtherGrassroots.Code},Đảng bộ xã Đồi Thông,Đảng bộ cơ sở,{world.Grassroots.Code}");

        var both = await Task.WhenAll(world.CommitAsync(world.District, first), world.CommitAsync(world.District, second));

        Assert.Equal(Moved, Assert.Single(both, done => done.IsError).FirstError.Description);
        Assert.Equal(["5"],
            await database.SqlAsync(world,
            "select count(*) from registry.units u join registry.units p on p.id = u.parent_id and u.path ^@ p.path where u.path ^@ $1"));
    }

    [Fact]
    public async Task A_branch_that_gained_members_since_does_not_lose_them_to_its_new_kind()
    {
        var world = await database.NewWorldAsync();
        var preview = await world.PlanUnitsAsync(world.District,
            $"{world.Branch.Code},Chi bộ Khu 14,Đảng bộ bộ phận,{world.Grassroots.Code}");
        await world.MemberAsync(world.Branch);

        Assert.Equal(Moved, (await world.CommitAsync(world.District, preview)).FirstError.Description);
        Assert.Equal(["chi-bo"],
            await database.SqlAsync(world, $"select kind_code from registry.units where code = '{world.Branch.Code}' and path ^@ $1"));
    }

    /// <summary>Code, name, kind, superior, whether the path leads through the superior, first day.</summary>
    private Task<string[]> TreeAsync(World world, string which) => database.SqlAsync(world, $"""
        select u.code, u.name, u.kind_code, p.code, u.path = p.path || split_part(u.path, '.', -2) || '.', u.valid_from
        from registry.units u join registry.units p on p.id = u.parent_id where u.path ^@ $1 and {which} order by u.code
        """);
}
