using PartyNet.Application.Imports;
using PartyNet.Domain.Members;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>Habits of offices that were told of and are understood: what each row means was written down beforehand.</summary>
public sealed class OfficeHabitTests
{
    private static readonly object?[] Header = ["STT", "Họ và tên", "Ngày sinh", "Chi bộ", "Trạng thái"];

    public static TheoryData<object, string> Days => new()
    {
        { "05111958", "1958-11-05" }, { 5111958, "1958-11-05" }, { "5111958", "1958-11-05" }, { 25111958, "1958-11-25" },
        { "19581105", "1958-11-05" }, { "051158", "1958-11-05" }, { 2511958, "1958-01-25" }, { "5.11.58", "1958-11-05" },
        { "05/11/58", "1958-11-05" }, { "05-11-58", "1958-11-05" },
    };

    [Theory]
    [MemberData(nameof(Days))]
    public void A_day_may_be_typed_without_signs(object typed, string day)
    {
        var row = Assert.Single(MembersOf(Header, [1, "Lê Văn An", typed]).Rows());

        Assert.Equal((DateOnly.Parse(day, null), false), (row.BirthDate, row.IsBlocked));
        Assert.NotEmpty(row.Problems);
    }

    [Theory]
    [InlineData("31021958")]
    [InlineData("1111958")]
    [InlineData("2121958")]
    [InlineData("12345678")]
    [InlineData("05111998")]
    [InlineData("99111958")]
    [InlineData("511195")]
    public void Digits_that_are_no_day_or_more_than_one_are_a_problem(string typed)
    {
        var row = Assert.Single(MembersOf([.. Header, "Ngày kết nạp"], [1, "Lê Văn An", typed, null, null, "03/02/1980"]).Rows());

        Assert.True(row.IsBlocked);
    }

    [Fact]
    public void Of_seven_digits_among_eight_the_zero_in_front_is_lost()
    {
        var rows = MembersOf(Header, [1, "Lê Văn An", 25111958], [2, "Lê Văn Ba", 1111958], [3, "Lê Văn Cả", 2121960]).Rows().ToList();

        Assert.Equal([new(1958, 11, 25), new(1958, 11, 1), new(1960, 12, 2)], rows.Select(row => row.BirthDate!.Value));
        Assert.Equal("Ngày viết liền chữ số: hiểu là ngày 01/11/1958.", Assert.Single(rows[1].Problems).Reason);
    }

    [Fact]
    public void Where_one_row_has_a_month_of_one_digit_seven_digits_stay_a_question()
    {
        var rows = MembersOf(Header, [1, "Lê Văn An", 25111958], [2, "Lê Văn Ba", 1111958], [3, "Lê Văn Cả", 2511960]).Rows().ToList();

        Assert.Equal([false, true, false], rows.Select(row => row.IsBlocked));
    }

    [Fact]
    public void Of_five_digits_among_six_the_zero_in_front_is_lost()
    {
        var rows = MembersOf(Header, [1, "Lê Văn An", 251158], [2, "Lê Văn Ba", 51158], [3, "Lê Văn Cả", "31260"]).Rows().ToList();

        Assert.Equal([new(1958, 11, 25), new(1958, 11, 5), new(1960, 12, 3)], rows.Select(row => row.BirthDate!.Value));
        Assert.Contains("Ngày viết liền chữ số: hiểu là ngày 05/11/1958.", rows[1].Problems.Select(problem => problem.Reason));
    }

    [Theory]
    [InlineData(21494)]
    [InlineData("21494")]
    public void Five_digits_alone_are_a_day_as_spreadsheets_count_which_is_said(object typed)
    {
        var row = Assert.Single(MembersOf(Header, [1, "Lê Văn An", typed]).Rows());

        Assert.Equal((new DateOnly(1958, 11, 5), false), (row.BirthDate, row.IsBlocked));
        Assert.Equal(
            "Ô ghi số 21494: hiểu là ngày 05/11/1958 theo cách Excel đếm ngày.", Assert.Single(row.Problems).Reason);
    }

