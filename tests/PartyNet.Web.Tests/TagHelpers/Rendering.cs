using System.Text.Encodings.Web;
using System.Text.Unicode;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.Tests.TagHelpers;

/// <summary>Runs one tag helper by itself, for what the style guide cannot show.</summary>
internal sealed class Rendering
{
    private readonly EmptyModelMetadataProvider metadata = new();

    public Rendering() => View = new ViewContext
    {
        HttpContext = new DefaultHttpContext(),
        ViewData = new ViewDataDictionary(metadata, new ModelStateDictionary()),
    };

    public ViewContext View { get; }

    public ModelExpression Model<T>(string name, T value) => new(name, metadata.GetModelExplorerForType(typeof(T), value));

    /// <summary>The helper's output as the only child of a body.</summary>
    public static async Task<IElement> RunAsync(TagHelper helper, string? content = null, Func<TagHelperContext, Task>? inside = null)
    {
        var context = new TagHelperContext([], new Dictionary<object, object>(), "test");
        var output = new TagHelperOutput("pn-test", [], async (_, _) =>
        {
            if (inside is not null) await inside(context);
            return new DefaultTagHelperContent().AppendHtml(content ?? "");
        });
        helper.Init(context);
        await helper.ProcessAsync(context, output);
        await using var html = new StringWriter();
        output.WriteTo(html, HtmlEncoder.Create(UnicodeRanges.All));
        return new HtmlParser().ParseDocument(html.ToString()).Body!;
    }
}
