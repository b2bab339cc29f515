using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

internal sealed record Choice(string Value, IHtmlContent Label, string? Hint, bool AfterOr, string? Behind = null);

internal sealed class ChoiceList : List<Choice>;

/// <summary>One choice inside <c>pn-radios</c> or <c>pn-checkboxes</c>. The words are the attribute <c>label</c> or the content.</summary>
[HtmlTargetElement("pn-option", ParentTag = "pn-radios")]
[HtmlTargetElement("pn-option", ParentTag = "pn-checkboxes")]
public sealed class OptionTagHelper : TagHelper
{
    public string Value { get; set; } = "";
    public string? Label { get; set; }
    public string? Hint { get; set; }

    /// <summary>Puts the word "hoặc" before this choice, when it excludes all those above.</summary>
    public bool Or { get; set; }

    /// <summary>The words behind which this choice waits to be opened, together with its neighbours behind the same words.</summary>
    public string? Behind { get; set => field = string.IsNullOrEmpty(value) ? null : value; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var label = new HtmlContentBuilder();
        if (Label is not null) label.Append(Label);
        else if (await output.ChildContentAsync() is { } content) label.AppendHtml(content);
        ((ChoiceList)context.Items[typeof(ChoiceList)]).Add(new Choice(Value, label, Hint, Or, Behind));
        output.SuppressOutput();
    }
}

/// <summary>Shared by radios and checkboxes: a fieldset whose legend is the question.</summary>
public abstract class ChoicesTagHelper : ControlTagHelper
{
    public string Legend { get; set; } = "";

    /// <summary>Side by side on wide screens; only for two or three short choices.</summary>
    public bool Inline { get; set; }

    private protected abstract string InputType { get; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var choices = new ChoiceList();
        context.Items[typeof(ChoiceList)] = choices;
        await output.GetChildContentAsync();

        var field = FieldState.From(ViewContext, For, Name);
        Wrap(output, "fieldset", field);
        if (field.DescribedBy(!string.IsNullOrEmpty(Hint)) is { } described) output.Attributes.SetAttribute("aria-describedby", described);
        output.Content.AppendHtml(LegendElement());
        if (field.HintElement(Hint) is { } hint) output.Content.AppendHtml(hint);
        if (field.ErrorElement(ViewContext) is { } error) output.Content.AppendHtml(error);
        output.Content.AppendHtml(Choices(field, choices));
    }

    private TagBuilder LegendElement()
    {
        var legend = Markup.Element("legend", "pn-legend");
        return Heading
            ? legend.Containing(Markup.Element("h1", text: Caption(Legend)))
            : legend.Containing(new HtmlContentBuilder().Append(Caption(Legend)));
    }

    private TagBuilder Choices(FieldState field, ChoiceList choices)
    {
        var list = Markup.Element("div", Inline ? "pn-choices pn-choices-inline" : "pn-choices");
        TagBuilder? behind = null;
        for (var i = 0; i < choices.Count; i++)
        {
            var choice = choices[i];
            // The first keeps the plain id: that is where the error summary leads.
            var id = i == 0 ? field.Id : $"{field.Id}-{i + 1}";
            if (choice.AfterOr)
                list.Containing(Markup.Element("p", "pn-or", "hoặc"));
            if (choice.Behind is null)
                behind = null;
            else if (i == 0 || choices[i - 1].Behind != choice.Behind)
                list.Containing(Folded(choice.Behind, behind = Markup.Element("div", "pn-choices"), IsOpen(choice.Behind)));
            var control = ChoiceMarkup.Control(
                InputType, id, field.Name, choice, field.Values.Contains(choice.Value), null, field.HasErrors);
            (behind ?? list).Containing(control);
        }

        return list;

        bool IsOpen(string words) => choices.Any(c => c.Behind == words && field.Values.Contains(c.Value));
    }

    private static TagBuilder Folded(string words, TagBuilder choices, bool isOpen) =>
        Markup.Element("details", "pn-details").With("open", isOpen ? "open" : null)
            .Containing(Markup.Element("summary", text: words), choices);
}

/// <summary>
/// One of several: <c>&lt;pn-radios asp-for="Form.Platform" legend="…"&gt;&lt;pn-option value="…" label="…" /&gt;&lt;/pn-radios&gt;</c>.
/// Nothing is preselected.
/// </summary>
[HtmlTargetElement("pn-radios", Attributes = "legend")]
public sealed class RadiosTagHelper : ChoicesTagHelper
{
    private protected override string InputType => "radio";
}

/// <summary>Any of several; the model is a list of strings.</summary>
[HtmlTargetElement("pn-checkboxes", Attributes = "legend")]
public sealed class CheckboxesTagHelper : ChoicesTagHelper
{
    private protected override string InputType => "checkbox";
}

/// <summary>
/// One tick for a bool: <c>&lt;pn-checkbox asp-for="Form.Attested" label="Tôi xác nhận …" /&gt;</c>; rich words go into the content.
/// </summary>
[HtmlTargetElement("pn-checkbox")]
public sealed class CheckboxTagHelper : ControlTagHelper
{
    public string? Label { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var field = FieldState.From(ViewContext, For, Name);
        var label = new HtmlContentBuilder();
        if (Label is not null) label.Append(Caption(Label));
        else if (await output.ChildContentAsync() is { } content) label.AppendHtml(content);
        Wrap(output, "div", field);
        if (field.ErrorElement(ViewContext) is { } error) output.Content.AppendHtml(error);
        output.Content.AppendHtml(ChoiceMarkup.Control(
            "checkbox", field.Id, field.Name, new Choice("true", label, Hint, false), field.Values.Contains("true"),
            field.HasErrors ? $"{field.Id}-error" : null, field.HasErrors));
    }
}

internal static class ChoiceMarkup
{
    public static TagBuilder Control(
        string type,
        string id,
        string name,
        Choice choice,
        bool selected,
        string? alsoDescribedBy,
        bool invalid
    )
    {
        var hint = choice.Hint is null ? null : Markup.Element("div", "form-text", choice.Hint).With("id", $"{id}-hint");
        var described = string.Join(' ', new[] { hint is null ? null : $"{id}-hint", alsoDescribedBy }.Where(d => d is not null));
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing }
            .With("type", type).With("id", id).With("name", name).With("value", choice.Value)
            .With("checked", selected ? "checked" : null)
            .With("aria-describedby", described.Length > 0 ? described : null)
            // ARIA allows the attribute on a checkbox, and on a radio group rather than on each radio.
            .With("aria-invalid", invalid && type == "checkbox" ? "true" : null);
        var label = Markup.Element("label").With("for", id).Containing(choice.Label);
        return Markup.Element("div", "pn-choice").Containing(input, label, hint);
    }
}
