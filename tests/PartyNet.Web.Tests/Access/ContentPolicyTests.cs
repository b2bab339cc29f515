using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>I4: what a browser may do with a page, on every page; and nothing on a page that would need more.</summary>
[Trait("Security", "I4")]
public sealed class ContentPolicyTests(Site site)
{
    private const int FewestPages = 26;

    private static readonly (string Directive, string Sources)[] Policy =
    [
        ("base-uri", "'none'"), ("connect-src", "'self'"), ("default-src", "'none'"), ("font-src", "'self'"), ("form-action", "'self'"),
        ("frame-ancestors", "'none'"), ("img-src", "'self'"), ("object-src", "'none'"), ("script-src", "'self' 'nonce-{nonce}'"),
        ("style-src", "'self'"),
    ];

    [Fact]
    public async Task Every_page_has_the_policy_and_nothing_that_would_need_a_weaker_one()
    {
        var cast = await Cast.CreateAsync(site);
        var nonces = new List<string>();
        var wrong = new List<string>();
        var shown = PageTable.Rows.Where(row =>
            (row.Cells.Contains("200") && !row.Shape.EndsWith(".xlsx", StringComparison.Ordinal))
            || row.Shape.StartsWith("/loi", StringComparison.Ordinal));
        foreach (var row in shown.DistinctBy(row => row.Shape))
        {
            var role = AccessTable.Roles.LastOrDefault(role => row[role] == "200") ?? AccessTable.Roles[^1];
            var address = await cast.FillAsync(row.Address, role, Guid.CreateVersion7());
            using var answer = await (await cast.BrowserAsync(role)).GetAsync(address);
            var page = await SiteBrowser.ReadAsync(answer);
            var nonce = NonceOf(page);
            nonces.Add(nonce);
            var expected = Policy.Select(line => (line.Directive, line.Sources.Replace("{nonce}", nonce, StringComparison.Ordinal)));
            Assert.Equal(expected, PolicyOf(answer));
            wrong.AddRange(WeakSpots(page, nonce).Select(spot => $"{row.Address}: {spot}"));
        }

        Assert.True(nonces.Count >= FewestPages, $"Only {nonces.Count} pages were looked at.");
        // Made for one answer, and not to be guessed: 128 bits and more.
        Assert.Equal(nonces.Count, nonces.Distinct().Count());
        Assert.All(nonces, nonce => Assert.True(Convert.FromBase64String(nonce).Length >= 16, nonce));
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("<script nonce=\"n\" src=\"/lib/a.js\"></script><a href=\"/\">x</a>", 0)]
    [InlineData("<script nonce=\"n\">1</script>", 1)]
    [InlineData("<script src=\"/lib/a.js\"></script>", 1)]
    [InlineData("<script nonce=\"n\" src=\"https://cdn.example/a.js\"></script>", 1)]
    [InlineData("<style>a{}</style>", 1)]
    [InlineData("<p style=\"color:red\" onclick=\"x()\"></p>", 2)]
    [InlineData("<a href=\"javascript:x()\">x</a>", 1)]
    [InlineData("<base href=\"/x\"><iframe src=\"/\"></iframe>", 2)]
    public async Task What_would_need_a_weaker_policy_is_told(string html, int spots)
    {
        using var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($"<main>{html}</main>") };

        Assert.Equal(spots, WeakSpots(await SiteBrowser.ReadAsync(answer), "n").Count());
    }

    private static IEnumerable<(string, string)> PolicyOf(HttpResponseMessage answer) =>
        Assert.Single(answer.Headers.GetValues("Content-Security-Policy"))
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(directive => directive.Split(' ', 2)).Select(words => (words[0], words[1])).Order();

    private static string NonceOf(IHtmlDocument page) => page.Scripts[0].GetAttribute("nonce")!;

    private static IEnumerable<string> WeakSpots(IHtmlDocument page, string nonce) =>
    [
        .. page.Scripts.Where(s => s.GetAttribute("nonce") != nonce || s.GetAttribute("src") is not ['/', not '/', ..])
            .Select(script => script.OuterHtml),
        .. page.QuerySelectorAll("style, [style], base, iframe, object, embed, [href^='javascript:' i]").Select(e => e.OuterHtml),
        .. page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)).Select(a => a.Name),
    ];
}
