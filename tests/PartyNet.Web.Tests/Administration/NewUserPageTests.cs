using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

public sealed class NewUserPageTests(Site site)
{
    [Fact]
    public async Task A_new_user_sets_a_password_by_the_link_signs_in_and_the_link_is_then_used_up()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var login = AdministrationSite.NewLogin();

        var link = await CreateAsync(administration, login);

        Assert.Equal((await site.AddressAsync()).Authority, link.Authority);
        var visitor = await SetPasswordAndSignInAsync(link, login);
        Assert.Contains(login, (await visitor.OpenAsync("/")).Body!.TextContent, StringComparison.Ordinal);
        Assert.Null((await (await site.VisitorAsync()).OpenAsync(link.PathAndQuery)).QuerySelector("input[type=password]"));
        Assert.EndsWith("| Đang dùng", Assert.Single(await administration.RowsAsync(login)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_is_shown_this_once()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var link = await CreateAsync(administration, AdministrationSite.NewLogin());

        foreach (var page in (string[])["/quan-tri", AdministrationSite.NewUserPage])
            Assert.DoesNotContain(link.Segments[^1], await administration.SourceAsync(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("abc", "", "Form.Login", "Tên đăng nhập gồm")]
    [InlineData("bí thư", "", "Form.Login", "Tên đăng nhập gồm")]
    [InlineData("{new}", "khong-co-ma-nay", "Form.MemberCode", "Không có đảng viên nào mang mã này")]
    [InlineData("{administrator}", "", "Form.Login", "Tên đăng nhập này đã có")]
    public async Task What_is_wrong_is_told_at_its_field_and_what_was_typed_stays(string login, string code, string field, string problem)
    {
        var administration = await AdministrationSite.CreateAsync(site);
        login = login switch { "{new}" => AdministrationSite.NewLogin(), "{administrator}" => administration.User.UserName!, _ => login };

        using var response = await administration.Administrator.FillInAsync(
            AdministrationSite.NewUserPage, "Thêm người dùng", ("Form.Login", login), ("Form.MemberCode", code));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Contains(problem, page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid"));
        Assert.Equal((login, code), (Value(page, "Form.Login"), Value(page, "Form.MemberCode")));
    }

    [Fact]
    public async Task A_user_bound_to_a_member_by_code_opens_that_members_own_data()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var member = await administration.World.MemberAsync(name: "Trần Thị Bình");
        var login = AdministrationSite.NewLogin();

        var link = await CreateAsync(administration, login, member.Code);

        var data = await (await SetPasswordAndSignInAsync(link, login)).OpenAsync("/du-lieu-cua-toi");
        Assert.Contains("Trần Thị Bình", data.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var row = Assert.Single(await administration.RowsAsync(login));
        Assert.Contains("Đảng viên", row, StringComparison.Ordinal);
        Assert.DoesNotContain("Bình", row, StringComparison.Ordinal);
    }

    /// <summary>Creates a user on the page and gives the one-time link that it shows.</summary>
    private static async Task<Uri> CreateAsync(AdministrationSite administration, string login, string code = "")
    {
        using var response = await administration.Administrator.FillInAsync(
            AdministrationSite.NewUserPage, "Thêm người dùng", ("Form.Login", login), ("Form.MemberCode", code));
        return await administration.LinkAsync(response);
    }

    private async Task<SiteBrowser> SetPasswordAndSignInAsync(Uri link, string login)
    {
        const string password = "mưa rơi trên mái tôn";
        var visitor = await site.VisitorAsync();
        using var set = await visitor.FillInAsync(link.PathAndQuery, "Lưu mật khẩu", ("Form.Password", password));
        Assert.EndsWith("?vua-dat=1", set.Headers.Location!.OriginalString, StringComparison.Ordinal);
        using var signedIn = await visitor.FillInAsync("/dang-nhap", "Đăng nhập", ("Form.Login", login), ("Form.Password", password));
        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
        return visitor;
    }

    private static string? Value(IHtmlDocument page, string field) => page.QuerySelector($"[name='{field}']")!.GetAttribute("value");
}
