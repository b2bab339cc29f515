using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

/// <summary>Lists as people fill them in by hand: more in a cell than it is for, "as above", columns for men and women.</summary>
public sealed class HandWrittenListTests
{
    private static readonly object?[] Header = ["Họ và tên", "Số CCCD", "Ngày sinh", "Chi bộ", "Chức vụ", "Ngày kết nạp"];

    [Theory]
    [InlineData("CCCD 001065012345 cấp ngày 12/05/2021", "CCCD cấp ngày 12/05/2021")]
    [InlineData("001065012345 (CCCD)", "CCCD")]
    [InlineData("Số: 0010 6501 2345", "Số")]
    [InlineData("001065012345\n12.05.2021\nCục CSQLHC", "12.05.2021 Cục CSQLHC")]
    [InlineData("CMND 012345678, CCCD: 001065012345", "CMND 012345678, CCCD")]
    [InlineData("Ngày 12/05/2021 - 001065012345", "Ngày 12/05/2021")]
    public void A_number_among_words_is_read_and_what_was_left_out_is_said(string typed, string left)
    {
        var row = Assert.Single(MembersOf(Header, ["Nguyễn Văn An", typed, 1965]).Rows());

        Assert.Equal(("001065012345", false), (row.CitizenNumber!.Value, row.IsBlocked));
        Assert.Equal($"Chỉ ghi số 001065012345; bỏ “{left}” trong ô này.", Assert.Single(row.Problems).Reason);
    }

    [Theory]
    [InlineData("001065012345 (vợ: 001066012345)", "Ô này có nhiều số. Chỉ ghi số của đồng chí này.")]
    [InlineData("CMND 012345678", "Đây là số CMND cũ (9 chữ số). Ghi số căn cước 12 chữ số, hoặc để trống nếu chưa có.")]
    [InlineData("cấp ngày 12/05/2021", "Có ký tự không phải chữ số.")]
    public void Words_with_another_number_or_with_two_are_a_problem(string typed, string reason) =>
        Assert.Equal(reason, Assert.Single(Assert.Single(MembersOf(Header, ["Nguyễn Văn An", typed, 1965]).Rows()).Problems).Reason);

    [Theory]
    [InlineData("0912345678 (Zalo)", null)]
    [InlineData("ĐT: 0912.345.678", null)]
    [InlineData("912345678 - zalo", null)]
    [InlineData("0912345678 (con trai)", "Số điện thoại có ký tự lạ. Đồng chí ghi số di động gồm 10 chữ số, ví dụ 0912 345 678.")]
    public void A_phone_may_say_that_it_is_one_but_not_that_it_is_somebody_else_s(string typed, string? problem)
    {
        var row = Assert.Single(MembersOf(["Họ và tên", "Ngày sinh", "Số điện thoại"], ["Nguyễn Văn An", 1965, typed]).Rows());

        Assert.Equal(problem is null ? "+84912345678" : null, row.Phone?.E164);
        Assert.Equal(problem, row.Problems.SingleOrDefault(found => found.Blocks)?.Reason);
    }

    [Theory]
    [InlineData("1065012345.0", "001065012345", true)]
    [InlineData("1.065012345E+9", "001065012345", true)]
    [InlineData("001065000118.0", "001065000118", false)]
    [InlineData("001065012345", "001065012345", false)]
    public void Zeros_are_said_to_be_put_back_where_they_were(string typed, string number, bool isRestored)
    {
        var row = Assert.Single(MembersOf(Header, ["Nguyễn Văn An", typed, 1965]).Rows());

        Assert.Equal(number, row.CitizenNumber!.Value);
        Assert.Equal(
            isRestored ? [$"Đã bù chữ số 0 mà bảng tính làm mất: {number}."] : [], row.Problems.Select(problem => problem.Reason));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("〃")]
    [InlineData("''")]
    [InlineData("-nt-")]
    [InlineData("nt")]
    [InlineData("Như trên")]
    [InlineData("- // -")]
    public void As_above_is_what_stands_above_and_is_said(string mark)
    {
        var list = MembersOf(
            Header, ["Nguyễn Văn An", null, 1965, "Chi bộ Một", "Chi ủy viên", "03/02/1990"],
            ["Lê Thị Ba", null, 1966, mark, mark, mark],
            ["Trang 2"], ["Lê Thị Cả", null, 1967, mark, null, null],
            ["Lê Thị Dư", null, 1968, "Chi bộ Hai", mark, null]);

        var rows = list.Rows().ToList();

        Assert.Equal(["Chi bộ Một", "Chi bộ Một", "Chi bộ Một", "Chi bộ Hai"], rows.Select(row => row.Branch));
        Assert.Equal(["Chi ủy viên", "Chi ủy viên", null, null], rows.Select(row => row.Position));
        Assert.Equal(new DateOnly(1990, 2, 3), rows[1].JoinedOn);
        Assert.All(rows, row => Assert.False(row.IsBlocked));
        Assert.Equal(
            ["Ghi như dòng trên: “Chi bộ Một”.", "Ghi như dòng trên: “Chi ủy viên”.", "Ghi như dòng trên: “03/02/1990”."],
            rows[1].Problems.Select(problem => problem.Reason));
        Assert.All(rows[1].Problems, problem => Assert.Equal(mark, problem.Found));
    }

