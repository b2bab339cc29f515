using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>Member lists in which one column says two things.</summary>
public sealed class DividedCellTests
{
    [Theory]
    [InlineData("Nguyễn Văn An, 1958", "1958")]
    [InlineData("Nguyễn Văn An (12/05/1958)", "12/05/1958")]
    [InlineData("Nguyễn Văn An (sinh ngày 12/5/1958)", "12/05/1958")]
    [InlineData("Nguyễn Văn An - 1958", "1958")]
    [InlineData("NGUYỄN VĂN AN\n12/05/1958", "12/05/1958")]
    [InlineData("1. Nguyễn Văn An; sn 1958", "1958")]
    [InlineData("Đ/c Nguyễn Văn An, sinh năm 1958.", "1958")]
    [InlineData("Nguyễn Văn An 1958", "1958")]
    [InlineData("Nguyễn Văn An (Bí thư), 12-05-1958", "12/05/1958")]
    [InlineData("Nguyễn Văn An", "")]
    public void A_name_and_a_birth_are_two_things(string cell, string birth)
    {
        var list = MembersOf(
            ["STT", "Họ và tên, ngày sinh", "Số CCCD"],
            [1, cell, "001058000012"],
            [2, "Trần Thị Bình, 03/02/1961", "001161000018"]);

        var row = list.Rows().First();

        Assert.Equal(("Nguyễn Văn An", birth), (row.FullName, Born(row)));
        Assert.False(row.IsBlocked);
        Assert.Contains("Cột B “Họ và tên, ngày sinh” ghi cả họ tên và ngày sinh: tách ra làm hai.", list.Notes);
    }

    /// <summary>Each more of them took twice as long: such a test would not end.</summary>
    [Theory]
    [InlineData(" sn::::")]
    [InlineData(" sinh năm. :")]
    [InlineData("ct.... ")]
    [InlineData(" 1/1/19")]
    public void Cells_made_to_be_looked_at_for_long_are_soon_no_two_things(string piece)
    {
        foreach (var times in new[] { 20, 3_000 })
        {
            var cell = string.Concat(Enumerable.Repeat(piece, times).Prepend("A").Append("x"));
            var list = MembersOf(
                ["STT", "Họ và tên, ngày sinh", "Ngày vào Đảng (dự bị, chính thức)"],
                [1, "Trần Thị Bình, 03/02/1961", "12/05/1980; 12/05/1981"],
                [2, cell, cell]);

            Assert.Equal([false, true], list.Rows().Select(row => row.IsBlocked));
        }
    }

    [Theory]
    [InlineData("Nguyễn Văn Sinh, 1958", "Nguyễn Văn Sinh")]
    [InlineData("NGUYỄN VĂN SINH 1958", "Nguyễn Văn Sinh")]
    [InlineData("nguyễn văn sinh (1958)", "Nguyễn Văn Sinh")]
    [InlineData("Nguyễn Văn Sinh, sinh 1958", "Nguyễn Văn Sinh")]
    [InlineData("Trần Thị Năm 1958", "Trần Thị Năm")]
    [InlineData("H'Hen Niê, 1958", "H'Hen Niê")]
    public void A_name_that_is_also_a_word_of_a_birth_stays(string cell, string name)
    {
        var row = MembersOf(["STT", "Họ và tên, năm sinh"], [1, cell], [2, "Trần Thị Bình, 1961"]).Rows().First();

        Assert.Equal((name, 1958), (row.FullName, row.BirthYear));
    }

    [Theory]
    [InlineData("Họ tên - năm sinh")]
    [InlineData("Họ và tên (năm sinh)")]
    [InlineData("Họ và tên/Ngày tháng năm sinh")]
    [InlineData("HỌ VÀ TÊN")]
    public void Such_a_list_needs_no_other_column_that_tells_people_apart(string heading) =>
        Assert.Equal(
            ["Nguyễn Văn An 1958", "Trần Thị Bình 03/02/1961"],
            MembersOf(["STT", heading], [1, "Nguyễn Văn An, 1958"], [2, "Trần Thị Bình (03/02/1961)"]).Rows()
                .Select(row => $"{row.FullName} {Born(row)}"));

