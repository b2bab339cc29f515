using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>
/// A board names a secretary and ends the role, the secretary names a deputy and opens a member, and the administrator looks at the
/// installation, on a narrow phone without JavaScript.
/// </summary>
public sealed class RoleTests(Site site, BrowserFixture browser)
{
    [Fact]
    [Trait("Security", "Z6")]
    public async Task From_the_board_down_to_a_deputy_and_a_members_page()
    {
        var world = await site.Database.NewWorldAsync();
        var named = await world.MemberAsync(name: "Lương Thị Phân", shape: m => m.Born(null, 1962));
        await world.MemberAsync(name: "Lường Văn Công", shape: m => m.Born(null, 1958));
        var board = await world.UserAsync(await world.MemberAsync(name: "Cao Thị Ban"), (Role.Board, world.District));
        await using var officer = await browser.OpenAsync(await site.AddressAsync(), Viewport.Narrow, javaScript: false);
        await officer.SignInAsync(await site.SessionCookieAsync(board));

        await officer.GoAsync($"/ban/{world.District.Code}");
        await officer.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Phân công" }).ClickAsync();
        await officer.LookAsync("ban-phan-cong-trong");
        await officer.Page.Locator("[name=q]").FillAsync("luong");
        await PressAsync(officer, "Tìm");
        await officer.LookAsync("ban-tim-nguoi");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Lương Thị Phân" }).ClickAsync();
        await officer.Page.GetByLabel($"Bí thư, {world.Branch.Name}", new() { Exact = true }).CheckAsync();
        await officer.LookAsync("ban-giao-vai-tro");
        await PressAsync(officer, "Giao vai trò");
        await Assertions.Expect(officer.Page.GetByText("Đã giao vai trò", new() { Exact = true })).ToBeVisibleAsync();
        await officer.LookAsync("ban-phan-cong");
        await officer.Page.GetByRole(AriaRole.Link, new() { Name = "Cho thôi giữ" }).ClickAsync();
        await officer.LookAsync("ban-thoi-giu");
        await AsSecretaryAsync(world, named.Id);
        await PressAsync(officer, "Cho thôi giữ vai trò");
        await Assertions.Expect(officer.Page.GetByText($"Đã cho thôi giữ: Bí thư, {world.Branch.Name}")).ToBeVisibleAsync();
        await officer.LookAsync("ban-da-thoi-giu");
        officer.AssertQuiet();
        await AsAdministratorAsync(world);
    }

    [Fact]
    public async Task The_page_for_signing_in_says_what_to_do_next()
    {
        foreach (var viewport in new[] { Viewport.Narrow, Viewport.Desktop })
        {
            await using var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript: false);
            await visitor.GoAsync("/dang-nhap");
            await visitor.LookAsync(viewport == Viewport.Narrow ? "dang-nhap" : "dang-nhap-rong");
        }
    }

    private async Task AsSecretaryAsync(World world, Guid member)
    {
        var user = await world.ReadAsync(
            world.Everything,
            db => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.SingleAsync(db.Users.Where(u => u.MemberId == member)));
        var other = await world.MemberAsync(name: "Đinh Thị Thoại", phone: "+84912345678", shape: m => m.Born(new DateOnly(1960, 2, 3)));
        await world.DeclareAsync(other, ("zalo", "0912 345 679"));
        await using var secretary = await browser.OpenAsync(await site.AddressAsync(), Viewport.Narrow, javaScript: false);
        await secretary.SignInAsync(await site.SessionCookieAsync(await world.WithFactorAsync(user)));

        await secretary.GoAsync($"/chi-bo/{world.Branch.Code}/dang-vien");
        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "Đinh Thị Thoại", Exact = true }).ClickAsync();
        await Assertions.Expect(secretary.Page.Locator("main")).ToContainTextAsync("091• ••• 678");
        await secretary.LookAsync("bi-thu-dang-vien");
        await secretary.Page.Locator("summary").Filter(new() { HasText = "Xem đủ một số" }).ClickAsync();
        await secretary.LookAsync("bi-thu-xem-du-so");
        await secretary.Page.GetByRole(AriaRole.Button, new() { Name = "Liên hệ với đồng chí này" }).ClickAsync();
        await Assertions.Expect(secretary.Page.Locator("main")).ToContainTextAsync("0912 345 678");
        await secretary.LookAsync("bi-thu-so-dien-thoai");

        await secretary.Page.GetByRole(AriaRole.Link, new() { Name = "Giao vai trò cho đồng chí này" }).ClickAsync();
        await secretary.Page.GetByLabel($"Phó bí thư, {world.Branch.Name}").CheckAsync();
        await PressAsync(secretary, "Giao vai trò");
        await Assertions.Expect(secretary.Page.Locator(".pn-error-summary")).ToContainTextAsync("đến một ngày");
        await secretary.LookAsync("bi-thu-thieu-ngay");
        await secretary.Page.Locator("[name='Form.To']").FillAsync("31/12/2026");
        await PressAsync(secretary, "Giao vai trò");
        await Assertions.Expect(secretary.Page.Locator("main table")).ToContainTextAsync("đến hết 31/12/2026");
        await secretary.LookAsync("bi-thu-phan-cong");
        await secretary.GoAsync("/du-lieu-cua-toi");
        await Assertions.Expect(secretary.Page.Locator("main")).ToContainTextAsync("Vai trò của đồng chí trong hệ thống");
        await secretary.LookAsync("bi-thu-vai-tro-cua-toi");
        secretary.AssertQuiet();
    }

    private async Task AsAdministratorAsync(World world)
    {
        var user = await world.UserAsync(null, (Role.Administrator, null));
        foreach (var viewport in new[] { Viewport.Narrow, Viewport.Desktop })
        {
            var width = viewport == Viewport.Narrow ? "" : "-rong";
            await using var administrator = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript: false);
            await administrator.SignInAsync(await site.SessionCookieAsync(user));
            await administrator.GoAsync("/quan-tri");
            await PressAsync(administrator, "Kiểm tra lại");
            await Assertions.Expect(administrator.Page.GetByText("Đã kiểm tra lại")).ToBeVisibleAsync();
            await administrator.Page.GetByText("Các mục đã kiểm tra").ClickAsync();
            await administrator.LookAsync("quan-tri" + width);
            await administrator.GoAsync("/");
            await administrator.LookAsync("quan-tri-trang-chu" + width);
            await administrator.GoAsync($"/quan-tri/nguoi-dung/{user.Id}");
            await administrator.LookAsync("quan-tri-nguoi-dung" + width);
            await administrator.Page.GetByRole(AriaRole.Link, new() { Name = "Đóng tài khoản đăng nhập" }).ClickAsync();
            await administrator.LookAsync("quan-tri-dong" + width);
            administrator.AssertQuiet();
        }
    }

    private static Task PressAsync(Visitor visitor, string button) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
}
