using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>Who a row means where several people fit: never a guess.</summary>
public sealed class MemberTwinTests(TestDatabase database)
{
    private const string Twin = "Trùng người với dòng 2 trong cùng tệp, hoặc hai đồng chí cùng họ tên chưa có gì để phân biệt. "
        + "Bỏ bớt một dòng, hoặc ghi số định danh cá nhân, hoặc ghi “mới” vào cột Mã PartyNet nếu là người khác.";

    private const string Unsure = "Chi bộ đã có đồng chí cùng họ tên mà chưa đủ để biết có phải một người: Lê Văn An";

    [Theory]
    [InlineData("Lê Văn An,,001060000001,1960", "Lê Văn Ân,,001060000001,1961", "one number under two names")]
    [InlineData("Lê Văn An,001060000001,,1960", "Lê Văn An,,001060000001,1960", "one number, once in each column")]
    [InlineData("Lê Văn An,,,02/03/1960", "LÊ VĂN AN,,,02/03/1960", "one name, one birth date, no numbers")]
    [InlineData("Lê Văn An,,,02/03/1960", "Lê Văn An,,,1960", "one name, the day known of one only")]
    [InlineData("Lê Văn An,,,1960", "Lê Văn An,,,,03/02/1990", "one name, nothing known of one birth")]
    [InlineData("Lê Văn An,,001060000001,1960", "Lê Văn An,,,1960", "the first with a number, the second without")]
    [InlineData("Lê Văn An,,,1960", "Lê Văn An,,001060000001,1960", "the first without a number, the second with one")]
    public async Task Two_rows_that_are_or_may_be_one_person_are_not_both_loaded(string first, string second, string why)
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanFileAsync(world.Branch, "Họ và tên,Số thẻ,Số CCCD,Ngày sinh,Ngày kết nạp", first, second);

