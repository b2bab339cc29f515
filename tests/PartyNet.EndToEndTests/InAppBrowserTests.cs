using Microsoft.Playwright;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>
/// The journey as it is walked within Zalo or Facebook: a Chromium without printing, new windows and downloads, whose cookies may be gone
/// at every step; and a link from elsewhere that is opened beside it.
/// </summary>
public sealed class InAppBrowserTests(BrowserFixture browser, Site site)
{
    private const string FormCookie = "partynet-form";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Security", "B5")]
    public async Task A_member_gets_through_although_the_cookie_of_each_form_is_dropped(bool javaScript)
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript, downloads: false);
        await visitor.Page.AddInitScriptAsync("window.print = undefined; window.open = () => null;");
        await visitor.SignInAsync(await site.SessionCookieAsync(declarer.User));
        await visitor.GoAsync("/ke-khai");
        await AssertNoWayOutAsync(visitor);

        await visitor.Page.GetByLabel("Facebook").CheckAsync();
        await SendTwiceAsync(visitor, "Tiếp tục", "chọn mạng xã hội", "Facebook");
        await visitor.Page.Locator("[name='Form.Address']").FillAsync("fb.com/ngoc.hoa");
        await SendTwiceAsync(visitor, "Tiếp tục", "thông tin tài khoản", "fb.com/ngoc.hoa");
        await visitor.Page.Locator("input[type=checkbox][name='Form.Attested']").CheckAsync();
        await SendTwiceAsync(visitor, "Nộp bản kê khai", "nộp bản kê khai", null);

        Assert.EndsWith("/ke-khai/da-nop/1", visitor.Page.Url, StringComparison.Ordinal);
        await AssertNoWayOutAsync(visitor);
        Assert.Equal(1, (await declarer.DeclarationAsync(1)).AccountCount);
    }

    [Fact]
    [Trait("Security", "S3")]
    public async Task When_all_cookies_are_gone_signing_in_leads_back_to_what_was_typed()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        var user = await declarer.World.GivePasswordAsync(declarer.User);
        await using var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript: false, downloads: false);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        await visitor.GoAsync($"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang=facebook");
        await visitor.Page.Locator("[name='Form.Address']").FillAsync("fb.com/ngoc.hoa");
        await visitor.Page.Context.ClearCookiesAsync();
        await PressAsync(visitor, "Tiếp tục");

        await Assertions.Expect(visitor.Page.GetByText("Những gì đồng chí đã nhập được giữ lại")).ToBeVisibleAsync();
        await visitor.LookAsync("dang-nhap-lai");
        await visitor.Page.GetByLabel("Tên đăng nhập").FillAsync(user.UserName!);
        await visitor.Page.GetByLabel("Mật khẩu").FillAsync(Passwords.Password);
        await PressAsync(visitor, "Đăng nhập");

        await visitor.ExpectHeadingAsync("Đồng chí đang gửi dở: thông tin tài khoản");
        await visitor.LookAsync("gui-tiep");
        await PressAsync(visitor, "Gửi");
        await visitor.ExpectHeadingAsync("Đồng chí đã khai 1 tài khoản");
    }

    [Fact]
    [Trait("Security", "I7")]
    public async Task A_link_from_another_site_leaves_the_form_in_the_first_tab_alive()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        var address = await site.AddressAsync();
        await using var visitor = await browser.OpenAsync(address, Viewport.Phone);
        await visitor.SignInAsync(await site.SessionCookieAsync(declarer.User));
        await visitor.GoAsync($"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang=facebook");
        await visitor.Page.Locator("[name='Form.Address']").FillAsync("fb.com/ngoc.hoa");
        var before = await CookieAsync(visitor);

        // The same machine under another name is another site to a browser.
        var other = await visitor.Page.Context.NewPageAsync();
        await other.GotoAsync($"http://localhost:{address.Port}/dang-nhap");
        await other.EvaluateAsync("to => { location.href = to; }", new Uri(address, "/").ToString());
        await Assertions.Expect(other.GetByRole(AriaRole.Button, new() { Name = "Đăng xuất" })).ToBeVisibleAsync();

        Assert.Equal(before, await CookieAsync(visitor));
        await PressAsync(visitor, "Tiếp tục");
        await visitor.ExpectHeadingAsync("Đồng chí đã khai 1 tài khoản");
    }

    /// <summary>Sends a form whose cookie the browser has dropped, and then what the site offers instead of a dead end.</summary>
    private static async Task SendTwiceAsync(Visitor visitor, string button, string title, string? typed)
    {
        await visitor.Page.Context.ClearCookiesAsync(new() { Name = FormCookie });
        await PressAsync(visitor, button);
        await visitor.ExpectHeadingAsync($"Đồng chí đang gửi dở: {title}");
        if (typed is not null)
            await Assertions.Expect(visitor.Page.GetByText(typed)).ToBeVisibleAsync();
        await visitor.LookAsync("gui-lai");
        await PressAsync(visitor, "Gửi");
    }

    /// <summary>Nothing on the page needs a new window, a download or the printer.</summary>
    private static async Task AssertNoWayOutAsync(Visitor visitor) =>
        Assert.Equal(0, await visitor.Page.Locator("a[target=_blank], a[download], [onclick]").CountAsync());

    private static async Task<string> CookieAsync(Visitor visitor) =>
        (await visitor.Page.Context.CookiesAsync()).Single(c => c.Name == FormCookie && c.Domain == "127.0.0.1").Value;

    private static Task PressAsync(Visitor visitor, string button) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
