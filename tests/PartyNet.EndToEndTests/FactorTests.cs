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
}
