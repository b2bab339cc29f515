using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Demo;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>What hurts many, or gives rights away, is done within five minutes of signing in, or after signing in once more.</summary>
[Trait("Security", "S5")]
public sealed class SignInOnceMoreTests(SignInOnceMoreTests.OwnSite own) : IClassFixture<SignInOnceMoreTests.OwnSite>
{
    private const string Purpose = "Báo cáo tiến độ quý IV cho Ban Thường vụ";

    /// <summary>Written by hand, as in the access model: every other form goes through.</summary>
    private static readonly string[] Asking =
    [
        "/ban/{}/phan-cong?handler=ApproveReset", "/ban/{}/phan-cong?handler=AskReset", "/chi-bo/{}/phan-cong?handler=ApproveReset",
        "/chi-bo/{}/phan-cong?handler=AskReset", "/quan-tri/nguoi-dung/{}?handler=EndSessions",
        "/ban/{}/nhap/{}/thuc-hien", "/ban/{}/nhap/{}/ket-qua?handler=Undo", "/chi-bo/{}/nhap/{}/thuc-hien",
        "/chi-bo/{}/nhap/{}/ket-qua?handler=Undo",
        "/ban/{}/danh-sach/xuat", "/ban/{}/phan-cong?handler=End", "/ban/{}/phan-cong?handler=Give", "/chi-bo/{}/phan-cong?handler=End",
        "/chi-bo/{}/phan-cong?handler=Give", "/chi-bo/{}/phieu-kich-hoat", "/quan-tri/nguoi-dung/them", "/quan-tri/nguoi-dung/{}/duong-dan",
        "/quan-tri/nguoi-dung/{}?handler=Close", "/quan-tri/nguoi-dung/{}?handler=Give", "/quan-tri/nguoi-dung/{}?handler=Link",
        "/du-lieu-cua-toi/khoa-dang-nhap/{}/bo", "/du-lieu-cua-toi/lop-thu-hai?handler=Codes",
        "/quan-tri/nguoi-dung/{}?handler=Revoke",
    ];

    [Fact]
    public async Task Exactly_the_listed_forms_ask_for_it()
    {
        var asking = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var row in HandlerTable.Rows)
        {
            if (AccessTable.Roles.FirstOrDefault(role => IsLetThrough(row[role])) is not { } role)
                continue;
            var cast = await Cast.CreateAsync(own.Site);
            await cast.BrowserAsync(role);
            // What the row names comes about while its makers are still fresh.
            await cast.FillAsync(string.Join(' ', [row.Address, .. row.Fields]), role, Guid.CreateVersion7());
            await AgeSessionsAsync();
            if (await cast.DifferenceOnSendingAsync(row, role) is { } difference && difference.Contains(": 401", StringComparison.Ordinal))
                asking.Add(row.Shape);
        }

