using ErrorOr;
using PartyNet.Application.Imports;
using PartyNet.Domain.Members;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

public sealed class MemberListTests
{
    private static readonly object?[] EightColumns =
    [
        "Họ và tên",
        "Số thẻ Đảng viên",
        "Số CCCD",
        "Ngày sinh",
        "Ngày kết nạp",
        "Chi bộ đang sinh hoạt",
        "Chi bộ nơi cư trú",
        "Trạng thái",
    ];

    [Fact]
    public void The_eight_column_list_is_read_below_its_titles()
    {
        var list = MembersOf(
            ["ĐẢNG BỘ XÃ MẪU", new Lent("ĐẢNG BỘ XÃ MẪU")],
            ["DANH SÁCH ĐẢNG VIÊN"],
            EightColumns,
            [
                "Nguyễn Thử An",
                "001080000001",
                "001080000001",
                new DateOnly(1980, 2, 3),
                "05/06/2005",
                "Chi bộ thôn Mẫu",
                "Chi bộ khu 2",
                "Đang sinh hoạt",
            ]
        );

        var row = Assert.Single(list.Rows());

        Assert.Equal(("Danh sách", 3, true), (list.Sheet, list.HeaderRow, list.HasBranch));
        Assert.Equal(
            (4, "Nguyễn Thử An", "001080000001", "001080000001"),
            (row.Number, row.FullName, row.CardNumber!.Value, row.CitizenNumber!.Value)
        );
        Assert.Equal((new DateOnly(1980, 2, 3), 1980, new DateOnly(2005, 6, 5)), (row.BirthDate, row.BirthYear, row.JoinedOn));
        Assert.Equal(("Chi bộ thôn Mẫu", "Chi bộ khu 2"), (row.Branch, row.ResidenceBranch));
        Assert.Equal((null, ActivityStatus.Active), (row.Kind, row.Activity));
        Assert.Empty(row.Problems);
        Assert.Empty(list.Skipped);
        Assert.Empty(list.Unused);
    }

    [Fact]
    public void Blanks_stay_null_so_that_they_overwrite_nothing()
    {
        var row = Assert.Single(MembersOf(EightColumns, ["Trần Thử Bình", null, null, "1955", null, null, null, null]).Rows());

        Assert.Equal((null, 1955), (row.BirthDate, row.BirthYear));
        Assert.Null(row.CardNumber);
        Assert.Null(row.CitizenNumber);
        Assert.Null(row.JoinedOn);
        Assert.Null(row.Branch);
        Assert.Null(row.ResidenceBranch);
        Assert.Null(row.Activity);
        Assert.Empty(row.Problems);
    }

    [Theory]
    [InlineData("NGUYỄN THỬ  AN", "Nguyễn Thử An")]
    [InlineData("  nguyễn thử an ", "Nguyễn Thử An")]
    [InlineData("Nguye\u0302\u0303n Thu\u031B\u0309 An", "Nguyễn Thử An")]
    [InlineData("Nguyễn Thử An*", "Nguyễn Thử An")]
    [InlineData("Y Bhăm Niê", "Y Bhăm Niê")]
    [InlineData("H'HEN NIÊ", "H'Hen Niê")]
    [InlineData("Nguyễn\nThử An", "Nguyễn Thử An")]
    public void Names_are_put_in_order(string typed, string name)
    {
        var row = Assert.Single(MembersOf(EightColumns, [typed, null, null, "1980"]).Rows());

        Assert.Equal(name, row.FullName);
        Assert.Empty(row.Problems);
    }

