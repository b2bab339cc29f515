using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>
/// <c>&lt;pn-error-summary /&gt;</c>: at the top of the form's page, every error once, in its own words, in the order of the fields, linked
/// to its field. Nothing when there is none.
/// </summary>
[HtmlTargetElement("pn-error-summary")]
public sealed class ErrorSummaryTagHelper : TagHelper
{
    public string Title { get; set; } = "Đề nghị đồng chí xem lại các mục sau";

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var errors = ViewContext.ViewData.ModelState
            .SelectMany(e => e.Value?.Errors.Select(error => new FieldError(e.Key, error.ErrorMessage)) ?? [])
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
        output
            .Content.AppendHtml(
                Markup.Element("h2").Containing(Markup.Icon(ViewContext, "exclamation-circle-fill"), Markup.Element("span", text: Title))
            )
            .AppendHtml(new ErrorList(errors, RenderedFields.Of(ViewContext.HttpContext)));
    }

    private sealed record FieldError(string Key, string Message);

    /// <summary>
    /// Written when the page is sent, after all its fields: only then is their order known, and whether a key has a field on this
    /// page at all; an error without one is text, not a link to nowhere.
    /// </summary>
    private sealed class ErrorList(List<FieldError> errors, RenderedFields fields) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            var list = new TagBuilder("ul");
            foreach (var error in errors.OrderBy(e => fields.PositionOf(e.Key)))
            {
                var text = fields.Contains(error.Key)
                    ? Markup.Element("a", text: error.Message).With("href", "#" + FieldState.IdOf(error.Key))
                    : Markup.Element("strong", text: error.Message);
                list.Containing(new TagBuilder("li").Containing(text));
            }

            list.WriteTo(writer, encoder);
        }
    }
}

/// <summary>The model keys of the controls on the page, in their order.</summary>
internal sealed class RenderedFields
{
    private readonly List<string> keys = [];

    public static RenderedFields Of(HttpContext context)
    {
        if (context.Items[typeof(RenderedFields)] is RenderedFields known) return known;
        var fields = new RenderedFields();
        context.Items[typeof(RenderedFields)] = fields;
        return fields;
    }

    public void Add(string key) => keys.Add(key);

    public bool Contains(string key) => keys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Errors of no field come first: they are about the whole form.</summary>
    public int PositionOf(string key) => keys.FindIndex(k => k.Equals(key, StringComparison.OrdinalIgnoreCase));
}
