using PartyNet.Application.Imports;
using PartyNet.Domain.Units;
using static PartyNet.UnitTests.Imports.Sheets;

namespace PartyNet.UnitTests.Imports;

public sealed class ListFindingTests
{
    private static readonly object?[] Header = ["Họ và tên", "Ngày sinh"];

    [Fact]
    public void A_sheet_without_a_header_is_refused_with_what_is_needed()
    {
        var refusal = Refusal(Of(["a", "b"], ["Nguyễn Thử An", "1980"]));

        Assert.Contains("Không tìm thấy dòng tiêu đề trong 60 dòng đầu của trang tính “Danh sách”", refusal, StringComparison.Ordinal);
        Assert.Contains("Họ và tên", refusal, StringComparison.Ordinal);
        Assert.Contains("Mã, Tên, Loại, Mã cấp trên", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_refused_by_name_with_what_was_found_and_what_was_not_understood() =>
        Assert.Equal(
            "Trang tính “Danh sách”, dòng tiêu đề 2: thiếu cột Họ và tên. Đã nhận ra: Ngày sinh, Số CCCD. Không nhận ra: “Người” (cột A).",
            Refusal(Of(["DANH SÁCH"], ["Người", "Ngày sinh", "Số CCCD"])));

    [Fact]
    public void A_list_that_cannot_tell_namesakes_apart_is_refused() =>
        Assert.Contains(
            "thiếu cột Số thẻ đảng viên, Số CCCD hoặc Ngày sinh",
            Refusal(Of(["Họ và tên", "Chi bộ"], ["An", "x"])),
            StringComparison.Ordinal
        );

    [Fact]
    public void The_row_that_names_most_columns_is_the_header()
    {
        var list = MembersOf(["Chi bộ", "Ngày sinh"], ["Họ và tên", "Ngày sinh", "Chi bộ"], ["An", "1980", "x"]);

        Assert.Equal((2, "An"), (list.HeaderRow, Assert.Single(list.Rows()).FullName));
    }

    [Fact]
    public void A_header_below_sixty_rows_of_titles_is_not_looked_for() =>
        Assert.Contains("Không tìm thấy", Refusal(Of([.. Enumerable.Repeat<object?[]>(["x"], 60), Header])), StringComparison.Ordinal);

    [Fact]
    public void A_list_of_a_hundred_sheets_is_read_to_its_last_one()
    {
        var file = new Sheets();
        for (var i = 0; i < 100; i++)
            file.Add($"Chi bộ {i}", [Header, [$"Nguyễn Văn {(char)('A' + i / 26)}{(char)('A' + i % 26)}", "1980"]]);

        var list = (MemberList)Open(file);

        Assert.Equal(100, list.Rows().Count());
    }

    [Fact]
    public void Hidden_sheets_and_those_without_a_list_are_not_read()
    {
        var file = new Sheets()
            .Add("Ẩn", [Header, ["Ẩn", "1980"]], hidden: true)
            .Add(
                "Bìa",
                [
                    ["BÁO CÁO"],
                ]
            )
            .Add("Tổ 1", [Header, ["An", "1980"]])
            .Add("Tổ 2", [Header, ["Bình", "1980"]]);

        var list = (MemberList)Open(file);

        Assert.Equal(["An", "Bình"], list.Rows().Select(row => row.FullName));
        Assert.Equal(
            [
                "Đọc 2 trang tính: “Tổ 1”, “Tổ 2”.",
                "Tệp không có cột chi bộ: chi bộ hiểu theo tên trang tính, như “Tổ 1”, nếu có chi bộ tên ấy.",
            ],
            list.Notes);
        Assert.Equal(["An", "Bình"], list.SampleRows().Select(row => row.Values[0].Value));
        Assert.Equal("Bình", Assert.Single(((MemberList)Open(file, sheet: "Tổ 2")).Rows()).FullName);
        Assert.Equal("Ẩn", Assert.Single(((MemberList)Open(file, sheet: "Ẩn")).Rows()).FullName);
        Assert.Equal("Tệp không có trang tính “Tổ 3”. Các trang tính trong tệp: Ẩn, Bìa, Tổ 1, Tổ 2.", Refusal(file, sheet: "Tổ 3"));
    }

    [Fact]
    public void What_the_file_had_to_assume_is_passed_on() =>
        Assert.Equal(["Đọc theo UTF-8."], Open(new Sheets { Assumption = "Đọc theo UTF-8." }.Add("CSV", [Header, ["An", "1980"]])).Notes);

    [Fact]
    public void A_unit_list_is_told_from_a_member_list()
    {
        var list = (UnitList)Open(Of(
            ["DANH SÁCH TỔ CHỨC ĐẢNG"],
            ["STT", "Mã", "Tên", "Loại", "Mã cấp trên", "Ghi chú"],
            [1, "XA.MAU", "Đảng bộ xã Mẫu", "Đảng bộ cơ sở", null],
            [2, "CB-01", " CHI BỘ  THÔN 1", "chi bo", "XA.MAU"],
            [3, 38168, "Chi bộ thôn 2", "Chi bộ", "XA.MAU"],
            ["Tổng số: 3"],
            [null, "người lập"]));

        var rows = list.Rows().ToList();

        Assert.Equal(
            [("XA.MAU", "Đảng bộ xã Mẫu", null), ("CB-01", "CHI BỘ THÔN 1", "XA.MAU"), ("38168", "Chi bộ thôn 2", "XA.MAU")],
            rows.Select(row => (row.Code, row.Name, row.ParentCode))
        );
        Assert.Equal(
            [UnitKind.GrassrootsCommittee, UnitKind.Branch, UnitKind.Branch],
            rows.Select(row => row.KindAmong(UnitKind.Standard)!.Code)
        );
        Assert.Equal([5], list.Unused.Select(column => column.Column));
        Assert.Equal([7], list.Skipped.Select(row => row.Number));
        Assert.All(rows, row => Assert.False(row.IsBlocked));
    }

    [Fact]
    public void A_unit_row_with_gaps_or_a_code_unfit_for_addresses_is_a_problem()
    {
        var rows = ((UnitList)Open(Of(
            ["Mã", "Tên", "Loại", "Mã cấp trên"],
            ["CB 01", "Chi bộ thôn 1", "Chi bộ", "A"],
            [null, "Chi bộ thôn 2", "Chi bộ", "A"],
            ["CB-03", null, "Chi bộ", "A/B"],
            ["CB-04", "Chi bộ thôn 4", null, "A"]))).Rows().ToList();

        Assert.Equal(
            ["A2", "A3", "D4 B4", "C5"],
            rows.Select(row =>
                string.Join(
                    ' ',
                    row.Problems.OrderByDescending(problem => problem.Column)
                        .Select(problem => $"{(char)('A' + problem.Column!.Value)}{problem.Row}")
                )
            )
        );
        Assert.All(rows, row => Assert.True(row.IsBlocked));
        Assert.Null(rows[0].KindAmong([]));
    }

    [Fact]
    public void A_unit_list_without_the_unit_above_is_refused() =>
        Assert.Contains("thiếu cột Mã cấp trên", Refusal(Of(["Mã", "Tên", "Loại"], ["A", "B", "C"])), StringComparison.Ordinal);

    [Fact]
    public void Legacy_fonts_are_refused_with_how_they_would_read_and_converted_on_a_yes()
    {
        object?[][] rows =
        [
            ["Hä vµ tªn", "Ngµy sinh", "Chi bé"],
            ["NguyÔn V¨n Hïng", "1980", "Chi bé th«n §×nh"],
            ["TrÇn Quèc To¶n", "1981", "Chi bé th«n MÉu"],
        ];

        var refusal = Refusal(Of(rows));
        var list = (MemberList)Open(Of(rows), LegacyHandling.Convert);
        var members = list.Rows().ToList();

        Assert.Contains("“NguyÔn V¨n Hïng” ở cột A đọc thành “Nguyễn Văn Hùng”", refusal, StringComparison.Ordinal);
        Assert.Equal(["Nguyễn Văn Hùng", "Trần Quốc Toản"], members.Select(member => member.FullName));
        Assert.Equal(["Chi bộ thôn Đình", "Chi bộ thôn Mẫu"], members.Select(member => member.Branch));
        Assert.Equal(["Đã chuyển sang Unicode các cột viết bằng phông chữ cũ: A (TCVN3 (ABC)), C (TCVN3 (ABC))."], list.Notes);
    }

    [Fact]
    public void Vni_is_converted_too_and_a_Unicode_column_beside_it_stays()
    {
        var list = (MemberList)Open(
            Of(
                ["Họ và tên", "Ngày sinh", "Chi bộ"],
                ["Nguyeãn Vaên Thöû", "1980", "Chi bộ thôn Hoàng"],
                ["Leâ Hoàng Phong", "1981", "Chi bộ thôn Mẫu"]),
            LegacyHandling.Convert);

        Assert.Equal(
            [("Nguyễn Văn Thử", "Chi bộ thôn Hoàng"), ("Lê Hồng Phong", "Chi bộ thôn Mẫu")],
            list.Rows().Select(row => (row.FullName, row.Branch!))
        );
    }

    [Fact]
    public void Unicode_names_are_no_legacy_text_and_a_person_may_insist()
    {
        Assert.Equal("Lê Hoàng Phong", Assert.Single(MembersOf(Header, ["Lê Hoàng Phong", "1980"]).Rows()).FullName);
        Assert.Equal(
            "Nguyeãn Vaên Thöû",
            Assert.Single(((MemberList)Open(Of(Header, ["Nguyeãn Vaên Thöû", "1980"]), LegacyHandling.Keep)).Rows()).FullName
        );
    }
}
