using System.Net;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.MyData;

public sealed class FactorPageTests(Site site)
{
    private const string Page = "/du-lieu-cua-toi/lop-thu-hai";

    [Fact]
    [Trait("Security", "A10")]
    [Trait("Security", "A12")]
    public async Task An_app_is_enrolled_by_a_code_and_asked_for_at_the_next_sign_in()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.WithoutFactorAsync(
            await world.GivePasswordAsync(await world.UserAsync(null, (Role.Board, world.District))));
        var browser = await site.SignedInAsync(user);
        var page = await browser.OpenAsync(Page);
        Assert.NotNull(page.QuerySelector("svg.pn-qr"));
        var written = page.QuerySelector(".pn-inset.pn-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        var form = SiteBrowser.FormWith(page, "Bật lớp xác nhận thứ hai");

        using var wrong = await browser.SubmitAsync(form, Page, ("Form.Code", "000000"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        var again = await SiteBrowser.ReadAsync(wrong);
        Assert.Equal(written, again.QuerySelector(".pn-inset.pn-code")!.TextContent.Replace(" ", "", StringComparison.Ordinal));
        using var right = await browser.SubmitAsync(
            SiteBrowser.FormWith(again, "Bật lớp xác nhận thứ hai"), Page, ("Form.Code", AuthenticatorApp.CodeOf(written)));
        Assert.Equal("/du-lieu-cua-toi/ma-du-phong", right.Headers.Location!.OriginalString);

        var codes = (await browser.OpenAsync("/du-lieu-cua-toi/ma-du-phong")).QuerySelectorAll("li.pn-code").Select(li => li.TextContent);
        Assert.Equal(10, codes.Count());
        Assert.Empty((await browser.OpenAsync("/du-lieu-cua-toi/ma-du-phong")).QuerySelectorAll("li.pn-code"));

        var door = await site.VisitorAsync();
        using var half = await door.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));
        var asked = SiteBrowser.FormWith(await SiteBrowser.ReadAsync(half), "Xác nhận");
        using var refused = await door.SubmitAsync(asked, "", ("Code", AuthenticatorApp.CodeOf(written)));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("đã dùng rồi", (await SiteBrowser.ReadAsync(refused)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var entered = await door.SubmitAsync(asked, "", ("Code", codes.First()));
        Assert.Equal((HttpStatusCode.Redirect, "/"), (entered.StatusCode, entered.Headers.Location!.OriginalString));
    }

    [Fact]
    [Trait("Security", "A12")]
    public async Task Who_has_a_passkey_alone_makes_recovery_codes_and_gets_in_by_one_after_the_password()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.WithoutFactorAsync(
            await world.GivePasswordAsync(await world.UserAsync(null, (Role.Board, world.District))));
        var browser = await site.SignedInAsync(user);
        Assert.DoesNotContain("Mã dự phòng", (await browser.OpenAsync(Page)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await world.PasskeyAsync(await world.ScopeOfAsync(user));

        using var made = await browser.FillInAsync(Page, "Tạo mã dự phòng mới");
        var codes = (await browser.OpenAsync(made.Headers.Location!.OriginalString)).QuerySelectorAll("li.pn-code")
            .Select(li => li.TextContent).ToList();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.Contains("Còn 10 mã dự phòng", (await browser.OpenAsync(Page)).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        var door = await site.VisitorAsync();
        using var half = await door.FillInAsync(
            "/dang-nhap", "Đăng nhập", ("Form.Login", user.UserName!), ("Form.Password", Passwords.Password));
        var asked = SiteBrowser.FormWith(await SiteBrowser.ReadAsync(half), "Xác nhận");
        Assert.Equal("Mã dự phòng", asked.QuerySelector("label")!.TextContent.Trim());
        using var entered = await door.SubmitAsync(asked, "", ("Code", codes[3]));
        using var again = await door.SubmitAsync(asked, "", ("Code", codes[3]));
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.BadRequest), (entered.StatusCode, again.StatusCode));
    }

    [Fact]
    [Trait("Security", "A10")]
    public async Task After_the_days_of_grace_every_page_leads_to_enrolling_and_none_of_the_roles_is_left()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.WithoutFactorAsync(await world.UserAsync(null, (Role.Board, world.District)));
        var browser = await site.SignedInAsync(user);
        var before = (await browser.OpenAsync(Page)).QuerySelector("main")!.TextContent;
        Assert.Contains("cần bật lớp này trước", before, StringComparison.Ordinal);
        await AgeGrantsAsync(user);

        var board = $"/ban/{world.District.Code}";
        foreach (var path in new[] { "/", board, "/du-lieu-cua-toi/phien", $"{board}/danh-sach" })
        {
            using var led = await browser.GetAsync(path);
            Assert.Equal((HttpStatusCode.Redirect, Page), (led.StatusCode, led.Headers.Location!.OriginalString));
        }

        var page = await browser.OpenAsync(Page);
        Assert.Contains("rồi mới làm việc tiếp được", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(world.District.Name, page.QuerySelector("nav.pn-nav")!.TextContent, StringComparison.Ordinal);
        using var signedOut = await browser.SubmitAsync(SiteBrowser.FormWith(page, "Đăng xuất"), Page);
        Assert.Equal("/dang-nhap", signedOut.Headers.Location!.OriginalString);
    }

    [Fact]
    [Trait("Security", "A10")]
    public async Task In_the_days_of_grace_no_list_is_exported()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.WithoutFactorAsync(await world.UserAsync(null, (Role.Board, world.District)));
        var browser = await site.SignedInAsync(user);

        using var refused = await browser.FillInAsync(
            $"/ban/{world.District.Code}/danh-sach/xuat", "Xuất danh sách", ("Purpose", "Báo cáo tiến độ quý IV"), ("dinh-dang", "csv"));

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        var words = (await SiteBrowser.ReadAsync(refused)).QuerySelector("main")!.TextContent;
        Assert.Contains("bật lớp xác nhận thứ hai trước", words, StringComparison.Ordinal);
    }

    private async Task AgeGrantsAsync(User user)
    {
        await using var database = await site.Database.OpenAsSuperuserAsync();
        // Beside the triggers of audit, which ask for a process.
        await using var free = new NpgsqlCommand("set session_replication_role = replica", database);
        await free.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            "update access.grants set valid_from = valid_from - interval '13 days' where user_id = $1", database);
        command.Parameters.AddWithValue(user.Id);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
