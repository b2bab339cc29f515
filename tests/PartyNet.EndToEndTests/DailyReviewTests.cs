using Microsoft.Playwright;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>A secretary's daily review: in sight on a laptop, by keyboard for who wants it, together where nothing is new.</summary>
public sealed class DailyReviewTests(BrowserFixture browser, Site site)
{
    [Fact]
    public async Task On_a_laptop_the_decision_stands_beside_the_declaration_and_keys_lead_on()
    {
        var (world, visitor) = await SecretaryAsync(Viewport.Desktop);
        await using var window = visitor;
        var first = await world.DeclareAsync(
            await world.MemberAsync(name: "Trần Thị Bình"),
            ("zalo", "0912 345 678"), ("facebook", "https://www.facebook.com/groups/123456"), ("tiktok", "@binh.vn"));
        await world.DeclareAsync(await world.MemberAsync(name: "Lê Văn Cường"), ("zalo", "0912 345 679"));
        var page = visitor.Page;
        await visitor.GoAsync($"/chi-bo/{world.Branch.Code}/ra-soat/{first.Id}");
        await visitor.LookAsync("bi-thu-ra-soat-may-tinh");

        var button = page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận bản kê khai số 1" });
        var box = await button.BoundingBoxAsync();
        Assert.True(box!.Y + box.Height < page.ViewportSize!.Height, $"The button lies {box.Y:0} px down.");

        await page.GetByLabel("Dùng phím tắt").CheckAsync();
        await page.Locator("h1").ClickAsync();
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(button).ToBeFocusedAsync();
        await page.Locator("h1").ClickAsync();
        var other = page.Locator("a[rel=next], a[rel=prev]").First;
        await page.Keyboard.PressAsync(await other.GetAttributeAsync("rel") == "next" ? "j" : "k");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Lê Văn Cường" })).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Only_a_field_that_is_ticked_asks_what_is_to_be_put_right_and_a_ready_request_answers()
    {
        var (world, visitor) = await SecretaryAsync(Viewport.Phone);
        await using var window = visitor;
        var declaration = await world.DeclareAsync(await world.MemberAsync(name: "Trần Thị Bình"), ("zalo", "0912 345 678"));
        var page = visitor.Page;
        await visitor.GoAsync($"/chi-bo/{world.Branch.Code}/ra-soat/{declaration.Id}");
        await page.GetByText("Có mục cần sửa: trả lại cho đảng viên").ClickAsync();
        var (box, ready, note) = (
            page.Locator("[type=checkbox][name='Form.Defects[0].Ticked']"), page.Locator("[name='Form.Defects[0].Ready']"),
            page.Locator("[name='Form.Defects[0].Note']"));
        await Assertions.Expect(ready).ToBeHiddenAsync();
        await visitor.LookAsync("tra-lai-chua-chon");

        await box.CheckAsync();
        await ready.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Assertions.Expect(note).ToHaveValueAsync("Thiếu đường dẫn. Đồng chí ghi thêm đường dẫn hoặc số điện thoại của tài khoản.");
        await Assertions.Expect(box).ToBeCheckedAsync();
        await visitor.LookAsync("tra-lai-da-chon");
        await page.GetByRole(AriaRole.Button, new() { Name = "Trả lại để sửa" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Đã trả lại: bản kê khai số 1 của đồng chí Trần Thị Bình")).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Those_without_a_change_are_confirmed_together_on_a_page_that_fits_a_phone(bool javaScript)
    {
        var (world, visitor) = await SecretaryAsync(Viewport.Phone, javaScript);
        await using var window = visitor;
        foreach (var (name, zalo) in ((string, string)[])[("Trần Thị Bình", "0912345678"), ("Lê Văn Cường", "0912345679")])
        {
            var declarer = await Declarer.AsAsync(world, await world.MemberAsync(name: name));
            await declarer.DeclareAsync(new TypedAccount("zalo", zalo));
            Assert.True(await declarer.ConfirmAsync());
            await declarer.SubmitAsync();
        }

        var page = visitor.Page;
        await visitor.GoAsync($"/chi-bo/{world.Branch.Code}/ra-soat");
        await page.GetByRole(AriaRole.Link, new() { Name = "Xác nhận cùng lúc các bản không có gì thay đổi" }).ClickAsync();
        await visitor.LookAsync(javaScript ? "bi-thu-khong-thay-doi" : "khong-thay-doi-khong-script");
        await page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận các bản đã chọn" }).ClickAsync();

        await Assertions.Expect(page.GetByText("Đã xác nhận 2 bản kê khai không thay đổi")).ToBeVisibleAsync();
        await visitor.LookAsync("khong-thay-doi-xong");
        await page.GetByRole(AriaRole.Link, new() { Name = "Trần Thị Bình" }).ClickAsync();
        await page.GetByText("Rút lại xác nhận", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Xác nhận nhầm").CheckAsync();
        await visitor.LookAsync("rut-lai-xac-nhan");
        await page.GetByRole(AriaRole.Button, new() { Name = "Rút lại xác nhận bản số 2" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Xác nhận bản kê khai số 2" })).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    private async Task<(World World, Visitor Visitor)> SecretaryAsync(Viewport viewport, bool javaScript = true)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync(name: "Nguyễn Văn Thư"), (Role.Secretary, world.Branch));
        var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(user));
        return (world, visitor);
    }
}