    [Fact]
    public void Five_digits_in_a_cell_of_dates_are_not_spoken_of() =>
        Assert.Empty(Assert.Single(MembersOf(Header, [1, "Lê Văn An", new DateOnly(1958, 11, 5)]).Rows()).Problems);

    [Fact]
    public void Days_without_signs_follow_the_order_of_their_column()
    {
        var rows = MembersOf(
            Header, [1, "Lê Văn An", 5251958], [2, "Lê Văn Ba", 12311959], [3, "Lê Văn Cả", 1131960], [4, "Lê Văn Tư", "03041961"],
            [5, "Lê Văn Sáu", "06301962"]).Rows().ToList();

        Assert.Equal(
            [new(1958, 5, 25), new(1959, 12, 31), new(1960, 1, 13), new(1961, 3, 4), new(1962, 6, 30)],
            rows.Select(row => row.BirthDate!.Value));
        Assert.Contains(rows[3].Problems, problem => problem.Reason.StartsWith("Cột này viết tháng trước ngày", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("chuyển đi 3/2026", null, ActivityStatus.TransferredOut, "3/2026")]
    [InlineData(
        "đã chuyển sinh hoạt ngày 12/2/2026 về Đảng bộ xã X", null, ActivityStatus.TransferredOut, "ngày 12/2/2026 về Đảng bộ xã X")]
    [InlineData("Chuyển SH Đảng về xã Y, tỉnh Z", null, ActivityStatus.TransferredOut, "về xã Y, tỉnh Z")]
    [InlineData("chuyển đến 5/2025", null, ActivityStatus.Active, "5/2025")]
    [InlineData("Mới chuyển đến từ Đảng bộ xã Y (2/2026)", null, ActivityStatus.Active, "từ Đảng bộ xã Y (2/2026)")]
    [InlineData("miễn SH từ 2020", null, ActivityStatus.Exempt, "từ 2020")]
    [InlineData("Miễn sinh hoạt đến 12/2026", null, ActivityStatus.Exempt, "đến 12/2026")]
    [InlineData("từ trần 2/2025", null, ActivityStatus.Deceased, "2/2025")]
    [InlineData("Đã mất (3/2/2025)", null, ActivityStatus.Deceased, "(3/2/2025)")]
    [InlineData("Khai trừ theo QĐ số 12", null, ActivityStatus.Left, "theo QĐ số 12")]
    [InlineData("Chính thức; miễn SH từ tháng 5 năm 2020", MemberKind.Full, ActivityStatus.Exempt, "từ tháng 5 năm 2020")]
    [InlineData("Dự bị từ 3/2/2026", MemberKind.Probationary, null, "từ 3/2/2026")]
    public void A_status_may_say_since_when_and_where(string typed, MemberKind? kind, ActivityStatus? activity, string besides)
    {
        var row = Assert.Single(MembersOf(Header, [1, "Lê Văn An", "1958", "Khu 14", typed]).Rows());

        Assert.Equal((kind, activity, false), (row.Kind, row.Activity, row.IsBlocked));
        Assert.Contains($"Hồ sơ không có chỗ ghi “{besides}”", Assert.Single(row.Problems).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chuyển đi 5/2026")]
    [InlineData("miễn SH đến 12/2024")]
    [InlineData("miễn SH từ 2020 đến 2024")]
    [InlineData("chuyển sinh hoạt từ Đảng bộ xã Y")]
    [InlineData("chuyển sinh hoạt về 5/2025")]
    [InlineData("chuyển đi 2020, nay sinh hoạt lại")]
    [InlineData("chuyển đến Đảng bộ xã Y")]
    [InlineData("mất sức từ 2020")]
    [InlineData("vợ mất 2020")]
    [InlineData("chính thức từ 2020, dự bị")]
    [InlineData("xin chuyển đi 2/2026")]
    [InlineData("lạ 2020")]
    public void A_status_that_is_to_come_is_over_or_may_be_the_contrary_is_a_problem(string typed)
    {
        var row = Assert.Single(MembersOf(Header, [1, "Lê Văn An", "1958", "Khu 14", typed]).Rows());

        Assert.Equal((null, null, true), (row.Kind, row.Activity, row.IsBlocked));
    }

    [Theory]
    [InlineData("Cộng Văn An")]
    [InlineData("CỘNG VĂN AN")]
    [InlineData("Cộng Hoàng Khánh Linh")]
    [InlineData("Tổng Văn An")]
    [InlineData("Lưu Ý Nhi")]
    [InlineData("Bí Văn An")]
    [InlineData("Ghi Thị Lan")]
    [InlineData("Trưởng Văn An")]
    [InlineData("Lập Văn An")]
    [InlineData("Bàn Thị Lan")]
    [InlineData("Khu Văn Bản")]
    public void A_surname_that_looks_like_a_closing_word_is_a_member_in_every_list(string name)
    {
        var members = MembersOf(
            ["Họ và tên", "Ngày sinh"], ["Lê Văn Ba", "1959"], [name, "1958"], ["Cộng", "2"], ["CỘNG 2 ĐỒNG CHÍ", null]);
        var accounts = (AccountList)Open(Of(
            ["Họ và tên", "Chi bộ", "Zalo"], ["Lê Văn Ba", "Khu 14", "0905000002"], [name, "Khu 14", "0905000001"], ["Cộng", null, "2"],
            ["Cộng: 2 đồng chí", null, "2"], ["TỔNG CỘNG", "2", "2"]));
        var roles = (RoleSheet)ImportList.Open(
            Of(["Chi bộ", "Họ và tên", "Năm sinh", "Chức vụ"], ["Khu 14", name, "1958", null], ["Cộng", "Cộng", "2", null]),
            new ListOptions(Today, Kind: ImportKind.Roles)).Value;

        Assert.Equal(2, members.Rows().Count());
        Assert.Equal(2, accounts.Rows().Count());
        Assert.Single(roles.Rows());
    }

    public static TheoryData<string, string[], string> TwoInOne => new()
    {
        { "Ngày sinh, quê quán", ["05/11/1958, xã Suối Mơ", "1960 - Khu 14, xã Mẫu"], "05/11/1958 1960" },
        { "Ngày sinh/Giới tính", ["05/11/1958/Nam", "1960 (Nữ)"], "05/11/1958 1960" },
        { "Giới tính - Năm sinh", ["Nam - 1958", "Nữ, 7/8/1960"], "1958 07/08/1960" },
        { "Ngày sinh\nNơi sinh", ["05/11/1958\nSuối Mơ", "1960"], "05/11/1958 1960" },
        { "Ngày sinh và quê quán", ["05.11.1958 Suối Mơ", "7-8-1960; Hà Nội"], "05/11/1958 07/08/1960" },
    };

    [Theory]
    [MemberData(nameof(TwoInOne))]
    public void A_column_may_say_more_than_the_birth(string heading, string[] cells, string births)
    {
        var list = MembersOf(
            ["STT", "Họ và tên", heading, "Số CCCD"], [1, "Lê Văn An", cells[0], "001058000001"],
            [2, "Lê Văn Ba", cells[1], "001060000001"], [null, null, "Suối Mơ, ngày 02 tháng 3 năm 2026"]);

        Assert.Equal(births, string.Join(' ', list.Rows().Select(row => row.Birth.InWords)));
        Assert.Contains(list.Notes, note => note.EndsWith("chỉ đọc ngày sinh, phần còn lại không nhập.", StringComparison.Ordinal));
        Assert.Empty(list.Unused);
    }

    [Fact]
    public void Where_a_cell_does_not_divide_the_column_is_told_as_not_loaded()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Ngày sinh, quê quán", "Số CCCD"], [1, "Lê Văn An", "05/11/1958, Suối Mơ", "001058000001"],
            [2, "Lê Văn Ba", "Suối Mơ", "001060000001"]);

        Assert.Equal([null, null], list.Rows().Select(row => row.BirthYear));
        Assert.Equal(["Ngày sinh, quê quán"], list.Unused.Select(column => column.Heading));
    }

    [Theory]
    [InlineData("Họ và tên - Năm sinh", "Lê Văn An - 1958")]
    [InlineData("Họ tên, ngày sinh", "Lê Văn An, 05/11/1958")]
    [InlineData("Họ tên / ngày sinh", "Lê Văn An (05/11/1958)")]
    [InlineData("HỌ VÀ TÊN\nNĂM SINH", "LÊ VĂN AN\n1958")]
    public void A_name_may_stand_with_the_birth(string heading, string cell)
    {
        var row = Assert.Single(MembersOf(["STT", heading, "Chi bộ"], [1, cell, "Khu 14"]).Rows());

        Assert.Equal(("Lê Văn An", 1958, false), (row.FullName, row.BirthYear, row.IsBlocked));
    }

    [Theory]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, 1958, xã Suối Mơ", "1958")]
    [InlineData("Họ tên - ngày sinh - quê quán", "Lê Văn An - 05/11/1958 - Khu 14, xã Suối Mơ", "05/11/1958")]
    [InlineData("Họ tên, ngày sinh, nơi sinh", "Lê Văn An (05/11/1958), nơi sinh: Hà Nội", "05/11/1958")]
    [InlineData("HỌ VÀ TÊN\nNĂM SINH\nQUÊ QUÁN", "LÊ VĂN AN\nSinh năm 1958\nQuê: Nghệ An", "1958")]
    [InlineData("Họ và tên, năm sinh, giới tính", "Lê Văn An; 1958; Nam", "1958")]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, sn 1958 (Mật Sơn)", "1958")]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, 1958", "1958")]
    public void A_name_may_stand_with_the_birth_and_the_place(string heading, string cell, string birth)
    {
        var list = MembersOf(["STT", heading, "Chi bộ"], [1, cell, "Khu 14"], [2, "Trần Thị Bé, 1960, Hà Nội", "Khu 14"]);
        var row = list.Rows().First();

        Assert.Equal(("Lê Văn An", birth, false), (row.FullName, row.Birth.InWords, row.IsBlocked));
        Assert.Contains(list.Notes, note => note.EndsWith("tách ra làm hai, phần còn lại không nhập.", StringComparison.Ordinal));
        Assert.Empty(list.Unused);
    }

