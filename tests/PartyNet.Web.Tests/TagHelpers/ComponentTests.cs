using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Tests.TagHelpers;

/// <summary>What single components promise, apart from their looks.</summary>
public sealed class ComponentTests
{
    private readonly Rendering rendering = new();

    [Theory]
    [InlineData("https://www.facebook.com/vi.du", true)]
    [InlineData("http://www.facebook.com/vi.du", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("JaVaScRiPt:alert(1)", false)]
    [InlineData("data:text/html,x", false)]
    [InlineData("https://facebook.com@example.org/", false)]
    [InlineData("//example.org", false)]
    [InlineData("\"><img src=x>", false)]
    [InlineData(null, false)]
    public async Task Only_a_plain_https_address_becomes_a_link(string? address, bool isLink)
    {
        var body = await Rendering.RunAsync(new ExternalLinkTagHelper { Href = address });
        Assert.Equal(address ?? "", body.TextContent);
        Assert.Equal(isLink, body.QuerySelector("a") is not null);
        Assert.Single(body.QuerySelectorAll("*"));
        if (isLink) Assert.Equal("noopener noreferrer nofollow", body.QuerySelector("a")!.GetAttribute("rel"));
    }

    [Theory]
    [InlineData(0, 0, "0/0", 0)]
    [InlineData(0, 5, "0/5 (0%)", 0)]
    [InlineData(1, 1000, "1/1.000 (1%)", 1)]
    [InlineData(23, 26, "23/26 (88%)", 88)]
    [InlineData(5, 7, "5/7 (71%)", 71)]
    [InlineData(1, 8, "1/8 (13%)", 13)]
    [InlineData(999, 1000, "999/1.000 (99%)", 99)]
    [InlineData(1000, 1000, "1.000/1.000 (100%)", 100)]
    [InlineData(7, 5, "7/5 (100%)", 100)]
    [InlineData(2_000_000_000, 2_100_000_000, "2.000.000.000/2.100.000.000 (95%)", 95)]
    public async Task A_bar_says_its_figures_rounded_and_only_a_whole_is_100_percent_and_only_nothing_0(
        int value, int total, string words, int width)
    {
        var body = await Rendering.RunAsync(new BarTagHelper { Value = value, Total = total });
        Assert.Equal(words, body.TextContent);
        Assert.Equal(
            width.ToString(System.Globalization.CultureInfo.InvariantCulture),
            body.QuerySelector(".pn-bar-part")!.GetAttribute("width")
        );
        Assert.Equal("true", body.QuerySelector("svg")!.GetAttribute("aria-hidden"));
    }

    [Fact]
    public async Task A_chart_names_each_bar_and_tells_its_figure_and_what_is_not_nothing_is_seen()
    {
        ChartBar[] bars = [new("Zalo", 1_200), new("<Mạng khác>", 1), new("X", 0), new("Threads", null)];

        var svg = (await Rendering.RunAsync(new ChartTagHelper { Title = "Theo mạng", Bars = bars })).FirstElementChild!;

        var (names, values) = (svg.QuerySelectorAll(".pn-chart-name"), svg.QuerySelectorAll(".pn-chart-value"));
        Assert.Equal(
            ["Zalo 1.200", "<Mạng khác> 1", "X 0", "Threads ẩn"], names.Zip(values, (n, v) => $"{n.TextContent} {v.TextContent}"));
        Assert.Equal(["320", "2"], svg.QuerySelectorAll(".pn-bar-part").Select(r => r.GetAttribute("width")));
        Assert.Equal(("img", "0 0 320 192"), (svg.GetAttribute("role"), svg.GetAttribute("viewBox")));
        Assert.StartsWith("Theo mạng", svg.QuerySelector("title")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(svg.QuerySelector("desc")!.TextContent);
    }

    [Fact]
    public async Task A_single_question_is_the_heading_of_its_page()
    {
        var field = await Rendering.RunAsync(
            new FieldTagHelper
            {
                For = rendering.Model("Phone", ""),
                Label = "Số điện thoại?",
                Heading = true,
                ViewContext = rendering.View,
            }
        );
        Assert.Equal("Phone", field.QuerySelector<IHtmlLabelElement>("h1 > label")!.HtmlFor);
        var radios = await Rendering.RunAsync(
            new RadiosTagHelper
            {
                For = rendering.Model("Kind", ""),
                Legend = "Loại nào?",
                Heading = true,
                ViewContext = rendering.View,
            }
        );
        Assert.Equal("Loại nào?", radios.QuerySelector("fieldset > legend > h1")!.TextContent);
    }

    [Fact]
    public async Task Labels_hints_and_errors_are_text_whatever_they_contain()
    {
        const string evil = "<b onclick=x>&amp;\"'</b>";
        rendering.View.ViewData.ModelState.AddModelError("Name", evil);
        var body = await Rendering.RunAsync(new FieldTagHelper
        {
            For = rendering.Model("Name", evil),
            Label = evil,
            Hint = evil,
            Autocomplete = evil,
            ViewContext = rendering.View,
        });
        Assert.Empty(body.QuerySelectorAll("b, [onclick]"));
        Assert.Equal(evil, body.QuerySelector("label")!.TextContent);
        Assert.Equal(evil, body.QuerySelector(".form-text")!.TextContent);
        Assert.Equal("Lỗi: " + evil, body.QuerySelector(".pn-error")!.TextContent);
        Assert.Equal(evil, body.QuerySelector("input")!.GetAttribute("value"));
        Assert.Equal(evil, body.QuerySelector("input")!.GetAttribute("autocomplete"));
    }

    [Fact]
    public async Task Values_are_written_as_Vietnamese_read_them()
    {
        var date = await Rendering.RunAsync(
            new FieldTagHelper
            {
                For = rendering.Model("Born", new DateOnly(1958, 3, 9)),
                Label = "Ngày sinh",
                ViewContext = rendering.View,
            }
        );
        Assert.Equal("09/03/1958", date.QuerySelector("input")!.GetAttribute("value"));
        var tick = await Rendering.RunAsync(
            new CheckboxTagHelper
            {
                For = rendering.Model("Agreed", true),
                Label = "Đồng ý",
                ViewContext = rendering.View,
            }
        );
        Assert.True(tick.QuerySelector<IHtmlInputElement>("input")!.IsChecked);
    }

    [Fact]
    public async Task An_error_without_a_field_on_the_page_is_text_and_one_with_a_field_a_link()
    {
        rendering.View.ViewData.ModelState.AddModelError("Hidden.Thing", "Không có ô này.");
        rendering.View.ViewData.ModelState.AddModelError("Items[0].Phone", "Nhập số.");
        await Rendering.RunAsync(
            new FieldTagHelper
            {
                For = rendering.Model("Items[0].Phone", ""),
                Label = "Số",
                ViewContext = rendering.View,
            }
        );
        var summary = await Rendering.RunAsync(new ErrorSummaryTagHelper { ViewContext = rendering.View });
        Assert.Equal(["Không có ô này.", "Nhập số."], summary.QuerySelectorAll("li").Select(l => l.TextContent));
        Assert.Equal("#Items_0__Phone", Assert.Single(summary.QuerySelectorAll("a")).GetAttribute("href"));
    }

    [Fact]
    public async Task A_row_with_too_few_or_too_many_cells_is_a_mistake_that_shows_at_once()
    {
        async Task<IElement> TableOf(int cells)
        {
            var columns = new TableColumns("Một");
            return await Rendering.RunAsync(new TableTagHelper { Caption = "Bảng", Columns = columns }, "<tr></tr>", _ =>
            {
                columns.Row();
                for (var i = 0; i < cells; i++)
                    columns.Cell();
                return Task.CompletedTask;
            });
        }

        Assert.NotNull((await TableOf(1)).QuerySelector("table"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TableOf(0));
        await Assert.ThrowsAsync<InvalidOperationException>(() => TableOf(2));
    }

    [Fact]
    public async Task A_panel_is_the_heading_of_its_page_and_a_dangerous_button_has_its_icon()
    {
        var panel = await Rendering.RunAsync(new PanelTagHelper { Title = "Đã nộp bản kê khai" }, "Số <strong>1</strong>");
        Assert.Equal("Đã nộp bản kê khai", panel.QuerySelector(".pn-panel > h1")!.TextContent);
        var button = await Rendering.RunAsync(new ButtonTagHelper { Kind = ButtonKind.Danger, ViewContext = rendering.View });
        Assert.EndsWith("#trash", button.QuerySelector("button[type=submit] use")!.GetAttribute("href"), StringComparison.Ordinal);
        var link = await Rendering.RunAsync(new ButtonTagHelper { Href = "/ke-khai", ViewContext = rendering.View });
        Assert.Equal("/ke-khai", link.QuerySelector("a.btn")!.GetAttribute("href"));
    }

    [Fact]
    public async Task Nothing_to_page_through_writes_nothing()
    {
        Assert.Empty((await Rendering.RunAsync(new PaginationTagHelper { ViewContext = rendering.View })).Children);
        var only = await Rendering.RunAsync(new PaginationTagHelper { NextHref = "?sau=x", ViewContext = rendering.View });
        Assert.Equal("next", Assert.Single(only.QuerySelectorAll("nav a")).GetAttribute("rel"));
    }

    [Fact]
    public async Task A_time_is_Vietnamese_for_people_and_exact_for_machines()
    {
        var at = await Rendering.RunAsync(new TimeTagHelper { At = new DateTimeOffset(2026, 9, 1, 18, 30, 0, TimeSpan.Zero) });
        Assert.Equal("01:30 ngày 02/09/2026", at.TextContent);
        Assert.Equal("2026-09-02T01:30:00+07:00", at.QuerySelector("time")!.GetAttribute("datetime"));
        Assert.Empty((await Rendering.RunAsync(new TimeTagHelper())).Children);
    }
}
