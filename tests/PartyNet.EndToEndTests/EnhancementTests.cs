using Microsoft.Playwright;
using PartyNet.EndToEndTests.Browsing;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.EndToEndTests;

/// <summary>The few scripts of the site, and the same page without them.</summary>
public sealed class EnhancementTests(BrowserFixture browser) : IAsyncLifetime
{
    private const string StyleGuide = "/demo/mau";

    private PageHost host = null!;

    public async ValueTask InitializeAsync() => host = await PageHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task After_an_error_the_keyboard_stands_at_the_summary_and_its_links_lead_to_the_fields()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone);
        await visitor.GoAsync(StyleGuide);
        await visitor.Page.GetByLabel("Số điện thoại").FillAsync("không nhớ");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Nộp bản kê khai" }).ClickAsync();

        var summary = visitor.Page.Locator("[data-pn-error-summary]");
        await Assertions.Expect(summary).ToBeFocusedAsync();
        await summary.GetByRole(AriaRole.Link, new() { Name = "Chọn một mạng xã hội." }).ClickAsync();
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Radio, new() { Name = "Facebook" })).ToBeFocusedAsync();
        await Assertions.Expect(visitor.Page.GetByLabel("Số điện thoại")).ToHaveValueAsync("không nhớ");
    }

    [Fact]
    public async Task A_password_can_be_shown_and_is_hidden_again_before_it_is_sent()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone);
        await visitor.GoAsync(StyleGuide);
        var password = visitor.Page.Locator("[name='Form.Password']");
        await password.FillAsync("mật khẩu mẫu");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Hiện mật khẩu" }).ClickAsync();
        await Assertions.Expect(password).ToHaveAttributeAsync("type", "text");

        var typeWhenSent = await password.EvaluateAsync<string>(
            """
            input => new Promise(resolve => {
              input.form.addEventListener('submit', event => { event.preventDefault(); resolve(input.type); });
              input.form.requestSubmit();
            })
            """);
        Assert.Equal("password", typeWhenSent);
    }

    [Fact]
    public async Task A_double_press_sends_a_form_once()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone);
        await visitor.GoAsync(StyleGuide);
        // The form's answer would replace the page: it is let through to a listener that only counts.
        var sent = await visitor.Page.EvaluateAsync<int>(
            """
            () => {
              const form = document.querySelector('form[method=post]');
              let sent = 0;
              window.addEventListener('submit', event => { if (!event.defaultPrevented) sent++; event.preventDefault(); });
              form.requestSubmit();
              form.requestSubmit();
              return sent;
            }
            """);
        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Without_scripts_there_is_no_button_that_does_nothing_and_the_form_still_posts()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone, javaScript: false);
        await visitor.GoAsync(StyleGuide);
        await Assertions.Expect(visitor.Page.Locator("[data-pn-reveal]")).ToBeHiddenAsync();
        var key = await visitor.Page.Locator("[name=RequestKey]").GetAttributeAsync("value");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Nộp bản kê khai" }).ClickAsync();
        await Assertions.Expect(visitor.Page.Locator("[data-pn-error-summary] a")).ToHaveCountAsync(6);
        await Assertions.Expect(visitor.Page.Locator("[name=RequestKey]")).ToHaveAttributeAsync("value", key!);
    }

    [Fact]
    public async Task The_first_key_press_offers_to_skip_to_the_content()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone);
        await visitor.GoAsync(StyleGuide);
        await visitor.Page.Keyboard.PressAsync("Tab");
        var skip = visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Đến nội dung chính" });
        await Assertions.Expect(skip).ToBeFocusedAsync();
        await Assertions.Expect(skip).ToBeInViewportAsync(new() { Ratio = 1 });
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(visitor.Page.Locator("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task All_letters_come_from_our_two_font_files()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Desktop);
        await visitor.GoAsync(StyleGuide);
        var loaded = await visitor.Page.EvaluateAsync<int>(
            "() => document.fonts.ready.then(fonts => [...fonts].filter(f => f.status === 'loaded').length)"
        );
        Assert.Equal(2, loaded);

        var devTools = await visitor.Page.Context.NewCDPSessionAsync(visitor.Page);
        await devTools.SendAsync("DOM.enable");
        await devTools.SendAsync("CSS.enable");
        var document = (await devTools.SendAsync("DOM.getDocument"))!.Value.GetProperty("root").GetProperty("nodeId").GetInt32();
        var body = (await devTools.SendAsync("DOM.querySelector", new() { ["nodeId"] = document, ["selector"] = "body" }))!
            .Value.GetProperty("nodeId")
            .GetInt32();
        var used = (await devTools.SendAsync("CSS.getPlatformFontsForNode", new() { ["nodeId"] = body }))!.Value.GetProperty("fonts");
        Assert.All(used.EnumerateArray(), font => Assert.True(font.GetProperty("isCustomFont").GetBoolean(), font.ToString()));
        Assert.NotEmpty(used.EnumerateArray());
    }

    [Fact]
    public async Task The_first_page_of_a_member_weighs_less_than_100_KB_on_the_wire()
    {
        await using var visitor = await browser.OpenAsync(host.Address, Viewport.Phone);
        await visitor.GoAsync("/khong-co-trang-nay"); // a page of the member's layout
        var bytes = await visitor.Page.EvaluateAsync<int>(
            """
            () => document.fonts.ready.then(() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
              .reduce((sum, entry) => sum + entry.transferSize, 0))
            """);
        Assert.InRange(bytes, 50_000, 100_000); // the fonts alone are 50 KB: less would mean that nothing was measured
    }
}
