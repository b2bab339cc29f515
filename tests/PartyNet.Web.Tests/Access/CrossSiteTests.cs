using System.Net;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>I7: nobody but the person at the browser, on a page of this site, changes anything.</summary>
[Trait("Security", "I7")]
public sealed class CrossSiteTests(CrossSiteTests.OwnSite own) : IClassFixture<CrossSiteTests.OwnSite>
{
    private const string Token = "__RequestVerificationToken";

    private static readonly string Add = $"/ke-khai/tai-khoan/{Guid.CreateVersion7()}";

    [Fact]
    public async Task A_form_without_its_token_or_with_that_of_somebody_else_changes_nothing()
    {
        var (victim, browser) = await MemberAsync();
        var (_, attacker) = await MemberAsync();
        var before = await own.Site.VisitorAsync();
        string?[] tokens =
        [
            null, "", "x", await TokenAsync(attacker, "/"), await TokenAsync(before, "/dang-nhap"), await TokenAsync(browser, "/") + "A",
        ];

        foreach (var token in tokens)
        {
            using var answer = await browser.PostAsync(Add, [.. Fields(), .. token is null ? [] : new[] { (Token, token) }]);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Empty((await victim.DraftAsync()).Content.Accounts);
        using var right = await browser.PostAsync(Add, [.. Fields(), (Token, await TokenAsync(browser, "/"))]);
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        Assert.Single((await victim.DraftAsync()).Content.Accounts);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://127.0.0.1")]
    [InlineData("Origin", "http://127.0.0.1.evil.example")]
    [InlineData("Origin", "not an origin")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task A_form_that_comes_from_elsewhere_changes_nothing_also_with_its_token(string header, string value)
    {
        var (victim, browser) = await MemberAsync();
        var token = await TokenAsync(browser, "/");
        using var request = new HttpRequestMessage(HttpMethod.Post, Add)
        {
            Content = new FormUrlEncodedContent(Fields().Append((Token, token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))),
        };
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty((await victim.DraftAsync()).Content.Accounts);
    }

    [Fact]
    public async Task Opening_pages_changes_nothing()
    {
        var cast = await Cast.CreateAsync(own.Site);
        var asked = new List<(SiteBrowser Browser, string Address)>();
        foreach (var row in PageTable.Rows)
            foreach (var role in AccessTable.Roles.Where(role => row[role] == "200"))
                asked.Add((await cast.BrowserAsync(role), await cast.FillAsync(row.Address, role, Guid.Empty)));
        await using var database = await own.Site.Database.OpenAsSuperuserAsync();
        var before = await StoredRows.ReadAsync(database);

        foreach (var (browser, address) in asked)
        {
            using var shown = await browser.GetAsync(address);
            using var handled = await browser.GetAsync(address + "?handler=Confirm&Form.Version=1");
        }

        Assert.True(asked.Count > 100, $"Only {asked.Count} pages were opened.");
        Assert.Equal(before, await StoredRows.ReadAsync(database));
    }

    private async Task<(Declarer Declarer, SiteBrowser Browser)> MemberAsync()
    {
        var declarer = await Declarer.InAsync(await own.Site.Database.NewWorldAsync());
        return (declarer, await own.Site.SignedInAsync(declarer.User));
    }

    private static (string, string)[] Fields() =>
        [("Form.Platform", "zalo"), ("Form.Address", "0912345678"), ("Form.Use", "Personal")];

    private static async Task<string> TokenAsync(SiteBrowser browser, string page) =>
        (await browser.OpenAsync(page)).QuerySelector($"[name={Token}]")!.GetAttribute("value")!;

    /// <summary>Its database is compared as a whole.</summary>
    public sealed class OwnSite : IAsyncDisposable
    {
        public Site Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
