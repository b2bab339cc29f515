using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;
using PartyNet.Domain.Text;

namespace PartyNet.Web.TagHelpers;

/// <summary>A bar of a chart.</summary>
/// <param name="Value">Null where the figure is not told.</param>
public sealed record ChartBar(string Name, int? Value);

/// <summary>
/// <c>&lt;pn-chart title="Tài khoản theo mạng" bars="bars" /&gt;</c>: bars drawn by the server, each with its name and its figure, so that
/// nothing is told by colour or length alone. The table beside it is the truth and what is read aloud.
/// </summary>
[HtmlTargetElement("pn-chart", Attributes = "title,bars", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ChartTagHelper : TagHelper
{
    /// <summary>Units of the drawing, which are about the pixels of a small phone.</summary>
    private const int Width = 320;
    private const int Step = 48;
    private const int Baseline = 18;
    private const int BarTop = 25;
    private const int BarHeight = 14;

    public string Title { get; set; } = "";

    public IReadOnlyList<ChartBar> Bars { get; set; } = [];

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var id = $"pn-chart-{context.UniqueId}";
        var most = Math.Max(1, Bars.Max(bar => bar.Value) ?? 0);
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-chart");
        output.Attributes.SetAttribute("viewBox", $"0 0 {Width} {Text(Bars.Count * Step)}");
        output.Attributes.SetAttribute("role", "img");
        output.Attributes.SetAttribute("aria-labelledby", $"{id}-title {id}-desc");
        output.Content.AppendHtml(Markup.Element("title", text: Title).With("id", $"{id}-title"));
        output.Content.AppendHtml(
            Markup.Element("desc", text: "Biểu đồ thanh ngang; số liệu đầy đủ ở bảng ngay sau.").With("id", $"{id}-desc"));
        foreach (var (bar, i) in Bars.Select((bar, i) => (bar, i)))
        {
            output.Content.AppendHtml(Words(bar.Name, i, x: 0, "pn-chart-name"));
            output.Content.AppendHtml(Words(bar.Value is { } told ? Numbers.Text(told) : "ẩn", i, Width, "pn-chart-value"));
            output.Content.AppendHtml(Rect("pn-bar-all", i, Width));
            // What is not nothing is seen.
            if (bar.Value is > 0 and var value)
                output.Content.AppendHtml(Rect("pn-bar-part", i, Math.Max(2, (int)((long)value * Width / most))));
        }
    }

    private static TagBuilder Words(string words, int row, int x, string cssClass) =>
        Markup.Element("text", cssClass, words).With("x", Text(x)).With("y", Text((row * Step) + Baseline));

    private static TagBuilder Rect(string cssClass, int row, int width) =>
        Markup.Element("rect", cssClass).With("x", "0").With("y", Text((row * Step) + BarTop))
            .With("width", Text(width)).With("height", Text(BarHeight));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