    [Fact]
    public void Nobody_has_the_name_or_the_number_of_the_row_above()
    {
        var rows = MembersOf(
            Header, ["Nguyễn Văn An", "001065012345", 1965, "nt"], ["nt", "001065012346", 1966], ["Lê Thị Ba", "nt", "\""]).Rows().ToList();

        Assert.Equal(
            ["Chi bộ đang sinh hoạt", "Họ và tên", "Số CCCD, Ngày sinh"],
            rows.Select(row => string.Join(", ", row.Problems.Where(problem => problem.Blocks).Select(problem => problem.Header))));
        Assert.All(
            rows.SelectMany(row => row.Problems),
            problem => Assert.Equal("Ô này không lấy theo dòng trên được. Ghi rõ giá trị vào ô.", problem.Reason));
    }

    [Fact]
    public void Units_below_each_other_may_have_the_same_superior_and_kind()
    {
        var list = (UnitList)Open(Of(
            ["Mã", "Tên", "Loại", "Mã cấp trên"], ["XA.1", "Chi bộ Một", "Chi bộ", "XA"], ["XA.2", "Chi bộ Hai", "nt", "\""]));

        Assert.Equal([("Chi bộ", "XA"), ("Chi bộ", "XA")], list.Rows().Select(row => (row.Kind, row.ParentCode)));
    }

    public static TheoryData<object?[][]> BirthsBySex => new(
        [["Họ và tên", "Năm sinh", null], [null, "Nam", "Nữ"]],
        [["Họ và tên", "Năm sinh", new Lent("Năm sinh")], [new Lent("Họ và tên"), "Nam", "Nữ"]],
        [["Họ và tên", "Năm sinh (Nam)", "Năm sinh (Nữ)"]],
        [["Họ và tên", "Năm sinh nam", "Năm sinh nữ"]],
        [["Họ và tên", "Nam", "Nữ"]],
        [["Họ và tên", "Giới tính", new Lent("Giới tính")], [new Lent("Họ và tên"), "Nam", "Nữ"]]);

    [Theory]
    [MemberData(nameof(BirthsBySex))]
    public void Men_s_births_may_stand_in_one_column_and_women_s_in_another(object?[][] header)
    {
        var list = MembersOf([.. header, ["Nguyễn Văn An", 1960, null], ["Lê Thị Ba", null, "07/08/1961"], ["Lê Thị Cả", 1962, 1963]]);

        var rows = list.Rows().ToList();

        Assert.Equal((1960, new DateOnly(1961, 8, 7)), (rows[0].BirthYear!.Value, rows[1].BirthDate!.Value));
        Assert.Equal([false, false, true], rows.Select(row => row.IsBlocked));
        Assert.Empty(list.Unused);
    }

    [Fact]
    public void Marks_under_the_sex_are_no_births()
    {
        var list = MembersOf(
            ["Họ và tên", "Giới tính", new Lent("Giới tính"), "Năm sinh"], [new Lent("Họ và tên"), "Nam", "Nữ", new Lent("Năm sinh")],
            ["Nguyễn Văn An", "x", null, 1960], ["Lê Thị Ba", null, "x", 1961]);

        Assert.Equal([1960, 1961], list.Rows().Select(row => row.BirthYear!.Value));
        Assert.Equal(["Giới tính / Nam", "Giới tính / Nữ"], list.Unused.Select(column => column.Heading));
    }

