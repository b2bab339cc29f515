using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

public sealed class UserPageTests(Site site)
{
    [Fact]
    [Trait("Security", "Z11")]
    public async Task A_role_given_here_opens_the_unit_and_ended_here_closes_it()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var user = await world.UserAsync();
        var before = await site.SignedInAsync(user);
        var board = $"/ban/{world.District.Code}";
        Assert.Equal(HttpStatusCode.NotFound, (await before.GetAsync(board)).StatusCode);

        using (var given = await GiveAsync(administration, user, "Board", world.District.Code))
            Assert.Equal(AdministrationSite.PageOf(user) + "?vua-xong=RoleGiven", given.Headers.Location!.OriginalString);
        Assert.StartsWith("/dang-nhap", (await before.GetAsync(board)).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        var browser = await SignedInAgainAsync(administration, user);
        await browser.OpenAsync(board);
        Assert.Equal([$"Ban, {world.District.Name} ({world.District.Code})"], await RolesAsync(administration, user));
        Assert.Contains(
            $"Ban, {world.District.Name} ({world.District.Code})",
            await QuestionAsync(administration, user, "Cho thôi giữ"),
            StringComparison.Ordinal);

        using (var ended = await administration.ConfirmAsync(
            user, $"Cho thôi giữ vai trò Ban, {world.District.Name} ({world.District.Code})"))
        {
            Assert.Equal(AdministrationSite.PageOf(user) + "?vua-xong=RoleEnded", ended.Headers.Location!.OriginalString);
            var told = await administration.Administrator.OpenAsync(ended.Headers.Location.OriginalString);
            Assert.Equal("Đã cho thôi giữ vai trò", told.QuerySelector(".pn-notification h2")!.TextContent);
        }

        Assert.StartsWith("/dang-nhap", (await browser.GetAsync(board)).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        var after = await SignedInAgainAsync(administration, user);
        Assert.Equal(HttpStatusCode.NotFound, (await after.GetAsync(board)).StatusCode);
        Assert.Empty(await RolesAsync(administration, user));
    }

    /// <summary>Z8: what the body says besides changes nothing.</summary>
    [Fact]
    [Trait("Security", "Z8")]
    public async Task A_field_of_the_body_leads_no_form_to_another_user()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var (user, other) = (await world.UserAsync(), await world.UserAsync());
        var extra = (string name) => (name, (string?)other.Id.ToString());

        using var given = await administration.PressAsync(
            user,
            "Giao vai trò",
            ("Form.Role", "Board"), ("Form.UnitCode", world.District.Code), extra("Id"), extra("id"), extra("UserId"));
        using var closed = await administration.ConfirmAsync(user, "Đóng tài khoản đăng nhập", extra("Id"), extra("Form.Id"));

        Assert.Equal(AdministrationSite.PageOf(user) + "?vua-xong=RoleGiven", given.Headers.Location!.OriginalString);
        Assert.Equal(AdministrationSite.PageOf(user) + "?vua-xong=Closed", closed.Headers.Location!.OriginalString);
        Assert.Empty(await RolesAsync(administration, other));
        Assert.EndsWith("| Đã đóng", Assert.Single(await administration.RowsAsync(user.UserName!)), StringComparison.Ordinal);
        Assert.DoesNotContain("Đã đóng", Assert.Single(await administration.RowsAsync(other.UserName!)), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Security", "Z8")]
    [InlineData("3")]
    [InlineData("board")]
    [InlineData("Board, Administrator")]
    [InlineData("Board,Board")]
    [InlineData(" Board")]
    [InlineData("9")]
    [InlineData("Owner")]
    public async Task A_role_is_named_exactly_or_not_given(string role)
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var user = await administration.World.UserAsync();

        using var given = await GiveAsync(administration, user, role, administration.World.District.Code);

        Assert.Equal(HttpStatusCode.BadRequest, given.StatusCode);
        Assert.Empty(await RolesAsync(administration, user));
    }

    [Theory]
    [InlineData(null, "{branch}", "Form.Role", "Chọn vai trò")]
    [InlineData("Board", "", "Form.UnitCode", "Nhập mã tổ chức đảng")]
    [InlineData("Board", "t-khong-co", "Form.UnitCode", "Không có tổ chức đảng nào mang mã này")]
    [InlineData("Board", "{grassroots}", "Form.UnitCode", "ở trang “Phân công” của tổ chức đó")]
    public async Task What_is_wrong_with_a_role_is_told_at_its_field_and_what_was_typed_stays(
        string? role, string place, string field, string problem)
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var user = await world.UserAsync();
        var code = place switch { "{branch}" => world.Branch.Code, "{grassroots}" => world.Grassroots.Code, _ => place };

        using var response = await GiveAsync(administration, user, role, code);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Contains(problem, page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(problem, Around(page.QuerySelector($"[name='{field}']")!).TextContent, StringComparison.Ordinal);
        Assert.Equal(code, page.QuerySelector("[name='Form.UnitCode']")!.GetAttribute("value"));
        Assert.Empty(Roles(page));
    }

    [Fact]
    public async Task A_new_link_is_shown_once_and_ends_the_one_before()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var user = await administration.World.UserAsync();

        var (earlier, newer) = (await LinkAsync(administration, user), await LinkAsync(administration, user));

        var later = await administration.SourceAsync(AdministrationSite.PageOf(user));
        Assert.DoesNotContain(newer.Segments[^1], later, StringComparison.Ordinal);
        var visitor = await site.VisitorAsync();
        Assert.Null((await visitor.OpenAsync(earlier.PathAndQuery)).QuerySelector("input[type=password]"));
        Assert.NotNull((await visitor.OpenAsync(newer.PathAndQuery)).QuerySelector("input[type=password]"));
    }

