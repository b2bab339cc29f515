using PartyNet.Application.Imports;
using PartyNet.Domain.Members;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>Lists as the committees of branches keep them, with what each row means written down beforehand.</summary>
public sealed class CommitteeListTests
{
    [Fact]
    public void A_name_may_stand_in_three_columns() =>
        Assert.Equal(["Lê Văn An *1958", "H'Hen Niê *1960"], Said(MembersOf(
            ["STT", "Họ", "Chữ đệm", "Tên", "Năm sinh"], [1, "Lê", "Văn", "An", "1958"], [2, "H'Hen", null, "Niê", "1960"])));

    [Theory]
    [InlineData("Tổ đảng số 1", "Tổ đảng số 2")]
    [InlineData("I. Chi ủy", "II. Đảng viên")]
    [InlineData("Đảng viên chính thức", "Các đồng chí miễn sinh hoạt")]
    public void What_divides_the_members_of_a_branch_is_no_other_branch(string first, string second)
    {
        var list = MembersOf(
            ["CHI BỘ KHU 14"], ["STT", "Họ và tên", "Năm sinh"], [null, first], [1, "Lê Văn An", "1958"], [null, second],
            [2, "Trần Thị Bình", "1960"]);

        Assert.Equal(["Lê Văn An *1958 @CHI BỘ KHU 14", "Trần Thị Bình *1960 @CHI BỘ KHU 14"], Said(list));
        Assert.Equal([first, second], list.Skipped.Select(row => row.Text));
    }

    [Fact]
    public void A_letter_above_the_list_names_the_branch_in_its_head_and_not_in_its_sentences() =>
        Assert.Equal(["Lê Văn An *1958 @CHI BỘ KHU 14"], Said(MembersOf(
            ["ĐẢNG BỘ XÃ SUỐI MƠ", null, "ĐẢNG CỘNG SẢN VIỆT NAM"], ["CHI BỘ KHU 14", null, "Suối Mơ, ngày 02 tháng 3 năm 2026"],
            ["Kính gửi: Đảng ủy xã Suối Mơ"], ["Chi bộ Khu 14 báo cáo danh sách đảng viên như sau:"],
            ["STT", "Họ và tên", "Năm sinh"], [1, "Lê Văn An", "1958"], ["Nơi nhận:", null, "T/M CHI BỘ"],
            ["- Như trên;", null, "BÍ THƯ"], ["- Lưu chi bộ."])));

