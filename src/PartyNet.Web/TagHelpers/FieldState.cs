using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using PartyNet.Domain.Text;

namespace PartyNet.Web.TagHelpers;

/// <summary>What a form control takes from the model and from the last attempt to post it: name, id, value, errors.</summary>
internal sealed record FieldState(string Name, string Id, IReadOnlyList<string> Values, IReadOnlyList<string> Errors)
{
    public string Value => Values.Count > 0 ? Values[0] : "";

    public bool HasErrors => Errors.Count > 0;

    public static FieldState From(ViewContext view, ModelExpression? model, string? nameOverride)
    {
        var fullName = model is null ? nameOverride : view.ViewData.TemplateInfo.GetFullHtmlFieldName(model.Name);
        var key = fullName ?? throw new InvalidOperationException("A form control needs asp-for or name.");
        view.ViewData.ModelState.TryGetValue(key, out var entry);
        RenderedFields.Of(view.HttpContext).Add(key);
        var errors = entry?.Errors.Select(e => e.ErrorMessage).Where(m => m.Length > 0).Distinct().ToList() ?? [];
        return new FieldState(nameOverride ?? key, IdOf(key), Attempted(entry) ?? Current(model?.Model), errors);
    }

    public static string IdOf(string key) => TagBuilder.CreateSanitizedId(key, "_");

    /// <summary>The ids that describe the control: its hint, then its errors.</summary>
    public string? DescribedBy(bool hasHint)
    {
        var ids = new List<string>(2);
        if (hasHint) ids.Add($"{Id}-hint");
        if (HasErrors) ids.Add($"{Id}-error");
        return ids.Count == 0 ? null : string.Join(' ', ids);
    }

    public IHtmlContent? HintElement(string? hint) =>
        string.IsNullOrEmpty(hint) ? null : Markup.Element("div", "form-text", hint).With("id", $"{Id}-hint");

    public IHtmlContent? ErrorElement(ViewContext view)
    {
        if (!HasErrors) return null;
        var text = new HtmlContentBuilder().AppendHtml(Markup.VisuallyHidden("Lỗi: "));
        for (var i = 0; i < Errors.Count; i++)
        {
            if (i > 0) text.AppendHtml(new TagBuilder("br") { TagRenderMode = TagRenderMode.SelfClosing });
            text.Append(Errors[i]);
        }

        return Markup.Element("p", "pn-error").With("id", $"{Id}-error")
            .Containing(Markup.Icon(view, "exclamation-circle-fill"), Markup.Element("span").Containing(text));
    }

    private static string[]? Attempted(ModelStateEntry? entry) => entry?.RawValue switch
    {
        null => entry?.AttemptedValue is { } attempted ? [attempted] : null,
        string one => [one],
        string[] many => many,
        _ => entry.AttemptedValue is { } attempted ? [attempted] : null,
    };

    private static IReadOnlyList<string> Current(object? model) => model switch
    {
        null => [],
        string text => [text],
        System.Collections.IEnumerable items => [.. items.Cast<object?>().Select(Format)],
        _ => [Format(model)],
    };

    private static string Format(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        DateOnly day => VietnamTime.Date(day),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
