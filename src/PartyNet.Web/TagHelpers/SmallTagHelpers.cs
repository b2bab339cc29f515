using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary><c>&lt;pn-icon name="people" /&gt;</c>: an icon of <c>frontend/icons.json</c>, always beside a word.</summary>
[HtmlTargetElement("pn-icon", Attributes = "name", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper : TagHelper
{
    public string Name { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        output.Content.AppendHtml(Markup.Icon(ViewContext, Name));
    }
}

/// <summary>What a status says about itself; each has its own icon and outline besides its colour.</summary>
public enum StatusKind
{
    Neutral,
    Info,
    Success,
    Warning,
    Error,

    /// <summary>Plain text, for what is finished: too many coloured tags hide what is left to do.</summary>
    Plain,
}

/// <summary><c>&lt;pn-status kind="Success"&gt;Đã xác nhận&lt;/pn-status&gt;</c></summary>
[HtmlTargetElement("pn-status")]
public sealed class StatusTagHelper : TagHelper
{
    public StatusKind Kind { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var (cssClass, icon) = LookOf(Kind);
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass(cssClass);
        if (icon is not null) output.PreContent.AppendHtml(Markup.Icon(ViewContext, icon));
    }

    internal static (string CssClass, string? Icon) LookOf(StatusKind kind) => kind switch
    {
        StatusKind.Neutral => ("pn-status pn-status-neutral", "circle"),
        StatusKind.Info => ("pn-status pn-status-info", "info-circle-fill"),
        StatusKind.Success => ("pn-status pn-status-success", "check-circle-fill"),
        StatusKind.Warning => ("pn-status pn-status-warning", "exclamation-triangle-fill"),
        StatusKind.Error => ("pn-status pn-status-error", "exclamation-circle-fill"),
        StatusKind.Plain => ("pn-status pn-status-plain", null),
        _ => throw new InvalidOperationException($"Unknown status kind {kind}."),
    };
}

/// <summary><c>&lt;pn-back-link href="…"&gt;Quay lại&lt;/pn-back-link&gt;</c>, first thing in the page.</summary>
[HtmlTargetElement("pn-back-link", Attributes = "href")]
public sealed class BackLinkTagHelper : TagHelper
{
    public string Href { get; set; } = "";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.ChildContentAsync();
        output.TagName = "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-back");
        output.Attributes.SetAttribute("href", Href);
        output.Content.AppendHtml(Markup.Icon(ViewContext, "arrow-left"));
        if (words is null) output.Content.Append("Quay lại");
        else output.Content.AppendHtml(words);
    }
}

/// <summary>
/// <c>&lt;pn-external-link href="@account.Canonical" /&gt;</c>: an address that somebody declared. Only https becomes a link; everything
/// else stays text. The words are the content or the address itself.
/// </summary>
[HtmlTargetElement("pn-external-link", Attributes = "href")]
public sealed class ExternalLinkTagHelper : TagHelper
{
    public string? Href { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.ChildContentAsync();
        var isSafe = Uri.TryCreate(Href, UriKind.Absolute, out var address)
            && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0;
        output.TagName = isSafe ? "a" : "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-code");
        if (isSafe)
        {
            output.Attributes.SetAttribute("href", address!.AbsoluteUri);
            output.Attributes.SetAttribute("rel", "noopener noreferrer nofollow");
        }

        if (words is null) output.Content.Append(Href ?? "");
        else output.Content.AppendHtml(words);
    }
}

/// <summary>
/// <c>&lt;pn-time at="@instant" /&gt;</c> or <c>&lt;pn-time date="@day" /&gt;</c>: Vietnamese time, machine-readable too.
/// </summary>
[HtmlTargetElement("pn-time", TagStructure = TagStructure.WithoutEndTag)]
public sealed class TimeTagHelper : TagHelper
{
    public DateTimeOffset? At { get; set; }
    public DateOnly? Date { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var time = At is { } instant ? Markup.Time(instant) : Date is { } day ? Markup.Time(day) : null;
        output.TagName = null;
        if (time is not null) output.Content.AppendHtml(time);
    }
}

/// <summary>
/// <c>&lt;pn-bar value="45" total="60" /&gt;</c>: a bar drawn by the server, with "45/60 (75%)" beside it.
/// </summary>
[HtmlTargetElement("pn-bar", Attributes = "value,total", TagStructure = TagStructure.WithoutEndTag)]
public sealed class BarTagHelper : TagHelper
{
    public int Value { get; set; }
    public int Total { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-bar");
        var svg = Markup
            .Element("svg")
            .With("viewBox", "0 0 100 10")
            .With("preserveAspectRatio", "none")
            .With("aria-hidden", "true")
            .With("focusable", "false")
            .Containing(Rect("pn-bar-all", 100), Rect("pn-bar-part", Share.Percent(Value, Total)));
        output.Content.AppendHtml(svg).AppendHtml(Markup.Element("span", text: Share.Words(Value, Total)));
    }

    private static TagBuilder Rect(string cssClass, int width) =>
        Markup.Element("rect", cssClass).With("width", width.ToString(CultureInfo.InvariantCulture)).With("height", "10");
}
