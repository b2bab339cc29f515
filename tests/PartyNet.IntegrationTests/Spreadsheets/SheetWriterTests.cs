using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;

namespace PartyNet.IntegrationTests.Spreadsheets;

public sealed class SheetWriterTests
{
    private static readonly SheetWriter Writer = new();

    [Fact]
    public async Task A_workbook_is_valid_for_the_Open_XML_validator()
    {
        using var file = await WriteAsync(
            SheetFormat.Xlsx,
            Document(),
            [
                ["An", "01/02/1990"],
                ["=1+1", null],
                [" giữ khoảng trắng ", "a\u0001b\uFFFE\ud800<&>\"_x0041_"],
            ]
        );

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
            .Validate(workbook, TestContext.Current.CancellationToken)
            .ToList();

        Assert.Empty(errors.Select(error => $"{error.Path?.XPath}: {error.Description}"));
        Assert.NotEmpty(workbook.WorkbookPart!.WorksheetParts);
    }

    [Fact]
    public async Task Every_cell_of_a_workbook_is_text_but_for_what_counts_and_none_is_a_formula()
    {
        using var file = await WriteAsync(SheetFormat.Xlsx, Document(), [["=HYPERLINK(\"http://x\")", "+84900000001"], ["@cmd", "-1"]]);

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var cells = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>().ToList();

        Assert.Equal(2 + 3 + 6 + 1, cells.Count);
        var counting = cells.Where(cell => cell.DataType is null).Select(cell => cell.CellReference!.Value + "=" + cell.CellValue!.Text);
        Assert.Equal(["A4=1", "A5=2"], counting);
        Assert.All(cells.Where(cell => cell.DataType is not null), cell => Assert.Equal(CellValues.InlineString, cell.DataType!.Value));
        Assert.All(cells, cell => Assert.Null(cell.CellFormula));
        Assert.Contains(cells, cell => cell.InnerText == "=HYPERLINK(\"http://x\")");
    }

    [Theory]
    [InlineData("một dòng\nhai dòng")]
    [InlineData("_x0041_ không phải chữ A")]
    [InlineData("Lê & <Lý> \"Trần\"")]
    [InlineData("  khoảng trắng hai đầu  ")]
    [InlineData("0123456789")]
    [InlineData("𠮷 ngoài mặt phẳng cơ bản")]
    public async Task Text_comes_back_from_a_workbook_as_it_was(string text)
    {
        using var file = await WriteAsync(SheetFormat.Xlsx, Document(), [[text, "x"]]);

        Assert.Equal(text, (await ReadAsync(file)).Single(row => row[2].Text == "x")[1].Text);
    }

