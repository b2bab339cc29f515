using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>What a browser keeps of the work of a secretary, and what it gives back.</summary>
public sealed class StaffBrowserTests(BrowserFixture browser, Site site)
{
    private const string Storage =
        "() => JSON.stringify([...Object.entries(localStorage), ...Object.entries(sessionStorage)])";

    [Fact]
    [Trait("Security", "I13")]
    public async Task A_search_survives_Back_and_leaves_no_name_in_the_browser()
    {
        var (world, visitor) = await SecretaryAsync(Viewport.Desktop);
        await using var window = visitor;
        await world.MemberAsync(name: "Trần Thị Bình");
        var page = visitor.Page;
        await visitor.GoAsync($"/chi-bo/{world.Branch.Code}/dang-vien");
        await page.GetByLabel("Họ và tên").FillAsync("bình");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tìm", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Trần Thị Bình", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main").GetByText("Nguyễn Văn Thư")).ToBeHiddenAsync();
        Assert.Equal("[]", await page.EvaluateAsync<string>(Storage));

        await page.GetByRole(AriaRole.Link, new() { Name = "Chi bộ Khu 14" }).First.ClickAsync();
        await page.ArriveAsync($"/chi-bo/{world.Branch.Code}");
        await page.GoBackAsync();

        await Assertions.Expect(page.GetByLabel("Họ và tên")).ToHaveValueAsync("bình");
        await Assertions.Expect(page.GetByText("Trần Thị Bình", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main").GetByText("Nguyễn Văn Thư")).ToBeHiddenAsync();
        Assert.Equal("[]", await page.EvaluateAsync<string>(Storage));
        visitor.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Security", "S3")]
    public async Task Notes_of_a_reviewer_are_there_again_whether_saved_by_the_script_or_by_the_button(bool javaScript)
    {
        var (world, visitor) = await SecretaryAsync(Viewport.Phone, javaScript);
        await using var window = visitor;
        var declaration = await world.DeclareAsync(await world.MemberAsync(name: "Trần Thị Bình"), ("zalo", "0912 345 678"));
        var page = visitor.Page;
        var path = $"/chi-bo/{world.Branch.Code}/ra-soat/{declaration.Id}";
        await visitor.GoAsync(path);
        await page.GetByText("Có mục cần sửa: trả lại cho đảng viên").ClickAsync();
        await page.Locator("input[type=checkbox][name='Form.Defects[0].Ticked']").CheckAsync();
        await page.Locator("[name='Form.Defects[0].Note']").FillAsync("Số này không gọi được.");
        if (javaScript)
            await Assertions.Expect(page.GetByText("Đã lưu nháp lúc 08:00.")).ToBeVisibleAsync();
        else
            await page.GetByRole(AriaRole.Button, new() { Name = "Lưu nháp" }).ClickAsync();
        await visitor.PhotographAsync(javaScript ? "luu-nhap" : "luu-nhap-khong-script");
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();

        await visitor.GoAsync("/");
        await visitor.GoAsync(path);

        await Assertions.Expect(page.GetByText("Đã giữ lại phần ghi chú đồng chí nhập lúc 08:00 ngày 23/11/2026")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[name='Form.Defects[0].Note']")).ToHaveValueAsync("Số này không gọi được.");
        await Assertions.Expect(page.Locator("input[type=checkbox][name='Form.Defects[0].Ticked']")).ToBeCheckedAsync();
        await visitor.AssertFitsAsync();
        visitor.AssertQuiet();
    }

    /// <summary>“Người xem”: whether members read the names of those who looked at their data.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Security", "I4")]
    public async Task A_board_decides_about_names_of_viewers_on_a_page_that_fits_and_is_accessible(bool javaScript)
    {
        var world = await site.Database.NewWorldAsync();
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(await world.UserAsync(null, (Role.Board, world.District))));
        var page = visitor.Page;
        await visitor.GoAsync($"/ban/{world.District.Code}/nguoi-xem");
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();

        await page.GetByLabel("Họ tên, vai trò và đơn vị").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lưu", Exact = true }).ClickAsync();

        await Assertions.Expect(page.GetByText("Đã lưu")).ToBeVisibleAsync();
        await visitor.PhotographAsync(javaScript ? "nguoi-xem" : "nguoi-xem-khong-script");
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
        visitor.AssertQuiet();
    }

    private async Task<(World World, Visitor Visitor)> SecretaryAsync(Viewport viewport, bool javaScript = true)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync(name: "Nguyễn Văn Thư"), (Role.Secretary, world.Branch));
        var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        return (world, visitor);
    }
}