    [Theory]
    [InlineData("Nguyễn Văn An, 58")]
    [InlineData("Nguyễn Văn An, 12/13/1958")]
    [InlineData("Nguyễn Văn An, 2024")]
    [InlineData("Nguyễn Văn An, 1958, 1960")]
    public void What_is_no_birth_of_a_member_is_refused_at_the_cell(string cell)
    {
        var row = MembersOf(
            ["STT", "Họ và tên, năm sinh", "Số CCCD"], [1, cell, "001058000012"], [2, "Trần Thị Bình, 1961", "001161000018"])
            .Rows().First();

        Assert.StartsWith("Dòng 2, cột B (Họ và tên): “", Assert.Single(row.Problems, problem => problem.Blocks).ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_such_a_cell_is_one_fault_and_not_one_of_each_half()
    {
        var row = MembersOf(
            ["STT", "Họ và tên, năm sinh", "Số CCCD"], [1, new SheetCell(SheetCellKind.Fault, "#REF!"), "001058000012"],
            [2, "Trần Thị Bình, 1961", "001161000018"]).Rows().First();

        Assert.StartsWith("Dòng 2, cột B (Họ và tên): “#REF!”", Assert.Single(row.Problems).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_birth_that_one_name_has_where_the_heading_asks_for_none_is_a_problem() =>
        Assert.Contains("còn ghi “1958”", Assert.Single(MembersOf(
            ["STT", "Họ và tên", "Số CCCD"], [1, "Nguyễn Văn An (1958)", "001058000012"], [2, "Trần Thị Bình", "001161000018"],
            [3, "Lê Văn Chi", "001063000019"]).Rows().First().Problems).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_place_and_a_day_below_the_list_are_nobody()
    {
        var list = MembersOf(
            ["STT", "Họ và tên, năm sinh"], [1, "Nguyễn Văn An, 1958"], [2, "Trần Thị Bình, 1961"], [null, "Hòa Lạc, 15/01/2026"],
            [null, "Hòa Lạc, ngày 15 tháng 01 năm 2026"], [null, "Tổng cộng: 2 đồng chí"]);

        Assert.Equal(["Nguyễn Văn An", "Trần Thị Bình"], list.Rows().Select(row => row.FullName));
    }

    [Theory]
    [InlineData("12/05/1980; 12/05/1981", "12/05/1980", "12/05/1981")]
    [InlineData("12/5/1980 - 12/5/1981", "12/05/1980", "12/05/1981")]
    [InlineData("12-05-1980\n12-05-1981", "12/05/1980", "12/05/1981")]
    [InlineData("12.5.1980 12.5.1981", "12/05/1980", "12/05/1981")]
    [InlineData("DB: 12/05/1980, CT: 12/05/1981", "12/05/1980", "12/05/1981")]
    [InlineData("CT: 12/05/1981; DB: 12/05/1980", "12/05/1980", "12/05/1981")]
    [InlineData("Dự bị 12/05/1980\nChính thức 12/05/1981", "12/05/1980", "12/05/1981")]
    [InlineData("Ngày kết nạp: 12/05/1980; ngày chính thức: 12/05/1981", "12/05/1980", "12/05/1981")]
    [InlineData("12/05/1980 (dự bị), 12/05/1981 (chính thức)", "12/05/1980", "12/05/1981")]
    [InlineData("12/05/1980", "12/05/1980", "")]
    [InlineData("CT: 12/05/1981", "", "12/05/1981")]
    public void Admission_and_official_day_stand_in_one_cell(string cell, string joined, string official)
    {
        foreach (var heading in new[] { "Ngày vào Đảng (dự bị, chính thức)", "Ngày vào Đảng/ngày chính thức", "Ngày vào Đảng\nChính thức" })
        {
            var list = Admitted(heading, cell);
            var row = list.Rows().First();

            Assert.Equal((joined, official), ($"{row.JoinedOn:dd/MM/yyyy}", $"{row.OfficialOn:dd/MM/yyyy}"));
            Assert.Empty(row.Problems);
            Assert.Contains(list.Notes, note => note.Contains("ghi cả ngày kết nạp và ngày chính thức", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("12/05/1981; 12/05/1980")]
    [InlineData("12/05/1980; 12/05/1981; 12/05/1982")]
    [InlineData("DB: 12/05/1980; 12/05/1981 tại Hòa Lạc")]
    public void Days_of_which_nobody_can_tell_which_is_which_are_a_problem_that_says_what_to_do(string cell) =>
        Assert.Equal(
            "Ô này có nhiều ngày, không rõ ngày nào là ngày nào. Ghi mỗi ngày ở một cột, hoặc ghi “DB: 12/05/1980; CT: 12/05/1981”.",
            Assert.Single(Admitted("Ngày vào Đảng (dự bị, chính thức)", cell).Rows().First().Problems).Reason);

    [Fact]
    public void A_day_that_is_none_among_two_is_a_problem_of_its_own_field()
    {
        var row = Admitted("Ngày vào Đảng (dự bị, chính thức)", "12/05/1980; 31/02/1981").Rows().First();

        Assert.True(row.IsBlocked);
    }

    [Fact]
    public void Two_days_beside_a_column_of_the_official_one_are_a_problem() =>
        Assert.Contains("Ô này có nhiều ngày", Assert.Single(MembersOf(
            ["STT", "Họ và tên", "Số CCCD", "Ngày vào Đảng", "Ngày chính thức"],
            [1, "Nguyễn Văn An", "001058000012", "12/05/1980; 12/05/1981", "12/05/1981"]).Rows().First().Problems).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void Cells_of_dates_are_the_day_of_admission()
    {
        var row = MembersOf(
            ["STT", "Họ và tên", "Số CCCD", "Ngày vào Đảng (dự bị, chính thức)"],
            [1, "Nguyễn Văn An", "001058000012", new DateOnly(1980, 5, 12)],
            [2, "Trần Thị Bình", "001161000018", "12/05/1980; 12/05/1981"]).Rows().First();

        Assert.Equal((new DateOnly(1980, 5, 12), null), (row.JoinedOn, row.OfficialOn));
    }

    private static MemberList Admitted(string heading, string cell) => MembersOf(
        ["STT", "Họ và tên", "Số CCCD", heading],
        [1, "Nguyễn Văn An", "001058000012", cell],
        [2, "Trần Thị Bình", "001161000018", "03/02/1985; 03/02/1986"]);

    private static string Born(MemberRow row) => row.BirthDate is { } day ? $"{day:dd/MM/yyyy}" : $"{row.BirthYear}";
}
