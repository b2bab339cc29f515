using System.Net;
using PartyNet.Application.Diagnosis;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Administration;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>The site behind a real nginx with the settings of deploy/nginx, as people reach it there.</summary>
public sealed class NginxTests(Site site)
{
    private const string Missing = "nginx is not installed (Debian package nginx)";

    /// <summary>Another network than the proxy's.</summary>
    private static readonly IPAddress Home = IPAddress.Parse("127.1.2.3");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task People_sign_in_through_it_as_if_it_were_not_there(bool inner)
    {
        Assert.SkipWhen(Nginx.Program is null, Missing);
        await using var proxied = await ProxiedSite.StartAsync(site, ("Proxy:Hops", inner ? "2" : "1"));
        await using var nginx = await Nginx.StartAsync(proxied.Address, inner);
        using var client = Client(nginx);
        var world = await site.Database.NewWorldAsync();
        var user = await world.GivePasswordAsync(await world.UserAsync());
        var browser = new SiteBrowser(client);

        using var signedIn = await browser.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        Assert.All(
            signedIn.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.Equal("127.1.2.0", await SignIns.NetworkAsync(site.Database, user));
    }

    [Fact]
    public async Task A_one_time_link_leads_through_it()
    {
        Assert.SkipWhen(Nginx.Program is null, Missing);
        await using var proxied = await ProxiedSite.StartAsync(site);
        await using var nginx = await Nginx.StartAsync(proxied.Address);
        using var client = Client(nginx);
        var world = await site.Database.NewWorldAsync();
        var administrator = new SiteBrowser(client);
        var (name, value) = await Site.SessionCookieAsync(
            proxied.Production.App.Services, await world.UserAsync(null, (Role.Administrator, null)));
        administrator.SetCookie(name, value);
        var user = await world.UserAsync();

        using var made = await administrator.FillInAsync(AdministrationSite.PageOf(user), "Tạo đường dẫn đặt mật khẩu");
        var link = AdministrationSite.LinkOn(await administrator.OpenAsync(made.Headers.Location!.OriginalString))!;

        Assert.Equal(client.BaseAddress, new Uri(link.GetLeftPart(UriPartial.Authority)));
    }

    [Fact]
    public async Task Without_encryption_it_leads_to_https_and_the_site_is_told_nothing()
    {
        Assert.SkipWhen(Nginx.Program is null, Missing);
        await using var proxied = await ProxiedSite.StartAsync(site);
        await using var nginx = await Nginx.StartAsync(proxied.Address);
        using var client = new HttpClient(ProxiedSite.Handler((Home, nginx.Plain))) { BaseAddress = new Uri($"http://{ProxiedSite.Name}") };

        using var answer = await client.GetAsync(new Uri("/dang-nhap?a=1", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.PermanentRedirect, $"https://{ProxiedSite.Name}/dang-nhap?a=1"),
            (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    /// <summary>What <c>partynet doctor</c> says of it, right and set wrongly.</summary>
    [Theory]
    [InlineData("127.0.0.1", "1", null)]
    [InlineData("10.99.0.0/16", "1", "X-Forwarded-Proto")]
    public async Task Doctor_asks_through_it(string networks, string hops, string? problem)
    {
        Assert.SkipWhen(Nginx.Program is null, Missing);
        await using var proxied = await ProxiedSite.StartAsync(site, ("Proxy:Networks", networks), ("Proxy:Hops", hops));
        await using var nginx = await Nginx.StartAsync(proxied.Address);
        using var handler = Trusting(nginx);

        var finding = await PublicAddressTests.LookAsync($"https://{ProxiedSite.Name}:{nginx.Secure.Port}", handler);

        if (problem is null)
            Assert.Equal(FindingState.Good, finding.State);
        else
            Assert.Contains(problem, finding.Words, StringComparison.Ordinal);
    }

    private static HttpClient Client(Nginx nginx)
    {
        var client = new HttpClient(Trusting(nginx)) { BaseAddress = new Uri($"https://{ProxiedSite.Name}:{nginx.Secure.Port}") };
        // What somebody writes who would like to be elsewhere.
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        return client;
    }

    private static SocketsHttpHandler Trusting(Nginx nginx)
    {
        var hash = nginx.Certificate.GetCertHashString();
        var handler = ProxiedSite.Handler((Home, nginx.Secure));
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == hash;
        return handler;
    }
}
