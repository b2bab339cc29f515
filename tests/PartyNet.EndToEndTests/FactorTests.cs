using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>Somebody with a new role looks where they are signed in and enrols an app, on a narrow phone.</summary>
public sealed class FactorTests(Site site, BrowserFixture browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Security", "A10")]
    [Trait("Security", "S4")]
    public async Task From_the_sessions_to_the_recovery_codes(bool javaScript)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.WithoutFactorAsync(await world.UserAsync(null, (Role.Board, world.District)));
        await site.SessionCookieAsync(user);
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Narrow, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        var page = visitor.Page;
        var name = javaScript ? "" : "-khong-script";

        await visitor.GoAsync($"/ban/{world.District.Code}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Phiên đăng nhập" }).ClickAsync();
        await visitor.LookAsync("phien" + name);
        await Press("Kết thúc mọi phiên khác").ClickAsync();
        await Assertions.Expect(page.GetByText("Đã kết thúc 1 phiên")).ToBeVisibleAsync();
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Lớp xác nhận thứ hai" }).ClickAsync();
        await visitor.LookAsync("lop-thu-hai" + name);
        await visitor.GoAsync("/du-lieu-cua-toi/mat-khau");
        await visitor.LookAsync("doi-mat-khau" + name);
        await visitor.GoAsync("/du-lieu-cua-toi/lop-thu-hai");
        await page.GetByLabel("Mã sáu chữ số").FillAsync("12");
        await Press("Bật lớp xác nhận thứ hai").ClickAsync();
        await Assertions.Expect(page.Locator(".pn-error-summary")).ToBeVisibleAsync();
        await visitor.LookAsync("lop-thu-hai-sai" + name);

        var written = await page.Locator(".pn-inset.pn-code").InnerTextAsync();
        await page.GetByLabel("Mã sáu chữ số").FillAsync(AuthenticatorApp.CodeOf(written));
        await Press("Bật lớp xác nhận thứ hai").ClickAsync();
        await Assertions.Expect(page.Locator("li.pn-code")).ToHaveCountAsync(10);
        await visitor.LookAsync("ma-du-phong" + name);

        ILocator Press(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true });
    }

    /// <summary>On narrow phones, without JavaScript.</summary>
    [Fact]
    [Trait("Security", "A15")]
    public async Task Of_whoever_has_lost_the_telephone_one_asks_and_one_above_approves()
    {
        var world = await site.Database.NewWorldAsync();
        await world.UserAsync(await world.MemberAsync(name: "Lê Thị Mai"), (Role.Secretary, world.Branch));
        var asking = await world.UserAsync(await world.MemberAsync(name: "Hà Văn Hải"), (Role.Committee, world.Grassroots));
        var approving = await world.UserAsync(await world.MemberAsync(name: "Cao Thị Bích"), (Role.Board, world.District));
        const string person = "Lê Thị Mai, Chi bộ Khu 14";

        await using var committee = await browser.OpenAsync(await site.AddressAsync(), Viewport.Narrow, javaScript: false);
        await committee.SignInAsync(await site.SessionCookieAsync(asking));
        await committee.GoAsync($"/ban/{world.Grassroots.Code}/phan-cong");
        await committee.Page.Locator("summary").Filter(new() { HasText = "Mất máy xác nhận" }).ClickAsync();
        await committee.LookAsync("ban-mat-may");
        await committee.Page.GetByRole(AriaRole.Button, new() { Name = "Đề nghị đặt lại" }).ClickAsync();
        await Assertions.Expect(committee.Page.Locator("main")).ToContainTextAsync("Chờ cấp trên đồng ý đến");
        await committee.LookAsync("ban-cho-duyet-dat-lai");
        committee.AssertQuiet();

        await using var board = await browser.OpenAsync(await site.AddressAsync(), Viewport.Narrow, javaScript: false);
        await board.SignInAsync(await site.SessionCookieAsync(approving));
        await board.GoAsync($"/ban/{world.District.Code}/phan-cong");
        await board.Page.Locator("summary").Filter(new() { HasText = $"Đồng ý đặt lại cho {person}" }).ClickAsync();
        await board.LookAsync("ban-duyet-dat-lai");
        await board.Page.GetByRole(AriaRole.Button, new() { Name = $"Đồng ý đặt lại cho {person}", Exact = true }).ClickAsync();
        await Assertions.Expect(board.Page.Locator("main")).ToContainTextAsync("Đã đặt lại lúc");
        board.AssertQuiet();
    }
}
