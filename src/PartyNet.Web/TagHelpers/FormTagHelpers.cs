using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Options;
using PartyNet.Web.Forms;

namespace PartyNet.Web.TagHelpers;

/// <summary>
/// Every form that posts carries an antiforgery token. The framework's own helper, which has run before, leaves it out of a form
/// with a plain <c>action</c>, which is how tokens go missing; and for somebody signed in, whose it is (<see cref="FormOwner"/>). Browser
/// validation is off: its bubbles speak the browser's language and vanish.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostFormTagHelper(IHtmlGenerator generator, IOptions<AntiforgeryOptions> options, FormOwner owner) : TagHelper
{
    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (!string.Equals(context.AllAttributes["method"].Value.ToString(), "post", StringComparison.OrdinalIgnoreCase)) return;
        output.Attributes.SetAttribute(new TagHelperAttribute("novalidate", null, HtmlAttributeValueStyle.Minimized));
        var isThere = output.PostContent.GetContent().Contains($"name=\"{options.Value.FormFieldName}\"", StringComparison.Ordinal);
        if (!isThere) output.PostContent.AppendHtml(generator.GenerateAntiforgery(ViewContext));
        if (owner.SealOf(ViewContext.HttpContext) is { } seal)
            output.PostContent.AppendHtml(Markup.Hidden(FormOwner.FieldName, seal));
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
        var isShownAgain = HttpMethods.IsPost(request.Method) && request.HasFormContentType && !ViewContext.ModelState.IsValid;
        var posted = isShownAgain ? request.Form[Name].ToString() : null;
        var key = Guid.TryParseExact(posted, "D", out var kept) ? kept : Guid.CreateVersion7();
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", Name);
        output.Attributes.SetAttribute("value", key.ToString("D"));
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

/// <summary>
/// <c>&lt;pn-button&gt;Tiếp tục&lt;/pn-button&gt;</c>: a submit button, or a link that looks like one when it has <c>href</c>.
/// </summary>
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
