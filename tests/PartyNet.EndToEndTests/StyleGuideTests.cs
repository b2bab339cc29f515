using Microsoft.Playwright;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.Web.Frame;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>Every component, in a real browser, as members and staff will meet it.</summary>
public sealed class StyleGuideTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string StyleGuide = "/demo/mau";

    private static readonly PageFrame SignedIn = new(
        new CallerLabel("Nguyễn Thị Ngọc Ẩn", "Bí thư Chi bộ Họ Độ Nghị"),
        [
            new("Trang đầu", "/"),
            new("Chi bộ", "/chi-bo/cb-01"),
            new("Mẫu giao diện", StyleGuide),
            new("Dữ liệu của tôi", "/du-lieu-cua-toi"),
        ],
        IsDemo: true,
        new HelpContact("Đặng Hữu Ượng", "Bí thư chi bộ", "0905 000 000"));

    private PageHost host = null!;

    public async ValueTask InitializeAsync() => host = await PageHost.StartAsync(frame: SignedIn);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    public static TheoryData<string, bool> Ways =>
        new()
        {
            { nameof(Viewport.Phone), true },
            { nameof(Viewport.Phone), false },
            { nameof(Viewport.Narrow), true },
            { nameof(Viewport.Desktop), true },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Components_are_accessible_and_fit_and_ask_nobody_else(string viewport, bool javaScript)
    {
        await using var visitor = await browser.OpenAsync(host.Address, Named(viewport), javaScript);
        await visitor.GoAsync(StyleGuide);
        await visitor.PhotographAsync($"style-guide-{viewport}-{javaScript}");
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
        visitor.AssertQuiet();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_form_with_errors_is_accessible_and_fits(string viewport, bool javaScript)
    {
        await using var visitor = await browser.OpenAsync(host.Address, Named(viewport), javaScript);
        await visitor.GoAsync(StyleGuide);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Nộp bản kê khai" }).ClickAsync();
        await visitor.Page.Locator("[data-pn-error-summary]").WaitForAsync();
        await visitor.PhotographAsync($"style-guide-errors-{viewport}-{javaScript}");
        Assert.StartsWith("Lỗi: ", await visitor.Page.TitleAsync(), StringComparison.Ordinal);
        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
        visitor.AssertQuiet();
    }

    [Fact]
    public async Task Text_at_twice_its_size_still_fits_a_phone()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone);
        await visitor.GoAsync(StyleGuide);
        await visitor.EnlargeTextAsync(200);
        await visitor.PhotographAsync("style-guide-200-percent");
        await visitor.AssertFitsAsync();
    }

    [Fact]
    public async Task What_is_chosen_shows_also_in_forced_colours()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone, forcedColors: ForcedColors.Active);
        await visitor.GoAsync(StyleGuide);
        await visitor.Page.GetByLabel("Zalo", new() { Exact = true }).CheckAsync();
        await visitor.Page.GetByLabel("Công việc").CheckAsync();
        await visitor.PhotographAsync("style-guide-forced-colours");
        foreach (var name in (string[])["Form.Platform", "Form.Purposes"])
        {
            // The mark is drawn with borders: backgrounds are what forced colours take away.
            var mark = await visitor
                .Page.Locator($"[name='{name}']:checked")
                .EvaluateAsync<string>(
                    "e => { const s = getComputedStyle(e, '::before'); return `${s.borderLeftStyle} ${parseFloat(s.borderLeftWidth) "
                        + "> 3}`; }"
                );
            Assert.Equal("solid true", mark);
        }

        await visitor.AssertAccessibleAsync();
        await visitor.AssertFitsAsync();
    }

    [Fact]
    public async Task Paper_gets_the_content_without_navigation_and_buttons()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Desktop);
        await visitor.GoAsync(StyleGuide);
        await visitor.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await visitor.PhotographAsync("style-guide-print");
        foreach (var gone in (string[])[".pn-nav", ".pn-caller", ".pn-back", ".pn-filter", ".pn-pagination", ".pn-actions >> nth=0"])
            await Assertions.Expect(visitor.Page.Locator(gone)).ToBeHiddenAsync();
        await Assertions.Expect(visitor.Page.Locator("table.pn-table")).ToBeVisibleAsync();
    }

    private static Viewport Named(string name) => name switch
    {
        nameof(Viewport.Phone) => Viewport.Phone,
        nameof(Viewport.Narrow) => Viewport.Narrow,
        nameof(Viewport.Desktop) => Viewport.Desktop,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };
}