    [Fact]
    public async Task Characters_that_XML_cannot_carry_are_left_out_and_a_carriage_return_becomes_a_new_line()
    {
        using var file = await WriteAsync(SheetFormat.Xlsx, Document(), [["a\0b\u0007c\uFFFFd\re\r\nf", "x"]]);

        Assert.Equal("abcd\ne\nf", (await ReadAsync(file)).Single(row => row[2].Text == "x")[1].Text);
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task A_cell_longer_than_Excel_keeps_is_cut_without_splitting_a_character(SheetFormat format)
    {
        var longText = new string('a', 32_765) + "𠮷" + new string('b', 10);
        using var file = await WriteAsync(format, Document(), [[longText, "x"]]);

        Assert.Equal(new string('a', 32_765) + "…", (await ReadAsync(file)).Single(row => row[2].Text == "x")[1].Text);
    }

    [Fact]
    public async Task Titles_stand_above_the_header_and_the_footer_below_the_rows_with_their_number()
    {
        using var file = await WriteAsync(SheetFormat.Xlsx, Document(), [["An", "1"], ["Bình", "2"]]);
        var rows = await ReadAsync(file);

        Assert.Equal(["ĐẢNG BỘ XÃ MẪU", "DANH SÁCH", "STT", "1", "2", "Tổng số: 2"], rows.Select(row => row[0].Text));
        Assert.Equal(["STT", "Họ và tên", "Ngày sinh"], Enumerable.Range(0, 3).Select(column => rows[2][column].Text));
        Assert.Equal([1, 2, 3, 4, 5, 7], rows.Select(row => row.Number));
    }

    [Fact]
    public async Task The_header_is_frozen_and_repeats_in_print_and_every_page_carries_the_watermark()
    {
        using var file = await WriteAsync(SheetFormat.Xlsx, Document() with { Watermark = "Nguyễn & Lê, số 12" }, [["An", "1"]]);

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        var pane = sheet.Descendants<Pane>().Single();
        Assert.Equal((3d, PaneStateValues.Frozen, "A4"), (pane.VerticalSplit!.Value, pane.State!.Value, pane.TopLeftCell!.Value));
        Assert.Equal("'Danh sách'!$3:$3", workbook.WorkbookPart.Workbook!.DefinedNames!.Elements<DefinedName>().Single().Text);
        Assert.Equal("&L&8 Nguyễn && Lê, số 12&R&8 Trang &P/&N", sheet.Descendants<OddFooter>().Single().Text);
        Assert.Equal(["A1:C1", "A2:C2"], sheet.Descendants<MergeCell>().Select(cell => cell.Reference!.Value));
    }

    [Fact]
    public async Task A_column_that_counts_holds_numbers_and_whatever_else_stands_in_it_stays_text()
    {
        var document = Document() with { Columns = [new("Số tài khoản", 8, row => row[0]) { Counts = true }] };
        using var file = await WriteAsync(SheetFormat.Xlsx, document, [["3"], ["+3"], [null], ["hai"]]);

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var cells = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Cell>()
            .Where(cell => cell.CellReference!.Value is "A4" or "A5" or "A6" or "A7");
        Assert.Equal(
            ["3 number", "+3 text", "hai text"],
            cells.Select(cell => $"{cell.InnerText} {(cell.DataType is null ? "number" : "text")}"));
    }

    [Fact]
    public async Task A_cell_leads_to_its_address_and_the_sheet_is_valid()
    {
        var document = Document() with
        {
            Columns = [new("Tài khoản", 20, row => row[0]) { Link = row => row[1] }, new("Ghi chú", 20, row => row[1])],
        };
        using var file = await WriteAsync(
            SheetFormat.Xlsx, document,
            [
                ["an.le", "https://www.facebook.com/profile.php?id=1&v=<2>"], ["không", null],
                ["Bộ", "https://www.youtube.com/@Chibộ_x0041_"],
            ]);

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single();
        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019)
            .Validate(workbook, TestContext.Current.CancellationToken).Select(error => error.Description));
        Assert.Equal(
            [
                "A4 https://www.facebook.com/profile.php?id=1&v=%3C2%3E",
                "A6 https://www.youtube.com/@Chib%E1%BB%99_x0041_",
            ],
            sheet.Worksheet!.Descendants<Hyperlink>().Select(link =>
                $"{link.Reference!.Value} {sheet.HyperlinkRelationships.Single(target => target.Id == link.Id!.Value).Uri.AbsoluteUri}"));
    }

    [Fact]
    public async Task A_link_that_would_be_cut_off_at_the_end_of_its_cell_is_text_that_wraps_in_a_row_high_enough()
    {
        var document = Document() with { Columns = [new("Tài khoản", 12, row => row[0]) { Link = _ => "https://x.com/a" }] };
        using var file = await WriteAsync(
            SheetFormat.Xlsx, document, [["ngan"], ["mot.ten.rat.dai.trong.o.hep"], ["Một câu dài hơn một dòng của ô"]]);

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
        Assert.Equal(["A4"], sheet.Descendants<Hyperlink>().Select(link => link.Reference!.Value));
        var heights = sheet.Descendants<Row>().Where(row => row.RowIndex!.Value is >= 4 and <= 6).Select(row => row.Height!.Value).ToList();
        Assert.InRange(heights[0], 13, 16);
        Assert.All(heights.Skip(1), height => Assert.InRange(height, 2 * heights[0], 4 * heights[0]));
    }

    [Fact]
    public async Task A_sheet_keeps_as_many_links_as_Excel_opens_and_further_cells_show_their_text()
    {
        const int Most = 60_000;
        var document = Document() with { Columns = [new("Tài khoản", 20, row => row[0]) { Link = _ => "https://x.com/a" }] };
        string?[] row = ["x.com/a"];
        using var file = await WriteAsync(SheetFormat.Xlsx, document, [.. Enumerable.Repeat(row, Most + 10)]);

        using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
        var sheet = workbook.WorkbookPart!.WorksheetParts.Single();
        Assert.Equal(Most, sheet.HyperlinkRelationships.Count());
        Assert.Equal(Most + 10, sheet.Worksheet!.Descendants<Cell>().Count(cell => cell.InnerText == "x.com/a"));
    }

    [Fact]
    public async Task A_list_longer_than_a_sheet_goes_on_in_the_next_one_with_titles_and_header()
    {
        using var file = new MemoryStream();
        using (var sink = new SheetSink(file))
        {
            using (var package = new XlsxPackage(sink))
            {
                var writer = new XlsxSheetWriter<string[]>(sink, package, Document(), maxSheetRows: 7);
                await writer.WriteAsync(Rows([["a", null], ["b", null], ["c", null]]), TestContext.Current.CancellationToken);
                package.WriteWorkbook(XlsxParts.Styles);
            }
            await sink.DrainAsync(TestContext.Current.CancellationToken);
        }
        file.Position = 0;

        using var opened = (await new SheetFiles().OpenAsync(file, SheetLimits.Web, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(["Danh sách", "Danh sách (2)"], opened.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(["ĐẢNG BỘ XÃ MẪU", "DANH SÁCH", "STT", "1", "2", "Tổng số: 2"], Read(opened, 0).Select(row => row[0].Text));
        Assert.Equal(["ĐẢNG BỘ XÃ MẪU", "DANH SÁCH", "STT", "3", "Tổng số: 3"], Read(opened, 1).Select(row => row[0].Text));
    }

    [Fact]
    public async Task Csv_has_a_byte_order_mark_the_header_first_commas_and_CRLF()
    {
        using var file = await WriteAsync(SheetFormat.Csv, Document(), [["Lê \"Út\", An", "01/02/1990"], ["Bình", null]]);

        Assert.Equal(
            "\uFEFFSTT,Họ và tên,Ngày sinh\r\n1,\"Lê \"\"Út\"\", An\",01/02/1990\r\n2,Bình,\r\nTổng số: 2\r\n",
            Encoding.UTF8.GetString(file.ToArray()));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+84900000001", "'+84900000001")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\n=1", "\"'\n=1\"")]
    [InlineData("\0=1", "'=1")]
    [InlineData("＝1", "'＝1")]
    [InlineData("＋1", "'＋1")]
    [InlineData("－1", "'－1")]
    [InlineData("＠a", "'＠a")]
    [InlineData("'=1", "''=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("'an", "'an")]
    public async Task A_csv_cell_that_begins_like_a_formula_gets_an_apostrophe(string cell, string written)
    {
        using var file = await WriteAsync(SheetFormat.Csv, Document(), [[cell, "x"]]);

        Assert.Contains($"\r\n1,{written},x\r\n", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("'=1")]
    [InlineData("''＋84")]
    [InlineData("'an")]
    [InlineData("-, \"")]
    public async Task A_guarded_csv_cell_reads_back_as_it_was(string cell)
    {
        using var file = await WriteAsync(SheetFormat.Csv, Document(), [[cell, "x"]]);

        Assert.Equal(cell, (await ReadAsync(file)).Single(row => row[2].Text == "x")[1].Text);
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task Rows_stream_to_an_output_that_forbids_synchronous_writes_and_never_wait_in_memory(SheetFormat format)
    {
        const int Rows = 50_000;
        using var output = new AsyncOnlyStream();
        long mostWaiting = 0;

        async IAsyncEnumerable<string[]> Source()
        {
            for (var i = 0; i < Rows; i++)
            {
                if (i % 1000 == 999)
                    await Task.Yield();
                mostWaiting = Math.Max(mostWaiting, i - (output.Bytes / 8));
                yield return [Convert.ToHexString(BitConverter.GetBytes(i * 2654435761L)), "01/01/1990"];
            }
        }

        var receipt = await Writer.WriteAsync(output, format, Document(), Source(), TestContext.Current.CancellationToken);

        Assert.Equal(Rows, receipt.Rows);
        Assert.Equal(output.Bytes, receipt.Bytes);
        Assert.Equal(output.Hash(), receipt.Sha256);
        Assert.InRange(output.LargestWrite, 1, 256 * 1024);
        Assert.InRange(mostWaiting, 1, Rows / 2);
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task Rows_stand_in_their_order_and_numbers_whichever_is_composed_first(SheetFormat format)
    {
        const int Count = 2_000;
        using var last = new ManualResetEventSlim();
        var document = Document() with
        {
            // The first row waits until some row far behind it has been composed, or for good where none ever is.
            Columns =
            [
                new("STT", 6, null),
                new("Họ và tên", 30, row =>
                {
                    if (row[0] == "0")
                        last.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
                    if (row[0] == "300")
                        last.Set();
                    return row[0];
                }),
                new("Ngày sinh", 12, row => row[1]),
            ],
        };
        string[][] rows = [.. Enumerable.Range(0, Count).Select(i => new[] { i.ToString(CultureInfo.InvariantCulture), "x" })];

        using var file = new MemoryStream();
        await Writer.WriteAsync(file, format, document, Rows(rows), TestContext.Current.CancellationToken);
        file.Position = 0;

        Assert.True(last.IsSet);
        Assert.Equal(
            Enumerable.Range(0, Count).Select(i => $"{i + 1} {i}"),
            (await ReadAsync(file)).Where(row => row[2].Text == "x").Select(row => $"{row[0].Text} {row[1].Text}"));
    }

    [Theory]
    [InlineData(SheetFormat.Xlsx)]
    [InlineData(SheetFormat.Csv)]
    public async Task A_failure_of_the_source_reaches_the_caller(SheetFormat format)
    {
        async IAsyncEnumerable<string[]> Source()
        {
            yield return ["An", "x"];
            await Task.Yield();
            throw new InvalidOperationException("the query broke");
        }

        using var output = new MemoryStream();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Writer.WriteAsync(output, format, Document(), Source(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_csv_row_that_breaks_in_the_middle_is_not_sent()
    {
        var document = Document() with
        {
            Columns =
            [
                new("STT", 6, null),
                new("Họ và tên", 30, row => row[0] == "An" ? "An" : throw new InvalidOperationException("broke")),
            ],
        };

        using var output = new MemoryStream();
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Writer.WriteAsync(output, SheetFormat.Csv, document, Rows([["An"], ["Bình"]]), TestContext.Current.CancellationToken));

        Assert.DoesNotContain("\r\n2", Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Danh sách [2026]: A/B", "Danh sách  2026   A B")]
    [InlineData("Một tên dài hơn ba mươi mốt ký tự của Excel", "Một tên dài hơn ba mươi mốt ký")]
    public async Task A_sheet_name_is_made_fit_for_Excel(string name, string expected)
    {
        using var file = await WriteAsync(SheetFormat.Xlsx, Document() with { Name = name }, [["An", "1"]]);

        using var opened = (await new SheetFiles().OpenAsync(file, SheetLimits.Web, TestContext.Current.CancellationToken)).Value;
        Assert.Equal(expected, opened.Sheets.Single().Name);
    }

    private static SheetDocument<string[]> Document() => new(
        "Danh sách",
        [new("STT", 6, null), new("Họ và tên", 30, row => row[0]), new("Ngày sinh", 12, row => row[1])],
        ["ĐẢNG BỘ XÃ MẪU", "DANH SÁCH"],
        count => [$"Tổng số: {count}"],
        "Bản xuất thử");

    private static async IAsyncEnumerable<string[]> Rows(string?[][] rows)
    {
        await Task.Yield();
        foreach (var row in rows)
            yield return row!;
    }

    private static async Task<MemoryStream> WriteAsync(SheetFormat format, SheetDocument<string[]> document, string?[][] rows)
    {
        var file = new MemoryStream();
        await Writer.WriteAsync(file, format, document, Rows(rows), TestContext.Current.CancellationToken);
        file.Position = 0;
        return file;
    }

    private static async Task<List<SheetRow>> ReadAsync(Stream file)
    {
        using var opened = (await new SheetFiles().OpenAsync(file, SheetLimits.Web, TestContext.Current.CancellationToken)).Value;
        return Read(opened, 0);
    }

    private static List<SheetRow> Read(ISheetFile file, int sheet)
    {
        var rows = new List<SheetRow>();
        var reader = file.Read(sheet);
        while (reader.TryRead(out var row))
            rows.Add(row);
        Assert.Null(reader.Failure);
        return rows;
    }
}
