using System.Net;
using AngleSharp.Dom;
using PartyNet.Web.Frame;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Pages;

/// <summary>The frame around every page.</summary>
public sealed class FrameTests
{
    private const string Page = "/demo/mau";

    [Fact]
    public async Task A_signed_in_person_sees_who_they_are_where_they_are_and_whom_to_ask()
    {
        var page = await ShowAsync(new PageFrame(
            new CallerLabel("Nguyễn <i>Ẩn</i>", "Bí thư Chi bộ 3"),
            [new("Trang đầu", "/"), new("Mẫu", "/demo"), new("Giao diện", Page)],
            IsDemo: true,
            new HelpContact("Đặng Hữu Ượng", "Phó bí thư", "0905 000 000")));

        Assert.Contains("Nguyễn <i>Ẩn</i>", page.QuerySelector(".pn-caller")!.TextContent, StringComparison.Ordinal);
        Assert.Equal([null, "true", "page"], page.QuerySelectorAll(".pn-nav a").Select(a => a.GetAttribute("aria-current")));
        Assert.StartsWith("Dữ liệu mẫu", page.QuerySelector(".pn-demo")!.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal("tel:0905000000", page.QuerySelector("footer a")!.GetAttribute("href"));
        Assert.Contains(
            "Đặng Hữu Ượng, Phó bí thư, điện thoại 0905 000 000.",
            Words(page.QuerySelector("footer")!),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Signing_out_is_a_post_with_one_token()
    {
        var page = await ShowAsync(new PageFrame(new CallerLabel("Nguyễn Ẩn", null), [], IsDemo: false, null));
        var form = page.QuerySelector(".pn-header form")!;
        Assert.Equal("post", form.GetAttribute("method"));
        Assert.Equal("/dang-xuat", form.GetAttribute("action"));
        Assert.Single(form.QuerySelectorAll("[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task A_visitor_sees_no_navigation_no_person_and_no_ribbon_but_help()
    {
        var page = await ShowAsync(PageFrame.Anonymous());
        Assert.Empty(page.QuerySelectorAll(".pn-caller, .pn-nav, .pn-demo"));
        Assert.NotEmpty(page.QuerySelector("footer")!.TextContent.Trim());
        Assert.Equal("vi", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("#noi-dung", page.QuerySelector("body > a:first-child")!.GetAttribute("href"));
        Assert.Equal("main", page.GetElementById("noi-dung")!.LocalName);
    }

    [Theory]
    [InlineData("Development", HttpStatusCode.OK)]
    [InlineData("Staging", HttpStatusCode.NotFound)]
    [InlineData("Production", HttpStatusCode.NotFound)]
    public async Task The_style_guide_exists_in_Development_only(string environment, HttpStatusCode expected)
    {
        await using var host = await PageHost.StartAsync(environment);
        using var response = await new SiteBrowser(host.Client).GetAsync(Page);
        Assert.Equal(expected, response.StatusCode);
    }

    private static async Task<IDocument> ShowAsync(PageFrame frame)
    {
        await using var host = await PageHost.StartAsync(frame: frame);
        return await new SiteBrowser(host.Client).OpenAsync(Page);
    }

    private static string Words(IElement element) =>
        string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