    [Fact]
    public void A_unit_is_the_branch_where_it_says_so_and_else_where_the_registry_has_it()
    {
        var list = MembersOf(["Họ và tên", "Năm sinh", "Đơn vị"], ["Nguyễn Văn An", 1960, "Chi bộ Một"], ["Lê Thị Ba", 1961, "Thôn Hai"]);

        Assert.Equal([("Chi bộ Một", null), (null, "Thôn Hai")], list.Rows().Select(row => (row.Branch, row.BranchAbove)));
        Assert.Equal("Cột C “Đơn vị” hiểu là chi bộ ở dòng nào ghi đúng tên hoặc mã chi bộ.", Assert.Single(list.Notes));
    }

    [Fact]
    public void A_unit_beside_the_branch_is_a_place_of_work_and_not_loaded()
    {
        var list = MembersOf(["Họ và tên", "Năm sinh", "Đơn vị", "Chi bộ"], ["Nguyễn Văn An", 1960, "Chi bộ Ba", "Chi bộ Một"]);

        Assert.Equal("Chi bộ Một", Assert.Single(list.Rows()).Branch);
        Assert.Equal(["Đơn vị"], list.Unused.Select(column => column.Heading));
    }

    [Fact]
    public void A_month_without_its_day_is_worth_the_year_of_a_birth_and_nothing_of_an_admission()
    {
        var rows = MembersOf(
            Header, ["Nguyễn Văn An", null, "12/1958"], ["Lê Thị Ba", null, "00/05/1958"], ["Lê Thị Cả", null, 1958, null, null, "12/1980"])
            .Rows().ToList();

        Assert.Equal([(1958, false), (1958, false), (1958, true)], rows.Select(row => (row.BirthYear!.Value, row.IsBlocked)));
        Assert.Equal("Không có ngày: chỉ ghi năm 1958.", Assert.Single(rows[0].Problems).Reason);
        Assert.Null(rows[0].BirthDate);
    }

    [Theory]
    [InlineData("Sinh ngày", "Vào Đảng ngày", "Chính thức ngày", "Chi bộ Đảng", "Đảng viên chính thức/dự bị")]
    [InlineData("Ngày sinh (dd/mm/yyyy)", "Kết nạp (ngày)", "Ngày chính thức", "Tên chi bộ", "Loại ĐV")]
    public void The_words_of_a_heading_may_stand_in_another_order(string born, string joined, string official, string branch, string kind)
    {
        var list = MembersOf(
            ["Họ và tên", born, joined, official, branch, kind],
            ["Nguyễn Văn An", "05/06/1958", "03/02/1980", "03/02/1981", "Chi bộ Một", "Chính thức"]);

        var row = Assert.Single(list.Rows());

        Assert.Empty(list.Unused);
        Assert.Equal(
            (new DateOnly(1958, 6, 5), new DateOnly(1980, 2, 3), new DateOnly(1981, 2, 3), "Chi bộ Một", MemberKind.Full),
            (row.BirthDate!.Value, row.JoinedOn!.Value, row.OfficialOn!.Value, row.Branch!, row.Kind!.Value));
    }

    [Theory]
    [InlineData("Đang làm")]
    [InlineData("mất thẻ")]
    [InlineData("N/A")]
    [InlineData("chưa được cấp")]
    public void A_number_that_somebody_has_not_got_is_a_blank(string typed)
    {
        var row = Assert.Single(MembersOf(Header, ["Nguyễn Văn An", typed, 1960]).Rows());

        Assert.Equal((null, false), (row.CitizenNumber, row.IsBlocked));
    }

    [Theory]
    [InlineData("ÔngNguyễn Văn An", "Nguyễn Văn An", "Đã bỏ “Ông” khỏi họ và tên.")]
    [InlineData("Đ/cNguyễn Văn An", "Nguyễn Văn An", "Đã bỏ “Đ/c” khỏi họ và tên.")]
    [InlineData("NguyễnVăn An", "NguyễnVăn An", "Có lẽ thiếu dấu cách trong “NguyễnVăn”: ghi như trong tệp. Đồng chí kiểm tra lại.")]
    [InlineData("Nguyễn Văn An - BT", "Nguyễn Văn An", "Đã bỏ “BT” khỏi họ và tên.")]
    [InlineData("Nguyễn Văn An (PBT)", "Nguyễn Văn An", "Đã bỏ “PBT” khỏi họ và tên.")]
    [InlineData("12. Nguyễn Văn An *", "Nguyễn Văn An", null)]
    public void A_name_is_taken_out_of_what_stands_at_it(string typed, string name, string? note)
    {
        var row = Assert.Single(MembersOf(Header, [typed, null, 1960]).Rows());

        Assert.Equal((name, false, note), (row.FullName, row.IsBlocked, row.Problems.SingleOrDefault()?.Reason));
    }

