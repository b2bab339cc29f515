using System.Text;
using PartyNet.Application.Imports;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Members;
using PartyNet.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;
using static PartyNet.TestCommon.Spreadsheets.TestWorkbook;

namespace PartyNet.IntegrationTests.Spreadsheets;

/// <summary>From the bytes of a file to typed rows, with files as offices have them.</summary>
public sealed class OfficeListTests
{
    private static readonly ListOptions Options = new(new DateOnly(2026, 3, 1));

    [Fact]
    public async Task An_office_workbook_with_all_its_habits_is_read()
    {
        var workbook = new TestWorkbook()
            .Row("ĐẢNG BỘ XÃ MẪU", null, null, null, null, null, "ĐẢNG CỘNG SẢN VIỆT NAM")
            .Row("CHI BỘ THÔN MẪU")
            .EmptyRows(1)
            .Row("DANH SÁCH ĐẢNG VIÊN")
            .Merge("A4:I4")
            .Row(
                "STT",
                "Họ và tên",
                "Số thẻ\nĐảng viên",
                "Số CCCD*",
                "Ngày sinh",
                "Ngày kết nạp",
                "Chi bộ đang sinh hoạt",
                "Chi bộ nơi cư trú",
                "Trạng thái"
            )
            .Row(
                1,
                "NGUYỄN THỬ AN ",
                new Padded(1080000001),
                1080000001d,
                new DateOnly(1980, 2, 3),
                "05/06/2005",
                "Chi bộ thôn Mẫu",
                null,
                "Đang sinh hoạt"
            )
            .Row(2, "Tra\u0302\u0300n Thử Bình", null, "079180000002", 1955, 28491d, null, "Chi bộ khu 2", "Dự bị")
            .Merge("G6:G7")
            .Row(null, "Tổng cộng: 2 đảng viên")
            .Merge("A8:C8")
            .Row(null, "NGƯỜI LẬP BIỂU", null, null, null, null, "T/M CHI BỘ");

        using var file = await OpenAsync(workbook.Build());
        var list = (MemberList)ImportList.Open(file, Options).Value;
        var rows = list.Rows().ToList();

        Assert.Equal((5, 2), (list.HeaderRow, rows.Count));
        Assert.Equal(
            [
                (
                    "Nguyễn Thử An",
                    "001080000001",
                    "001080000001",
                    new DateOnly(1980, 2, 3),
                    1980,
                    new DateOnly(2005, 6, 5),
                    "Chi bộ thôn Mẫu"
                ),
                ("Trần Thử Bình", null, "079180000002", null, 1955, new DateOnly(1978, 1, 1), "Chi bộ thôn Mẫu"),
            ],
            rows.Select(row =>
                (row.FullName, row.CardNumber?.Value, row.CitizenNumber?.Value, row.BirthDate, row.BirthYear, row.JoinedOn, row.Branch)
            )
        );
        Assert.Equal([(null, ActivityStatus.Active), (MemberKind.Probationary, null)], rows.Select(row => (row.Kind, row.Activity)));
        Assert.All(rows, row => Assert.False(row.IsBlocked));
        Assert.Equal([8, 9], list.Skipped.Select(row => row.Number));
        Assert.Null(list.Failure);
    }

    [Fact]
    public async Task A_list_in_a_TCVN3_font_is_recognised_by_its_text_and_converted_on_a_yes()
    {
        var workbook = new TestWorkbook { FontName = ".VnTime" }
            .Row("Hä vµ tªn", "Ngµy sinh", "Chi bé")
            .Row("NguyÔn V¨n Hïng", "03/02/1980", "Chi bé th«n §×nh");

        using var file = await OpenAsync(workbook.Build());
        var refused = ImportList.Open(file, Options);
        var list = (MemberList)ImportList.Open(file, Options with { Legacy = LegacyHandling.Convert }).Value;

        Assert.Contains("TCVN3", refused.FirstError.Description, StringComparison.Ordinal);
        Assert.Equal(("Nguyễn Văn Hùng", "Chi bộ thôn Đình"), list.Rows().Select(row => (row.FullName, row.Branch!)).Single());
    }

    [Fact]
    public async Task A_unit_list_as_text_with_semicolons_is_read()
    {
        const string Text =
            "mã;tên;loại;mã cấp trên\r\nXA.MAU;Đảng bộ xã Mẫu;Đảng bộ cơ sở;\r\nCB-01;\"Chi bộ thôn 1; 2\";Chi bộ;XA.MAU\r\n";

        using var file = await OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(Text)));
        var list = (UnitList)ImportList.Open(file, Options).Value;

        Assert.Equal(
            [("XA.MAU", "Đảng bộ xã Mẫu", null), ("CB-01", "Chi bộ thôn 1; 2", "XA.MAU")],
            list.Rows().Select(row => (row.Code, row.Name, row.ParentCode))
        );
        Assert.Equal(["Các cột trong tệp ngăn cách bằng dấu chấm phẩy."], list.Notes);
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task An_exported_list_of_members_reads_back_as_it_was(SheetFormat format)
    {
        string[][] members = [["Nguyễn Thử An", "001080000001", "03/02/1980", "=Chi bộ \"1\""], ["H'Hen Niê", "079180000002", "1955", "-"]];
        var document = new SheetDocument<string[]>(
            "Danh sách",
            [
                new("STT", 6, null),
                new("Họ và tên", 30, row => row[0]),
                new("Số CCCD", 14, row => row[1]),
                new("Ngày sinh", 12, row => row[2]),
                new("Chi bộ", 20, row => row[3]),
            ],
            ["ĐẢNG BỘ XÃ MẪU"],
            count => [$"Tổng số: {count}", "Người xuất: ban.mau"],
            "Bản xuất thử");
        using var content = new MemoryStream();
        await new SheetWriter().WriteAsync(content, format, document, members.ToAsyncEnumerable(), TestContext.Current.CancellationToken);
        content.Position = 0;

        using var file = await OpenAsync(content);
        var list = (MemberList)ImportList.Open(file, Options).Value;

        Assert.Equal(
            [("Nguyễn Thử An", "001080000001", 1980, "=Chi bộ \"1\""), ("H'Hen Niê", "079180000002", 1955, "-")],
            list.Rows().Select(row => (row.FullName, row.CitizenNumber!.Value, row.BirthYear!.Value, row.Branch!)));
        Assert.Equal(2, list.Skipped.Count);
    }

    [Fact]
    public async Task Twelve_thousand_five_hundred_members_are_read_in_one_pass_without_keeping_them()
    {
        const int Members = 12_500;
        var workbook = new TestWorkbook().Row("Họ và tên", "Số CCCD", "Ngày sinh");
        for (var i = 0; i < Members; i++)
            workbook.Row("Nguyễn Thử An", (1080000000d + i).ToString("000000000000", null), new DateOnly(1950, 1, 1).AddDays(i));

        using var file = await OpenAsync(workbook.Build());
        var list = (MemberList)ImportList.Open(file, Options).Value;

        Assert.Equal(Members, list.Rows().Count(row => !row.IsBlocked && row.BirthDate is not null));
    }

    private static async Task<ISheetFile> OpenAsync(Stream content)
    {
        var verdict = await new SheetFiles().OpenAsync(content, SheetLimits.Web, TestContext.Current.CancellationToken);
        Assert.False(verdict.IsError, verdict.IsError ? verdict.FirstError.Description : "");
        return verdict.Value;
    }
}
