using System.Net;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

/// <summary>The page on which a link that was just made is shown, once.</summary>
public sealed class SetupLinkPageTests(Site site)
{
    private const string Shown = "Đường dẫn chỉ hiện một lần, ngay sau khi tạo.";

    [Fact]
    public async Task A_reload_after_the_form_makes_no_second_link_and_says_what_to_do()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var user = await administration.World.UserAsync();
        using var made = await administration.PressAsync(user, "Tạo đường dẫn đặt mật khẩu");
        var page = made.Headers.Location!.OriginalString;
        Assert.Equal($"{AdministrationSite.PageOf(user)}/duong-dan", page);
        var link = AdministrationSite.LinkOn(await administration.Administrator.OpenAsync(page))!;

        var again = await administration.Administrator.OpenAsync(page);

        Assert.Null(AdministrationSite.LinkOn(again));
        Assert.Contains(Shown, again.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Segments[^1], page, StringComparison.Ordinal);
        Assert.NotNull((await (await site.VisitorAsync()).OpenAsync(link.PathAndQuery)).QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task The_page_makes_a_new_link_where_the_old_one_was_lost()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var user = await administration.World.UserAsync();
        var page = $"{AdministrationSite.PageOf(user)}/duong-dan";

        using var made = await administration.Administrator.FillInAsync(page, "Tạo đường dẫn mới");

        Assert.NotNull(await administration.LinkAsync(made));
    }

    [Fact]
    [Trait("Security", "B1")]
    public async Task A_form_sent_twelve_times_at_once_makes_one_user_and_shows_the_link()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var login = AdministrationSite.NewLogin();
        var form = SiteBrowser.FormWith(await administration.Administrator.OpenAsync(AdministrationSite.NewUserPage), "Thêm người dùng");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            administration.Administrator.SubmitAsync(form, AdministrationSite.NewUserPage, ("Form.Login", login))));

        var page = Assert.Single(answers.Select(answer => answer.Headers.Location!.OriginalString).Distinct());
        Assert.NotNull(AdministrationSite.LinkOn(await administration.Administrator.OpenAsync(page)));
        Assert.Single(await administration.RowsAsync(login));
    }

    [Fact]
    public async Task Nobody_but_the_session_that_made_a_link_is_shown_it()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var other = await AdministrationSite.CreateAsync(site);
        var sameUser = await site.SignedInAsync(administration.User);
        var user = await administration.World.UserAsync();
        using var made = await administration.PressAsync(user, "Tạo đường dẫn đặt mật khẩu");
        var page = made.Headers.Location!.OriginalString;

        Assert.Null(AdministrationSite.LinkOn(await other.Administrator.OpenAsync(page)));
        Assert.Null(AdministrationSite.LinkOn(await sameUser.OpenAsync(page)));
        Assert.NotNull(AdministrationSite.LinkOn(await administration.Administrator.OpenAsync(page)));
    }

    [Fact]
    public async Task Of_two_tabs_that_open_the_page_at_once_one_shows_the_link()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var user = await administration.World.UserAsync();
        using var made = await administration.PressAsync(user, "Tạo đường dẫn đặt mật khẩu");
        var page = made.Headers.Location!.OriginalString;

        var tabs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => administration.Administrator.OpenAsync(page)));

        Assert.Single(tabs, tab => AdministrationSite.LinkOn(tab) is not null);
    }

    [Fact]
    public async Task There_is_no_page_for_the_link_of_who_is_closed_or_not_there()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var closed = await administration.World.UserAsync();
        await administration.ConfirmAsync(closed, "Đóng tài khoản đăng nhập");

        foreach (var id in (Guid[])[closed.Id, Guid.CreateVersion7()])
        {
            using var page = await administration.Administrator.GetAsync($"/quan-tri/nguoi-dung/{id}/duong-dan");
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        }
    }
}
