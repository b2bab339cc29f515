using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using PartyNet.Domain.Text;

namespace PartyNet.Web.TagHelpers;

/// <summary>Small pieces of HTML that several helpers write. Text is always appended unencoded here and encoded on output.</summary>
internal static class Markup
{
    public static TagBuilder Element(string name, string? cssClass = null, string? text = null)
    {
        var tag = new TagBuilder(name);
        if (cssClass is not null) tag.AddCssClass(cssClass);
        if (text is not null) tag.InnerHtml.Append(text);
        return tag;
    }

    public static TagBuilder With(this TagBuilder tag, string attribute, string? value)
    {
        if (value is not null) tag.MergeAttribute(attribute, value, replaceExisting: true);
        return tag;
    }

    public static TagBuilder Containing(this TagBuilder tag, params ReadOnlySpan<IHtmlContent?> parts)
    {
        foreach (var part in parts)
            if (part is not null) tag.InnerHtml.AppendHtml(part);
        return tag;
    }

    /// <summary>An icon of the sprite. It is hidden from assistive technology: the word beside it says the same.</summary>
    public static IHtmlContent Icon(ViewContext view, string name) => new SpriteIcon(Asset(view, "lib/icons.svg"), name);

    /// <summary>The address of a file of the site, with its fingerprint.</summary>
    public static string Asset(ViewContext view, string path)
    {
        var assets = view.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ResourceAssetCollection>();
        return $"{view.HttpContext.Request.PathBase}/{assets?[path] ?? path}";
    }

    /// <summary>What <c>pn-status</c> writes, for lists: a helper of its own in each row would be a tenth of a page's time.</summary>
    public static TagBuilder Status(ViewContext view, StatusKind kind, string words)
    {
        var (cssClass, icon) = StatusTagHelper.LookOf(kind);
        var status = Element("span", cssClass);
        if (icon is not null) status.InnerHtml.AppendHtml(Icon(view, icon));
        status.InnerHtml.Append(words);
        return status;
    }

    public static TagBuilder Time(DateTimeOffset instant) =>
        Element("time", text: VietnamTime.Full(instant)).With("datetime", VietnamTime.Machine(instant));

    public static TagBuilder Time(DateOnly day) =>
        Element("time", text: VietnamTime.Date(day)).With("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static TagBuilder Hidden(string name, string value)
    {
        var input = Element("input").With("type", "hidden").With("name", name).With("value", value);
        input.TagRenderMode = TagRenderMode.SelfClosing;
        return input;
    }

    public static TagBuilder VisuallyHidden(string text) => Element("span", "visually-hidden", text);

    public static TagBuilder Heading(int level, string text, string? id = null) =>
        Element($"h{Math.Clamp(level, 1, 4)}", text: text).With("id", id);

    public static void AddClass(this TagHelperOutput output, string cssClass)
    {
        var existing = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(existing) ? cssClass : $"{cssClass} {existing}");
    }

    /// <summary>The content of the element, or null when it holds nothing but white space.</summary>
    public static async Task<IHtmlContent?> ChildContentAsync(this TagHelperOutput output)
    {
        var content = await output.GetChildContentAsync();
        return content.IsEmptyOrWhiteSpace ? null : content;
    }

    /// <summary>Dozens stand on a page of lists.</summary>
    private sealed class SpriteIcon(string sprite, string name) : IHtmlContent
    {
        public void WriteTo(TextWriter writer, HtmlEncoder encoder)
        {
            writer.Write("<svg class=\"pn-icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"");
            encoder.Encode(writer, sprite);
            writer.Write('#');
            encoder.Encode(writer, name);
            writer.Write("\"></use></svg>");
        }
    }
}
