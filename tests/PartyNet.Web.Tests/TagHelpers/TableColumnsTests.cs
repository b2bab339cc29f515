using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Tests.TagHelpers;

/// <summary>What rows and cells take from the columns of their table, and which rows are refused.</summary>
public sealed class TableColumnsTests
{
    [Fact]
    public void Cells_take_label_and_role_from_the_columns_that_the_table_has()
    {
        var columns = new TableColumns("Tên", null, Column.Number("Số \"&\""), Column.Action("Việc"));

        string[] row = [Html(columns.Row()), Html(columns.Header()), Html(columns.Cell()), Html(columns.Cell())];

        Assert.Equal(
            [
                "role=\"row\"",
                "scope=\"row\" role=\"rowheader\"",
                "role=\"cell\" class=\"pn-number\" data-label=\"S&#x1ED1; &quot;&amp;&quot;\"",
                "role=\"cell\"",
            ],
            row
        );
    }

    [Fact]
    public void A_short_row_is_refused_when_the_next_begins_and_a_cell_without_a_row_at_once()
    {
        var columns = new TableColumns("Một", "Hai");
        Assert.Throws<InvalidOperationException>(columns.Cell);
        columns.Row();
        columns.Cell();

        Assert.Throws<InvalidOperationException>(columns.Row);
    }

    private static string Html(IHtmlContent content)
    {
        using var html = new StringWriter();
        content.WriteTo(html, HtmlEncoder.Default);
        return html.ToString();
    }
}
