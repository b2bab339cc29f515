using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.MyData;

[Trait("Security", "S4")]
public sealed class SessionsPageTests(Site site)
{
    private const string Page = "/du-lieu-cua-toi/phien";

    [Fact]
    public async Task Whoever_signs_in_reads_where_with_what_and_since_when()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.GivePasswordAsync(await world.UserAsync(await world.MemberAsync()));
        var browser = await site.VisitorAsync();
        var form = SiteBrowser.FormWith(await browser.OpenAsync("/dang-nhap"), "Đăng nhập");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dang-nhap")
        {
            Content = new FormUrlEncodedContent(
            [
                new("Form.Login", user.UserName!), new("Form.Password", Passwords.Password),
                new("__RequestVerificationToken", ((IHtmlInputElement)form["__RequestVerificationToken"]!).Value),
            ]),
            Headers = { { "User-Agent", "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36" } },
        };
        using var signedIn = await browser.SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);

        var card = Assert.Single(Cards(await browser.OpenAsync(Page)));

        Assert.Contains("Chrome trên Android – phiên đang dùng", card, StringComparison.Ordinal);
        Assert.Contains("127.0.0.0", card, StringComparison.Ordinal);
        Assert.Contains("23/11/2026", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_names_no_session_ends_none()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        var (here, there) = (await site.SignedInAsync(user), await site.SignedInAsync(user));
        var form = (await here.OpenAsync(Page)).QuerySelectorAll("button[name=phien]").OfType<IHtmlButtonElement>().First().Form!;

        using var answer = await here.SubmitAsync(form, Page, ("phien", "không phải số"));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(await IsInAsync(there));
    }

    /// <summary>Also by users who are no members.</summary>
    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Board)]
    public async Task One_other_session_is_ended_and_the_next_goes_on(Role role)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(null, (role, role == Role.Administrator ? null : world.District));
        var (here, there, elsewhere) = (await site.SignedInAsync(user), await site.SignedInAsync(user), await site.SignedInAsync(user));
        var listed = await here.OpenAsync(Page);
        Assert.Equal(3, Cards(listed).Count);

        var ending = listed.QuerySelectorAll("button[name=phien]").OfType<IHtmlButtonElement>().First();
        using var ended = await here.SubmitAsync(ending.Form!, Page, ("phien", ending.Value));

        var page = await here.OpenAsync(ended.Headers.Location!.OriginalString);
        Assert.Contains("Đã kết thúc 1 phiên", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, Cards(page).Count);
        Assert.Single(new[] { await IsInAsync(there), await IsInAsync(elsewhere) }, isIn => isIn);
    }

    [Fact]
    [Trait("Security", "S2")]
    public async Task All_others_are_ended_at_once_and_told_why()
    {
        var world = await site.Database.NewWorldAsync();
        var (user, other) = (await world.UserAsync(await world.MemberAsync()), await world.UserAsync(await world.MemberAsync()));
        var (here, there, stranger) = (await site.SignedInAsync(user), await site.SignedInAsync(user), await site.SignedInAsync(other));

        using var ended = await here.FillInAsync(Page, "Kết thúc mọi phiên khác");

        Assert.True(await IsInAsync(here));
        Assert.True(await IsInAsync(stranger));
        Assert.False(await IsInAsync(there));
        var signIn = await there.OpenAsync("/dang-nhap");
        Assert.Contains("Đồng chí đã kết thúc phiên này từ", signIn.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_ends_the_session_of_somebody_else()
    {
        var world = await site.Database.NewWorldAsync();
        var (user, other) = (await world.UserAsync(await world.MemberAsync()), await world.UserAsync(await world.MemberAsync()));
        var (here, second, stranger) = (await site.SignedInAsync(user), await site.SignedInAsync(user), await site.SignedInAsync(other));
        var theirs = await world.RunAsync<ListMySessions, ErrorOr.ErrorOr<IReadOnlyList<MySession>>>(
            await world.ScopeOfAsync(other), use => use.HandleAsync(TestContext.Current.CancellationToken));
        Assert.True(theirs.Value.Count >= 2);

        foreach (var session in theirs.Value)
        {
            using var answer = await here.FillInAsync(Page, "Kết thúc mọi phiên khác", ("phien", session.Id.ToString()));
            Assert.EndsWith("vua-ket-thuc=0", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        }

        Assert.True(await IsInAsync(stranger));
        Assert.True(await IsInAsync(second));
    }

    private static async Task<bool> IsInAsync(SiteBrowser browser)
    {
        using var answer = await browser.GetAsync("/");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static List<string> Cards(IHtmlDocument page) => [.. page.QuerySelectorAll(".pn-card").Select(card => card.TextContent)];
}
