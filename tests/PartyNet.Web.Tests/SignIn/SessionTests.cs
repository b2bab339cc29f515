using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

public sealed class SessionTests(Site site)
{
    [Fact]
    public async Task A_visitor_is_sent_to_sign_in_and_comes_back_afterwards()
    {
        var browser = await site.VisitorAsync();

        using var response = await browser.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal("/dang-nhap?tro-ve=%2F", response.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task A_cookie_copied_before_signing_out_is_dead_afterwards()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        var browser = await site.SignedInAsync(user);
        var copy = await site.VisitorAsync();
        copy.SetCookie("partynet", browser.Cookie("partynet")!);
        Assert.Equal(HttpStatusCode.OK, (await copy.GetAsync("/")).StatusCode);

        using var signedOut = await browser.FillInAsync("/", "Đăng xuất");

        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task Unknown_login_and_wrong_password_get_the_same_answer()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());

        var unknown = await AttemptAsync($"nobody-{Guid.CreateVersion7():n}");
        var wrong = await AttemptAsync(user.UserName!);

        Assert.Equal(unknown, wrong);
    }

    private async Task<(HttpStatusCode Status, string Message)> AttemptAsync(string login)
    {
        var browser = await site.VisitorAsync();
        using var response = await browser.FillInAsync(
            "/dang-nhap",
            "Đăng nhập",
            ("Form.Login", login),
            ("Form.Password", "không đúng đâu")
        );
        var page = await SiteBrowser.ReadAsync(response);
        return (response.StatusCode, page.QuerySelector("main")!.TextContent.Trim());
    }
}
