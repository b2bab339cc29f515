using System.Text;
using PartyNet.Application.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Spreadsheets;

/// <summary>What formulas say that nobody has to calculate: a link and its text; and that one came to nothing.</summary>
public sealed class FormulaCellTests
{
    [Fact]
    public async Task A_cell_leads_where_its_formula_says_and_shows_the_text_of_it_where_nobody_has_calculated()
    {
        var row = Assert.Single(await FirstSheet.ReadAsync(new TestWorkbook().RawRows("""
            <row r="1"><c r="A1" t="str"><f>HYPERLINK("https://www.facebook.com/an.60","Trang của An")</f><v>Trang của An</v></c>
            <c r="B1"><f>HYPERLINK("https://zalo.me/0905000001",&quot;Zalo &quot;&quot;An&quot;&quot;&quot;)</f></c>
            <c r="C1"><f>hyperlink("https://tiktok.com/@an60")</f></c>
            <c r="D1" t="str"><f>HYPERLINK("https://www.facebook.com/an.61",A2)</f><v>An</v></c>
            <c r="E1"><f>HYPERLINK("https://www.facebook.com/"&amp;A2,"An")</f></c></row>
            """).Build()));

        Assert.Equal(
            [("Trang của An", "https://www.facebook.com/an.60"), ("Zalo \"An\"", "https://zalo.me/0905000001"),
                ("https://tiktok.com/@an60", "https://tiktok.com/@an60"), ("An", "https://www.facebook.com/an.61")],
            Enumerable.Range(0, 4).Select(column => (row[column].Text, row[column].Link!)));
        Assert.Equal((SheetCellKind.Fault, null), (row[4].Kind, row[4].Link));
    }

    [Theory]
    [InlineData("\"=HYPERLINK(\"\"https://www.facebook.com/an.60\"\";\"\"Trang của An\"\")\"")]
    [InlineData("\"=HYPERLINK(\"\"https://www.facebook.com/an.60\"\",\"\"Trang của An\"\")\"")]
    public async Task Separated_text_may_hold_such_a_formula(string cell)
    {
        var rows = await FirstSheet.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"Họ và tên,Facebook\nAn,{cell}\n")));

        Assert.Equal(("Trang của An", "https://www.facebook.com/an.60"), (rows[1][1].Text, rows[1][1].Link));
    }

    [Fact]
    public async Task An_old_workbook_has_its_links_in_formulas_too_and_one_without_value_is_no_blank()
    {
        var rows = await FirstSheet.ReadAsync(new MemoryStream(await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Imports", "Cases", "formulas.xls"), TestContext.Current.CancellationToken)));

        Assert.Equal(
            ["https://www.facebook.com/an.nguyen.60", "https://www.facebook.com/binh.tran.60", "https://www.facebook.com/ca.le.60"],
            rows.Skip(1).Take(3).Select(row => row[2].Link));
        Assert.Equal(("Chi bộ Một", "Trang của An"), (rows[1][1].Text, rows[1][2].Text));
        // IF(A1="x","","") and T(D9)
        Assert.Equal([SheetCellKind.Empty, SheetCellKind.Fault], rows.Skip(4).Select(row => row[2].Kind));
    }
}
