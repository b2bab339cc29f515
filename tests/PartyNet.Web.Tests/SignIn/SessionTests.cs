using System.Net;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
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
    [Trait("Security", "S2")]
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

    /// <summary>S6: a shared phone must not go on as whoever used it before.</summary>
    [Fact]
    [Trait("Security", "S6")]
    public async Task Signing_in_over_a_live_session_ends_it_and_starts_another()
    {
        var world = await site.Database.NewWorldAsync();
        var first = await world.UserAsync(await world.MemberAsync(name: "Trần Thị Trước"));
        var second = await world.UserAsync(await world.MemberAsync(name: "Lê Văn Sau"));
        await SetPasswordAsync(world, second);
        var browser = await site.SignedInAsync(first);
        var before = browser.Cookie("partynet")!;
        var token = (await browser.OpenAsync("/")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        using var signedIn = await browser.PostAsync(
            "/dang-nhap", ("Form.Login", second.UserName!), ("Form.Password", Passwords.Password), ("__RequestVerificationToken", token));

        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        Assert.Contains("Lê Văn Sau", (await browser.OpenAsync("/")).QuerySelector(".pn-caller")!.TextContent, StringComparison.Ordinal);
        var copy = await site.VisitorAsync();
        copy.SetCookie("partynet", before);
        Assert.Equal(HttpStatusCode.Redirect, (await copy.GetAsync("/")).StatusCode);
    }

    /// <summary>Only a path of this site, and only one that a header can hold.</summary>
    [Theory]
    [InlineData("/du-lieu-cua-toi", "/du-lieu-cua-toi")]
    [InlineData("/đường-về", "/")]
    [InlineData("/\u00a0", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [Trait("Security", "I8")]
    public async Task Who_signs_in_comes_back_to_a_page_of_this_site(string back, string expected)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        await SetPasswordAsync(world, user);
        var browser = await site.VisitorAsync();

        using var response = await browser.FillInAsync(
            $"/dang-nhap?tro-ve={Uri.EscapeDataString(back)}",
            "Đăng nhập",
            ("Form.Login", user.UserName!),
            ("Form.Password", Passwords.Password));

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Equal(expected, response.Headers.Location!.OriginalString);
    }

    private static async Task SetPasswordAsync(World world, User user)
    {
        var administrator = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Administrator, null)));
        await world.UseAsync(await world.LinkAsync(administrator, user));
    }

    [Fact]
    [Trait("Security", "A1")]
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