    [Theory]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, 1958, đã mất")]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, 1958, chuyển đi")]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, Hà Nội")]
    [InlineData("Họ và tên, năm sinh, quê quán", "Lê Văn An, 1958, Hà Nội 1960")]
    [InlineData("Họ và tên", "Lê Văn An, 1958, Hà Nội")]
    public void Behind_a_name_and_a_birth_nothing_gets_lost_that_is_no_place(string heading, string cell)
    {
        var rows = MembersOf(
            ["STT", heading, "Số CCCD", "Chi bộ"], [1, cell, "001058000001", "Khu 14"],
            [2, "Trần Thị Bé, 1960", "001160000001", "Khu 14"], [3, "Trần Thị Cả, 1961", "001161000001", "Khu 14"]).Rows().ToList();

        Assert.Equal([true, false, false], rows.Select(row => row.IsBlocked));
    }

    [Theory]
    [InlineData("05/11/1958, đã mất")]
    [InlineData("05/11/1958 (chuyển đi 3/2026)")]
    [InlineData("1958; miễn sinh hoạt")]
    public void A_column_with_the_birth_and_a_place_does_not_lose_how_it_stands_with_somebody(string cell)
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Ngày sinh, quê quán", "Số CCCD"], [1, "Lê Văn An", "1957, Mật Sơn", "001057000001"],
            [2, "Lê Văn Ba", cell, "001058000001"]);

        Assert.Equal(["Ngày sinh, quê quán"], list.Unused.Select(column => column.Heading));
    }

    [Fact]
    public void A_number_may_stand_with_when_and_where_it_was_given() =>
        Assert.Equal("001058000001", Assert.Single(MembersOf(
            ["STT", "Họ và tên", "Số CCCD, ngày cấp, nơi cấp"], [1, "Lê Văn An", "001058000001, 12/05/2021, Cục CSQLHC"])
            .Rows()).CitizenNumber?.Value);

    [Fact]
    public void Names_and_branches_that_change_places_are_put_back_and_that_is_said()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Chi bộ", "Ngày sinh"], [1, "Lê Văn An", "Khu 14", "1958"], [2, "Lê Văn Ba", "Khu 14", "1959"],
            [3, "Khu 14", "Lê Văn Cả", "1960"], [4, "Chi bộ thôn Hai", "Lê Văn Tư", "1961"], [5, "CB thôn Ba", "TRẦN THỊ SÁU", "1962"],
            [6, "Thôn Bốn", "Lê Văn Bảy", "1963"], [7, "Trần Văn Khu", "Thôn Bốn", "1964"], [8, "Trần Thôn", "Thôn Bốn", "1965"]);

        var rows = list.Rows().ToList();

        Assert.Equal(
            ["Lê Văn An Khu 14", "Lê Văn Ba Khu 14", "Lê Văn Cả Khu 14", "Lê Văn Tư Chi bộ thôn Hai", "Trần Thị Sáu CB thôn Ba",
                "Lê Văn Bảy Thôn Bốn", "Trần Văn Khu Thôn Bốn", "Trần Thôn Thôn Bốn"],
            rows.Select(row => $"{row.FullName} {row.Branch}"));
        Assert.Equal([0, 0, 1, 1, 1, 1, 0, 0], rows.Select(row => row.Problems.Count));
        Assert.Equal("Ô cột B là chi bộ, ô cột C là họ tên: hiểu là hai ô đổi chỗ cho nhau.", rows[2].Problems[0].Reason);
    }

    [Fact]
    public void Days_of_birth_and_admission_that_change_places_are_put_back_where_several_rows_are_so()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"], [1, "Lê Văn An", "05/11/1958", "03/02/1985"],
            [2, "Lê Văn Ba", "03/02/1985", "05/11/1958"], [3, "Lê Văn Cả", "03/02/1986", "1959"], [4, "Lê Văn Tư", "19/05/1987", null],
            [5, "Lê Văn Sáu", new DateOnly(1988, 2, 3), new DateOnly(1961, 11, 5)], [6, "Lê Văn Bảy", "05/11/1962", "03/02/1985"]);

        var rows = list.Rows().ToList();

        Assert.Equal([1958, 1958, 1959, null, 1961, 1962], rows.Select(row => row.IsBlocked ? null : row.BirthYear));
        Assert.Equal([1985, 1985, 1986, null, 1988, 1985], rows.Select(row => row.IsBlocked ? null : row.JoinedOn?.Year));
        Assert.Equal(
            "Ngày sinh ở cột D, ngày kết nạp ở cột C: hiểu là hai ô đổi chỗ cho nhau.", Assert.Single(rows[1].Problems).Reason);
    }

    [Fact]
    public void One_row_with_its_days_exchanged_may_be_a_slip_and_is_a_problem() =>
        Assert.Equal([false, true], MembersOf(
            ["STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng"], [1, "Lê Văn An", "05/11/1958", "03/02/1985"],
            [2, "Lê Văn Ba", "03/02/1985", "05/11/1958"]).Rows().Select(row => row.IsBlocked));
}
