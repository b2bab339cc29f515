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
        await world.MemberAsync(world.Branch, "Lê Văn An");
        await using var visitor = await OpenAsync(world, javaScript ? Viewport.Desktop : Viewport.Phone, javaScript);
        var page = visitor.Page;
        await visitor.GoAsync($"/ban/{world.District.Code}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Nhập danh sách" }).ClickAsync();
        await LookAsync(visitor, javaScript, "nhap-danh-sach");
        await page.GetByText("Danh sách đảng viên", new() { Exact = true }).First.ClickAsync();
        await page.GetByLabel("Tệp danh sách").SetInputFilesAsync(File(world));
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hệ thống hiểu tệp như sau" })).ToBeVisibleAsync();
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
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Đã nhập danh sách" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
        await LookAsync(visitor, javaScript, "nhap-ket-qua");

        await page.GetByRole(AriaRole.Link, new() { Name = "Hoàn tác lần nhập này" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Hoàn tác lần nhập" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Đã hoàn tác lần nhập" }))
            .ToBeVisibleAsync(new() { Timeout = 60_000 });
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

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nội dung gửi lên quá lớn" })).ToBeVisibleAsync();
    }

    private static FilePayload File(World world) => new()
    {
        Name = "danh-sach-dang-vien.csv",
        MimeType = "text/csv",
        Buffer = Encoding.UTF8.GetBytes(
            $"Họ và tên,Số CCCD,Ngày sinh,Chi bộ,Quê quán\nTrần Thị Mới,,02/03/1961,{world.Branch.Code},Hà Nội\n"
                + $"Lê Văn An,001060000001,1960,{world.Branch.Code},Huế\nPhạm Văn Sai,,31/02/1960,{world.Branch.Code},Đà Nẵng\n"),
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
        var user = await world.UserAsync(null, (Role.Board, world.District));
        var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        return visitor;
    }
}
