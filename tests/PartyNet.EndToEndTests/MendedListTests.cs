using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon.Spreadsheets;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>
/// The bad rows of a messy list are taken home, mended in place and handed in again, by the keyboard on a phone without a script.
/// </summary>
public sealed class MendedListTests(BrowserFixture browser, Site site)
{
    [Fact]
    public async Task What_is_mended_in_the_workbook_of_bad_rows_is_new_or_changed_and_nothing_else_is_wrong()
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Lê Văn An", shape: member => member.Born(new DateOnly(1958, 5, 13)));
        await world.MemberAsync(world.Branch, "Nguyễn Văn Năm", shape: member => member.Born(new DateOnly(1962, 3, 4)));
        var board = await world.UserAsync(await world.MemberAsync(world.SecondBranch, "Ngô Thị Hạnh"), (Role.Board, world.District));
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false);
        await visitor.SignInAsync(await site.SessionCookieAsync(board));

        await PlanAsync(visitor, world.District.Code, MessyList());
        await Assertions.Expect(visitor.Page.GetByText("5 dòng = 1 mới + 1 sửa + 3 lỗi")).ToBeVisibleAsync();
        await visitor.LookAsync("nhap-loi-dien-thoai");
        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.PressAtAsync("main a[href$='.xlsx']", "Enter"));
        using var workbook = new MemoryStream();
        await using (var content = await download.CreateReadStreamAsync())
            await content.CopyToAsync(workbook, TestContext.Current.CancellationToken);

        Mend(workbook, ("12", "001160000002"), ("N.V. Năm", "Nguyễn Văn Năm"), ("02/31/1960", "02/03/1960"));
        await PlanAsync(visitor, world.District.Code, workbook.ToArray());
        await Assertions.Expect(visitor.Page.GetByText("3 dòng = 2 mới + 1 sửa")).ToBeVisibleAsync();
        await visitor.LookAsync("nhap-da-sua-loi-dien-thoai");
        await visitor.PressAtAsync("main a[href$='/thuc-hien']", "Enter");
        await visitor.AwaitHeadingAsync("Nhập danh sách vào hệ thống?");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Đã nhập danh sách");
        await visitor.LookAsync("nhap-da-nhap-lai-dien-thoai");
        visitor.AssertQuiet();

        var loaded = await world.ReadAsync(
            world.Everything, db => db.Members.Where(m => m.UnitId == world.Branch.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            [
                "Hoàng Thị Sáu 1960-03-02 1989-05-19 1990-05-19", "Lê Văn An 1958-05-13  ",
                "Nguyễn Văn Năm 1962-03-04 1988-05-19 1989-05-19", "Trần Thị Bình 1960-07-25 1986-05-19 1987-05-19",
            ],
            loaded.Select(m => $"{m.FullName} {m.BirthDate:yyyy-MM-dd} {m.JoinedOn:yyyy-MM-dd} {m.OfficialOn:yyyy-MM-dd}")
                .Order(StringComparer.Ordinal));
    }

    /// <summary>A header of two lines, days with the month first, the branch once and then “nt”, a total and who made it.</summary>
    private static byte[] MessyList()
    {
        var list = new TestWorkbook()
            .Row("DANH SÁCH ĐẢNG VIÊN").Merge("A1:G1")
            .Row("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", null, "Số CCCD", "Chi bộ").Merge("D2:E2")
            .Row(null, null, null, "Dự bị", "Chính thức", null, null);
        foreach (var column in "ABCFG")
            list.Merge($"{column}2:{column}3");
        return list
            .Row(1, "Đ/c LÊ VĂN AN", "05/13/1958", "19/05/1985", "19/05/1986", "001058000001", "Chi bộ Khu 14")
            .Row(2, "Trần Thị Bình", "07/25/1960", "19/05/1986", "19/05/1987", "12", "nt")
            .Row(3, "Phạm Văn Tư", "11/30/1961", "19/05/1987", "19/05/1988", "001061000003", "nt")
            .Row(4, "N.V. Năm", "03/04/1962", "19/05/1988", "19/05/1989", "001062000004", "nt")
            .Row(5, "Hoàng Thị Sáu", "02/31/1960", "19/05/1989", "19/05/1990", "001160000005", "nt")
            .Row(null, "Tổng cộng: 5 đồng chí")
            .Row(null, "NGƯỜI LẬP BIỂU", null, null, null, "T/M CHI BỘ")
            .Build().ToArray();
    }

    private static async Task PlanAsync(Visitor visitor, string unit, byte[] list)
    {
        await visitor.GoAsync($"/ban/{unit}/nhap");
        await visitor.PressAtAsync("[name='Form.Kind']", "Space");
        await visitor.Page.GetByLabel("Tệp danh sách").SetInputFilesAsync(
            new FilePayload { Name = "danh-sach.xlsx", MimeType = "application/octet-stream", Buffer = list });
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Hệ thống hiểu tệp như sau");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Xem trước khi nhập");
    }

    /// <summary>Types over cells, as somebody in a spreadsheet does.</summary>
    private static void Mend(Stream workbook, params (string Wrong, string Right)[] cells)
    {
        using var document = SpreadsheetDocument.Open(workbook, isEditable: true);
        var sheet = document.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        foreach (var (wrong, right) in cells)
        {
            var cell = sheet.Descendants<Cell>().Single(cell => cell.InlineString?.InnerText == wrong);
            cell.DataType = CellValues.InlineString;
            cell.InlineString = new InlineString(new Text(right) { Space = SpaceProcessingModeValues.Preserve });
        }
    }
}
