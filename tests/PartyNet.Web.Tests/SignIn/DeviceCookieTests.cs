using System.Net;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>The browser is known again where somebody signed in before.</summary>
public sealed class DeviceCookieTests(Site site)
{
    [Fact]
    [Trait("Security", "A8")]
    public async Task Who_is_told_to_wait_reads_for_how_long_and_a_browser_that_was_signed_in_before_does_not_wait()
    {
        var (login, browser) = await SignedInBeforeAsync();
        var stranger = await site.VisitorAsync();
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await TypeAsync(stranger, login, "không đúng đâu nhé");
            Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        }

        using var refused = await TypeAsync(stranger, login, Passwords.Password);
        using var known = await TypeAsync(browser, login, Passwords.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
        Assert.Contains(
            "Đồng chí chờ 30 giây rồi thử lại.",
            (await SiteBrowser.ReadAsync(refused)).QuerySelector(".pn-error-summary")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal("/", known.Headers.Location!.OriginalString);
    }

    [Fact]
    [Trait("Security", "A8")]
    public async Task A_device_of_no_making_of_this_site_is_none()
    {
        var (login, browser) = await SignedInBeforeAsync();
        browser.SetCookie("partynet-device", "khong-phai-cua-trang-nay");

        using var signedIn = await TypeAsync(browser, login, Passwords.Password);

        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
        Assert.NotEqual("khong-phai-cua-trang-nay", browser.Cookie("partynet-device"));
    }

    [Fact]
    [Trait("Security", "A8")]
    public async Task The_cookie_is_for_this_site_alone_and_holds_no_name()
    {
        await using var production = await ProductionSite.StartAsync(site, new LogWatch());
        var user = await UserAsync();
        var browser = new SiteBrowser(production.Client);

        using var signedIn = await TypeAsync(browser, user.UserName!, Passwords.Password);

        var cookie = Assert.Single(
            signedIn.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-partynet-device=", StringComparison.Ordinal));
        foreach (var attribute in (string[])["max-age=15552000", "path=/", "secure", "samesite=lax", "httponly"])
            Assert.Contains($"; {attribute}", cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(user.UserName!, cookie, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A browser whose session has ended since.</summary>
    private async Task<(string Login, SiteBrowser Browser)> SignedInBeforeAsync()
    {
        var user = await UserAsync();
        var browser = await site.VisitorAsync();
        using (var signedIn = await TypeAsync(browser, user.UserName!, Passwords.Password))
            Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
        using var signedOut = await browser.FillInAsync("/", "Đăng xuất");
        return (user.UserName!, browser);
    }

    private async Task<User> UserAsync()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        await world.UseAsync(await world.LinkAsync(administrator, user));
        return user;
    }

    private static Task<HttpResponseMessage> TypeAsync(SiteBrowser browser, string login, string password) =>
        browser.FillInAsync("/dang-nhap", "Đăng nhập", ("Form.Login", login), ("Form.Password", password));
}