        Assert.True((1, 0, 0, 1) == preview.Counts(), why);
        Assert.Equal((3, Twin), (preview.Problems.Single(p => p.Blocks).Row, preview.Problems.Single(p => p.Blocks).Reason));
    }

    [Theory]
    [InlineData("Lê Văn An,,,02/03/1960", "Lê Văn An,,,03/03/1960", "another birth date")]
    [InlineData("Lê Văn An,,,1960", "Lê Văn An,,,1961", "another year of birth")]
    [InlineData("Lê Văn An,,001060000001,02/03/1960", "Lê Văn An,,001060000002,02/03/1960", "one name and birth date, a number each")]
    [InlineData("Lê Văn An,,001060000001,02/03/1960", "Lê Văn An,,,03/03/1960", "a number, and another birth date")]
    public async Task Two_people_of_one_name_are_both_loaded_and_found_again(string first, string second, string why)
    {
        var world = await database.NewWorldAsync();
        string[] list = ["Họ và tên,Số thẻ,Số CCCD,Ngày sinh", first, second];

        var preview = await world.PlanFileAsync(world.Branch, list);
        await world.CommittedAsync(world.Branch, preview);

        Assert.True((2, 0, 0, 0) == preview.Counts(), why);
        Assert.Equal((0, 0, 2, 0), (await world.PlanFileAsync(world.Branch, list)).Counts());
    }

    [Theory]
    [InlineData("02/03/1960", "02/03/1961")]
    [InlineData("02/03/1960", "02/04/1960")]
    [InlineData("02/03/1960", "12/03/1960")]
    [InlineData("02/03/1960", "03/02/1960")]
    [InlineData("1957", "1958")]
    [InlineData("02/03/1957", "1958")]
    public async Task A_birth_one_slip_away_from_that_of_a_namesake_is_asked_about(string known, string listed)
    {
        var world = await database.NewWorldAsync();
        await world.CommittedAsync(world.Branch, await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", $"Lê Văn An,{known}"));

        var asked = await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", $"Lê Văn An,{listed}");
        var answered = await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh,Mã PartyNet", $"Lê Văn An,{listed},mới");

        Assert.Equal(1, asked.Plan.Decisions);
        Assert.StartsWith(
            "Chi bộ đã có đồng chí cùng họ tên, ngày sinh gần giống: Lê Văn An", asked.Problems.Single(p => p.AsksWho).Reason,
            StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0), answered.Counts());
    }

    [Theory]
    [InlineData("02/03/1960", "05/07/1961")]
    [InlineData("1957", "1960")]
    public async Task A_birth_far_from_that_of_a_namesake_is_of_somebody_new(string known, string listed)
    {
        var world = await database.NewWorldAsync();
        await world.CommittedAsync(world.Branch, await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", $"Lê Văn An,{known}"));

        Assert.Equal((1, 0, 0, 0), (await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", $"Lê Văn An,{listed}")).Counts());
    }

    [Theory]
    [InlineData("Lê Thị Hoa", "Lê Thị Ngọc Hoa")]
    [InlineData("Nguyễn Văn An", "Nguyễn Văn Anh")]
    [InlineData("Trần Văn Phước", "Trần Văn Phướt")]
    public async Task A_name_like_that_of_who_was_born_the_same_day_in_the_branch_is_asked_about(string known, string listed)
    {
        var world = await database.NewWorldAsync();
        await world.CommittedAsync(world.Branch, await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", $"{known},02/03/1960"));

        var asked = await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", $"{listed},02/03/1960");
        var answered = await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh,Mã PartyNet", $"{listed},02/03/1960,mới");

        Assert.Equal(1, asked.Plan.Decisions);
        Assert.StartsWith(
            $"Chi bộ đã có đồng chí cùng ngày sinh, họ tên gần giống: {known}", asked.Problems.Single(p => p.AsksWho).Reason,
            StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0), answered.Counts());
    }

    [Theory]
    [InlineData("Lê Thị Hoa,02/03/1960", "Trần Văn Bình,02/03/1960", "another name")]
    [InlineData("Lê Thị Hoa,02/03/1960", "Lê Thị Ngọc Hoa,05/07/1960", "another day")]
    public async Task Who_shares_a_birthday_or_part_of_a_name_alone_is_somebody_new(string known, string listed, string why)
    {
        var world = await database.NewWorldAsync();
        await world.CommittedAsync(world.Branch, await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", known));

        Assert.True((1, 0, 0, 0) == (await world.PlanFileAsync(world.Branch, "Họ và tên,Ngày sinh", listed)).Counts(), why);
    }

    [Fact]
    public async Task Namesakes_of_two_branches_are_two_people_where_anything_tells_them_apart()
    {
        var world = await database.NewWorldAsync();

        var preview = await world.PlanAsync(
            world.District, Row("Lê Văn An", born: "02/03/1960", branch: world.Branch.Code),
            Row("Lê Văn An", born: "02/03/1960", branch: world.SecondBranch.Code),
            Row("Lê Văn Ba", born: "1960", branch: world.Branch.Code), Row("Lê Văn Ba", born: "1960", branch: world.SecondBranch.Code),
            Row("Lê Văn Tư", born: "02/03/1960", branch: world.Branch.Code),
            Row("Lê Văn Tư", born: "02/03/1960", branch: world.SecondBranch.Code, code: "mới"));

        Assert.Equal((5, 0, 0, 1), preview.Counts());
        Assert.Equal((3, Twin), (Assert.Single(preview.Problems).Row, preview.Problems[0].Reason));
    }

    [Fact]
    public async Task Two_rows_that_lead_to_one_member_by_different_numbers_are_one_person()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", "12345678", "001060000001", "02/03/1960"));

        var preview = await world.PlanAsync(world.Branch, Row("Lê Văn An", "12345678", position: "Bí thư"),
            Row("Lê Văn An", citizen: "001060000001", position: "Phó Bí thư"));

        Assert.Equal((0, 1, 0, 1), preview.Counts());
        Assert.Equal(Twin, Assert.Single(preview.Problems).Reason);
    }

    [Fact]
    public async Task Numbers_of_two_members_in_one_row_are_a_question()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", "12345678", born: "1960"),
            Row("Lê Văn Ba", citizen: "001060000001", born: "1961"));

        var preview = await world.PlanAsync(world.Branch, Row("Lê Văn An", "12345678", "001060000001"));

        Assert.StartsWith("Các số ở dòng này là của nhiều đồng chí: Lê Văn An, sinh 1960, Chi bộ Khu 14, mã PartyNet ",
            Assert.Single(preview.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_without_number_gains_the_one_that_a_later_list_has()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960"), Row("Lê Văn Ba", born: "1961"));

        var preview = await world.ImportAsync(world.Branch, Row("Lê Văn An", "001060000001", "001060000001", "02/03/1960"),
            Row("Lê Văn Ba", citizen: "001060000002", born: "1961"));

        Assert.Equal((0, 2, 0, 0), preview.Counts());
        Assert.Equal(["Số thẻ đảng viên: (chưa có) → …001", "Số CCCD: (chưa có) → …001", "Số CCCD: (chưa có) → …002"],
            preview.Differences());
        Assert.Equal(["2"], await database.SqlAsync(world, "select count(*) from registry.members where unit_path ^@ $1"));
    }

    [Theory]
    [InlineData("02/03/1960", ",,,02/03/1960", null, "the same birth")]
    [InlineData("02/03/1960", ",,,1960", Unsure, "the year alone")]
    [InlineData("1960", ",,,02/03/1960", Unsure, "the day now, the year before")]
    [InlineData("1960", ",001060000001,", Unsure, "a number, but no birth")]
    public async Task A_member_without_number_is_known_by_name_birth_and_branch_together(string known, string row, string? problem,
        string why)
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", born: known));

        var preview = await world.PlanFileAsync(world.Branch, "Họ và tên,Số thẻ,Số CCCD,Ngày sinh", "Lê Văn An" + row);

        Assert.True((preview.Problems.SingleOrDefault()?.Reason ?? "").StartsWith(problem ?? "", StringComparison.Ordinal), why);
        Assert.Equal(problem is null ? (0, 0, 1, 0) : (0, 0, 0, 1), preview.Counts());
    }

    [Fact]
    public async Task A_row_without_number_is_the_member_of_its_name_day_of_birth_and_branch()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Trần Hoà Quí", citizen: "001060000001", born: "02/03/1960"));

        var same = await world.PlanAsync(world.Branch, Row("Trần Hòa Quý", born: "02/03/1960"));
        var marks = await world.PlanAsync(world.Branch, Row("Trần Hoa Quý", born: "02/03/1960"));
        var year = await world.PlanAsync(world.Branch, Row("Trần Hoà Quí", born: "1960"));

        Assert.Equal((0, 1, 0, 0), same.Counts());
        Assert.Equal((0, 1, 0, 1), (marks.Plan.Problems, marks.Plan.Decisions, year.Plan.Problems, year.Plan.Decisions));
        Assert.All([.. marks.Problems, .. year.Problems], problem => Assert.True(problem.AsksWho));
    }

    [Fact]
    public async Task The_card_of_before_2025_and_the_number_that_took_its_place_are_one_person()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", "12345678", born: "02/03/1960"),
            Row("Lê Văn Ba", "22345678", born: "02/03/1961"));

        var renewed = await world.ImportAsync(world.Branch, Row("Lê Văn An", "001060000001", "001060000001", "02/03/1960"));
        var both = await world.PlanFileAsync(
            world.Branch, "Họ và tên,Số thẻ đảng cũ,Số thẻ,Số CCCD", "Lê Văn Ba,22345678,001061000002,001061000002");
        var older = await world.PlanAsync(world.Branch, Row("Lê Văn An", "12345678", born: "02/03/1960"));

        Assert.Equal(["Số thẻ đảng viên: (số khác) → …001", "Số CCCD: (chưa có) → …001"], renewed.Differences());
        Assert.Equal((0, 1, 0, 0), both.Counts());
        Assert.Equal((0, 0, 1, 0), older.Counts());
    }

    [Theory]
    [InlineData("001060000011", "02/03/1960",
        "Chi bộ đã có đồng chí cùng họ tên, cùng ngày sinh, nhưng số khác: Lê Văn An, sinh 02/03/1960")]
    [InlineData("001060000011", "02/03/1961", null)]
    public async Task A_number_that_differs_asks_who_is_meant(string number, string born, string? question)
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"));

        var preview = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: number, born: born));
        var answered = await world.PlanAsync(world.Branch, Row("Lê Văn An", citizen: number, born: born, code: "Mới"));

        Assert.Equal(question is null ? (1, 0, 0, 0) : (0, 0, 0, 1), preview.Counts());
        Assert.StartsWith(question ?? "", preview.Problems.SingleOrDefault()?.Reason ?? "", StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0), answered.Counts());
    }

    [Fact]
    public async Task A_number_beside_another_name_and_birth_names_both_sides_and_overwrites_nobody()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, Row("Lê Thị Một", citizen: "001080000021", born: "01/02/1980", branch: world.Branch.Code));
        var code = Assert.Single(await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1"));

        var wrong = await world.PlanAsync(world.District,
            Row("Trần Hoàn Khác", citizen: "001080000021", born: "09/09/1990", branch: world.SecondBranch.Code));
        var renamed = await world.PlanAsync(world.District,
            Row("Lê Thị Mốt", citizen: "001080000021", born: "01/03/1980"), Row("Trần Hoàn", citizen: "001080000021", code: code));

        Assert.Equal((0, 0, 0, 1), wrong.Counts());
        Assert.Equal(
            $"Số ở dòng này là của đồng chí Lê Thị Một, sinh 01/02/1980, {world.Branch.Name}, mã PartyNet {code}, nhưng dòng này ghi Trần "
                + "Hoàn Khác, sinh 09/09/1990. Kiểm tra lại số. "
                + $"Nếu đúng là một người thì ghi mã PartyNet {code} vào cột Mã PartyNet.", Assert.Single(wrong.Problems).Reason);
        Assert.Equal((0, 1, 0, 1), renamed.Counts());
    }

    [Fact]
    public async Task Somebody_of_the_same_name_and_day_in_another_branch_is_a_question()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.District, Row("Lê Văn An", born: "02/03/1960", branch: world.Branch.Code));

        var preview = await world.PlanAsync(
            world.District, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960", branch: world.SecondBranch.Code));

        Assert.Equal(1, preview.Plan.Decisions);
        Assert.StartsWith("Chi bộ khác đã có đồng chí cùng họ tên, cùng ngày sinh: Lê Văn An", Assert.Single(preview.Problems).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_one_namesake_has_a_number_and_one_has_none_a_row_without_number_is_a_question()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"));
        await world.MemberAsync(name: "Lê Văn An", shape: m => m.Born(new DateOnly(1960, 3, 2)));

        var preview = await world.PlanAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960", position: "Bí thư"));

        Assert.Equal((0, 0, 0, 1), preview.Counts());
    }

    [Fact]
    public async Task Our_own_code_tells_namesakes_apart()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"),
            Row("Lê Văn An", citizen: "001060000002", born: "02/03/1960"));
        var codes = await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1 order by code");

        var preview = await world.ImportAsync(
            world.Branch, Row("Lê Văn An", born: "02/03/1960", code: codes[0]),
                Row("Lê Văn An", born: "02/03/1960", position: "Bí thư", code: codes[1].ToLowerInvariant()));

        Assert.Equal((0, 1, 1, 0), preview.Counts());
        Assert.Equal([codes[1]],
            await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1 and position = 'Bí thư'"));
    }

    [Fact]
    public async Task A_code_beside_somebody_elses_name_is_a_question_and_beside_a_corrected_name_is_not()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"),
            Row("Trần Thị Bình", citizen: "001060000002", born: "03/04/1961"));
        var codes = await database.SqlAsync(world, "select code from registry.members where unit_path ^@ $1 order by full_name");

        var shifted = await world.PlanAsync(world.Branch, Row("Lê Văn An", born: "02/03/1960", code: codes[1]),
            Row("Trần Thị Bình", citizen: "001060000002", code: codes[0]));
        var corrected = await world.PlanAsync(world.Branch, Row("Lê Vân An", born: "02/03/1960", code: codes[0]),
            Row("Trần Thị Bính", citizen: "001060000002", code: codes[1]));

        Assert.Equal(
            [
                "Mã PartyNet này là của một đồng chí khác họ tên, khác ngày sinh. Kiểm tra xem các cột có lệch dòng không.",
                "Mã PartyNet và số ở dòng này là của hai đồng chí khác nhau. Kiểm tra xem các cột có lệch dòng không.",
            ],
            shifted.Problems.Select(p => p.Reason));
        Assert.Equal(["Họ và tên: Lê Văn An → Lê Vân An", "Họ và tên: Trần Thị Bình → Trần Thị Bính"], corrected.Differences());
    }

    [Fact]
    public async Task A_code_that_nobody_here_has_is_somebody_elses_numbering()
    {
        var world = await database.NewWorldAsync();
        await world.ImportAsync(world.Branch, Row("Lê Văn An", citizen: "001060000001", born: "02/03/1960"));

        var preview = await world.PlanFileAsync(world.Branch, "Mã đảng viên,Họ và tên,Số CCCD", "38.168.01,Lê Văn An,001060000001",
            "38.168.02,Trần Thị Bình,001060000002");

        Assert.Equal((1, 0, 1, 0), preview.Counts());
    }
}
