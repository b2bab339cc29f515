using Microsoft.Playwright;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>Before a session ends the page says so, with a way to stay, and takes nothing from what is being typed (WCAG 2.2.1).</summary>
[Trait("Security", "S3")]
public sealed class SessionWarningTests(BrowserFixture browser, Site site)
{
    private const string Soon = "Phiên làm việc sẽ kết thúc sau 2 phút.";
    private const string Over = "Phiên làm việc đã kết thúc.";

    [Fact]
    public async Task Two_minutes_before_the_end_there_is_a_way_to_stay_that_needs_no_mouse()
    {
        await using var visitor = await TypingAsync();
        var page = visitor.Page;
        var field = page.Locator("[name='Form.Address']");
        await field.PressSequentiallyAsync("fb.com/");
        await page.Clock.FastForwardAsync("27:30");
        await Assertions.Expect(page.GetByText(Soon)).ToBeHiddenAsync();

        await page.Clock.FastForwardAsync("00:40");
        await Assertions.Expect(page.GetByText(Soon)).ToBeVisibleAsync();
        await Assertions.Expect(field).ToBeFocusedAsync();
        await field.PressSequentiallyAsync("hoa ");
        await Assertions.Expect(field).ToHaveValueAsync("fb.com/hoa ");
        await visitor.PhotographAsync("sap-het-phien");
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();

        var button = page.GetByRole(AriaRole.Button, new() { Name = "Tiếp tục làm việc" });
        for (var i = 0; i < 20 && !await button.EvaluateAsync<bool>("b => b === document.activeElement"); i++)
            await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText(Soon)).ToBeHiddenAsync();
        await page.Clock.FastForwardAsync("26:00");
        await Assertions.Expect(page.GetByText(Over)).ToBeHiddenAsync();
        await Assertions.Expect(field).ToHaveValueAsync("fb.com/hoa ");
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Afterwards_the_page_says_that_it_is_over_and_that_nothing_is_lost()
    {
        await using var visitor = await TypingAsync();

        await visitor.Page.Clock.FastForwardAsync("31:00");

        await Assertions.Expect(visitor.Page.GetByText(Over)).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByText("Những gì đồng chí đã nhập vẫn còn")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Tiếp tục làm việc" })).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Near_the_absolute_end_no_button_promises_more()
    {
        await using var visitor = await TypingAsync();
        await visitor.Page.EvaluateAsync(
            "() => new BroadcastChannel('pn-session').postMessage({ idle: Date.now() + 1e7, left: Date.now() + 9e4 })");

        await Assertions.Expect(visitor.Page.GetByText("không kéo dài thêm được")).ToBeVisibleAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Tiếp tục làm việc" })).ToBeHiddenAsync();
    }

    private async Task<Visitor> TypingAsync()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone);
        await visitor.SignInAsync(await site.SessionCookieAsync(declarer.User));
        await visitor.Page.Clock.InstallAsync();
        await visitor.GoAsync($"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang=facebook");
        return visitor;
    }
}