    [Fact]
    public async Task Who_is_closed_here_is_out_at_once_and_the_page_offers_nothing_more()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var user = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        var browser = await site.SignedInAsync(user);
        await browser.OpenAsync("/");

        using (var closed = await administration.ConfirmAsync(user, "Đóng tài khoản đăng nhập"))
            Assert.Equal(AdministrationSite.PageOf(user) + "?vua-xong=Closed", closed.Headers.Location!.OriginalString);

        Assert.StartsWith("/dang-nhap", (await browser.GetAsync("/")).Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        var page = await administration.Administrator.OpenAsync(AdministrationSite.PageOf(user));
        Assert.Contains("Đã đóng", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main [name='Form.Role']"));
        Assert.DoesNotContain("Tạo đường dẫn", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_who_acts_on_themselves_is_told_why_not()
    {
        var administration = await AdministrationSite.CreateAsync(site);

        using var given = await GiveAsync(administration, administration.User, "Board", administration.World.District.Code);
        using var closed = await administration.ConfirmAsync(administration.User, "Đóng tài khoản đăng nhập");

        Assert.Equal(HttpStatusCode.Forbidden, given.StatusCode);
        Assert.Contains("không tự giao vai trò cho mình", await AdministrationSite.ProblemsAsync(given), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, closed.StatusCode);
        Assert.Contains("không tự đóng tài khoản", await AdministrationSite.ProblemsAsync(closed), StringComparison.Ordinal);
        await administration.Administrator.OpenAsync("/quan-tri");
    }

    /// <summary>What stands on the page that asks once more.</summary>
    private static async Task<string> QuestionAsync(AdministrationSite administration, User user, string link)
    {
        var page = await administration.Administrator.OpenAsync(AdministrationSite.PageOf(user));
        var asking = page.QuerySelectorAll("main a").Single(a => a.TextContent.StartsWith(link, StringComparison.Ordinal));
        return (await administration.Administrator.OpenAsync(asking.GetAttribute("href")!)).QuerySelector("main")!.TextContent;
    }

    /// <summary>Asked about what is not there any more, the page shows the user as ever.</summary>
    [Theory]
    [InlineData("hoi=RoleEnded")]
    [InlineData("hoi=RoleEnded&vai-tro=00000000-0000-0000-0000-000000000001")]
    [InlineData("hoi=khong-co")]
    [InlineData("hoi=7")]
    public async Task A_question_about_nothing_is_the_page_of_the_user(string query)
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var user = await administration.World.UserAsync();

        var page = await administration.Administrator.OpenAsync($"{AdministrationSite.PageOf(user)}?{query}");

        Assert.Equal($"Người dùng {user.UserName}", page.QuerySelector("h1")!.TextContent);
    }

    /// <summary>A browser in which the user has signed in since.</summary>
    private async Task<SiteBrowser> SignedInAgainAsync(AdministrationSite administration, User user) =>
        await site.SignedInAsync(await administration.World.ReadAsync(
            AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.Id == user.Id)));

    /// <summary>The question that a field belongs to, with what is said about it.</summary>
    private static IElement Around(IElement field) => field.Closest("fieldset") ?? field.ParentElement!;

    private static Task<HttpResponseMessage> GiveAsync(AdministrationSite administration, User user, string? role, string code) =>
        administration.PressAsync(user, "Giao vai trò", ("Form.Role", role), ("Form.UnitCode", code));

    private static async Task<Uri> LinkAsync(AdministrationSite administration, User user)
    {
        using var response = await administration.PressAsync(user, "Tạo đường dẫn đặt mật khẩu");
        return await administration.LinkAsync(response);
    }

    private static async Task<List<string>> RolesAsync(AdministrationSite administration, User user) =>
        Roles(await administration.Administrator.OpenAsync(AdministrationSite.PageOf(user)));

    private static List<string> Roles(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("main tbody th").Select(th => th.TextContent.Trim())];
}
