using Microsoft.Playwright;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>Signing in by finger or face on a narrow phone, with a device that Chromium plays.</summary>
[Trait("Security", "A11")]
public sealed class PasskeyTests(Site site, BrowserFixture browser)
{
    private const string Page = "/du-lieu-cua-toi/khoa-dang-nhap";

    [Fact]
    [Trait("Security", "S5")]
    public async Task Added_shown_at_the_door_and_once_more_and_removed()
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        await using var visitor = await OpenAsync(user);
        var page = visitor.Page;
        await VirtualDevice.PlugInAsync(page);

        await visitor.GoAsync(Page);
        await page.GetByLabel("Tên khóa").FillAsync("Điện thoại của ông");
        await visitor.LookAsync("khoa-dang-nhap-chua-co");
        await PressAsync(page, "Thêm khóa");
        await Assertions.Expect(page.GetByText("Đã thêm khóa.")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Chưa dùng", new() { Exact = true })).ToBeVisibleAsync();
        await visitor.LookAsync("khoa-dang-nhap");
        await PressAsync(page, "Thêm khóa");
        await Assertions.Expect(page.GetByText("Máy này đã có khóa đăng nhập của đồng chí rồi.")).ToBeVisibleAsync();

        await PressAsync(page, "Đăng xuất");
        await visitor.LookAsync("dang-nhap-bang-khoa");
        await PressAsync(page, "Đăng nhập bằng vân tay hoặc khuôn mặt");
        await Assertions.Expect(page.Locator(".pn-caller")).ToBeVisibleAsync();

        await AgeSessionsAsync(user);
        await visitor.GoAsync(Page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Bỏ khóa này" }).ClickAsync();
        await visitor.LookAsync("bo-khoa-dang-nhap");
        await PressAsync(page, "Bỏ khóa này");
        await visitor.LookAsync("xac-nhan-bang-khoa");
        await PressAsync(page, "Xác nhận bằng vân tay hoặc khuôn mặt");
        await PressAsync(page, "Gửi");
        await Assertions.Expect(page.GetByText("Đã bỏ khóa đăng nhập")).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    [Trait("Security", "A14")]
    public async Task Chosen_after_a_slip_it_leads_to_the_declaration_and_back_in()
    {
        var world = await site.Database.NewWorldAsync();
        await world.MemberAsync(name: "Đặng Thị Ánh Nguyệt", shape: m => m.Born(new DateOnly(1960, 2, 3)));
        var secretary = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        await using var printer = await OpenAsync(secretary);
        await printer.GoAsync($"/chi-bo/{world.Branch.Code}/phieu-kich-hoat");
        await printer.Page.Locator("[name='Form.Stated']").CheckAsync();
        await printer.Page.GetByRole(AriaRole.Button, new() { Name = "In cho", Exact = false }).ClickAsync();
        var code = await printer.Page.Locator(".pn-slip-code").InnerTextAsync();

        await using var visitor = await OpenAsync();
        var page = visitor.Page;
        await VirtualDevice.PlugInAsync(page);
        await visitor.GoAsync("/kich-hoat");
        await page.Locator("[name='Form.Code']").FillAsync(code);
        await page.Locator("[name='Form.BirthDate']").FillAsync("3/2/1960");
        await PressAsync(page, "Tiếp tục");
        await Assertions.Expect(Button(page, "Dùng vân tay hoặc khuôn mặt và vào")).ToBeVisibleAsync();
        await visitor.LookAsync("chon-cach-co-khoa");
        await PressAsync(page, "Dùng vân tay hoặc khuôn mặt và vào");
        await Assertions.Expect(page.Locator(".pn-caller")).ToBeVisibleAsync();

        await visitor.GoAsync("/ke-khai");
        await page.GetByLabel("Tôi không sử dụng mạng xã hội", new() { Exact = true }).CheckAsync();
        await PressAsync(page, "Tiếp tục");
        await page.Locator("input[type=checkbox][name='Form.Attested']").CheckAsync();
        await PressAsync(page, "Nộp bản kê khai");
        await page.ArriveAsync("/ke-khai/da-nop/1");
        await PressAsync(page, "Đăng xuất");
        await PressAsync(page, "Đăng nhập bằng vân tay hoặc khuôn mặt");
        await Assertions.Expect(page.Locator(".pn-caller")).ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    [Theory]
    [InlineData("localhost", false, "đang tắt JavaScript")]
    [InlineData("127.0.0.1", true, "không cho tạo khóa đăng nhập")]
    public async Task Where_none_can_be_made_the_page_says_so_and_nothing_is_offered(string host, bool javaScript, string words)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync());
        await using var visitor = await OpenAsync(user, host, javaScript);

        await visitor.GoAsync(Page);
        await Assertions.Expect(visitor.Page.Locator(".pn-inset")).ToContainTextAsync(words);
        await Assertions.Expect(Button(visitor.Page, "Thêm khóa")).Not.ToBeVisibleAsync();
        await visitor.LookAsync($"khoa-dang-nhap-{host}");
        await PressAsync(visitor.Page, "Đăng xuất");
        await Assertions.Expect(Button(visitor.Page, "Đăng nhập")).ToBeVisibleAsync();
        await Assertions.Expect(Button(visitor.Page, "Đăng nhập bằng vân tay hoặc khuôn mặt")).Not.ToBeVisibleAsync();
        visitor.AssertQuiet();
    }

    private async Task<Visitor> OpenAsync(User? user = null, string host = "localhost", bool javaScript = true)
    {
        var address = new UriBuilder(await site.AddressAsync()) { Host = host }.Uri;
        var visitor = await browser.OpenAsync(address, Viewport.Phone, javaScript);
        if (user is not null)
            await visitor.SignInAsync(await site.SessionCookieAsync(user));
        return visitor;
    }

    private async Task AgeSessionsAsync(User user)
    {
        await using var database = await site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand("update access.sessions set started_at = $1 where user_id = $2", database);
        command.Parameters.AddWithValue(TestDatabase.Morning - TimeSpan.FromMinutes(5));
        command.Parameters.AddWithValue(user.Id);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private static Task PressAsync(IPage page, string button) => Button(page, button).ClickAsync();

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
