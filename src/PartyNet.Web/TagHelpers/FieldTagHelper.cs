using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>What every control has: the model behind it, a name if that must differ, a hint, a mark that it may stay empty.</summary>
public abstract class ControlTagHelper : TagHelper
{
    [HtmlAttributeName("asp-for")] public ModelExpression? For { get; set; }

    /// <summary>Overrides the name that is posted (filters: <c>name="q"</c>).</summary>
    public string? Name { get; set; }

    public string? Hint { get; set; }

    /// <summary>Adds "(không bắt buộc)". Required fields are not marked; there are no asterisks.</summary>
    public bool Optional { get; set; }

    /// <summary>On a page that asks one thing, the label or legend is the page's h1.</summary>
    public bool Heading { get; set; }

    [HtmlAttributeNotBound, ViewContext] public ViewContext ViewContext { get; set; } = null!;

    private protected string Caption(string text) => Optional ? $"{text} (không bắt buộc)" : text;

    private protected static void Wrap(TagHelperOutput output, string element, FieldState field)
    {
        output.TagName = element;
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass(field.HasErrors ? "pn-group pn-group-error" : "pn-group");
    }

    private protected IHtmlContent LabelFor(string id, string text)
    {
        var label = Markup.Element("label", "form-label", Caption(text)).With("for", id);
        return Heading ? Markup.Element("h1").Containing(label) : label;
    }
}

/// <summary>A text field with label, hint and error: <c>&lt;pn-field asp-for="Form.Phone" label="…" hint="…" type="tel" /&gt;</c>.
/// Its content stands between hint and input. With <c>rows</c> it is a textarea.</summary>
[HtmlTargetElement("pn-field", Attributes = "label")]
public sealed class FieldTagHelper : ControlTagHelper
{
    public string Label { get; set; } = "";
    public string Type { get; set; } = "text";
    public string? Autocomplete { get; set; }
    public string? Inputmode { get; set; }
    public string? Autocapitalize { get; set; }

    /// <summary>Off unless asked for: names, addresses and codes are underlined in red otherwise.</summary>
    public bool Spellcheck { get; set; }

    /// <summary>Expected length in characters: 5, 10 or 20; otherwise the field takes the whole width.</summary>
    public int Width { get; set; }

    public int Rows { get; set; }
    public string? Accept { get; set; }

    /// <summary>Values that browsers offer while one is typed; anything else may be typed as well.</summary>
    public IReadOnlyList<string> Suggestions { get; set; } = [];

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = FieldState.From(ViewContext, For, Name);
        var inner = await output.ChildContentAsync();
        Wrap(output, "div", field);
        var input = Rows > 0 ? TextArea(field) : Input(field);
        output.Content.AppendHtml(LabelFor(field.Id, Label));
        Append(output, field.HintElement(Hint));
        Append(output, inner);
        Append(output, field.ErrorElement(ViewContext));
        output.Content.AppendHtml(Decorate(input, field));
        Append(output, SuggestionsOf(field));
    }

    private static void Append(TagHelperOutput output, IHtmlContent? part)
    {
        if (part is not null) output.Content.AppendHtml(part);
    }

    private TagBuilder Input(FieldState field)
    {
        var input = Common(new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing }, field).With("type", Type);
        // A password is typed again, and a browser lets nobody fill in a file.
        if (Type is not ("password" or "file")) input.With("value", field.Value);
        return input.With("inputmode", Inputmode ?? (Type == "tel" ? "tel" : null)).With("accept", Accept)
            .With("list", Suggestions.Count > 0 ? SuggestionsId(field) : null);
    }

    private TagBuilder? SuggestionsOf(FieldState field) => Suggestions.Count == 0
        ? null
        : Markup.Element("datalist").With("id", SuggestionsId(field))
            .Containing([.. Suggestions.Select(value => Markup.Element("option").With("value", value))]);

    private static string SuggestionsId(FieldState field) => $"{field.Id}-suggestions";

    private TagBuilder TextArea(FieldState field)
    {
        var area = Common(new TagBuilder("textarea"), field).With("rows", Rows.ToString(System.Globalization.CultureInfo.InvariantCulture));
        // The parser drops the first line break after the tag; without this one, a text that begins with one would lose it.
        area.InnerHtml.AppendHtml("\n").Append(field.Value);
        return area;
    }

    private TagBuilder Common(TagBuilder input, FieldState field)
    {
        input.AddCssClass("form-control");
        if (Width > 0) input.AddCssClass($"pn-width-{Width}");
        return input.With("id", field.Id).With("name", field.Name)
            .With("autocomplete", Autocomplete).With("autocapitalize", Autocapitalize)
            .With("spellcheck", Spellcheck ? null : "false")
            .With("aria-describedby", field.DescribedBy(!string.IsNullOrEmpty(Hint)))
            .With("aria-invalid", field.HasErrors ? "true" : null);
    }

    private TagBuilder Decorate(TagBuilder input, FieldState field)
    {
        if (Type == "password")
        {
            var button = Markup.Element("button", "btn btn-secondary", "Hiện").With("type", "button").With("hidden", "hidden")
                .With("aria-controls", field.Id).With("data-pn-reveal", "");
            return Markup.Element("div", "pn-with-button").Containing(input, button);
        }

        return input;
    }
}

/// <summary>A drop-down list, for staff pages with many choices; members get radios.</summary>
[HtmlTargetElement("pn-select", Attributes = "label")]
public sealed class SelectTagHelper : ControlTagHelper
{
    public string Label { get; set; } = "";

    [HtmlAttributeName("asp-items")] public IEnumerable<SelectListItem> Items { get; set; } = [];

    /// <summary>The first choice, with an empty value ("Tất cả").</summary>
    public string? Empty { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var field = FieldState.From(ViewContext, For, Name);
        Wrap(output, "div", field);
        var select = Markup.Element("select", "form-select").With("id", field.Id).With("name", field.Name)
            .With("aria-describedby", field.DescribedBy(!string.IsNullOrEmpty(Hint))).With("aria-invalid", field.HasErrors ? "true" : null);
        select.InnerHtml.AppendHtml(new Options(Empty, Items, field.Values));
        output.Content.AppendHtml(LabelFor(field.Id, Label));
        if (field.HintElement(Hint) is { } hint) output.Content.AppendHtml(hint);
        if (field.ErrorElement(ViewContext) is { } error) output.Content.AppendHtml(error);
        output.Content.AppendHtml(select);
    }

    /// <summary>Written straight to the page: a district has hundreds of units to choose from.</summary>
    private sealed class Options(string? empty, IEnumerable<SelectListItem> items, IReadOnlyList<string> chosen) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            if (empty is not null) Write("", empty, isSelected: false);
            foreach (var item in items)
            {
                var value = item.Value ?? item.Text;
                Write(value, item.Text, chosen.Count > 0 ? chosen.Contains(value) : item.Selected);
            }

            void Write(string value, string text, bool isSelected)
            {
                writer.Write("<option value=\"");
                encoder.Encode(writer, value);
                writer.Write(isSelected ? "\" selected=\"selected\">" : "\">");
                encoder.Encode(writer, text);
                writer.Write("</option>");
            }
        }
    }
}
