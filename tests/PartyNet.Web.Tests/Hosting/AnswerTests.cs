using System.Net;
using Microsoft.AspNetCore.Builder;
using PartyNet.Domain.Access;
using PartyNet.Web.Security;
using PartyNet.Application.Access;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>What stands in the head of every answer of an office's site, and what stands in none.</summary>
public sealed class AnswerTests(Site site)
{
    private const string Host = "kekhai.tinhuy.vn";
    private const string Secret = "SELECT mat_khau FROM /srv/partynet/Bi.Mat.cs:line 42";

    private static readonly (string Name, string Value)[] Always =
    [
        ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ];

    private static readonly string[] Never = ["Server", "X-Powered-By", "X-AspNet-Version", "X-AspNetMvc-Version", "X-SourceFiles"];

    [Fact]
    [Trait("Security", "I5")]
    [Trait("Security", "I6")]
    public async Task Every_kind_of_answer_has_the_headers()
    {
        await using var production = await StartAsync();
        var world = await site.Database.NewWorldAsync();
        var board = await SignedInAsync(production, await world.UserAsync(null, (Role.Board, world.District)));
        var export = $"/ban/{world.District.Code}/danh-sach/xuat";
        var visitor = new SiteBrowser(production.Client);
        var asset = (await visitor.OpenAsync("/dang-nhap")).QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        (string Kind, int Status, bool IsPrivate, Func<Task<HttpResponseMessage>> Ask)[] kinds =
        [
            ("page", 200, true, () => board.GetAsync("/")),
            ("sign-in page", 200, true, () => visitor.GetAsync("/dang-nhap")),
            ("redirect", 302, false, () => visitor.GetAsync("/")),
            ("not there", 404, true, () => board.GetAsync("/khong-co")),
            ("refused", 404, true, () => board.GetAsync("/quan-tri")),
            ("failure", 500, true, () => board.GetAsync("/hong")),
            ("no method", 405, true, () => board.SendAsync(new HttpRequestMessage(HttpMethod.Trace, "/"))),
            ("static", 200, false, () => visitor.GetAsync(asset)),
            ("download", 200, true, () => board.FillInAsync(
                export, "Xuất danh sách", ("Purpose", "Báo cáo tiến độ quý IV"), ("dinh-dang", "csv"))),
            ("health", 200, true, () => visitor.GetAsync("/health/live")),
        ];

        foreach (var (kind, status, isPrivate, ask) in kinds)
        {
            using var answer = await ask();
            Assert.True((HttpStatusCode)status == answer.StatusCode, $"{kind}: {answer.StatusCode}");
            foreach (var (name, value) in Always)
                Assert.True(Header(answer, name) == value, $"{kind}: {name}: {Header(answer, name)}");
            foreach (var name in Never)
                Assert.True(Header(answer, name) is null, $"{kind}: {name}: {Header(answer, name)}");
            Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            var cache = answer.Headers.CacheControl;
            Assert.True(!isPrivate || cache?.NoStore is true, $"{kind}: Cache-Control: {cache}");
        }
    }

    [Fact]
    [Trait("Security", "I6")]
    public async Task Whoever_signs_out_leaves_nothing_in_the_browser()
    {
        await using var production = await StartAsync();
        var world = await site.Database.NewWorldAsync();
        var member = await SignedInAsync(production, await world.UserAsync(await world.MemberAsync()));

        using var answer = await member.FillInAsync("/", "Đăng xuất");

        Assert.Equal("\"cache\", \"storage\"", Header(answer, "Clear-Site-Data"));
        using var back = await member.GetAsync("/");
        Assert.StartsWith("/dang-nhap", back.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Security", "I11")]
    public async Task A_failure_in_an_office_tells_a_reference_and_nothing_of_the_machine()
    {
        await using var production = await StartAsync();
        var visitor = new SiteBrowser(production.Client);

        using var answer = await visitor.GetAsync("/hong");
        var page = await SiteBrowser.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Matches("^[0-9A-Z]{5}-[0-9A-Z]{5}$", page.QuerySelector("main .pn-code")!.TextContent);
        foreach (var word in (string[])["SELECT", "mat_khau", "/srv", ".cs", "Exception", "   at ", "Microsoft", "Npgsql", "10.0"])
            Assert.DoesNotContain(word, page.DocumentElement.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, page.Source.Text, StringComparison.Ordinal);
    }

    /// <summary>Neither what developers use nor what lies beside the program is there, for a visitor and for somebody signed in.</summary>
    [Theory]
    [Trait("Security", "I12")]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/.git/HEAD")]
    [InlineData("/.env")]
    [InlineData("/metrics")]
    [InlineData("/debug")]
    [InlineData("/health")]
    [InlineData("/appsettings.json")]
    [InlineData("/appsettings.Production.json")]
    [InlineData("/PartyNet.Web.dll")]
    [InlineData("/web.config")]
    [InlineData("/keys.json")]
    [InlineData("/lib")]
    [InlineData("/lib/")]
    [InlineData("/lib/site.js.map")]
    [InlineData("/lib/site.css.map")]
    [InlineData("/lib/..%2f..%2fappsettings.json")]
    [InlineData("/lib/%2e%2e/%2e%2e/appsettings.json")]
    [InlineData("/demo/mau")]
    [InlineData("/demo/dang-nhap")]
    public async Task What_is_not_for_visitors_is_not_there(string path)
    {
        await using var production = await StartAsync();
        var world = await site.Database.NewWorldAsync();
        var administrator = await SignedInAsync(production, await world.UserAsync(null, (Role.Administrator, null)));

        using var asked = await administrator.SendAsync(Raw(production, path));
        using var visited = await new SiteBrowser(production.Client).SendAsync(Raw(production, path));

        Assert.Equal(HttpStatusCode.NotFound, asked.StatusCode);
        Assert.Contains(visited.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.Redirect]);
    }

    [Theory]
    [Trait("Security", "I12")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_says_one_word(string path)
    {
        var visitor = await site.VisitorAsync();
        using var answer = await visitor.GetAsync(path);
        Assert.Equal("Healthy", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private async Task<ProductionSite> StartAsync()
    {
        var production = await ProductionSite.StartAsync(site, new Silent(), hosts: $"{Host};127.0.0.1", routes: app =>
            app.MapGet("/hong", string () => throw new InvalidOperationException(Secret))
                .WithMetadata(new AccessAttribute(AccessRequirement.Open)));
        // What is said to browsers about encryption is not said to the machine itself.
        production.Client.DefaultRequestHeaders.Host = Host;
        return production;
    }

    private static async Task<SiteBrowser> SignedInAsync(ProductionSite production, User user)
    {
        var browser = new SiteBrowser(production.Client);
        var (name, value) = await Site.SessionCookieAsync(production.App.Services, user);
        browser.SetCookie(name, value);
        return browser;
    }

    private static HttpRequestMessage Raw(ProductionSite production, string path) => new(HttpMethod.Get, new Uri(
        production.Client.BaseAddress!.ToString().TrimEnd('/') + path,
        new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values) : null;

    /// <summary>The failure is meant.</summary>
    private sealed class Silent : Serilog.Core.ILogEventSink
    {
        public void Emit(Serilog.Events.LogEvent logEvent)
        {
        }
    }
}