    [Fact]
    public void Zeros_that_the_spreadsheet_lost_are_put_back_and_told()
    {
        var row = Assert.Single(MembersOf(EightColumns, ["An", 1080000001L, 79080000001L, "1980"]).Rows());

        Assert.Equal(("001080000001", "079080000001"), (row.CardNumber!.Value, row.CitizenNumber!.Value));
        Assert.False(row.IsBlocked);
        Assert.Equal(
            ["Dòng 2, cột B (Số thẻ đảng viên): “1080000001”. Đã bù chữ số 0 mà bảng tính làm mất: 001080000001.",
             "Dòng 2, cột B (Số thẻ đảng viên): “1080000001”. Số thẻ khác số CCCD. Từ năm 2025 số thẻ đảng viên trùng với số định "
                 + "danh cá nhân, đồng chí kiểm tra lại.",
             "Dòng 2, cột C (Số CCCD): “79080000001”. Đã bù chữ số 0 mà bảng tính làm mất: 079080000001."],
            row.Problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Every_bad_cell_of_a_row_is_told_with_its_place_and_what_to_do()
    {
        var row = Assert.Single(
            MembersOf(EightColumns, ["An 2", "12345", "1,08E+11", "31/02/1980", "05/13/2005", null, null, "lạ"]).Rows()
        );

        Assert.True(row.IsBlocked);
        Assert.Equal(
            ["A", "B", "C", "D", "E", "H"],
            row.Problems.Select(problem => PartyNet.Application.Spreadsheets.SheetRow.ColumnName(problem.Column!.Value))
        );
        Assert.Equal(
            "Dòng 2, cột B (Số thẻ đảng viên): “12345”. Số thẻ đảng viên có 12 chữ số (thẻ cũ: 8), ở đây có 5.",
            row.Problems[1].ToString()
        );
        Assert.Equal("Dòng 2, cột D (Ngày sinh): “31/02/1980”. Tháng 2 năm 1980 không có ngày 31.", row.Problems[3].ToString());
        Assert.All(row.Problems, problem => Assert.True(problem.Blocks));
    }

    [Fact]
    public void A_year_alone_is_enough_for_the_birth_but_only_noted_for_the_admission()
    {
        var row = Assert.Single(MembersOf(EightColumns, ["An", null, null, 1940, "1968"]).Rows());

        Assert.Equal((1940, null, false), (row.BirthYear, row.JoinedOn, row.IsBlocked));
        Assert.Equal("Ngày kết nạp", Assert.Single(row.Problems).Header);
    }

    [Fact]
    public void A_serial_in_a_cell_without_date_format_is_a_date() =>
        Assert.Equal(new DateOnly(1980, 2, 3), Assert.Single(MembersOf(EightColumns, ["An", null, null, 29254]).Rows()).BirthDate);

    [Fact]
    public void Dates_that_contradict_each_other_are_noted()
    {
        var list = MembersOf(
            ["Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức"],
            ["An", "03/02/1990", "03/02/2007", "03/02/2006"]);

        Assert.Equal(["Ngày kết nạp", "Ngày chính thức"], Assert.Single(list.Rows()).Problems.Select(problem => problem.Header));
    }

    [Fact]
    public void Rows_that_are_no_members_are_left_out_and_told()
    {
        var list = MembersOf(
            ["STT", .. EightColumns],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)"],
            ["I. Chi bộ thôn Mẫu", new Lent("I. Chi bộ thôn Mẫu"), new Lent("I. Chi bộ thôn Mẫu")],
            [1, "An", "001080000001", null, "1980"],
            ["STT", .. EightColumns],
            [2, "Bình", null, null, null],
            [3],
            [null, new Lent("Bình"), "012345678"],
            [null, "Tổng cộng:", 2],
            [null, "NGƯỜI LẬP BIỂU", null, null, null, null, "T/M CHI BỘ"],
            [null, "Lê Thử Cúc", null, null, null, null, "Phạm Thử Dũng"],
            [null, null, null, null, null, null, "Mẫu, ngày 05 tháng 02 năm 2026"],
            [null, "Tống Công Minh", "001080000009"]);

        var rows = list.Rows().ToList();

        Assert.Equal(["An", "Bình", "Tống Công Minh"], rows.Select(row => row.FullName));
        Assert.Equal([3, 8, 9, 10, 11, 12], list.Skipped.Select(row => row.Number));
        Assert.Equal("NGƯỜI LẬP BIỂU | T/M CHI BỘ", list.Skipped[3].Text);
    }

    [Fact]
    public void A_member_without_a_name_is_a_problem_and_not_left_out()
    {
        var row = Assert.Single(MembersOf(EightColumns, [null, "001080000001", null, "1980"]).Rows());

        Assert.Equal("Dòng 2, cột A (Họ và tên): Dòng này thiếu họ và tên.", Assert.Single(row.Problems).ToString());
    }

    [Fact]
    public void A_name_in_two_columns_is_joined()
    {
        Assert.Equal(
            "Nguyễn Thử An",
            Assert.Single(MembersOf(["Họ và tên", new Lent("Họ và tên"), "Năm sinh"], ["Nguyễn Thử", "An", 1980]).Rows()).FullName
        );
        Assert.Equal(
            "Nguyễn Thử An",
            Assert
                .Single(
                    MembersOf(["Họ và tên", new Lent("Họ và tên"), "Năm sinh"], ["Nguyễn Thử An", new Lent("Nguyễn Thử An"), 1980]).Rows()
                )
                .FullName
        );
        Assert.Equal("Nguyễn Thử An", Assert.Single(MembersOf(["Họ đệm", "Tên", "Năm sinh"], ["Nguyễn Thử", "An", 1980]).Rows()).FullName);
    }

    [Fact]
    public void A_header_of_two_lines_is_understood()
    {
        var list = MembersOf(
            ["Họ và tên", "Ngày sinh", new Lent("Ngày sinh"), "Ngày", new Lent("Ngày"), "Trạng thái"],
            [new Lent("Họ và tên"), "Nam", "Nữ", "Vào Đảng", "Chính thức", new Lent("Trạng thái")],
            ["An", "03/02/1980", null, "05/06/2005", "05/06/2006", "chính thức"],
            ["Yến", null, "04/02/1981", null, null, "dự bị"]);

        var rows = list.Rows().ToList();

        Assert.Equal([new DateOnly(1980, 2, 3), new DateOnly(1981, 2, 4)], rows.Select(row => row.BirthDate!.Value));
        Assert.Equal((new DateOnly(2005, 6, 5), new DateOnly(2006, 6, 5)), (rows[0].JoinedOn, rows[0].OfficialOn));
        Assert.Equal([MemberKind.Full, MemberKind.Probationary], rows.Select(row => row.Kind!.Value));
        Assert.Empty(list.Skipped);
    }

    [Fact]
    public void The_columns_of_the_collection_sheet_that_we_hold_are_found_and_the_others_told()
    {
        var list = MembersOf(
            [
                "STT",
                "ID",
                "Họ và tên*",
                "Tên gọi khác",
                "Giới tính*",
                "Sinh ngày*\n(dd/mm/yyyy)",
                "Dân tộc*",
                "Số định danh cá nhân*",
                "Số thẻ Đảng*\n(12 số theo HD38-HD/BTCTW)",
                "Ngày cấp thẻ Đảng",
                "Số thẻ theo Đảng quyết định 85",
                "Tổ chức Đảng đang sinh hoạt* (không sửa)",
                "Ngày vào Đảng*",
                "Ngày vào Đảng chính thức*",
                "Trạng thái hoạt động",
                "Ghi chú",
            ],
            [
                1,
                "x1",
                "Nguyễn Thử An",
                null,
                "Nam",
                "03/02/1980",
                "Kinh",
                "001080000001",
                null,
                "01/01/2010",
                "12345678",
                "Chi bộ Mẫu",
                "05/06/2005",
                "05/06/2006",
                "Đang hoạt động",
                "x",
            ]
        );

        var row = Assert.Single(list.Rows());

        Assert.Equal(
            ("Nguyễn Thử An", "001080000001", "12345678", true),
            (row.FullName, row.CitizenNumber!.Value, row.CardNumber!.Value, row.CardNumber.IsOld)
        );
        Assert.Equal((new DateOnly(2005, 6, 5), new DateOnly(2006, 6, 5), "Chi bộ Mẫu"), (row.JoinedOn, row.OfficialOn, row.Branch));
        Assert.Equal(
            ["ID", "Tên gọi khác", "Giới tính*", "Dân tộc*", "Ngày cấp thẻ Đảng", "Ghi chú"],
            list.Unused.Select(column => column.Heading)
        );
        Assert.Equal([1, 3, 4, 6, 9, 15], list.Unused.Select(column => column.Column));
    }

    [Fact]
    public void Our_own_roster_is_a_list_too()
    {
        var list = MembersOf(
            ["ĐẢNG BỘ XÃ MẪU"],
            [
                "STT",
                "Họ và tên",
                "Ngày sinh",
                "Chi bộ",
                "Chức vụ",
                "Facebook",
                "Zalo",
                "TikTok",
                "YouTube",
                "Khác",
                "Số tài khoản",
                "Ngày kê khai",
                "Tình trạng",
                "Ghi chú",
            ],
            [
                "1",
                "Nguyễn Thử An",
                "03/02/1980",
                "Chi bộ Mẫu",
                "Bí thư",
                "https://www.facebook.com/mau",
                "+84900000001",
                null,
                null,
                null,
                "2",
                "01/03/2026",
                "Đã xác nhận",
                null,
            ],
            ["Tổng số: 1"],
            ["Người xuất: ban.mau, 01/03/2026 08:00"]);

        var row = Assert.Single(list.Rows());

        Assert.Equal(("Nguyễn Thử An", "Chi bộ Mẫu", "Bí thư", false), (row.FullName, row.Branch, row.Position, row.IsBlocked));
        Assert.Null(row.Activity);
        Assert.Equal([4, 5], list.Skipped.Select(skipped => skipped.Number));
    }

    [Fact]
    public void Order_case_diacritics_and_line_breaks_of_headings_play_no_part()
    {
        var row = Assert.Single(MembersOf(["NGÀY\nSINH", "so the dang vien", " Họ  Và  Tên (*) "], ["1980", "001080000001", "An"]).Rows());

        Assert.Equal(("An", 1980, "001080000001"), (row.FullName, row.BirthYear, row.CardNumber!.Value));
    }

    [Fact]
    public void A_column_that_names_a_field_again_is_told_and_not_mixed_in()
    {
        var list = MembersOf(["Họ và tên", "Ngày sinh", "Chi bộ", "Tên chi bộ"], ["An", "1980", null, "khác"]);

        Assert.Null(Assert.Single(list.Rows()).Branch);
        Assert.Equal(new UnusedColumn(3, "Tên chi bộ"), Assert.Single(list.Unused));
    }

    [Fact]
    public void Work_status_position_phone_and_code_are_read()
    {
        var list = MembersOf(
            ["Mã đảng viên", "Họ và tên", "Tình trạng công tác", "Chức vụ", "SĐT"],
            ["ABC123", "An", "Hưu trí", "Phó Bí thư", 912345678],
            ["ABC124", "Bình", "đương chức", null, "0000"]);

        var rows = list.Rows().ToList();

        Assert.Equal(
            ("ABC123", WorkStatus.Retired, "Phó Bí thư", "+84912345678"),
            (rows[0].MemberCode, rows[0].WorkStatus, rows[0].Position, rows[0].Phone!.E164)
        );
        Assert.Equal((WorkStatus.Serving, true), (rows[1].WorkStatus, rows[1].IsBlocked));
    }

    [Fact]
    public void A_failure_of_the_file_is_there_after_the_rows()
    {
        var list = (MemberList)Open(
            new Sheets { FailsAtEnd = Error.Validation("File", "hỏng") }.Add(
                "S",
                [.. Enumerable.Repeat<object?[]>(["An", "1980"], 2_400).Prepend(["Họ và tên", "Ngày sinh"])]
            )
        );

        Assert.Null(list.Failure);
        Assert.Equal(2_400, list.Rows().Count());
        Assert.Equal("hỏng", list.Failure!.Value.Description);
    }
}
