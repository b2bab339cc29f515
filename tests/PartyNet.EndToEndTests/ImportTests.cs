using System.Text;
using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>A board loads its list in a browser: on a phone without a script, and at a desk.</summary>
public sealed class ImportTests(BrowserFixture browser, Site site)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_list_is_loaded_with_a_decision_its_bad_rows_are_taken_home_and_it_is_undone(bool javaScript)
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Lê Văn An", shape: member => member.Hold("Phó bí thư"));
        await using var visitor = await OpenAsync(world, javaScript ? Viewport.Desktop : Viewport.Phone, javaScript);
        var page = visitor.Page;
        await visitor.GoAsync($"/ban/{world.District.Code}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhập danh sách" }).ClickAsync();
        await LookAsync(visitor, javaScript, "nhap-danh-sach");
        await page.GetByText("Danh sách đảng viên", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Tệp danh sách").SetInputFilesAsync(File);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();

        await visitor.ExpectHeadingAsync("Hệ thống hiểu tệp như sau");
        await LookAsync(visitor, javaScript, "nhap-cach-doc");
        await page.GetByRole(AriaRole.Button, new() { Name = "Đúng rồi, xem trước thay đổi" }).ClickAsync();

        await Assertions.Expect(page.GetByText("3 dòng = 1 mới + 1 cần quyết định + 1 lỗi")).ToBeVisibleAsync();
        await LookAsync(visitor, javaScript, "nhap-xem-truoc");
        await page.GetByRole(AriaRole.Radio, new() { NameRegex = new("^Lê Văn An") }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu quyết định và so lại" }).ClickAsync();
        await Assertions.Expect(page.GetByText("3 dòng = 1 mới + 1 sửa + 1 lỗi")).ToBeVisibleAsync();
        var download = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Link, new() { Name = "Tải các dòng đó về sửa (Excel)" }).ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "Tiếp tục" }).ClickAsync();
        await page.GetByLabel("Chỉ nhập 2 dòng đúng").CheckAsync();
        await LookAsync(visitor, javaScript, "nhap-dong-y");
        await page.GetByRole(AriaRole.Button, new() { Name = "Nhập vào hệ thống" }).ClickAsync();
        await visitor.AwaitHeadingAsync("Đã nhập danh sách");
        await LookAsync(visitor, javaScript, "nhap-ket-qua");

        await page.GetByRole(AriaRole.Link, new() { Name = "Hoàn tác lần nhập này" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hoàn tác lần nhập" }).ClickAsync();
        await visitor.AwaitHeadingAsync("Đã hoàn tác lần nhập");
        await LookAsync(visitor, javaScript, "nhap-da-hoan-tac");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task The_keyboard_alone_leads_from_the_start_page_to_the_list_loaded_and_undone_on_a_phone_without_a_script()
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(world.Branch, "Lê Văn An");
        await world.MemberAsync(world.Branch, "Phạm Thị Đào");
        await using var visitor = await OpenAsync(world, Viewport.Phone, javaScript: false);
        var keyboard = visitor.Page.Keyboard;
        await visitor.GoAsync("/");
        await visitor.LookAsync("nhap-trang-chu-dien-thoai");
        await visitor.PressAtAsync("main a[href$='/nhap']", "Enter");
        await visitor.AwaitHeadingAsync("Nhập danh sách");
        await visitor.PressAtAsync("[name='Form.Kind']", "Space");
        await visitor.PressAtAsync("main summary", "Enter");
        await visitor.TabToAsync("textarea");
        await keyboard.InsertTextAsync(
            "Họ và tên\tSố CCCD\tNgày sinh\tChi bộ\nLê Văn An\t001060000001\t1960\tChi bộ Khu 14\n"
                + "Phạm Thị Đào\t001161000002\t1961\tChi bộ Khu 14\nTrần Thị Hoa\t001161004127\t02/03/1961\tChi bộ Khu 15\n");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Hệ thống hiểu tệp như sau");
        await visitor.PressAtAsync("main button", "Enter");

        await visitor.AwaitHeadingAsync("Xem trước khi nhập");
        await visitor.PressAtAsync("main a[href$='xem=can-quyet-dinh']", "Enter");
        await visitor.PressAtAsync("main a[href$='xem=cung-ten']", "Enter");
        await visitor.PressAtAsync("[name='Form.Groups[0].Choice']", "Space");
        await visitor.LookAsync("nhap-quyet-dinh-chung-dien-thoai");
        await visitor.PressAtAsync("main button", "Enter");
        await Assertions.Expect(visitor.Page.GetByText("3 dòng = 1 mới + 2 sửa")).ToBeVisibleAsync();
        await visitor.PressAtAsync("main a[href$='/thuc-hien']", "Enter");
        await visitor.AwaitHeadingAsync("Nhập danh sách vào hệ thống?");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Đã nhập danh sách");

        await visitor.PressAtAsync("main a[href$='hoan-tac=1']", "Enter");
        await visitor.AwaitHeadingAsync("Hoàn tác lần nhập này?");
        await visitor.PressAtAsync("main button", "Enter");
        await visitor.AwaitHeadingAsync("Đã hoàn tác lần nhập");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_list_that_waits_stands_on_the_first_page_and_is_given_up_from_there()
    {
        var world = await site.Database.NewWorldAsync();
        await using var visitor = await OpenAsync(world, Viewport.Phone, javaScript: false);
        var page = visitor.Page;
        await visitor.GoAsync($"/ban/{world.District.Code}/nhap");
        await page.GetByText("Danh sách đảng viên", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Tệp danh sách").SetInputFilesAsync(File);
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhập danh sách" }).ClickAsync();
        await visitor.LookAsync("nhap-dang-cho-dien-thoai");

        await page.GetByRole(AriaRole.Link, new() { Name = "Bỏ lần nhập tệp danh-sach-dang-vien.csv" }).ClickAsync();
        await visitor.LookAsync("nhap-bo-dien-thoai");
        await page.GetByRole(AriaRole.Button, new() { Name = "Bỏ lần nhập" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Chưa có lần nhập nào.")).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_answered_with_a_page_and_not_with_a_broken_connection()
    {
        var world = await site.Database.NewWorldAsync();
        await using var visitor = await OpenAsync(world, Viewport.Desktop, javaScript: true);
        var page = visitor.Page;
        await visitor.GoAsync($"/ban/{world.District.Code}/nhap");
        await page.GetByText("Danh sách đảng viên", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Tệp danh sách").SetInputFilesAsync(
            new FilePayload { Name = "to.xlsx", MimeType = "application/octet-stream", Buffer = new byte[9 << 20] });

        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();

        await visitor.ExpectHeadingAsync("Nội dung gửi lên quá lớn");
    }

    private static FilePayload File => new()
    {
        Name = "danh-sach-dang-vien.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes("""
            Họ và tên,Số CCCD,Ngày sinh,Chi bộ,Chức vụ,Quê quán
            Trần Thị Hoa,001161004127,02/03/1961,Chi bộ Khu 14,,Hà Nội
            Lê Văn An,001060000001,1960,Chi bộ Khu 14,Bí thư,Huế
            Phạm Văn Dũng,,31/02/1960,Chi bộ Khu 15,,Đà Nẵng
            """),
    };

    /// <summary>What is photographed for the guide is the page at a desk.</summary>
    private static async Task LookAsync(Visitor visitor, bool javaScript, string photograph)
    {
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
        await visitor.PhotographAsync(javaScript ? photograph : photograph + "-dien-thoai");
    }

    private async Task<Visitor> OpenAsync(World world, Viewport viewport, bool javaScript)
    {
        var user = await world.UserAsync(await world.MemberAsync(world.SecondBranch, "Nguyễn Thị Hạnh"), (Role.Board, world.District));
        var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        return visitor;
    }
}
