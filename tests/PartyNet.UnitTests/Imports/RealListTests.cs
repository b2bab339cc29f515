using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>What is told of cells that a program or a person filled in their own way, instead of storing it as something else.</summary>
public sealed class RealListTests
{
    private static readonly object?[] Header = ["Họ và tên", "Số CCCD", "Ngày sinh", "Ngày kết nạp", "Chi bộ"];

    private static SheetCell Fault(string text) => new(SheetCellKind.Fault, text);

    private static SheetCell InFont(string text, CellFont font) => SheetCell.OfText(text) with { Font = font };

    private static SheetCell YearInDateCell(int year) => new(SheetCellKind.Date, $"{year}", Date: DateTime.FromOADate(year));

    [Fact]
    public void A_year_typed_into_a_cell_of_dates_is_that_year_and_told()
    {
        var row = Assert.Single(MembersOf(Header, ["Phạm Văn Năm", null, YearInDateCell(1958)]).Rows());

        Assert.Equal((null, 1958, false), (row.BirthDate, row.BirthYear, row.IsBlocked));
        Assert.Equal("Ô định dạng ngày nhưng chỉ ghi số 1958: hiểu là năm 1958, không có ngày, tháng.", Assert.Single(row.Problems).Reason);
    }

    [Theory]
    [InlineData("11/05/1905", "Ngày 11/05/1905 quá xa: có lẽ là số 1958 gõ vào ô định dạng ngày. Nếu là năm 1958 thì ghi 1958.")]
    [InlineData("27/02/1900", "Ngày 27/02/1900 quá xa: có lẽ là số 58 gõ vào ô định dạng ngày. Ghi lại đủ ngày, tháng, năm.")]
    public void A_day_that_long_ago_is_the_look_of_a_number_in_a_cell_of_dates(string typed, string reason)
    {
        var row = Assert.Single(MembersOf(Header, ["Phạm Văn Năm", "001058000001", typed]).Rows());

        Assert.Equal((null, null), (row.BirthDate, row.BirthYear));
        Assert.Equal(reason, Assert.Single(row.Problems, problem => problem.Blocks).Reason);
    }

