using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>What a member list would do to the registry, and what committing it leaves there.</summary>
public sealed class MemberPlanTests(TestDatabase database)
{
    private const string An = "NGUYỄN VĂN AN,001058000001,001058000001,02/03/1958,19/05/1985,Chi bộ Khu 14,Chi bộ Tổ dân phố 3,"
        + "\"Chính thức, miễn sinh hoạt\",Bí thư,0912 345 678,Hưu trí,";

    // As the tables hold them.
    private const int Probationary = 1, Full = 2;
    private const int Active = 1, Exempt = 2;
    private const int Unknown = 0, Serving = 1, Retired = 2;

    [Fact]
    public async Task A_new_member_stands_in_the_registry_as_the_list_has_them()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.ImportAsync(world.District, An,
            Row("Trần Thị Bình", born: "1960", branch: "chi bo khu 15", status: "dự bị"));

        Assert.Equal((2, 0, 0, 0), preview.Counts());
        Assert.Equal([("Nguyễn Văn An", 2), ("Trần Thị Bình", 3)], preview.Changes.Select(c => (c.Subject, c.Row)));
        Assert.Equal(
            [
                $"Nguyễn Văn An|nguyen van an|1958-03-02|1958|{Full}|{Exempt}|{Retired}|1985-05-19||Bí thư|có|có|có|0|1",
                $"Trần Thị Bình|tran thi binh||1960|{Probationary}|{Active}|{Unknown}||||không|không|không|0|1",
            ],
            await database.SqlAsync(world, """
                select full_name, search_key, birth_date, birth_year, kind, activity_status, work_status, joined_on, official_on, position,
                    card_number is not null, citizen_number is not null, phone is not null, declaration_state, version
                from registry.members where unit_path ^@ $1 order by roster_key
                """));
        Assert.Equal(
            [
                $"Nguyễn Văn An|{world.Branch.Code}|có|2026-11-23||Theo danh sách nhập",
                $"Trần Thị Bình|{world.SecondBranch.Code}|có|2026-11-23||Theo danh sách nhập",
            ],
            await database.SqlAsync(world, """
                select m.full_name, u.code, p.unit_path = u.path and m.unit_path = u.path, p."from", p."to", p.reason
                from registry.placements p join registry.members m on m.id = p.member_id join registry.units u on u.id = p.unit_id
                    and u.id = m.unit_id
                where p.unit_path ^@ $1 order by m.roster_key
                """));
        Assert.Equal(
            ["Nguyễn Văn An|Chi bộ Tổ dân phố 3"],
            await database.SqlAsync(world, """
                select m.full_name, l.residence_unit_name from registry.residence_links l join registry.members m on m.id = l.member_id
                where l.unit_path ^@ $1
                """));
        Assert.Equal(
            ["1|có", "2|có", "3|có"],
            await database.SqlAsync(world, """
                select b.field, b.owner_id = b.member_id and m.full_name = 'Nguyễn Văn An' and b.unit_path = m.unit_path
                from registry.blind_indexes b join registry.members m on m.id = b.member_id where b.unit_path ^@ $1 order by 1
                """));
    }

    [Theory]
    [InlineData("14 - Chi bộ Khu 14", "14")]
    [InlineData("14. Khu 14", "14")]
    [InlineData("III/ CB Khu 14", "III")]
    [InlineData("CB14 – Chi bộ Khu 14", "CB14")]
    [InlineData("{code} - Chi bộ Khu 14", "Chi bộ Khu 14")]
    [InlineData("Chi bộ Khu 14 ({code})", "{code}")]
    [InlineData("Chi bộ Khu 14 - tổ đảng số 2", "tổ đảng số 2")]
    public async Task A_branch_may_have_its_number_or_code_beside_it(string typed, string besides)
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanAsync(
            world.District,
            Row("Nguyễn Văn An", born: "1958", branch: typed.Replace("{code}", world.Branch.Code, StringComparison.Ordinal)));

        Assert.Equal((1, 0, 0, 0), preview.Counts());
        Assert.Equal(
            $"Hiểu là Chi bộ Khu 14; bỏ “{besides.Replace("{code}", world.Branch.Code, StringComparison.Ordinal)}” trong ô này.",
            Assert.Single(preview.Problems).Reason);
    }

    [Theory]
    [InlineData("{other} - Chi bộ Khu 14", "là hai tổ chức khác nhau")]
    [InlineData("Chi bộ Khu 14 - Chi bộ Khu 15", "là hai tổ chức khác nhau")]
    [InlineData("Chi bộ Khu 14 (cũ)", "Không có chi bộ nào tên")]
    [InlineData("14 - Chi bộ Khu 99", "Không có chi bộ nào tên")]
    [InlineData("Khu 99 - Chi bộ Khu 14", "Không có chi bộ nào tên")]
    public async Task Two_branches_in_a_cell_or_words_that_nobody_knows_are_a_problem(string typed, string reason)
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanAsync(
            world.District,
            Row("Nguyễn Văn An", born: "1958", branch: typed.Replace("{other}", world.SecondBranch.Code, StringComparison.Ordinal)));

        Assert.Equal((0, 0, 0, 1), preview.Counts());
        Assert.Contains(reason, Assert.Single(preview.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Codes_of_new_members_differ_and_their_names_sort_as_in_a_roster()
    {
        var world = await database.NewWorldAsync();

        await world.ImportAsync(
            world.Branch, Row("Lê Văn Đào", born: "1960"), Row("Lê Văn An", born: "1961"), Row("Phạm Ân", born: "1962"),
                Row("Đinh Văn An", born: "1963"), Row("Lê Văn Đạo", born: "1964"));

        Assert.Equal(
            ["Đinh Văn An", "Lê Văn An", "Phạm Ân", "Lê Văn Đào", "Lê Văn Đạo"],
            await database.SqlAsync(world, "select full_name from registry.members where unit_path ^@ $1 order by roster_key"));
        Assert.Equal(["5"], await database.SqlAsync(world, "select count(distinct code) from registry.members where unit_path ^@ $1 and "
            + "code ~ '^[0-9A-Z]{10}$' and right(roster_key, 11) = ' ' || code"));
    }

    [Fact]
    public async Task The_same_list_again_changes_nothing_and_leaves_nothing_in_audit()
    {
        var world = await database.NewWorldAsync();
        string[] rows = [An, Row("Trần Thị Bình", born: "1960", branch: world.SecondBranch.Code)];
        await world.ImportAsync(world.District, rows);
        var before = await ChangesInAuditAsync(world);

        var again = await world.ImportAsync(world.District, rows);

        Assert.Equal((0, 0, 2, 0), again.Counts());
        Assert.Empty(again.Changes);
        Assert.Equal(before, await ChangesInAuditAsync(world));
    }

    [Fact]
    public async Task What_differs_is_told_field_by_field_and_numbers_are_masked()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, An);

        var preview = await world.ImportAsync(world.District, Row(
            "Nguyễn Văn Ân", "001058000001", "001058000001", "03/03/1958", "20/05/1985", "Chi bộ Khu 14", "Chi bộ Tổ dân phố 4", "dự bị",
                "Phó Bí thư", "0912345679", "đương chức"));

        Assert.Equal((0, 1, 0, 0), preview.Counts());
        Assert.Equal(
            [
                "Họ và tên: Nguyễn Văn An → Nguyễn Văn Ân",
                "Ngày sinh: 02/03/1958 → 03/03/1958",
                "Chức vụ: Bí thư → Phó Bí thư",
                "Số điện thoại: (số khác) → …679",
                "Ngày kết nạp: 19/05/1985 → 20/05/1985",
                "Trạng thái: Chính thức, Miễn sinh hoạt → Dự bị, Miễn sinh hoạt",
                "Tình trạng công tác: Hưu trí → Đương chức",
                "Chi bộ nơi cư trú: Chi bộ Tổ dân phố 3 → Chi bộ Tổ dân phố 4",
            ],
            preview.Differences());
        Assert.Equal(
            [$"Nguyễn Văn Ân|nguyen van an|1958-03-03|1958|{Probationary}|{Exempt}|{Serving}|1985-05-20|Phó Bí thư|2|Chi bộ Tổ dân phố 4"],
            await database.SqlAsync(world, """
                select full_name, search_key, birth_date, birth_year, kind, activity_status, work_status, joined_on, position, version,
                    l.residence_unit_name
                from registry.members m join registry.residence_links l on l.member_id = m.id where m.unit_path ^@ $1
                """));
        // The old phone leads to nobody any more, the new one does, and the card was not sealed again.
        Assert.Equal((0, 0, 1, 0), (await world.PlanAsync(world.District, Row("Nguyễn Văn Ân", "001058000001", phone: "0912345679")))
            .Counts());
        Assert.Equal(["Số điện thoại: (số khác) → …678"],
            (await world.PlanAsync(world.District, Row("Nguyễn Văn Ân", "001058000001", phone: "0912345678"))).Differences());
        Assert.Equal(["3"], await database.SqlAsync(world, "select count(*) from registry.blind_indexes where unit_path ^@ $1"));
    }

    [Fact]
    public async Task Audit_says_which_columns_an_update_changed_without_what_names_or_finds_a_person()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, An);

        await world.ImportAsync(world.District, Row(
            "Nguyễn Văn Ân", "001058000001", "001058000002", "03/04/1959", "20/05/1985", "Chi bộ Khu 14", "Chi bộ Tổ dân phố 4", "dự bị",
                "Phó Bí thư", "0912345679", "đương chức"));

        Assert.Equal(
            [
                "birth_date|null", "birth_year|null", "citizen_number|null", "full_name|null", "joined_on|[\"1985-05-19\", \"1985-05-20\"]",
                    "kind|[2, 1]", "phone|null",
                "position|null", "residence_unit_name|null", "roster_key|null", "work_status|[2, 1]",
            ],
            await database.SqlAsync(world, """
                select d.key, d.value from audit.row_changes c join audit.processes p on p.id = c.process_id, jsonb_each(c.difference) d
                where p.unit_path ^@ $1 and c.operation = 'U' and c.table_name in ('members', 'residence_links') order by d.key collate "C"
                """));
    }

    [Fact]
    public async Task A_blank_cell_erases_nothing()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, An);
        const string everythingElse = """
            select to_jsonb(m) - 'position' - 'version', to_jsonb(l) from registry.members m join registry.residence_links l on l.member_id = m.id
            where m.unit_path ^@ $1
            """;
        var before = await database.SqlAsync(world, everythingElse);

        Assert.Equal((0, 0, 1, 0), (await world.PlanAsync(world.District, Row("Nguyễn Văn An", "001058000001"))).Counts());
        // Even where another cell of the row does change something.
        await world.ImportAsync(world.District, Row("Nguyễn Văn An", citizen: "001058000001", position: "Phó Bí thư"));

        Assert.Equal(before, await database.SqlAsync(world, everythingElse));
        Assert.Equal(
            ["Phó Bí thư|2"],
            await database.SqlAsync(world, "select position, version from registry.members where unit_path ^@ $1")
        );
    }

    [Fact]
    public async Task The_year_alone_says_nothing_new_of_a_birth_whose_day_is_known_and_corrects_another_year()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, An);

        Assert.Equal((0, 0, 1, 0), (await world.PlanAsync(world.District, Row("Nguyễn Văn An", "001058000001", born: "1958"))).Counts());
        var corrected = await world.ImportAsync(world.District, Row("Nguyễn Văn An", "001058000001", born: "1957"));

        Assert.Equal(["Ngày sinh: 02/03/1958 → 1957"], corrected.Differences());
        Assert.Equal(["|1957"],
            await database.SqlAsync(world, "select birth_date, birth_year from registry.members where unit_path ^@ $1"));
    }

    [Fact]
    public async Task A_member_is_known_by_a_number_in_either_column_and_gains_the_other()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, Row("Nguyễn Văn An", citizen: "001058000001", branch: world.Branch.Code));

        var preview = await world.ImportAsync(world.District, Row("Nguyễn Văn An", card: "1058000001"));

        Assert.Equal(["Số thẻ đảng viên: (chưa có) → …001"], preview.Differences());
        Assert.Equal(["1", "2"],
            await database.SqlAsync(world, "select field from registry.blind_indexes where unit_path ^@ $1 order by 1"));
        Assert.Equal((0, 0, 1, 0), (await world.PlanAsync(world.District, Row("Nguyễn Văn An", "001058000001", "001058000001"))).Counts());
    }

    [Fact]
    public async Task A_sealed_number_is_the_one_of_the_list()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District,
            Row("Nguyễn Văn An", "12345678", "001058000001", branch: world.Branch.Code, phone: "0912345678"));

        Assert.Equal(("12345678", "001058000001", "+84912345678"), await world.OpenNumbersAsync("Nguyễn Văn An"));
        await world.ImportAsync(world.District, Row("Nguyễn Văn An", "001058000001", "001058000001", phone: "0912345679"));
        Assert.Equal(("001058000001", "001058000001", "+84912345679"), await world.OpenNumbersAsync("Nguyễn Văn An"));
    }

    [Fact]
    public async Task Members_who_are_not_in_the_file_are_counted_while_active_and_nobody_is_removed()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(
            world.District, An, Row("Trần Thị Bình", born: "1960", branch: world.Branch.Code),
                Row("Lê Văn Cường", born: "1961", branch: world.SecondBranch.Code),
            Row("Lê Văn Dũng", born: "1961", branch: world.SecondBranch.Code, status: "từ trần"),
                Row("Lê Thị Hoa", born: "1961", branch: world.OtherBranch.Code));

        Assert.Equal(1, (await world.ImportAsync(world.Grassroots, An, Row("Trần Thị Bình", born: "1960", branch: world.Branch.Code)))
            .Plan.Absent);
        Assert.Equal(3, (await world.ImportAsync(world.District, An)).Plan.Absent);
        Assert.Equal(["5"], await database.SqlAsync(world, "select count(*) from registry.members where unit_path ^@ $1"));
    }

    [Fact]
    public async Task Rows_that_cannot_be_loaded_say_where_and_why()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, An);
        await world.CommittedAsync(world.District,
            await world.PlanUnitsAsync(world.District, $"{world.OtherBranch.Code}-2,Chi bộ Khu 15,chi-bo,{world.OtherGrassroots.Code}"));

        var preview = await world.PlanAsync(
            world.District,
            Row("Lê Văn Ba", born: "31/02/1960", branch: world.Branch.Code),
            Row("Lê Văn Tư", born: "1960", branch: "Chi bộ Khu 99"),
            Row("Lê Văn Năm", born: "1960", branch: "Đảng bộ xã Suối Mơ"),
            Row("Lê Văn Sáu", born: "1960", branch: "Chi bộ Khu 15"),
            Row("Lê Văn Bảy", born: "1960"),
            Row("Lê Văn Tám", born: "1960", branch: world.SecondBranch.Code));

        Assert.Equal((1, 0, 0, 5), preview.Counts());
        Assert.Equal(
            [
                "Dòng 2, cột D (Ngày sinh): “31/02/1960”. Tháng 2 năm 1960 không có ngày 31.",
                "Dòng 3: “Chi bộ Khu 99”. Không có chi bộ nào tên “Chi bộ Khu 99” trong tổ chức đang nhập. Kiểm tra tên, hoặc "
                    + "ghi mã chi bộ.",
                "Dòng 4: “Đảng bộ xã Suối Mơ”. “Đảng bộ xã Suối Mơ” (Đảng bộ cơ sở) không có đảng viên sinh hoạt trực tiếp. Ghi tên hoặc "
                    + "mã một chi bộ.",
                $"Dòng 5: “Chi bộ Khu 15”. Có 2 chi bộ cùng tên “Chi bộ Khu 15” ({world.SecondBranch.Code}, "
                    + $"{world.OtherBranch.Code}-2…). Ghi mã chi bộ thay cho tên.",
                "Dòng 6: Dòng này thiếu chi bộ. Ghi tên hoặc mã chi bộ.",
            ],
            preview.Problems.Select(p => p.ToString()));
    }

    [Fact]
    public async Task A_plan_with_problems_is_refused_unless_the_good_rows_are_asked_for()
    {
        var world = await database.NewWorldAsync();
        var preview = await world.PlanAsync(world.District, An, Row("Lê Văn Tư", born: "1960", branch: "Chi bộ Khu 99"));

        var refused = await world.CommitAsync(world.District, preview);

        Assert.Equal("Còn 1 dòng có lỗi. Sửa tệp rồi nhập lại, hoặc yêu cầu chỉ nhập các dòng đúng.", refused.FirstError.Description);
        Assert.Empty(await NamesAsync(world));
        await world.CommittedAsync(world.District, preview, goodRowsOnly: true);
        Assert.Equal(["Nguyễn Văn An"], await NamesAsync(world));
    }

    [Fact]
    public async Task A_branch_outside_the_unit_that_is_loaded_does_not_exist_for_the_list()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, Row("Lê Thị Hoa", citizen: "001058000009", branch: world.OtherBranch.Code));

        var preview = await world.PlanAsync(
            world.Grassroots, Row("Lê Văn Tư", born: "1960", branch: world.OtherBranch.Code),
                Row("Lê Văn Năm", born: "1960", branch: "Chi bộ Trường học"));

        Assert.Equal((0, 0, 0, 2), preview.Counts());
        Assert.All(preview.Problems, p => Assert.StartsWith(
            p.Found == world.OtherBranch.Code ? "Không có chi bộ nào mang mã" : "Không có chi bộ nào tên", p.Reason,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_of_units_is_of_branches_where_the_registry_has_them_and_a_row_that_names_none_is_told()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanFileAsync(
            world.District, "Họ và tên,Ngày sinh,Đơn vị", $"Lê Văn Tư,1960,{world.Branch.Code}",
            $"Lê Thị Năm,1961,{world.SecondBranch.Name}", "Lê Thị Sáu,1962,Phòng Tài chính");

        Assert.Equal((2, 0, 0, 1), preview.Counts());
        Assert.Equal([world.Branch.Name, world.SecondBranch.Name],
            preview.Changes.Select(row => row.Facts.Single(fact => fact.Field == "Chi bộ đang sinh hoạt").Value));
        Assert.Equal("Dòng này thiếu chi bộ. Ghi tên hoặc mã chi bộ.", Assert.Single(preview.Problems).Reason);
    }

    [Fact]
    public async Task A_list_without_branches_loads_into_the_branch_itself_and_leaves_known_members_where_they_are()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, Row("Lê Thị Hoa", citizen: "001058000009", branch: world.SecondBranch.Code));

        var preview = await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", "Lê Văn Tư,1960");
        await world.CommittedAsync(world.Branch, preview);
        var known = await world.PlanFileAsync(world.District, "Họ và tên,Số CCCD", "Lê Thị Hoa,001058000009");

        Assert.Equal((1, 0, 0, 0), preview.Counts());
        Assert.Equal((0, 0, 1, 0), known.Counts());
        Assert.Equal(
            [$"{world.Branch.Code}|Lê Văn Tư", $"{world.SecondBranch.Code}|Lê Thị Hoa"],
            await database.SqlAsync(world, """
                select u.code, m.full_name from registry.members m join registry.units u on u.id = m.unit_id
                where m.unit_path ^@ $1 order by u.path
                """));
    }

    [Fact]
    public async Task A_branch_that_has_ended_takes_nobody_in_and_keeps_whom_it_has()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, An);
        await world.CloseAsync(world.Branch);

        var preview = await world.PlanAsync(world.District, An, Row("Lê Văn Tư", born: "1960", branch: "Chi bộ Khu 14"));

        Assert.Equal((0, 0, 1, 1), preview.Counts());
        Assert.Equal("“Chi bộ Khu 14” đã kết thúc hoạt động. Ghi chi bộ hiện nay.", Assert.Single(preview.Problems).Reason);
    }

    private Task<string[]> NamesAsync(World world) =>
        database.SqlAsync(world, "select full_name from registry.members where unit_path ^@ $1 order by roster_key");

    private Task<string[]> ChangesInAuditAsync(World world) => database.SqlAsync(
        world, "select count(*) from audit.row_changes c join audit.processes p on p.id = c.process_id where p.unit_path ^@ $1 and "
            + "c.table_name <> 'plans'");
}
