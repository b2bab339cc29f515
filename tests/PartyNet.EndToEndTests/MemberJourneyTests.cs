using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>
/// What a member of seventy has to do, in numbers: where the first question stands on a small phone, how often they tap, whether the
/// keyboard alone is enough, and how large the letters become.
/// </summary>
public sealed partial class MemberJourneyTests(BrowserFixture browser, Site site)
{
    private const int MostTapsForOne = 8;
    private const int MostTapsForTwo = 13;
    private const int LargestPage = 100 * 1024;

    private int _taps;

    [Theory]
    [InlineData(MostTapsForOne, "Facebook")]
    [InlineData(MostTapsForTwo, "Facebook", "TikTok")]
    public async Task Declaring_takes_a_few_taps(int most, params string[] networks)
    {
        await using var visitor = await VisitorAsync(await Declarer.InAsync(await site.Database.NewWorldAsync()), javaScript: false);
        await visitor.GoAsync("/ke-khai");

        foreach (var network in networks)
            await TapAsync(visitor.Page.GetByLabel(network, new() { Exact = true }));
        await TapAsync(Button(visitor, "Tiếp tục"));
        foreach (var network in networks)
        {
            await TapAsync(visitor.Page.Locator("[name='Form.Address']"));
            await visitor.Page.Keyboard.TypeAsync(network == "Facebook" ? "fb.com/ngoc.hoa" : "@ngoc.hoa");
            await TapAsync(Button(visitor, "Tiếp tục"));
        }

        await TapAsync(visitor.Page.Locator("input[type=checkbox][name='Form.Attested']"));
        await TapAsync(Button(visitor, "Nộp bản kê khai"));

        await visitor.Page.ArriveAsync("/ke-khai/da-nop/1");
        Assert.InRange(_taps, 1, most);
        visitor.AssertQuiet();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200)]
    public async Task The_first_screen_is_the_question_and_its_answers(int percent)
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        await using var first = await VisitorAsync(declarer);
        await first.GoAsync("/ke-khai");
        await first.EnlargeTextAsync(percent);
        await first.AssertFitsAsync();
        Assert.InRange(await TopAsync(first.Page.Locator("h1")), 0, Viewport.Phone.Height / 2);
        Assert.InRange(await TopAsync(first.Page.GetByLabel("Zalo")), 0, Viewport.Phone.Height);
        if (percent == 100)
            Assert.InRange(await BottomAsync(Button(first, "Tiếp tục")), 0, Viewport.Phone.Height);

        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();
        await first.GoAsync("/ke-khai");
        await first.EnlargeTextAsync(percent);
        await first.AssertFitsAsync();
        Assert.InRange(await TopAsync(first.Page.Locator("h1")), 0, Viewport.Phone.Height / 2);
        if (percent == 100)
            Assert.InRange(
                await BottomAsync(Button(first, "Không có gì thay đổi, nộp bản kê khai")), 0, Viewport.Phone.Height);
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var visitor = await VisitorAsync(await Declarer.InAsync(await site.Database.NewWorldAsync()));
        var keyboard = visitor.Page.Keyboard;
        await visitor.GoAsync("/ke-khai");

        await TabToAsync(visitor, "input[value=facebook]");
        await keyboard.PressAsync("Space");
        await TabToAsync(visitor, "main button");
        await keyboard.PressAsync("Enter");
        await visitor.ExpectHeadingAsync("Tài khoản Facebook");
        await TabToAsync(visitor, "[name='Form.Address']");
        await keyboard.TypeAsync("fb.com/ngoc.hoa");
        await keyboard.PressAsync("Enter");
        await visitor.ExpectHeadingAsync("Kiểm tra và nộp bản kê khai");
        await TabToAsync(visitor, "[type=checkbox]");
        await keyboard.PressAsync("Space");
        await TabToAsync(visitor, "main button");
        await keyboard.PressAsync("Enter");

        await visitor.Page.ArriveAsync("/ke-khai/da-nop/1");
    }

    [Fact]
    public async Task Where_the_address_is_stands_in_drawings_and_the_receipt_the_form_and_ones_data_take_a_sheet_each()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync(), phone: "+84912345678");
        await using var visitor = await VisitorAsync(declarer);
        foreach (var (network, drawings) in new[] { ("zalo", 3), ("facebook", 3), ("tiktok", 2), ("youtube", 3) })
        {
            await visitor.GoAsync($"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang={network}");
            await visitor.Page.Locator("summary").First.ClickAsync();
            Assert.Equal(drawings, await visitor.Page.Locator("svg[role=img]").CountAsync());
            await visitor.LookAsync($"dang-vien-cach-lay-{network}");
        }

        await declarer.AddAsync("zalo", "0912345678");
        await declarer.AddAsync("facebook", "fb.com/ngoc.hoa", displayName: "Hoa Nguyễn");
        await declarer.SubmitAsync();
        foreach (var (path, name) in new[]
        {
            ("/ke-khai/da-nop/1", "in-bien-nhan"), ("/ke-khai/da-nop/1/phieu", "in-phieu-ke-khai"), ("/du-lieu-cua-toi", "in-du-lieu"),
        })
        {
            await visitor.GoAsync(path);
            await visitor.LookAsync($"dang-vien-{name}");
            await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
            var pdf = await visitor.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, Format = "A4" });
            await visitor.PhotographPaperAsync($"dang-vien-{name}-giay", "main", pdf);
            await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
            Assert.Single(PdfPages().Matches(System.Text.Encoding.Latin1.GetString(pdf)));
        }

        visitor.AssertQuiet();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Letters_become_larger_and_stay_so(bool javaScript)
    {
        await using var visitor = await VisitorAsync(await Declarer.InAsync(await site.Database.NewWorldAsync()), javaScript);
        await visitor.GoAsync("/ke-khai");
        await visitor.Page.GetByLabel("Zalo").CheckAsync();

        foreach (var size in new[] { "1", "2", "0" })
        {
            await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "A+" }).ClickAsync();
            await Assertions.Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("data-text-size", size);
            Assert.EndsWith("/ke-khai", visitor.Page.Url, StringComparison.Ordinal);
            Assert.Equal(javaScript, await visitor.Page.GetByLabel("Zalo").IsCheckedAsync());
            await visitor.LookAsync($"dang-vien-chu-to-{size}");
        }

        visitor.AssertQuiet();
    }

    [Fact]
    public async Task The_first_page_is_small_and_every_width_is_served()
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        foreach (var viewport in new[] { Viewport.Narrow, Viewport.Phone, new Viewport("laptop", 1366, 768, false) })
        {
            await using var visitor = await browser.OpenAsync(await site.AddressAsync(), viewport);
            await visitor.SignInAsync(await site.SessionCookieAsync(declarer.User));
            var received = 0L;
            visitor.Page.RequestFinished += async (_, request) => received += (await request.SizesAsync()).ResponseBodySize;
            await visitor.GoAsync("/ke-khai");
            await visitor.Page.GetByText("Mạng khác").ClickAsync();
            await visitor.AssertAccessibleAsync();
            await visitor.AssertFitsAsync();
            Assert.InRange(received, 1, LargestPage);
        }
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PdfPages();

    private async Task<Visitor> VisitorAsync(Declarer declarer, bool javaScript = true)
    {
        var visitor = await browser.OpenAsync(await site.AddressAsync(), Viewport.Phone, javaScript);
        await visitor.SignInAsync(await site.SessionCookieAsync(declarer.User));
        return visitor;
    }

    private async Task TapAsync(ILocator what)
    {
        _taps++;
        await what.ClickAsync();
    }

    private static async Task TabToAsync(Visitor visitor, string selector)
    {
        const int mostTabs = 40;
        for (var i = 0; i < mostTabs; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("s => document.activeElement.matches(s)", selector))
                return;
        }

        Assert.Fail($"{mostTabs} tabs do not lead to {selector}.");
    }

    private static ILocator Button(Visitor visitor, string words) =>
        visitor.Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true });

    private static async Task<double> TopAsync(ILocator what) => (await what.BoundingBoxAsync())!.Y;

    private static async Task<double> BottomAsync(ILocator what)
    {
        var box = (await what.BoundingBoxAsync())!;
        return box.Y + box.Height;
    }
}