    [Theory]
    [InlineData("#N/A")]
    [InlineData("#REF!")]
    [InlineData("=VLOOKUP(A2,Sheet2!A:C,3,0)")]
    public void A_cell_without_value_is_a_problem_that_says_what_stands_in_it(string text)
    {
        var list = MembersOf(
            Header, ["Phạm Văn An", "001058000001", Fault(text)], [Fault(text), "001058000002", "1958"],
            [Fault(text), Fault(text), Fault(text), Fault(text), Fault(text)],
            ["Phạm Văn Bình", "001058000003", "1958", null, Fault(text)]);

        var rows = list.Rows().ToList();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.True(row.IsBlocked));
        Assert.Equal(
            ["Ngày sinh", "Họ và tên", "Chi bộ đang sinh hoạt"],
            new[] { rows[0], rows[1], rows[3] }.Select(row => Assert.Single(row.Problems).Header));
        Assert.Equal(["Họ và tên", "Số CCCD", "Ngày sinh", "Ngày kết nạp", "Chi bộ đang sinh hoạt"],
            rows[2].Problems.Select(problem => problem.Header));
        Assert.All(rows.SelectMany(row => row.Problems), problem => Assert.Equal(text, problem.Found));
    }

    [Fact]
    public void An_error_that_a_text_file_holds_is_no_text() =>
        Assert.True(Assert.Single(MembersOf(Header, ["Phạm Văn An", "#VALUE!", "1958"]).Rows()).IsBlocked);

    [Fact]
    public void A_few_rows_in_an_old_font_are_offered_for_conversion_and_never_taken_as_they_are()
    {
        object?[][] rows =
        [
            Header, .. Enumerable.Range(0, 30).Select(i => new object?[] { "Nguyễn Thị Đào", null, 1950 + i }),
            ["Hoµng Thanh Dòng", null, 1961],
            [InFont("Lª Hoàng Long", CellFont.Vni), null, 1962],
            [InFont("Dòng", CellFont.Tcvn3), null, 1963],
            ["Nguyeãn Vaên Thöû", null, 1964],
            [InFont("Trần Thị Bình", CellFont.Tcvn3), null, 1965],
            ["Lê Hoàng Phong", null, 1966],
        ];

        var refused = MembersOf(rows).Rows().Skip(30).ToList();
        var converted = ((MemberList)Open(Of(rows), LegacyHandling.Convert)).Rows().Skip(30).ToList();

        Assert.Equal([true, true, true, true, false, false], refused.Select(row => row.IsBlocked));
        Assert.StartsWith("Ô này viết bằng phông chữ cũ TCVN3 (ABC), đọc thành “Hoàng Thanh Dũng”.",
            Assert.Single(refused[0].Problems).Reason,
            StringComparison.Ordinal);
        Assert.Equal(["Hoàng Thanh Dũng", "Dũng", "Nguyễn Văn Thử", "Trần Thị Bình", "Lê Hoàng Phong"],
            converted.Where((_, i) => i != 1).Select(row => row.FullName));
        var said = Assert.Single(converted[0].Problems);
        Assert.Equal(
            ("Hoµng Thanh Dòng", "Đã chuyển từ phông chữ cũ TCVN3 (ABC): “Hoàng Thanh Dũng”."), (said.Found, said.Reason));
    }

    [Theory]
    [InlineData("Ông Nguyễn Văn An", "Nguyễn Văn An", "Ông")]
    [InlineData("Bà Trần Thị Bình", "Trần Thị Bình", "Bà")]
    [InlineData("đ/c Lê An", "Lê An", "đ/c")]
    [InlineData("Đ/C: LÊ VĂN AN", "Lê Văn An", "Đ/C")]
    [InlineData("ĐỒNG CHÍ LÊ VĂN AN", "Lê Văn An", "ĐỒNG CHÍ")]
    [InlineData("Nguyễn Văn An - PBT", "Nguyễn Văn An", "PBT")]
    [InlineData("Nguyễn Văn An-PBT", "Nguyễn Văn An", "PBT")]
    [InlineData("Nguyễn Văn An (Bí thư)", "Nguyễn Văn An", "Bí thư")]
    [InlineData("Nguyễn Văn An, Phó Bí thư chi bộ", "Nguyễn Văn An", "Phó Bí thư chi bộ")]
    [InlineData("NGUYỄN VĂN AN PBT", "Nguyễn Văn An", "PBT")]
    [InlineData("Nguyễn Văn An Bí thư", "Nguyễn Văn An", "Bí thư")]
    [InlineData("ThS. Nguyễn Văn An", "Nguyễn Văn An", "ThS")]
    [InlineData("(Đ/c) Nguyễn Văn An", "Nguyễn Văn An", "Đ/c")]
    [InlineData("PBT Nguyễn Văn An", "Nguyễn Văn An", "PBT")]
    [InlineData("BT: Nguyễn Văn An", "Nguyễn Văn An", "BT")]
    [InlineData("BSCKII. Nguyễn Văn An", "Nguyễn Văn An", "BSCKII")]
    [InlineData("Bác sĩ Nguyễn Văn An", "Nguyễn Văn An", "Bác sĩ")]
    [InlineData("Thượng tá Nguyễn Văn An", "Nguyễn Văn An", "Thượng tá")]
    [InlineData("Cô giáo Lê Thị An", "Lê Thị An", "Cô giáo")]
    public void What_is_none_of_the_name_is_taken_off_and_told(string typed, string name, string removed)
    {
        var row = Assert.Single(MembersOf(Header, [typed, null, 1960]).Rows());

        Assert.Equal((name, false), (row.FullName, row.IsBlocked));
        Assert.Equal($"Đã bỏ “{removed}” khỏi họ và tên.", Assert.Single(row.Problems).Reason);
    }

    [Theory]
    [InlineData("Ông Cao Thắng")]
    [InlineData("Ông Thị Thanh Đào")]
    [InlineData("Bà Thị Lan")]
    [InlineData("CÔ THỊ MAI")]
    [InlineData("Nguyễn Văn An (con ông Ba)")]
    [InlineData("Nguyễn Văn An - mất hồ sơ")]
    [InlineData("Nguyễn Văn An; Lê Thị Bình")]
    [InlineData("Nguyễn Văn An tức Bảy")]
    [InlineData("Nguyễn Văn An và vợ")]
    public void What_may_be_of_the_name_or_not_is_a_question(string typed) =>
        Assert.True(Assert.Single(MembersOf(Header, [typed, null, 1960]).Rows()).IsBlocked);

    [Theory]
    [InlineData("H'Hen Niê")]
    [InlineData("Y Bhăm Niê")]
    [InlineData("Jean-Pierre Nam")]
    [InlineData("Nguyễn Bá Anh Thư")]
    [InlineData("Tống Công Minh")]
    public void Names_that_only_look_like_it_stay(string typed)
    {
        var row = Assert.Single(MembersOf(Header, [typed, null, 1960]).Rows());

        Assert.Equal(typed, row.FullName);
        Assert.Empty(row.Problems);
    }

    [Theory]
    [InlineData("000000000000")]
    [InlineData("111111111111")]
    [InlineData("0912345678")]
    [InlineData("00106000001")]
    [InlineData("123456789")]
    public void Numbers_that_are_none_are_problems(string typed) =>
        Assert.True(Assert.Single(MembersOf(Header, ["Nguyễn Văn An", typed, "1960"]).Rows()).IsBlocked);

    [Theory]
    [InlineData("2024", null)]
    [InlineData("05/06/2010", null)]
    [InlineData("05/06/1990", "01/01/2000")]
    public void Who_is_too_young_is_a_problem(string born, string? joined) =>
        Assert.True(Assert.Single(MembersOf(Header, ["Nguyễn Văn An", "001060000001", born, joined]).Rows()).IsBlocked);

    [Fact]
    public void Who_was_admitted_young_in_a_war_is_noted_only() =>
        Assert.False(Assert.Single(MembersOf(Header, ["Nguyễn Văn An", null, "05/06/1950", "01/01/1967"]).Rows()).IsBlocked);

    [Theory]
    [InlineData("03/02/58", 1958)]
    [InlineData("03/02/05", 2005)]
    [InlineData("03/02/20", 1920)]
    public void A_century_that_is_guessed_is_told(string typed, int year)
    {
        var row = Assert.Single(MembersOf(Header, ["Nguyễn Văn An", "001060000001", typed]).Rows());

        Assert.Equal(new DateOnly(year, 2, 3), row.BirthDate);
        Assert.Equal($"Năm viết hai chữ số: hiểu là năm {year}. Đồng chí kiểm tra lại.", Assert.Single(row.Problems).Reason);
    }

    [Fact]
    public void A_column_whose_rows_fit_month_before_day_is_read_so_and_what_fits_both_is_told()
    {
        var list = MembersOf(
            Header, ["Nguyễn Văn An", null, "05/25/1960"], ["Nguyễn Văn Ba", null, "12/31/1961"], ["Nguyễn Văn Cả", null, "01/13/1962"],
            ["Nguyễn Văn Dư", null, "03/04/1963"], ["Nguyễn Văn Em", null, "05/05/1964"]);

        var rows = list.Rows().ToList();

        Assert.Equal(
            [new(1960, 5, 25), new(1961, 12, 31), new(1962, 1, 13), new(1963, 3, 4), new(1964, 5, 5)],
            rows.Select(row => row.BirthDate!.Value));
        Assert.Equal([0, 0, 0, 1, 0], rows.Select(row => row.Problems.Count));
        Assert.Contains("Đọc theo thứ tự tháng/ngày/năm, vì phần lớn các dòng chỉ đọc được như vậy: cột Ngày sinh.", list.Notes);
    }

    [Fact]
    public void A_column_of_both_orders_makes_a_question_of_what_fits_both()
    {
        var rows = MembersOf(
            Header, ["Nguyễn Văn An", null, "05/25/1960"], ["Nguyễn Văn Ba", null, "12/31/1961"], ["Nguyễn Văn Cả", null, "01/13/1962"],
            ["Nguyễn Văn Dư", null, "03/04/1963"], ["Nguyễn Văn Em", null, "25/05/1964"]).Rows().ToList();

        Assert.Equal([false, false, false, true, false], rows.Select(row => row.IsBlocked));
        Assert.Equal(new DateOnly(1964, 5, 25), rows[4].BirthDate);
    }

    [Fact]
    public void Days_that_a_spreadsheet_of_another_country_has_exchanged_are_a_question()
    {
        var rows = MembersOf(
            Header, ["Nguyễn Văn An", null, "05/25/1960"], ["Nguyễn Văn Ba", null, "12/31/1961"], ["Nguyễn Văn Cả", null, "01/13/1962"],
            ["Nguyễn Văn Dư", null, new DateOnly(1963, 4, 3)]).Rows().ToList();

        Assert.Equal([false, false, false, true], rows.Select(row => row.IsBlocked));
    }

    public static TheoryData<object?[][]> ThreeColumns => new(
        [["Họ và tên", "Ngày sinh", new Lent("Ngày sinh"), new Lent("Ngày sinh"), "Chi bộ"],
            [new Lent("Họ và tên"), "ngày", "tháng", "năm", new Lent("Chi bộ")]],
        [["Họ và tên", "Ngày sinh", null, null, "Chi bộ"], [null, "Ngày", "Tháng", "Năm", null]],
        [["Họ và tên", "Ngày sinh", "Tháng sinh", "Năm sinh", "Chi bộ"]],
        [["Họ và tên", "Ngày", "Tháng", "Năm", "Chi bộ"]],
        [["Họ và tên", "Ngày sinh", null, null, "Chi bộ"], [null, "N", "T", "N", null]]);

    [Theory]
    [MemberData(nameof(ThreeColumns))]
    public void A_birth_in_three_columns_is_one_day(object?[][] header)
    {
        var list = MembersOf([.. header, ["Phạm Văn Tách", 5, 6, 1970, "Chi bộ Hà"], ["Phạm Văn Năm", null, null, 1971, "Chi bộ Hà"]]);

        var rows = list.Rows().ToList();

        Assert.Equal((new DateOnly(1970, 6, 5), 1970, "Chi bộ Hà"), (rows[0].BirthDate, rows[0].BirthYear, rows[0].Branch));
        Assert.Equal((null, 1971), (rows[1].BirthDate, rows[1].BirthYear));
        Assert.Empty(list.Unused);
        Assert.Empty(rows.SelectMany(row => row.Problems));
    }

    [Fact]
    public void A_birth_in_three_columns_may_begin_with_the_year() =>
        Assert.Equal(new DateOnly(1970, 6, 5), Assert.Single(MembersOf(
            ["Họ và tên", "Ngày sinh", new Lent("Ngày sinh"), new Lent("Ngày sinh")], [new Lent("Họ và tên"), "Năm", "Tháng", "Ngày"],
            ["Phạm Văn Tách", 1970, 6, 5]).Rows()).BirthDate);

    [Fact]
    public void A_name_goes_on_under_no_heading_where_words_stand_there()
    {
        object?[] header = ["STT", "Họ và tên", null, "Ngày sinh"];

        var parted = MembersOf(header, [1, "Nguyễn Văn", "An", "1960"], [2, "Lê Thị", "Ba", "1961"]);
        var sexes = MembersOf(header, [1, "Nguyễn Văn An", "Nam", "1960"], [2, "Lê Thị Ba", "Nữ", "1961"]);

        Assert.Equal(["Nguyễn Văn An", "Lê Thị Ba"], parted.Rows().Select(row => row.FullName));
        Assert.Equal("Cột C không có tiêu đề: đọc là phần sau của họ và tên ở cột B.", Assert.Single(parted.Notes));
        Assert.Equal(["Nguyễn Văn An", "Lê Thị Ba"], sexes.Rows().Select(row => row.FullName));
    }

    [Fact]
    public void The_second_line_of_a_header_is_read_where_nobody_has_merged_the_first()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Ngày vào Đảng", null, "Ngày sinh"], [null, null, "Dự bị", "Chính thức", null],
            [1, "Nguyễn Văn An", "01/01/1985", "01/01/1986", "1960"]);

        var row = Assert.Single(list.Rows());

        Assert.Equal((new DateOnly(1985, 1, 1), new DateOnly(1986, 1, 1)), (row.JoinedOn, row.OfficialOn));
        Assert.Empty(list.Skipped);
    }

    [Theory]
    [InlineData("SỐ ĐỊNH DANH CÁ NHÂN/CCCD", "Sinh hoạt tại chi bộ", "CHÍNH THỨC", "Số điện thoại liên hệ")]
    [InlineData("Số CMND/CCCD", "Thuộc chi bộ", "Ngày chuyển chính thức", "Điện thoại liên hệ")]
    public void What_offices_call_a_column_is_known(string citizen, string branch, string official, string phone)
    {
        var list = MembersOf(
            ["Họ và tên", citizen, branch, official, phone], ["Nguyễn Văn An", "001060000101", "Chi bộ Một", "01/01/1986", "0912345678"]);

        var row = Assert.Single(list.Rows());

        Assert.Empty(list.Unused);
        Assert.Equal(
            ("001060000101", "Chi bộ Một", new DateOnly(1986, 1, 1), "+84912345678"),
            (row.CitizenNumber!.Value, row.Branch, row.OfficialOn!.Value, row.Phone!.E164));
    }

    [Theory]
    [InlineData("0912345678 / 0987654321")]
    [InlineData("0912 345 678; 0987.654.321")]
    [InlineData("0912345678 - 0987654321")]
    [InlineData("0912345678\n0987654321")]
    public void Of_several_phone_numbers_in_a_cell_the_first_is_kept_and_that_is_said(string phones)
    {
        var row = Assert.Single(MembersOf(["Họ và tên", "Ngày sinh", "Số điện thoại"], ["Nguyễn Văn An", "1960", phones]).Rows());

        Assert.Equal("+84912345678", row.Phone!.E164);
        Assert.Equal(("Ô có 2 số điện thoại: ghi số đầu.", false), (Assert.Single(row.Problems).Reason, row.Problems[0].Blocks));
    }

    [Fact]
    public void A_heading_says_which_of_two_cards_is_the_old_one()
    {
        var row = Assert.Single(MembersOf(
            ["Họ và tên", "Số thẻ đảng viên (cũ)", "Số thẻ đảng viên (mới)"], ["Nguyễn Văn An", "12345678", "001060000101"]).Rows());

        Assert.Equal(("001060000101", "12345678"), (row.CardNumber!.Value, row.OldCardNumber!.Value));
    }

    [Theory]
    [InlineData("Link FB cá nhân", "facebook.com/nguyen.van.a", "facebook https://www.facebook.com/nguyen.van.a")]
    [InlineData("SĐT đăng ký Zalo", "0912345678", "zalo https://zalo.me/0912345678")]
    [InlineData("Tài khoản MXH", "FB: facebook.com/nguyen.van.a", "facebook https://www.facebook.com/nguyen.van.a")]
    [InlineData("Tài khoản MXH", "0912345678 (Zalo)", "zalo https://zalo.me/0912345678")]
    [InlineData("Tài khoản MXH", "1. facebook.com/nguyen.van.a 2. zalo.me/0912345678",
        "facebook https://www.facebook.com/nguyen.van.a, zalo https://zalo.me/0912345678")]
    [InlineData("Tài khoản MXH", "Face: facebook.com/nguyen.van.a - Zalo: 0912345678",
        "facebook https://www.facebook.com/nguyen.van.a, zalo https://zalo.me/0912345678")]
    [InlineData("Tài khoản MXH", "FB facebook.com/nguyen.van.a, Zalo 0912345678",
        "facebook https://www.facebook.com/nguyen.van.a, zalo https://zalo.me/0912345678")]
    [InlineData("Tài khoản MXH", "FB Lan Le: https://www.facebook.com/lan.le1", "facebook https://www.facebook.com/lan.le1")]
    [InlineData("Tài khoản MXH", "Zalo: 0912345678; FB: không", "zalo https://zalo.me/0912345678")]
    [InlineData("Tài khoản MXH", "Lotus: lanle", "other Lotus: lanle")]
    [InlineData("Tài khoản MXH", "Không sử dụng mạng xã hội", "")]
    public void Accounts_are_read_as_offices_head_and_write_them(string heading, string typed, string accounts)
    {
        var list = (AccountList)Open(Of(["Họ và tên", "Chi bộ", heading], ["Nguyễn Văn An", "Chi bộ Một", typed]));

        var row = Assert.Single(list.Rows());

        Assert.Equal(accounts, string.Join(", ", row.Accounts.Select(account => $"{account.PlatformCode} {account.Canonical}")));
        Assert.Empty(row.Person.Problems);
    }

    [Theory]
    [InlineData("Nguyễn Lan - 0912345678")]
    [InlineData("Fb lan.le1 và 0912345678")]
    public void The_name_of_a_person_is_no_network(string typed)
    {
        var row = Assert.Single(((AccountList)Open(Of(
            ["Họ và tên", "Chi bộ", "Tài khoản MXH"], ["Nguyễn Văn An", "Chi bộ Một", typed]))).Rows());

        Assert.Empty(row.Accounts);
        Assert.Single(row.Person.Problems);
    }

    [Fact]
    public void All_columns_of_a_network_are_read() =>
        Assert.Equal(
            ["https://www.facebook.com/nguyen.van.a", "https://www.facebook.com/shop.an99"],
            Assert.Single(((AccountList)Open(Of(
                ["Họ và tên", "Chi bộ", "Facebook", "Link Facebook"],
                ["Nguyễn Văn An", "Chi bộ Một", "facebook.com/nguyen.van.a", "facebook.com/shop.an99"]))).Rows())
                .Accounts.Select(account => account.Canonical));

    [Theory]
    [InlineData("chưa có")]
    [InlineData("Không")]
    [InlineData("-")]
    public void Words_that_say_that_there_is_nothing_are_a_blank(string typed)
    {
        var row = Assert.Single(MembersOf(Header, ["Nguyễn Văn An", typed, "1960", typed]).Rows());

        Assert.Equal((null, null), (row.CitizenNumber, row.JoinedOn));
        Assert.Empty(row.Problems);
    }

    [Fact]
    public void Cells_of_dates_that_another_country_s_spreadsheet_made_of_what_it_could_read_are_a_question()
    {
        var rows = MembersOf(
            Header, ["Nguyễn Văn An", null, "25/12/1961"], ["Nguyễn Văn Ba", null, "31/01/1965"], ["Nguyễn Văn Cả", null, "22/03/1970"],
            ["Nguyễn Văn Dư", null, new DateOnly(1960, 5, 4)]).Rows().ToList();

        Assert.Equal([false, false, false, true], rows.Select(row => row.IsBlocked));
        Assert.Contains("đổi chỗ ngày và tháng", Assert.Single(rows[3].Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_stands_under_a_list_is_no_member_with_a_bad_number()
    {
        var list = MembersOf(
            ["Họ và tên", "Số CCCD", "Ngày sinh", "Chi bộ"], ["Nguyễn Văn An", "001060000101", "1960", "Chi bộ Một"],
            [null, "Hòa Lạc, ngày 01 tháng 01 năm 2026"], ["Trần Văn Ký", null, "Nguyễn Văn Bí"]);

        Assert.Equal("Nguyễn Văn An", Assert.Single(list.Rows()).FullName);
        Assert.Equal([3, 4], list.Skipped.Select(row => row.Number));
    }

    [Fact]
    public void Members_below_a_title_that_is_no_branch_are_not_of_the_branch_before()
    {
        object?[] header = ["STT", "Họ và tên", "Ngày sinh"];
        object?[] an = [1, "Nguyễn Văn An", "1960"];

        var rows = MembersOf(
            header, ["I", "Chi bộ thôn Một", "12 đảng viên"], an, ["II", "Thôn Hai"], an, ["B", "ĐẢNG BỘ CƠ QUAN"], an,
            ["Chi bộ Trường Ba (Bí thư: Lê Văn Ca)"], an, ["Chi bộ Bốn (ghép)"], an).Rows().ToList();

        Assert.Equal(["Chi bộ thôn Một", null, null, "Chi bộ Trường Ba", "Chi bộ Bốn (ghép)"], rows.Select(row => row.Branch));
        Assert.Equal([null, "Thôn Hai", null, null, null], rows.Select(row => row.BranchAbove));
    }

    [Fact]
    public void A_full_row_whose_name_begins_like_the_foot_of_a_list_is_a_member()
    {
        var list = MembersOf(Header, ["Cộng Văn An", "001060000001", "02/03/1960", null, "Chi bộ Hà"], ["Cộng", 2]);

        Assert.Equal("Cộng Văn An", Assert.Single(list.Rows()).FullName);
        Assert.Equal(3, Assert.Single(list.Skipped).Number);
    }

    [Fact]
    public void A_branch_that_stands_above_its_members_is_theirs()
    {
        var list = MembersOf(
            ["STT", "Họ và tên", "Số CCCD", "Ngày sinh"],
            ["I", "Chi bộ thôn Một", null, null],
            [1, "Nguyễn Văn An", "001060000001", "1960"],
            [2, "Nguyễn Văn Ba", "001060000002", "1960"],
            ["II. CHI BỘ THÔN HAI (1 đồng chí)"],
            [1, "Nguyễn Văn Cả", "001060000003", "1960"]);

        Assert.Equal(["Chi bộ thôn Một", "Chi bộ thôn Một", "CHI BỘ THÔN HAI"], list.Rows().Select(row => row.Branch));
        Assert.Empty(list.Skipped);
    }

    [Fact]
    public void A_branch_in_the_first_row_of_its_members_is_theirs_and_one_that_is_missing_here_and_there_is_not_guessed()
    {
        var block = MembersOf(
            Header, ["Nguyễn Văn An", null, "1960", null, "Chi bộ Một"], ["Nguyễn Văn Ba", null, "1960"], ["Nguyễn Văn Cả", null, "1960"],
            ["Nguyễn Văn Dư", null, "1960", null, "Chi bộ Hai"], ["Nguyễn Văn Em", null, "1960"]);
        var missing = MembersOf(
            Header, ["Nguyễn Văn An", null, "1960", null, "Chi bộ Một"], ["Nguyễn Văn Ba", null, "1960", null, "Chi bộ Một"],
            ["Nguyễn Văn Cả", null, "1960"]);

        Assert.Equal(["Chi bộ Một", "Chi bộ Một", "Chi bộ Một", "Chi bộ Hai", "Chi bộ Hai"], block.Rows().Select(row => row.Branch));
        Assert.Equal(["Chi bộ Một", "Chi bộ Một", null], missing.Rows().Select(row => row.Branch));
    }

    [Fact]
    public void The_title_says_the_branch_of_a_list_without_such_a_column() =>
        Assert.Equal("CHI BỘ THÔN MẪU", Assert.Single(MembersOf(
            ["ĐẢNG BỘ XÃ MẪU", null], ["CHI BỘ THÔN MẪU"], ["DANH SÁCH ĐẢNG VIÊN"], ["Họ và tên", "Ngày sinh"],
            ["An", "1980"]).Rows()).BranchAbove);

    [Fact]
    public void Sheets_of_one_branch_each_are_one_list()
    {
        object?[] header = ["Họ và tên", "Ngày sinh"];
        var list = (MemberList)Open(new Sheets().Add("Chi bộ Một", [header, ["Nguyễn Văn An", "1960"], ["Nguyễn Văn Ba", "x"]])
            .Add("Ghi chú", [["Không có gì"]]).Add("Chi bộ Hai", [header, ["Nguyễn Văn Cả", "1961"], ["Tổng cộng", 1]]));

        var rows = list.Rows().ToList();

        Assert.Equal(["Chi bộ Một", "Chi bộ Một", "Chi bộ Hai"], rows.Select(row => row.BranchAbove));
        Assert.Equal("Dòng 3 của trang “Chi bộ Một”, cột B (Ngày sinh)", Assert.Single(rows[1].Problems).Where);
        Assert.Equal("Chi bộ Hai", Assert.Single(list.Skipped).Sheet);
        Assert.Equal(3, rows.Select(row => row.Number).Distinct().Count());
        Assert.Equal("Đọc 2 trang tính: “Chi bộ Một”, “Chi bộ Hai”.", list.Notes[0]);
    }

    [Fact]
    public void Where_the_branch_of_rows_without_one_is_taken_from_is_said()
    {
        object?[] header = ["Họ và tên", "Ngày sinh"];
        object?[] an = ["Nguyễn Văn An", "1960"];

        Assert.Equal(
            "Tệp không có cột chi bộ: chi bộ hiểu theo các dòng tiêu đề trong danh sách, như “Chi bộ Một”.",
            Assert.Single(MembersOf(header, ["Chi bộ Một", null], an).Notes));
        Assert.Equal(
            "Tệp không có cột chi bộ: chi bộ hiểu theo dòng tiêu đề phía trên danh sách, “CHI BỘ MỘT”.",
            Assert.Single(MembersOf(["CHI BỘ MỘT"], header, an).Notes));
        Assert.Equal(
            "Dòng để trống chi bộ được hiểu là cùng chi bộ với dòng phía trên.",
            Assert.Single(MembersOf(
                Header, ["Nguyễn Văn An", null, "1960", null, "Chi bộ Một"], ["Nguyễn Văn Ba", null, "1960"]).Notes));
        Assert.Empty(MembersOf(header, an).Notes);
    }

    [Fact]
    public void Sheets_of_accounts_of_one_branch_each_are_one_list_and_one_that_repeats_them_is_left()
    {
        object?[] header = ["Họ và tên", "Zalo"];
        object?[] an = ["Nguyễn Văn An", "0905000001"];
        var list = (AccountList)Open(
            new Sheets().Add("Chi bộ Một", [header, an]).Add("Chi bộ Hai", [header, ["Nguyễn Văn Ba", "0905000002"]])
                .Add("Cần hỏi", [header, an]));

        var rows = list.Rows().ToList();

        Assert.Equal(["Chi bộ Một", "Chi bộ Hai"], rows.Select(row => row.Person.BranchAbove));
        Assert.Equal(["Nguyễn Văn An", "Nguyễn Văn Ba"], list.SampleRows().Select(row => row.Values[0].Value));
        Assert.Equal(["Chi bộ Một", "Chi bộ Hai"], list.Sheets);
        Assert.Contains("tệp còn danh sách ở trang tính “Cần hỏi”", list.Notes[1], StringComparison.Ordinal);
        Assert.Equal(2, rows.Select(row => row.Number).Distinct().Count());
    }

    [Fact]
    public void The_link_behind_a_cell_is_the_account_whatever_the_cell_shows_unless_it_is_an_address_itself()
    {
        static SheetCell Shown(string text, string link) => SheetCell.OfText(text) with { Link = link };

        var rows = ((AccountList)Open(Of(
            ["Họ và tên", "Facebook", "Tài khoản"],
            ["Nguyễn Văn An", Shown("Facebook", "https://www.facebook.com/an.nguyen.60"), Shown("Kênh của An", "https://tiktok.com/@an60")],
            ["Nguyễn Văn Ba", Shown("fb.com/ba.moi", "https://www.facebook.com/ba.cu"), null],
            ["Nguyễn Văn Cả", Shown("ca.nguyen.61", "https://intranet.example.vn/ca"), null]))).Rows().ToList();

        Assert.Equal(
            ["https://www.facebook.com/an.nguyen.60", "https://www.tiktok.com/@an60"],
            rows[0].Accounts.Select(account => account.Canonical));
        Assert.Equal("https://www.facebook.com/ba.moi", Assert.Single(rows[1].Accounts).Canonical);
        Assert.Equal("https://www.facebook.com/ca.nguyen.61", Assert.Single(rows[2].Accounts).Canonical);
        Assert.All(rows, row => Assert.Empty(row.Person.Problems));
    }

    [Fact]
    public void A_sheet_that_repeats_the_people_of_another_is_left_and_told()
    {
        object?[][] rows = [["Họ và tên", "Ngày sinh", "Chi bộ"], ["Nguyễn Văn An", "1960", "Một"], ["Nguyễn Văn Ba", "1960", "Hai"]];
        var list = (MemberList)Open(new Sheets().Add("Tổng hợp", rows).Add("Hai", [rows[0], rows[2]]));

        Assert.Equal(2, list.Rows().Count());
        Assert.Contains("mỗi lần nhập một trang", Assert.Single(list.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_branch_with_a_number_before_it_is_no_member()
    {
        var list = MembersOf(["STT", "Họ và tên", "Ngày sinh"], [1, "Chi bộ Thượng", null], [1, "Nguyễn Văn An", "1960"]);

        Assert.Equal("Chi bộ Thượng", Assert.Single(list.Rows()).Branch);
    }
}
