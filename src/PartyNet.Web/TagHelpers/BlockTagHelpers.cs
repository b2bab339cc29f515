using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>Kinds of <c>pn-notification</c>; green only for what has just been done.</summary>
public enum NotificationKind
{
    Info,
    Success,
    Warning,
}

/// <summary>
/// <c>&lt;pn-notification kind="Success" title="Đã lưu"&gt;…&lt;/pn-notification&gt;</c>: at most one a page, never with an error summary.
/// </summary>
[HtmlTargetElement("pn-notification", Attributes = "title")]
public sealed class NotificationTagHelper : TagHelper
{
    public NotificationKind Kind { get; set; }
    public string Title { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ChildContentAsync();
        var (suffix, icon) = Kind switch
        {
            NotificationKind.Info => ("info", "info-circle-fill"),
            NotificationKind.Success => ("success", "check-circle-fill"),
            NotificationKind.Warning => ("warning", "exclamation-triangle-fill"),
            _ => throw new InvalidOperationException($"Unknown notification kind {Kind}."),
        };
        var id = $"pn-{context.UniqueId}";
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass($"pn-notification pn-notification-{suffix}");
        output.Attributes.SetAttribute("role", "region");
        output.Attributes.SetAttribute("aria-labelledby", id);
        var body = new TagBuilder("div").Containing(Markup.Heading(2, Title, id), content);
        output.Content.AppendHtml(Markup.Icon(ViewContext, icon)).AppendHtml(body);
    }
}

/// <summary>
/// <c>&lt;pn-panel title="Đã nộp tờ khai"&gt;Số tờ khai &lt;strong&gt;…&lt;/strong&gt;&lt;/pn-panel&gt;</c>: the page's h1 when a journey
/// ends. No links inside.
/// </summary>
[HtmlTargetElement("pn-panel", Attributes = "title")]
public sealed class PanelTagHelper : TagHelper
{
    public string Title { get; set; } = "";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-panel");
        output.Content.AppendHtml(Markup.Heading(1, Title));
        if (content is not null) output.Content.AppendHtml(Markup.Element("p").Containing(content));
    }
}

internal sealed class CardParts
{
    public IHtmlContent? Actions { get; set; }
}

/// <summary>A framed thing with a title and actions: one account, one declaration. Holds a <c>pn-summary-list</c>, or free content
/// in <c>&lt;div class="pn-card-body"&gt;</c>.</summary>
[HtmlTargetElement("pn-summary-card", Attributes = "title")]
public sealed class SummaryCardTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public int Level { get; set; } = 2;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new CardParts();
        context.Items[typeof(CardParts)] = parts;
        var content = await output.ChildContentAsync();
        output.TagName = "section";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-card");
        output.Content.AppendHtml(Markup.Element("div", "pn-card-title").Containing(Markup.Heading(Level, Title), parts.Actions));
        if (content is not null) output.Content.AppendHtml(content);
    }
}

/// <summary>Links (or small forms) in the title row of a card. Each says what it acts on, if need be in a
/// <c>&lt;span class="visually-hidden"&gt;</c>.</summary>
[HtmlTargetElement("pn-card-actions", ParentTag = "pn-summary-card")]
public sealed class CardActionsTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (await output.ChildContentAsync() is { } content)
            ((CardParts)context.Items[typeof(CardParts)]).Actions = Markup.Element("div", "pn-card-actions").Containing(content);
        output.SuppressOutput();
    }
}

/// <summary>Pairs of question and answer, holding <c>pn-summary-row</c>.</summary>
[HtmlTargetElement("pn-summary-list")]
public sealed class SummaryListTagHelper : TagHelper
{
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "dl";
        output.AddClass("pn-summary");
    }
}

/// <summary>
/// <c>&lt;pn-summary-row label="Số điện thoại" change-href="…" change-what="số điện thoại"&gt;0905 …&lt;/pn-summary-row&gt;</c>
/// </summary>
[HtmlTargetElement("pn-summary-row", Attributes = "label", ParentTag = "pn-summary-list")]
public sealed class SummaryRowTagHelper : TagHelper
{
    public string Label { get; set; } = "";

    /// <summary>Where the answer can be changed; without it the row has no action.</summary>
    public string? ChangeHref { get; set; }

    public string ChangeText { get; set; } = "Sửa";

    /// <summary>What is changed, for those who hear only the link; the label in small letters unless given.</summary>
    public string? ChangeWhat { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Content.AppendHtml(Markup.Element("dt", text: Label));
        var answer = new TagBuilder("dd");
        if (content is null) answer.InnerHtml.Append("Chưa có");
        output.Content.AppendHtml(answer.Containing(content));
        if (ChangeHref is null) return;
        var what = ChangeWhat ?? Label.ToLower(System.Globalization.CultureInfo.GetCultureInfo("vi-VN"));
        var link = Markup.Element("a", text: ChangeText).With("href", ChangeHref).Containing(Markup.VisuallyHidden($" {what}"));
        output.Content.AppendHtml(Markup.Element("dd", "pn-row-action").Containing(link));
    }
}

/// <summary>
/// <c>&lt;pn-pagination previous-href="…" next-href="…"&gt;20 trong 143 đảng viên&lt;/pn-pagination&gt;</c>: for keyset paging, so there
/// are
/// no page numbers. A missing address leaves out its link; nothing at all is written when there is nothing to say.
/// </summary>
[HtmlTargetElement("pn-pagination")]
public sealed class PaginationTagHelper : TagHelper
{
    // Razor hands over an expression that is null as empty text.
    public string? PreviousHref { get; set => field = string.IsNullOrEmpty(value) ? null : value; }
    public string? NextHref { get; set => field = string.IsNullOrEmpty(value) ? null : value; }
    public string PreviousText { get; set; } = "Trang trước";
    public string NextText { get; set; } = "Trang sau";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var content = await output.ChildContentAsync();
        if (content is null && PreviousHref is null && NextHref is null)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-pagination");
        output.Attributes.SetAttribute("aria-label", "Phân trang");
        if (content is not null)
            output.Content.AppendHtml(Markup.Element("p").Containing(content));
        if (PreviousHref is not null)
            output.Content.AppendHtml(Link(PreviousHref, "prev", Markup.Icon(ViewContext, "chevron-left"), Text(PreviousText)));
        if (NextHref is not null)
            output.Content.AppendHtml(Link(NextHref, "next", Text(NextText), Markup.Icon(ViewContext, "chevron-right")));
    }

    private static TagBuilder Text(string words) => Markup.Element("span", text: words);

    private static TagBuilder Link(string href, string rel, IHtmlContent first, IHtmlContent second) =>
        Markup.Element("a", "btn btn-secondary").With("href", href).With("rel", rel).Containing(first, second);
}
