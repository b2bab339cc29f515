using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>
/// <c>&lt;pn-table caption="…" empty="…" columns="columns"&gt;</c> around rows that take their attributes from
/// <see cref="TableColumns"/>: a table that becomes a list of cards below 768 px, each value after its column's name. The ARIA roles
/// repeat what HTML says, because a cell shown as a block loses its role.
/// </summary>
[HtmlTargetElement("pn-table", Attributes = "caption,columns")]
public sealed class TableTagHelper : TagHelper
{
    public string Caption { get; set; } = "";

    public TableColumns Columns { get; set; } = new();

    /// <summary>Keeps the caption for those who listen, when a heading just above says the same.</summary>
    public bool HideCaption { get; set; }

    /// <summary>
    /// Names in the first column, figures in all others, hundreds of rows: stays a table at every width, below 768 px without its wide
    /// columns. Its rows and cells need no attributes, only <c>scope="row"</c> where one names the row: it is a third as long.
    /// </summary>
    public bool Compact { get; set; }

    /// <summary>
    /// Words that speak for themselves and a link: below 768 px the cells of a row follow each other, without the names of their columns.
    /// </summary>
    public bool Lines { get; set; }

    /// <summary>Shown instead of a table without rows.</summary>
    public string Empty { get; set; } = "Không có dòng nào.";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var rows = await output.ChildContentAsync();
        Columns.EndRow();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-table-scope");
        if (rows is null)
        {
            output.Content.AppendHtml(Markup.Element("p", "pn-inset", Empty));
            return;
        }

        var classes = Compact ? CompactClasses() : Lines ? "table pn-table pn-lines" : "table pn-table";
        var table = Markup.Element("table", classes).With("role", "table").Containing(
            Markup.Element("caption", HideCaption ? "visually-hidden" : null, Caption),
            Head(),
            new TagBuilder("tbody").With("role", "rowgroup").Containing(rows));
        output.Content.AppendHtml(table);
    }

    /// <summary>The columns that a narrow window leaves out are named once, at the table.</summary>
    private string CompactClasses() => string.Join(
        ' ', Columns.All.Select((c, i) => c.IsWide ? $"pn-wide-{i + 1}" : null).OfType<string>().Prepend("table pn-compact"));

    private TagBuilder Head()
    {
        var row = new TagBuilder("tr").With("role", "row");
        foreach (var column in Columns.All)
        {
            var cell = Markup.Element("th", column.Kind == ColumnKind.Number ? "pn-number" : null)
                .With("scope", "col").With("role", "columnheader");
            if (column.Kind == ColumnKind.Action) cell.Containing(Markup.VisuallyHidden(column.Title));
            else cell.InnerHtml.Append(column.Title);
            row.Containing(cell);
        }

        return new TagBuilder("thead").With("role", "rowgroup").Containing(row);
    }
}
