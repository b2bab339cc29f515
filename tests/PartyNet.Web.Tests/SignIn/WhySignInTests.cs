using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Administration;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>The page for signing in says why it appears, to the browser whose session is over and to no other.</summary>
public sealed class WhySignInTests(Site site)
{
    [Fact]
    [Trait("Security", "S2")]
    [Trait("Security", "S6")]
    public async Task Whoever_is_signed_out_by_somebody_else_reads_why()
    {
        var administration = await AdministrationSite.CreateAsync(site);
        var world = administration.World;
        var (promoted, renewed, closed, ended) =
            (await world.UserAsync(), await world.UserAsync(), await world.UserAsync(), await world.UserAsync());
        SiteBrowser[] browsers =
        [
            await site.SignedInAsync(promoted), await site.SignedInAsync(renewed), await site.SignedInAsync(closed),
            await site.SignedInAsync(ended),
        ];
        foreach (var browser in browsers)
            await browser.OpenAsync("/");

        using var given = await administration.PressAsync(
            promoted, "Giao vai trò", ("Form.Role", "Board"), ("Form.UnitCode", world.District.Code));
        await world.UseAsync(await world.LinkAsync(await world.ScopeOfAsync(administration.User), renewed));
        using var thrown = await administration.ConfirmAsync(ended, "Kết thúc mọi phiên đăng nhập");
        using var shut = await administration.ConfirmAsync(closed, "Đóng tài khoản đăng nhập");

        Assert.Equal("Vai trò của đồng chí vừa thay đổi. Mời đồng chí đăng nhập lại.", await WhyAsync(browsers[0]));
        Assert.Equal("Mật khẩu của đồng chí vừa được đặt lại. Mời đồng chí đăng nhập bằng mật khẩu mới.", await WhyAsync(browsers[1]));
        Assert.Equal(
            "Tài khoản đăng nhập của đồng chí đã được đóng. Nếu cần dùng lại, đồng chí hỏi quản trị hệ thống.",
            await WhyAsync(browsers[2]));
        Assert.Equal(
            "Quản trị hệ thống đã kết thúc mọi phiên đăng nhập của đồng chí. Mời đồng chí đăng nhập lại; nếu không rõ vì sao, "
                + "đồng chí hỏi quản trị hệ thống.",
            await WhyAsync(browsers[3]));
        Assert.Null(await WhyAsync(await site.VisitorAsync()));
    }

    /// <summary>What the page says to which somebody is led who asks for their home.</summary>
    private static async Task<string?> WhyAsync(SiteBrowser browser)
    {
        using var led = await browser.GetAsync("/");
        var page = await browser.OpenAsync(led.Headers.Location!.PathAndQuery);
        return page.QuerySelector("main [role=status]")?.TextContent.Trim();
    }
}