    [Fact]
    public void A_numbered_row_is_a_member_whatever_word_the_name_begins_with()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Năm sinh"], [1, "Cộng Văn An", "1958"], [2, "Lê Văn Ba", "1959"], [null, "Cộng: 2 đồng chí"],
            [null, "Tổng cộng", "2"]);

        Assert.Equal(["Cộng Văn An *1958", "Lê Văn Ba *1959"], Said(list));
        Assert.Equal(["Cộng: 2 đồng chí", "Tổng cộng | 2"], list.Skipped.Select(row => row.Text));
    }

    [Theory]
    [InlineData("5/58", "Lê Văn An *1958")]
    [InlineData("5-58", "Lê Văn An *1958")]
    [InlineData("12.58", "Lê Văn An *1958")]
    [InlineData("5/12", "Lê Văn An !")]
    [InlineData("13/58", "Lê Văn An !")]
    public void A_month_and_two_digits_are_the_year_of_a_birth_where_they_can_be_no_day(string typed, string member) =>
        Assert.Equal([member], Said(MembersOf(["STT", "Họ và tên", "Ngày sinh"], [1, "Lê Văn An", typed])));

    [Theory]
    [InlineData("\"        \"")]
    [InlineData("\" \"")]
    [InlineData("-nt-")]
    [InlineData("- // -")]
    [InlineData("''")]
    public void A_mark_may_be_drawn_wide(string mark) =>
        Assert.Equal(["Lê Văn An *1958 @Khu 14", "Lê Văn Ba *1959 @Khu 14"], Said(MembersOf(
            ["STT", "Họ và tên", "Năm sinh", "Chi bộ"], [1, "Lê Văn An", "1958", "Khu 14"], [2, "Lê Văn Ba", "1959", mark])));

    [Theory]
    [InlineData("1. Lê Văn An")]
    [InlineData("2) Lê Văn An")]
    [InlineData("3- Lê Văn An")]
    [InlineData("4 - Lê Văn An")]
    public void A_name_may_be_numbered(string typed) =>
        Assert.Equal(["Lê Văn An *1958"], Said(MembersOf(["Họ và tên", "Năm sinh"], [typed, "1958"])));

    [Fact]
    public void A_mark_under_full_or_probationary_is_the_kind_of_member()
    {
        var rows = MembersOf(
            ["STT", "Họ và tên", "Năm sinh", "Đảng viên", new Lent("Đảng viên")], [null, null, null, "Chính thức", "Dự bị"],
            [1, "Lê Văn An", "1958", "x", null], [2, "Lê Văn Ba", "1959", null, "X"],
            [3, "Lê Văn Tư", "1960", "19/05/1985", null]).Rows().ToList();

        Assert.Equal([MemberKind.Full, MemberKind.Probationary, null], rows.Select(row => row.Kind));
        Assert.Equal([null, null, new DateOnly(1985, 5, 19)], rows.Select(row => row.OfficialOn));
        Assert.DoesNotContain(rows, row => row.IsBlocked);
    }

    [Fact]
    public void A_second_list_beside_the_first_is_told()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Năm sinh", null, "STT", "Họ và tên", "Năm sinh"], [1, "Lê Văn An", "1958", null, 2, "Lê Văn Ba", "1959"]);

        Assert.Equal(["Lê Văn An *1958"], Said(list));
        Assert.Contains(
            "Từ cột E có một danh sách nữa đặt cạnh danh sách này: không đọc. Chép danh sách ấy xuống dưới rồi nhập lại.", list.Notes);
    }

    [Theory]
    [InlineData("0912345678-0912345679")]
    [InlineData("0912345678–0912345679")]
    [InlineData("0912 345 678 - 0912 345 679")]
    public void Of_two_phones_the_first_counts(string typed) =>
        Assert.Equal("+84912345678", Assert.Single(MembersOf(
            ["STT", "Họ và tên", "Năm sinh", "SĐT"], [1, "Lê Văn An", "1958", typed]).Rows()).Phone?.E164);

    [Theory]
    [InlineData("Lê Văn An (đã mất)")]
    [InlineData("Lê Văn An - từ trần")]
    [InlineData("Lê Văn An (chuyển sinh hoạt đi)")]
    [InlineData("Lê Văn An (đã chuyển Hà Nội)")]
    [InlineData("Lê Văn An (chuyển đi 3/2026)")]
    [InlineData("Lê Văn An (xin ra khỏi Đảng)")]
    public void Who_has_died_or_left_by_the_cell_of_the_name_is_not_loaded_as_an_active_member(string typed) =>
        Assert.True(Assert.Single(MembersOf(["STT", "Họ và tên", "Năm sinh"], [1, typed, "1958"]).Rows()).IsBlocked);

    [Theory]
    [InlineData("Lê Văn An (mất sức)")]
    [InlineData("Lê Văn An (mới chuyển đến)")]
    [InlineData("Lê Văn An (chuyển đến 2025)")]
    public void Who_has_come_is_a_member(string typed) =>
        Assert.Equal("Lê Văn An", Assert.Single(MembersOf(["STT", "Họ và tên", "Năm sinh"], [1, typed, "1958"]).Rows()).FullName);

    [Fact]
    public void Spaces_and_signs_that_nobody_sees_and_letters_in_two_parts_play_no_part() =>
        Assert.Equal(["Lê Văn Ấn *1958 @Khu 14"], Said(MembersOf(
            ["STT", "Họ\u00a0và\u00a0tên".Normalize(System.Text.NormalizationForm.FormD), "Năm\u00a0sinh", "Chi\u200b bộ"],
            [1, "Lê\u00a0Văn\u200b Ấn\ufeff".Normalize(System.Text.NormalizationForm.FormD), "\u00a01958\u200b", "Khu\u00a014"])));

    /// <summary>Name, birth, the branch that is looked for first, and ! where the row is held up.</summary>
    private static List<string> Said(MemberList list) =>
    [
        .. list.Rows().Select(row => string.Join(' ', new[]
        {
            row.FullName, row.BirthYear is { } year ? $"*{year}" : null,
            (row.BranchAbove ?? row.Branch) is { } branch ? $"@{branch}" : null, row.IsBlocked ? "!" : null,
        }.OfType<string>())),
    ];
}
