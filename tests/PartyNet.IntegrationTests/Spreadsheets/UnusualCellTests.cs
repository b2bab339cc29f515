using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Spreadsheets;

/// <summary>Cells whose meaning the spreadsheet parser does not tell, and workbooks of programs other than Excel.</summary>
public sealed class UnusualCellTests
{
    private const string Styles = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
        <fonts count="3"><font><name val="Calibri"/></font><font><name val=".VnTimeH"/></font><font><name val="VNI-Times"/></font></fonts>
        <cellStyleXfs count="1"><xf numFmtId="0" fontId="2"/></cellStyleXfs>
        <cellXfs count="4"><xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/><xf numFmtId="14" fontId="0"/></cellXfs>
        </styleSheet>
        """;

    [Fact]
    public async Task An_error_and_a_formula_that_was_never_calculated_are_no_blanks()
    {
        var row = Assert.Single(await FirstSheet.ReadAsync(new TestWorkbook().RawRows("""
            <row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>VLOOKUP(A1,C:D,2,0)</f></c><c r="C1"><f>A1</f><v/></c>
            <c r="D1" t="str"><f>IF(1,"","x")</f><v></v></c><c r="E1"><f>1+1</f><v>2</v></c><c r="F1" t="e"><f>X()</f><v>#SPILL!</v></c>
            <c r="G1" t="inlineStr"><is><t>#REF!</t></is></c><c r="H1"><f t="shared" si="0"/></c></row>
            """)));

        Assert.Equal(
            [(SheetCellKind.Fault, "#N/A"), (SheetCellKind.Fault, "=VLOOKUP(A1,C:D,2,0)"), (SheetCellKind.Fault, "=A1"),
                (SheetCellKind.Empty, ""), (SheetCellKind.Number, "2"), (SheetCellKind.Fault, "#SPILL!"), (SheetCellKind.Fault, "#REF!"),
                (SheetCellKind.Fault, "=")],
            Enumerable.Range(0, 8).Select(column => (row[column].Kind, row[column].Text)));
    }

    [Fact]
    public async Task Rows_that_hold_only_formulas_without_values_are_rows()
    {
        var rows = await FirstSheet.ReadAsync(new TestWorkbook().Row("a").RawRows("""<row r="2"><c r="C2"><f>A1</f></c></row>"""));

        Assert.Equal((2, "=A1"), (rows[1].Number, rows[1][2].Text));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task A_year_in_a_cell_of_dates_is_a_year_whichever_year_the_days_are_counted_from(string counts)
    {
        const string row = """<row r="1"><c r="A1" s="3"><v>1958</v></c><c r="B1" s="3"><v>29254</v></c></row>""";
        var from1904 = $"""
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
            xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="{counts}"/>
            <sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>
            """;

        var excel = Assert.Single(await FirstSheet.ReadAsync(new TestWorkbook().RawRows(row).Replace("xl/styles.xml", Styles)));
        var macintosh = Assert.Single(await FirstSheet.ReadAsync(
            new TestWorkbook().RawRows(row).Replace("xl/styles.xml", Styles).Replace("xl/workbook.xml", from1904)));

        Assert.Equal(("1958", "03/02/1980"), (excel[0].Text, excel[1].Text));
        Assert.Equal(("1958", "04/02/1984"), (macintosh[0].Text, macintosh[1].Text));
    }

    [Fact]
    public async Task A_cell_leads_where_its_link_leads_whichever_part_of_the_workbook_comes_first()
    {
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string links = $"""
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
            <Relationship Id="rId1" Type="{relations}/hyperlink" Target="https://www.facebook.com/profile.php?id=1&amp;sk=about" TargetMode="External"/>
            <Relationship Id="rId2" Type="{relations}/hyperlink" Target="mailto:an@example.vn" TargetMode="External"/>
            <Relationship Id="rId3" Type="{relations}/hyperlink" Target="https://zalo.me/0905000001" TargetMode="External"/></Relationships>
            """;
        const string sheet = $"""
            <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{relations}"><sheetData><row r="1">
            <c r="A1" t="inlineStr"><is><t>Facebook</t></is></c><c r="B1" t="inlineStr"><is><t>Thư</t></is></c>
            <c r="C1" t="inlineStr"><is><t>Zalo</t></is></c><c r="D1" t="inlineStr"><is><t>Khác</t></is></c></row></sheetData>
            <hyperlinks><hyperlink ref="A1" r:id="rId1"/><hyperlink ref="B1" r:id="rId2"/><hyperlink ref="C1:D1" r:id="rId3"/>
            <hyperlink ref="D1" location="Sheet2!A1"/></hyperlinks></worksheet>
            """;

        var row = Assert.Single(await FirstSheet.ReadAsync(
            new TestWorkbook().Replace("xl/worksheets/sheet1.xml", sheet).Part("xl/worksheets/_rels/sheet1.xml.rels", links)));

        Assert.Equal(
            ["https://www.facebook.com/profile.php?id=1&sk=about", null, "https://zalo.me/0905000001", null],
            Enumerable.Range(0, 4).Select(column => row[column].Link));
        Assert.Equal("Facebook", row[0].Text);
    }

    [Fact]
    public async Task A_year_in_a_cell_of_dates_of_an_old_workbook_is_a_year_whichever_year_the_days_are_counted_from()
    {
        var file = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Imports", "Cases", "excel-97.xls"), TestContext.Current.CancellationToken);
        // The record that says from which year.
        var mode = file.AsSpan().IndexOf<byte>([0x22, 0, 2, 0, 0, 0]);

        var from1900 = await FirstSheet.ReadAsync(new MemoryStream(file));
        file[mode + 4] = 1;
        var from1904 = await FirstSheet.ReadAsync(new MemoryStream(file));

        Assert.Contains(from1900, row => row[2].Text == "1958");
        Assert.Equal(from1900.Select(row => row[2].Text == "1958"), from1904.Select(row => row[2].Text == "1958"));
    }

    [Fact]
    public async Task The_font_of_a_cell_says_what_its_letters_are_made_for()
    {
        var row = Assert.Single(await FirstSheet.ReadAsync(new TestWorkbook().RawRows("""
            <row r="1"><c r="A1" t="str"><v>a</v></c><c r="B1" s="1" t="str"><v>b</v></c><c r="C1" s="2" t="str"><v>c</v></c></row>
            """).Replace("xl/styles.xml", Styles)));

        Assert.Equal(
            [CellFont.Ordinary, CellFont.Tcvn3, CellFont.Vni], Enumerable.Range(0, 3).Select(column => row[column].Font));
    }

    [Fact]
    public async Task A_default_for_parts_that_a_workbook_does_not_have_makes_it_no_workbook_with_macros()
    {
        var types = """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="xml" ContentType="application/xml"/>
            <Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/></Types>
            """;

        var rows = await FirstSheet.ReadAsync(TestWorkbook.WithRows(["a"]).Replace("[Content_Types].xml", types));
        Assert.Equal("a", Assert.Single(rows)[0].Text);
        using var withPart = TestWorkbook.WithRows(["a"]).Replace("[Content_Types].xml", types).Part("xl/a.bin", "x").Build();
        var refused = await new SheetFiles().OpenAsync(withPart, SheetLimits.Web, TestContext.Current.CancellationToken);
        Assert.Equal(SheetRefusal.Macros, refused.FirstError.Refusal());
    }

    [Fact]
    public async Task The_strict_form_of_the_format_is_read_too()
    {
        using var ordinary = TestWorkbook.WithRows(["Họ và tên", 12, new DateOnly(1980, 2, 3)]).Build();
        using var strict = StrictForm.Of(ordinary);

        var row = Assert.Single(await FirstSheet.ReadAsync(strict));

        Assert.Equal(["Họ và tên", "12", "03/02/1980"], Enumerable.Range(0, 3).Select(column => row[column].Text));
    }

    [Theory]
    [InlineData(44, "more tables than the file has sectors")]
    [InlineData(72, "a list of tables without end")]
    [InlineData(30, "sectors of another size")]
    [InlineData(48, "a directory outside the file")]
    public async Task An_old_workbook_whose_container_lies_is_refused_before_it_is_read(int at, string what)
    {
        var file = await File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Imports", "Cases", "excel-97.xls"), TestContext.Current.CancellationToken);
        file.AsSpan(at, 2).Fill(0x7F);

        var opened = await new SheetFiles().OpenAsync(new MemoryStream(file), SheetLimits.Web, TestContext.Current.CancellationToken);

        Assert.True(opened.IsError && opened.FirstError.Refusal() == SheetRefusal.OldExcel, what);
    }
}
