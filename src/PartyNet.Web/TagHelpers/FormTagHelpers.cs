using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>
/// Every form that posts carries an antiforgery token. The framework leaves it out when the form has an <c>action</c> of its own,
/// which is how tokens go missing. Browser validation is off: its bubbles speak the browser's language and vanish.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormTagHelper(IHtmlGenerator generator) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"].Value.ToString(), "post", StringComparison.OrdinalIgnoreCase)) return;
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate", null, HtmlAttributeValueStyle.Minimized));
        var action = context.AllAttributes["action"]?.Value?.ToString();
        var leftOut = !string.IsNullOrEmpty(action) && !context.AllAttributes.ContainsName("asp-antiforgery");
        if (leftOut && generator.GenerateAntiforgery(ViewContext) is { } token) output.PostContent.AppendHtml(token);
    }
}

/// <summary>
/// <c>&lt;pn-request-key /&gt;</c>: the hidden number that makes a repeated post the same post. A page that is shown again after an
/// error keeps the number it was posted with.
/// </summary>
[HtmlTargetElement("pn-request-key", TagStructure = TagStructure.WithoutEndTag)]
public sealed class RequestKeyTagHelper : TagHelper
{
    public const string DefaultName = "RequestKey";

    public string Name { get; set; } = DefaultName;

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var request = ViewContext.HttpContext.Request;
        var posted = HttpMethods.IsPost(request.Method) && request.HasFormContentType ? request.Form[Name].ToString() : null;
        var key = Guid.TryParseExact(posted, "D", out var kept) ? kept : Guid.CreateVersion7();
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", Name);
        output.Attributes.SetAttribute("value", key.ToString("D"));
    }
}

/// <summary><c>&lt;pn-error-summary /&gt;</c>: at the top of the form's page, every error once, in its own words, linked to its field.
/// Nothing when there is none.</summary>
[HtmlTargetElement("pn-error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    public string Title { get; set; } = "Đề nghị đồng chí xem lại các mục sau";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(e => e.Value?.Errors.Select(error => (e.Key, Message: error.ErrorMessage)) ?? [])
            .Where(e => e.Message.Length > 0).Distinct().ToList();
        if (errors.Count == 0)
        {
            output.SuppressOutput();
            return;
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-error-summary");
        output.Attributes.SetAttribute("role", "alert");
        output.Attributes.SetAttribute("tabindex", "-1");
        output.Attributes.SetAttribute("data-pn-error-summary", "");
        var heading = Markup.Element("h2").Containing(Markup.Icon(ViewContext, "exclamation-circle-fill"), Markup.Element("span", text: Title));
        var list = new TagBuilder("ul");
        foreach (var (key, message) in errors)
        {
            var text = key.Length == 0
                ? Markup.Element("strong", text: message)
                : Markup.Element("a", text: message).With("href", "#" + FieldState.IdOf(key));
            list.Containing(new TagBuilder("li").Containing(text));
        }

        output.Content.AppendHtml(heading).AppendHtml(list);
    }
}

/// <summary>The look of a button. <see cref="Danger"/> always leads to a page that asks again.</summary>
public enum ButtonKind
{
    Primary,
    Secondary,
    Danger,
    Link,
}

/// <summary><c>&lt;pn-button&gt;Tiếp tục&lt;/pn-button&gt;</c>: a submit button, or a link that looks like one when it has <c>href</c>.</summary>
[HtmlTargetElement("pn-button")]
public sealed class ButtonTagHelper : TagHelper
{
    public ButtonKind Kind { get; set; }
    public string? Href { get; set; }
    public string? Icon { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = Href is null ? "button" : "a";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass(Kind switch
        {
            ButtonKind.Primary => "btn btn-primary",
            ButtonKind.Secondary => "btn btn-secondary",
            ButtonKind.Danger => "btn btn-danger",
            ButtonKind.Link => "btn btn-link",
            _ => throw new InvalidOperationException($"Unknown button kind {Kind}."),
        });
        if (Href is not null) output.Attributes.SetAttribute("href", Href);
        else if (!output.Attributes.ContainsName("type")) output.Attributes.SetAttribute("type", "submit");
        var icon = Icon ?? (Kind == ButtonKind.Danger ? "trash" : null);
        if (icon is not null) output.PreContent.AppendHtml(Markup.Icon(ViewContext, icon));
    }
}
