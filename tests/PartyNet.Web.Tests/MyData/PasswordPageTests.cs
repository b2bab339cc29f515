using System.Net;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.MyData;

/// <summary>Somebody changes their password at a browser.</summary>
public sealed class PasswordPageTests(Site site)
{
    private const string Page = "/du-lieu-cua-toi/mat-khau";
    private const string New = "thuyền về bến cũ";

    [Fact]
    [Trait("Security", "S2")]
    public async Task The_page_tells_what_is_wrong_keeps_no_password_and_then_signs_out_every_other_browser()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.GivePasswordAsync(await world.UserAsync(await world.MemberAsync()));
        var (here, elsewhere) = (await site.SignedInAsync(user), await site.SignedInAsync(user));
        Assert.Contains(
            Page, (await here.OpenAsync("/du-lieu-cua-toi/phien")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);

        using (var refused = await here.FillInAsync(Page, "Đổi mật khẩu", ("Form.Old", "không phải nó"), ("Form.New", New)))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            var page = await SiteBrowser.ReadAsync(refused);
            Assert.Contains("Mật khẩu đang dùng không đúng", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(New, page.Source.Text, StringComparison.Ordinal);
        }

        using (var changed = await here.FillInAsync(Page, "Đổi mật khẩu", ("Form.Old", Passwords.Password), ("Form.New", New)))
            Assert.Equal($"{Page}?vua-doi=1", changed.Headers.Location!.OriginalString);
        Assert.Contains(
            "Đã đổi mật khẩu", (await here.OpenAsync($"{Page}?vua-doi=1")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var led = await elsewhere.GetAsync("/");
        Assert.StartsWith("/dang-nhap", led.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }
}
