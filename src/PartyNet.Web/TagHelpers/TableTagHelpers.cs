using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PartyNet.Web.TagHelpers;

/// <summary>How the cells of a column are set.</summary>
public enum ColumnKind
{
    Text,

    /// <summary>Right-aligned figures.</summary>
    Number,

    /// <summary>Links or buttons: the header is only spoken, and a card shows no label.</summary>
    Action,
}

internal sealed record Column(string Title, ColumnKind Kind, bool IsWide);

internal sealed class TableParts
{
    public List<Column> Columns { get; } = [];
    public bool IsCompact { get; init; }
    public int Rows { get; set; }
    public int Cell { get; set; }
}

/// <summary>
/// <c>&lt;pn-table caption="…" empty="…"&gt;</c> with <c>pn-column</c>s, then <c>pn-row</c>s of <c>pn-cell</c>s: a table that becomes a
/// list of cards below 768 px, each value after its column's name. The ARIA roles repeat what HTML says, because a cell shown as a block
/// loses its role.
/// </summary>
[HtmlTargetElement("pn-table", Attributes = "caption")]
public sealed class TableTagHelper : TagHelper
{
    public string Caption { get; set; } = "";

    /// <summary>Keeps the caption for those who listen, when a heading just above says the same.</summary>
    public bool HideCaption { get; set; }

    /// <summary>
    /// Names in the first column, figures in all others, hundreds of rows: stays a table at every width, below 768 px without its wide
    /// columns. Without labels and roles in each cell it is a third as long.
    /// </summary>
    public bool Compact { get; set; }

    /// <summary>Shown instead of a table without rows.</summary>
    public string Empty { get; set; } = "Không có dòng nào.";

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = new TableParts { IsCompact = Compact };
        context.Items[typeof(TableParts)] = parts;
        var rows = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("pn-table-scope");
        if (parts.Rows == 0)
        {
            output.Content.AppendHtml(Markup.Element("p", "pn-inset", Empty));
            return;
        }

        var table = Markup.Element("table", Compact ? CompactClasses(parts.Columns) : "table pn-table").With("role", "table").Containing(
            Markup.Element("caption", HideCaption ? "visually-hidden" : null, Caption),
            Head(parts.Columns),
            new TagBuilder("tbody").With("role", "rowgroup").Containing(rows));
        output.Content.AppendHtml(table);
    }

    /// <summary>The columns that a narrow window leaves out are named once, at the table.</summary>
    private static string CompactClasses(List<Column> columns) => string.Join(
        ' ', columns.Select((c, i) => c.IsWide ? $"pn-wide-{i + 1}" : null).OfType<string>().Prepend("table pn-compact"));

    private static TagBuilder Head(List<Column> columns)
    {
        var row = new TagBuilder("tr").With("role", "row");
        foreach (var column in columns)
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

/// <summary><c>&lt;pn-column kind="Number"&gt;Đã khai&lt;/pn-column&gt;</c>, before the rows.</summary>
[HtmlTargetElement("pn-column", Attributes = "title", ParentTag = "pn-table", TagStructure = TagStructure.WithoutEndTag)]
public sealed class ColumnTagHelper : TagHelper
{
    public string Title { get; set; } = "";
    public ColumnKind Kind { get; set; }

    /// <summary>In a compact table: shown where there is room.</summary>
    public bool Wide { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ((TableParts)context.Items[typeof(TableParts)]).Columns.Add(new Column(Title, Kind, Wide));
        output.SuppressOutput();
    }
}

/// <summary>A row of <c>pn-cell</c>s, one for each column.</summary>
[HtmlTargetElement("pn-row", ParentTag = "pn-table")]
public sealed class RowTagHelper : TagHelper
{
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = (TableParts)context.Items[typeof(TableParts)];
        parts.Cell = 0;
        parts.Rows++;
        var cells = await output.GetChildContentAsync();
        if (parts.Cell != parts.Columns.Count)
            throw new InvalidOperationException($"A row has {parts.Cell} cells for {parts.Columns.Count} columns.");
        output.TagName = "tr";
        if (!parts.IsCompact) output.Attributes.SetAttribute("role", "row");
        output.Content.SetHtmlContent(cells);
    }
}

/// <summary>
/// A cell; with <c>header="true"</c> it names the row, and is the title of the card; with <c>part="45" whole="60"</c> it says
/// "45/60 (75 %)" over a bar.
/// </summary>
[HtmlTargetElement("pn-cell", ParentTag = "pn-row")]
public sealed class CellTagHelper : TagHelper
{
    public bool Header { get; set; }
    public int Part { get; set; }
    public int? Whole { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var parts = (TableParts)context.Items[typeof(TableParts)];
        var column = parts.Columns.ElementAtOrDefault(parts.Cell++)
            ?? throw new InvalidOperationException($"A row has more cells than the {parts.Columns.Count} columns of its table.");
        var content = await output.ChildContentAsync();
        output.TagName = Header ? "th" : "td";
        if (Header) output.Attributes.SetAttribute("scope", "row");
        if (!parts.IsCompact)
        {
            output.Attributes.SetAttribute("role", Header ? "rowheader" : "cell");
            if (!Header && column.Kind != ColumnKind.Action) output.Attributes.SetAttribute("data-label", column.Title);
            if (column.Kind == ColumnKind.Number) output.AddClass("pn-number");
        }

        if (Whole is { } whole)
        {
            output.AddClass(Share.CssClass(Part, whole));
            output.Content.SetContent(Share.Words(Part, whole));
        }
        else
            output.Content.SetHtmlContent(content ?? HtmlString.Empty);
    }
}