        Assert.Equal(Asking.Order(StringComparer.Ordinal), asking);
    }

    [Fact]
    [Trait("Security", "S6")]
    public async Task The_right_password_brings_the_form_back_in_a_session_with_another_token()
    {
        var (user, browser, page) = await BoardAsync();
        await AgeSessionsAsync();
        var before = browser.Cookie("partynet");

        using var refused = await browser.FillInAsync(page, "Xuất danh sách", ("Purpose", Purpose), ("dinh-dang", "csv"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var asking = await SiteBrowser.ReadAsync(refused);
        Assert.Equal("Xác nhận lại là đồng chí", asking.QuerySelector("h1")!.TextContent);
        var form = SiteBrowser.FormWith(asking, "Xác nhận là tôi");
        Assert.Equal(user.UserName, ((IHtmlInputElement)form["Form.Login"]!).Value);
        Assert.DoesNotContain(Purpose, asking.Source.Text, StringComparison.Ordinal);

        using var wrong = await browser.SubmitAsync(form, "", ("Form.Password", "không đúng đâu"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var again = SiteBrowser.FormWith(await SiteBrowser.ReadAsync(wrong), "Đăng nhập");
        using var half = await browser.SubmitAsync(again, "", ("Form.Password", Passwords.Password));
        var asked = SiteBrowser.FormWith(await SiteBrowser.ReadAsync(half), "Xác nhận");
        using var signedIn = await browser.SubmitAsync(asked, "", ("Code", Passwords.Code));
        Assert.Equal(HttpStatusCode.TemporaryRedirect, signedIn.StatusCode);
        Assert.NotEqual(before, browser.Cookie("partynet"));

        using var arrived = await browser.PostAsync("/gui-tiep", ("dang-gui", ((IHtmlInputElement)form["dang-gui"]!).Value));
        var offer = await SiteBrowser.ReadAsync(arrived);
        Assert.Contains(Purpose, offer.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var file = await browser.SubmitAsync(SiteBrowser.FormWith(offer, "Gửi"), "/gui-tiep");
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
    }

    /// <summary>In demo mode there is no password to give: one button, and the form comes back all the same.</summary>
    [Fact]
    public async Task In_demo_mode_one_button_brings_the_form_back()
    {
        var world = await own.Site.Database.NewWorldAsync();
        await world.MemberAsync();
        var role = DemoRoles.All[0].Code;
        var board = await world.UserAsync(null, (Role.Board, world.District));
        await world.WriteAsync(ProcessType.UserCreated, db =>
        {
            db.Users.Attach(board);
            (board.UserName, board.NormalizedUserName) = (role, role.ToUpperInvariant());
        });
        var plain = await own.Site.Database.InstallationAsync();
        var log = new LogWatch();
        await using var app = Site.Build(
            new Installation(plain.App, plain.OwnerConnectionString, plain.Keys, isDemo: true), log, TestDatabase.Clock);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        var browser = new SiteBrowser(client);
        (await browser.PostAsync("/demo/dang-nhap", ("vai", role))).Dispose();
        var form = SiteBrowser.FormWith(await browser.OpenAsync($"/ban/{world.District.Code}/danh-sach/xuat"), "Xuất danh sách");
        await AgeSessionsAsync();
        var before = browser.Cookie("partynet");

        using var refused = await browser.SubmitAsync(
            form, $"/ban/{world.District.Code}/danh-sach/xuat", ("Purpose", Purpose), ("dinh-dang", "csv"));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        var asking = SiteBrowser.FormWith(await SiteBrowser.ReadAsync(refused), "Xác nhận là tôi");
        Assert.Empty(asking.QuerySelectorAll("input[type=password]"));
        using var confirmed = await browser.SubmitAsync(asking, "", ("vai", role));

        Assert.Equal(HttpStatusCode.TemporaryRedirect, confirmed.StatusCode);
        Assert.NotEqual(before, browser.Cookie("partynet"));
        using var arrived = await browser.PostAsync("/gui-tiep", ("dang-gui", ((IHtmlInputElement)asking["dang-gui"]!).Value));
        var offer = await SiteBrowser.ReadAsync(arrived);
        Assert.Contains(Purpose, offer.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var file = await browser.SubmitAsync(SiteBrowser.FormWith(offer, "Gửi"), "/gui-tiep");
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        await app.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(log.Complaints);
    }

    [Fact]
    public async Task The_page_with_the_form_opens_and_a_fresh_session_is_not_asked()
    {
        var (_, browser, page) = await BoardAsync();

        using var fresh = await browser.FillInAsync(page, "Xuất danh sách", ("Purpose", Purpose), ("dinh-dang", "csv"));
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
        await AgeSessionsAsync();
        using var opened = await browser.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    private async Task<(User User, SiteBrowser Browser, string Page)> BoardAsync()
    {
        var world = await own.Site.Database.NewWorldAsync();
        await world.MemberAsync();
        var user = await world.GivePasswordAsync(await world.UserAsync(null, (Role.Board, world.District)));
        return (user, await own.Site.SignedInAsync(user), $"/ban/{world.District.Code}/danh-sach/xuat");
    }

    /// <summary>The site has these tests' database to itself: every session in it began five minutes ago.</summary>
    private async Task AgeSessionsAsync()
    {
        await using var database = await own.Site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("update access.sessions set started_at = $1", database);
        command.Parameters.AddWithValue(TestDatabase.Morning - TimeSpan.FromMinutes(5));
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static bool IsLetThrough(string cell) =>
        cell != "→login" && (cell.StartsWith('→') || int.TryParse(cell, CultureInfo.InvariantCulture, out var status) && status < 400);

    public sealed class OwnSite : IAsyncDisposable
    {
        public Site Site { get; } = new();

        public ValueTask DisposeAsync() => Site.DisposeAsync();
    }
}