    [Theory]
    [InlineData("N.V.An")]
    [InlineData("Nguyễn V. An")]
    [InlineData("Ng. Văn An")]
    public void Initials_are_no_name(string typed) =>
        Assert.True(Assert.Single(MembersOf(Header, [typed, null, 1960]).Rows()).IsBlocked);

    [Theory]
    [InlineData("NGUYỄN VĂN AN (PBT)")]
    [InlineData("nguyễn văn an")]
    public void That_names_in_capitals_are_written_as_names_is_said_once(string typed)
    {
        var list = MembersOf(Header, [typed, null, 1960], [typed, null, 1961]);

        Assert.Equal(["Nguyễn Văn An", "Nguyễn Văn An"], list.Rows().Select(row => row.FullName));
        Assert.Equal(
            "Họ và tên viết toàn chữ hoa hoặc toàn chữ thường thì ghi hoa chữ cái đầu mỗi từ, như “Nguyễn Văn An”.",
            Assert.Single(list.Notes));
    }

    [Fact]
    public void A_row_pasted_from_an_old_file_is_converted_whole()
    {
        object?[][] rows =
        [
            ["Họ và tên", "Năm sinh", "Chi bộ"], ["Nguyễn Văn An", 1958, "Chi bộ Một"], ["Lê Thị Ba", 1959, "Chi bộ Một"],
            ["Nguyễn Văn Cả", 1960, "Chi bộ Hai"], ["TrÇn ThÞ B×nh", 1961, "Chi bé Hai"],
        ];

        var last = ((MemberList)Open(Of(rows), LegacyHandling.Convert)).Rows().Last();

        Assert.Equal(("Trần Thị Bình", "Chi bộ Hai"), (last.FullName, last.Branch));
    }

    [Fact]
    public void Of_a_branch_with_a_code_and_a_name_the_name_counts_where_the_code_is_missing()
    {
        var list = MembersOf(
            ["Họ và tên", "Năm sinh", "Tên chi bộ", "Mã chi bộ"], ["Nguyễn Văn An", 1958, "Chi bộ Một", "CB-01"],
            ["Lê Thị Ba", 1959, "Chi bộ Hai", null]);

        Assert.Equal(["CB-01", "Chi bộ Hai"], list.Rows().Select(row => row.Branch));
        Assert.Empty(list.Unused);
    }

    [Fact]
    public void A_title_numbered_as_what_stands_above_branches_ends_the_branch()
    {
        var rows = MembersOf(
            ["STT", "Họ và tên", "Năm sinh"], ["A", "KHỐI CƠ QUAN"], ["I", "Chi bộ Công an"], [1, "Nguyễn Văn An", 1958],
            ["1.", "Đảng viên dự bị"], [1, "Nguyễn Văn Ba", 1999], ["B", "KHỐI THÔN"], [1, "Lê Thị Cả", 1959]).Rows().ToList();

        Assert.Equal(["Chi bộ Công an", "Chi bộ Công an", null], rows.Select(row => row.Branch));
    }

    [Fact]
    public void What_a_form_asks_for_is_what_its_answers_are()
    {
        var list = MembersOf(
            ["Dấu thời gian", "Họ và tên của đồng chí", "Ngày sinh của đồng chí", "Đồng chí sinh hoạt tại chi bộ nào?"],
            ["05/11/2026 8:00:01", "Nguyễn Văn An", "05/06/1958", "Chi bộ Một"]);

        var row = Assert.Single(list.Rows());

        Assert.Equal(("Nguyễn Văn An", new DateOnly(1958, 6, 5), "Chi bộ Một"), (row.FullName, row.BirthDate!.Value, row.Branch));
        Assert.Equal(["Dấu thời gian"], list.Unused.Select(column => column.Heading));
    }

    [Fact]
    public void A_number_of_the_row_that_was_never_calculated_holds_nobody_up()
    {
        var rows = MembersOf(
            ["STT", "Họ và tên", "Ngày sinh"], [1, "Nguyễn Văn An", "03/02/1960"],
            [new SheetCell(SheetCellKind.Fault, "=A2+1"), "Lê Thị Ba", "03/02/1961"]).Rows().ToList();

        Assert.Equal([("Nguyễn Văn An", false), ("Lê Thị Ba", false)], rows.Select(row => (row.FullName, row.IsBlocked)));
    }
}
