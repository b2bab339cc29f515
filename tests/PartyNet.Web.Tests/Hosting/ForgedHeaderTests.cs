using System.Net;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Administration;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// I9: whoever sends the headers with which a proxy tells where a request comes from, and is no proxy of this site, changes nothing by it.
/// </summary>
[Trait("Security", "I9")]
public sealed class ForgedHeaderTests(ForgedHeaderTests.OwnSite own) : IClassFixture<ForgedHeaderTests.OwnSite>
{
    private const string Elsewhere = "203.0.113.9";

    private static readonly (string Name, string Value)[] Forged =
    [
        ("X-Forwarded-For", Elsewhere), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Port", "8443"), ("X-Forwarded-Prefix", "/evil"),
        ("Forwarded", $"for={Elsewhere};host=evil.example;proto=http"), ("X-Real-IP", Elsewhere), ("X-Client-IP", Elsewhere),
        ("True-Client-IP", Elsewhere), ("X-Host", "evil.example"), ("X-Original-Host", "evil.example"), ("X-Original-For", Elsewhere),
        ("X-Original-URL", "/quan-tri"), ("X-Rewrite-URL", "/quan-tri"), ("X-HTTP-Method-Override", "DELETE"),
    ];

    [Theory]
    [InlineData("/")]
    [InlineData("/dang-nhap")]
    [InlineData("/ke-khai?q=1")]
    [InlineData("/khong-co")]
    public async Task A_visitor_is_answered_as_without_them(string path)
    {
        await using var production = await StartAsync();

        var plain = await AnswerAsync(production.Client, path);
        Forge(production.Client, "http");
        var forged = await AnswerAsync(production.Client, path);

        Assert.Equal(plain, forged);
        Assert.DoesNotContain("evil", forged.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_comes_without_encryption_is_led_to_this_site_and_whatever_is_sent_is_refused()
    {
        await using var production = await StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = production.PlainAddress };
        Forge(client, "https");

        using var asked = await client.GetAsync(new Uri("/dang-nhap", UriKind.Relative), TestContext.Current.CancellationToken);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("Form.Password", "bí mật")]);
        using var sent = await client.PostAsync(new Uri("/dang-nhap", UriKind.Relative), form, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PermanentRedirect, asked.StatusCode);
        Assert.Equal(new Uri(production.Client.BaseAddress!, "/dang-nhap"), asked.Headers.Location);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, sent.StatusCode);
        Assert.False(asked.Headers.Contains("Set-Cookie") || sent.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_one_time_link_leads_to_this_site()
    {
        await using var production = await StartAsync();
        var world = await own.Site.Database.NewWorldAsync();
        var administrator = await SignedInAsync(production, await world.UserAsync(null, (Role.Administrator, null)));
        var user = await world.UserAsync();
        Forge(production.Client, "http");

        using var made = await administrator.FillInAsync(AdministrationSite.PageOf(user), "Tạo đường dẫn đặt mật khẩu");
        var link = AdministrationSite.LinkOn(await administrator.OpenAsync(made.Headers.Location!.OriginalString))!;

        Assert.Equal($"/quan-tri/nguoi-dung/{user.Id}/duong-dan", made.Headers.Location.OriginalString);
        Assert.Equal(production.Client.BaseAddress, new Uri(link.GetLeftPart(UriPartial.Authority)));
        Assert.StartsWith("/dat-mat-khau/", link.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookies_stay_as_they_are_and_the_network_that_is_written_down_is_the_real_one()
    {
        await using var production = await StartAsync();
        var world = await own.Site.Database.NewWorldAsync();
        var user = await world.GivePasswordAsync(await world.UserAsync());
        var browser = new SiteBrowser(production.Client);
        Forge(production.Client, "http");

        using var signedIn = await browser.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));

        Assert.Equal((HttpStatusCode.Redirect, "/"), (signedIn.StatusCode, signedIn.Headers.Location!.OriginalString));
        var cookies = signedIn.Headers.GetValues("Set-Cookie").ToList();
        Assert.True(cookies.Count >= 2, string.Join('\n', cookies));
        Assert.All(cookies, cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            foreach (var word in (string[])["; path=/", "; secure", "; httponly", "; samesite=lax"])
                Assert.Contains(word, cookie, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        });
        Assert.Equal("127.0.0.0", await SignIns.NetworkAsync(own.Site.Database, user));
    }

    [Fact]
    public async Task Nobody_steps_out_of_the_count_of_their_network()
    {
        await using var site = new Site();
        await using var production = await ProductionSite.StartAsync(site, new LogWatch());
        var browser = new SiteBrowser(production.Client);
        var form = SiteBrowser.FormWith(await browser.OpenAsync("/dang-nhap"), "Đăng nhập");
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 22; i++)
        {
            production.Client.DefaultRequestHeaders.Clear();
            Forge(production.Client, "https", $"203.0.{i}.9");
            using var answer = await browser.SubmitAsync(
                form, "/dang-nhap", ("Form.Login", $"ai-do-{i}"), ("Form.Password", "không đúng đâu nhé"));
            answers.Add(answer.StatusCode);
        }

        Assert.All(answers[..20], answer => Assert.Equal(HttpStatusCode.BadRequest, answer));
        Assert.All(answers[20..], answer => Assert.Equal(HttpStatusCode.TooManyRequests, answer));
    }

    private Task<ProductionSite> StartAsync() => ProductionSite.StartAsync(own.Site, new LogWatch());

    private static void Forge(HttpClient client, string scheme, string network = Elsewhere)
    {
        foreach (var (name, value) in Forged.Append(("X-Forwarded-Proto", scheme)))
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value.Replace(Elsewhere, network, StringComparison.Ordinal));
    }

    private static async Task<(HttpStatusCode Status, string? Location, string Cookies)> AnswerAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [];
        // The value of a cookie is another one each time, its name and what is said of it are not.
        return (answer.StatusCode, answer.Headers.Location?.OriginalString, string.Join('\n', cookies.Select(cookie =>
            $"{cookie.Split('=')[0]}{cookie[cookie.IndexOf(';', StringComparison.Ordinal)..]}")));
    }

    private static async Task<SiteBrowser> SignedInAsync(ProductionSite production, User user)
    {
        var browser = new SiteBrowser(production.Client);
        var (name, value) = await Site.SessionCookieAsync(production.App.Services, user);
        browser.SetCookie(name, value);
        return browser;
    }

    /// <summary>Sign-ins are counted by network, and all tests are in one.</summary>
    public sealed class OwnSite : IAsyncDisposable
    {
        public Site Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
