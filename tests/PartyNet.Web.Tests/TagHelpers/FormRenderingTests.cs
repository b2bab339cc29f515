using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.TagHelpers;

/// <summary>The form controls as Razor renders them on the style guide, before and after an attempt that failed.</summary>
public sealed class FormRenderingTests : IAsyncLifetime
{
    private const string StyleGuide = "/demo/mau";
    private const string Attack = "\"><script>alert('x')</script></textarea><img src=x onerror=alert(1)>";

    private PageHost host = null!;
    private SiteBrowser visitor = null!;

    public async ValueTask InitializeAsync()
    {
        host = await PageHost.StartAsync();
        visitor = new SiteBrowser(host.Client);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_control_has_a_label_that_names_it()
    {
        var page = await visitor.OpenAsync(StyleGuide);
        var controls = page.QuerySelectorAll("input:not([type=hidden]), select, textarea");
        Assert.True(controls.Length > 12, $"only {controls.Length} controls");
        Assert.All(controls, control => Assert.Single(page.QuerySelectorAll($"label[for='{control.Id}']")));
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
    }

    [Fact]
    public async Task Every_description_that_is_named_exists()
    {
        var page = await AttemptAsync(await visitor.OpenAsync(StyleGuide));
        var ids = page.QuerySelectorAll("[aria-describedby], [aria-labelledby], [aria-controls]")
            .SelectMany(e =>
                $"{e.GetAttribute("aria-describedby")} {e.GetAttribute("aria-labelledby")} {e.GetAttribute("aria-controls")}".Split(
                    ' ',
                    StringSplitOptions.RemoveEmptyEntries
                )
            )
            .ToList();
        Assert.True(ids.Count > 12, $"only {ids.Count} descriptions");
        Assert.All(ids, id => Assert.NotNull(page.GetElementById(id)));
    }

    [Fact]
    public async Task Before_the_first_attempt_nothing_is_wrong_and_nothing_chosen()
    {
        var page = await visitor.OpenAsync(StyleGuide);
        Assert.Empty(page.QuerySelectorAll(".pn-error, .pn-group-error, [aria-invalid], [data-pn-error-summary]"));
        Assert.Empty(page.QuerySelectorAll("[checked], option[selected]"));
        Assert.StartsWith("Mẫu giao diện", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_is_said_at_its_field_and_in_the_summary_in_the_order_of_the_fields()
    {
        var page = await AttemptAsync(await visitor.OpenAsync(StyleGuide));
        Assert.StartsWith("Lỗi: ", page.Title, StringComparison.Ordinal);

        var input = page.GetElementById("Form_FullName")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("Form_FullName-hint Form_FullName-error", input.GetAttribute("aria-describedby"));
        Assert.Equal("Lỗi: Nhập họ và tên.", page.GetElementById("Form_FullName-error")!.TextContent);
        Assert.Equal("Form_Platform-hint Form_Platform-error", page.QuerySelector("fieldset")!.GetAttribute("aria-describedby"));

        var links = page.QuerySelectorAll<IHtmlAnchorElement>("[data-pn-error-summary] a").ToList();
        Assert.Equal(
            [
                "Nhập họ và tên.",
                "Chọn một mạng xã hội.",
                "Chọn ít nhất một mục.",
                "Chọn một chi bộ.",
                "Nêu lý do.",
                "Đánh dấu để xác nhận trước khi nộp.",
            ],
            links.Select(l => l.TextContent)
        );
        Assert.All(
            links,
            link =>
                Assert.True(
                    page.GetElementById(link.GetAttribute("href")![1..]) is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement
                )
        );
    }

    [Fact]
    public async Task An_error_of_no_field_stands_first_and_is_no_link()
    {
        var first = await visitor.OpenAsync(StyleGuide);
        var page = await AttemptAsync(first, ("Form.FullName", "xung đột"));
        var item = page.QuerySelector("[data-pn-error-summary] li")!;
        Assert.Equal("Bản kê khai này vừa được thay đổi ở nơi khác.", item.TextContent);
        Assert.Null(item.QuerySelector("a"));
    }

    [Fact]
    public async Task What_was_typed_and_chosen_is_still_there_after_an_error_except_the_password()
    {
        var first = await visitor.OpenAsync(StyleGuide);
        var page = await AttemptAsync(
            first,
            ("Form.FullName", "Nguyễn Thị Ngọc Ẩn"),
            ("Form.Phone", "số nhà hàng xóm"),
            ("Form.Platform", "zalo"),
            ("Form.Purposes", "cong-viec"),
            ("Form.Unit", "2"),
            ("Form.Reason", "\nDòng thứ hai"),
            ("Form.Password", "bí mật"),
            ("Form.Attested", "true")
        );

        Assert.Equal(["Số điện thoại chỉ gồm chữ số."], page.QuerySelectorAll("[data-pn-error-summary] li").Select(l => l.TextContent));
        Assert.Equal("Nguyễn Thị Ngọc Ẩn", Value(page, "Form_FullName"));
        Assert.Equal("số nhà hàng xóm", Value(page, "Form_Phone"));
        Assert.Equal(["zalo"], Checked(page, "Form.Platform"));
        Assert.Equal(["cong-viec"], Checked(page, "Form.Purposes"));
        Assert.Equal(["true"], Checked(page, "Form.Attested"));
        Assert.Equal("2", ((IHtmlSelectElement)page.GetElementById("Form_Unit")!).Value);
        Assert.Equal("\nDòng thứ hai", ((IHtmlTextAreaElement)page.GetElementById("Form_Reason")!).Value);
        Assert.Equal("", Value(page, "Form_Password"));
    }

    [Fact]
    public async Task Hostile_text_comes_back_as_text()
    {
        var first = await visitor.OpenAsync(StyleGuide);
        var scripts = first.QuerySelectorAll("script").Length;
        var page = await AttemptAsync(
            first,
            ("Form.FullName", Attack),
            ("Form.Phone", Attack),
            ("Form.Reason", Attack),
            ("RequestKey", Attack)
        );
        Assert.Equal(Attack, Value(page, "Form_FullName"));
        Assert.Equal(Attack, ((IHtmlTextAreaElement)page.GetElementById("Form_Reason")!).Value);
        Assert.Equal(scripts, page.QuerySelectorAll("script").Length);
        Assert.Empty(page.QuerySelectorAll("img, [onerror]"));
    }

    [Fact]
    public async Task A_request_key_is_new_for_every_visit_and_kept_for_every_attempt()
    {
        var first = await visitor.OpenAsync(StyleGuide);
        var second = await visitor.OpenAsync(StyleGuide);
        Assert.NotEqual(Key(first), Key(second));
        Assert.Equal(7, Guid.Parse(Key(first)).Version);

        var again = await AttemptAsync(first);
        Assert.Equal(Key(first), Key(again));
    }

    [Fact]
    public async Task A_posting_form_has_one_token_and_leaves_checking_to_the_server()
    {
        var page = await visitor.OpenAsync(StyleGuide);
        var form = Assert.Single(page.QuerySelectorAll("form[method=post]"));
        Assert.Single(form.QuerySelectorAll("[name=__RequestVerificationToken]"));
        Assert.True(form.HasAttribute("novalidate"));
        Assert.Empty(page.QuerySelectorAll("form[method=get] [name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task A_post_without_the_token_is_refused()
    {
        using var response = await visitor.PostAsync(StyleGuide, ("Form.FullName", "A"));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Nothing_in_the_page_needs_a_weaker_content_security_policy()
    {
        using var response = await visitor.GetAsync(StyleGuide);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
        Assert.DoesNotContain(page.All.SelectMany(e => e.Attributes), a => a.Name.StartsWith("on", StringComparison.Ordinal));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("data:", policy, StringComparison.Ordinal);
        Assert.All(page.Scripts, script => Assert.Contains($"'nonce-{script.GetAttribute("nonce")}'", policy, StringComparison.Ordinal));
        Assert.NotEmpty(page.Scripts);
    }

    /// <summary>Sends the form of the page, which always has something wrong in it, and reads what comes back.</summary>
    private async Task<IHtmlDocument> AttemptAsync(IHtmlDocument page, params (string Name, string? Value)[] fields)
    {
        using var response = await visitor.SubmitAsync(SiteBrowser.FormWith(page, "Nộp bản kê khai"), StyleGuide, fields);
        return await SiteBrowser.ReadAsync(response);
    }

    private static string Key(IHtmlDocument page) => page.QuerySelector<IHtmlInputElement>("[name=RequestKey]")!.Value;

    private static string Value(IHtmlDocument page, string id) => ((IHtmlInputElement)page.GetElementById(id)!).Value;

    private static IEnumerable<string?> Checked(IHtmlDocument page, string name) =>
        page.QuerySelectorAll($"[name='{name}'][checked]").Select(e => e.GetAttribute("value"));
}
