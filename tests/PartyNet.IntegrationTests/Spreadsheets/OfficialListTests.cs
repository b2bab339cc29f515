using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets.Official;
using Sheet = DocumentFormat.OpenXml.Spreadsheet;

namespace PartyNet.IntegrationTests.Spreadsheets;

/// <summary>Lists that somebody signs, as files; <see cref="Rosters.PrintedListTests"/> looks at them on paper.</summary>
public sealed class OfficialListTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    public async Task Both_files_are_valid_for_the_Open_XML_validator_whatever_stands_in_them(int rows)
    {
        var list = Lines(rows);
        var strange = new string?[] { "=1+1", " a\u0001b\uFFFE\ud800<&>\"_x0041_ ", null };
        using var docx = await WriteAsync(OfficialFormat.Docx, List(), [.. list, strange]);
        using var xlsx = await WriteAsync(OfficialFormat.Xlsx, List(), [.. list, strange]);

        using var document = WordprocessingDocument.Open(docx, isEditable: false);
        using var workbook = SpreadsheetDocument.Open(xlsx, isEditable: false);
        Assert.Empty(Errors(document));
        Assert.Empty(Errors(workbook));
        Assert.Empty(workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Sheet.CellFormula>());
    }

    [Fact]
    public async Task A_document_is_headed_like_one_of_the_party_and_its_lines_stand_in_their_order()
    {
        using var file = await WriteAsync(OfficialFormat.Docx, List(), Lines(2));

        using var document = WordprocessingDocument.Open(file, isEditable: false);
        Assert.Equal(
            [
                "ĐẢNG BỘ HUYỆN MẪU", "ĐẢNG ỦY XÃ MẪU", "*", "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-DS/ĐU", "DỰ THẢO",
                "Mẫu, ngày 05 tháng 02 năm 2026", "", "DANH SÁCH", "Tài khoản mạng xã hội", "-----",
                "STT", "Họ và tên", "Tài khoản", "1", "Nguyễn Văn 1", "nguyen.van.1", "2", "Nguyễn Văn 2", "nguyen.van.2",
                "Danh sách có 2 đảng viên.", "NGƯỜI LẬP BIỂU", "T/M ĐẢNG ỦY", "BÍ THƯ", "", "", "Lê Thị Bút", "Trần Văn Ký",
            ],
            document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(paragraph => paragraph.InnerText));
    }

    [Fact]
    public async Task A_list_that_goes_with_another_document_begins_with_its_title()
    {
        var list = List() with { Heading = List().Heading with { IsLeftOut = true } };
        using var docx = await WriteAsync(OfficialFormat.Docx, list, Lines(2));
        using var xlsx = await WriteAsync(OfficialFormat.Xlsx, list, Lines(2));

        using var document = WordprocessingDocument.Open(docx, isEditable: false);
        using var workbook = SpreadsheetDocument.Open(xlsx, isEditable: false);
        Assert.Empty(Errors(document));
        Assert.Empty(Errors(workbook));
        var paragraphs = document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().Select(p => p.InnerText).ToList();
        var rows = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Sheet.Row>().Select(row => row.InnerText).ToList();
        string[] first = ["DANH SÁCH", "Tài khoản mạng xã hội", "-----"];
        Assert.Equal(first, paragraphs.Take(3));
        Assert.Equal(first, rows.Take(3));
        Assert.Equal(("STTHọ và tênTài khoản", "Trần Văn Ký"), (rows[3], paragraphs[^1]));
    }

    [Fact]
    public async Task A_document_repeats_its_header_splits_no_row_and_keeps_the_last_rows_with_the_signatures()
    {
        using var file = await WriteAsync(OfficialFormat.Docx, List(), Lines(9));

        using var document = WordprocessingDocument.Open(file, isEditable: false);
        var table = document.MainDocumentPart!.Document!.Body!.Elements<Table>().Single(t => t.Descendants<TableHeader>().Any());
        var rows = table.Elements<TableRow>().ToList();
        Assert.All(rows, row => Assert.Single(row.Descendants<CantSplit>()));
        Assert.Equal([0], Enumerable.Range(0, rows.Count).Where(row => rows[row].Descendants<TableHeader>().Any()));
        // The header, nine rows, what closes the list, and three rows to sign in.
        Assert.Equal(14, rows.Count);
        Assert.Equal(
            [0, 8, 9, 10, 11, 12],
            Enumerable.Range(0, rows.Count).Where(row => rows[row].Descendants<Paragraph>().All(p => p.Descendants<KeepNext>().Any())));
    }

    [Fact]
    public async Task A_document_is_A4_across_with_the_margins_of_a_party_document_and_counts_its_pages()
    {
        using var file = await WriteAsync(OfficialFormat.Docx, List(), Lines(1));

        using var document = WordprocessingDocument.Open(file, isEditable: false);
        var section = document.MainDocumentPart!.Document!.Body!.Elements<SectionProperties>().Single();
        var (page, margin) = (section.GetFirstChild<PageSize>()!, section.GetFirstChild<PageMargin>()!);
        Assert.Equal((16838u, 11906u, PageOrientationValues.Landscape), (page.Width!.Value, page.Height!.Value, page.Orient!.Value));
        Assert.Equal((1134, 1134, 1701u, 850u), (margin.Top!.Value, margin.Bottom!.Value, margin.Left!.Value, margin.Right!.Value));
        var footer = document.MainDocumentPart.FooterParts.Single().Footer!;
        Assert.StartsWith("Bản xuất số 7", footer.InnerText, StringComparison.Ordinal);
        Assert.Equal(["PAGE", "NUMPAGES"], footer.Descendants<SimpleField>().Select(field => field.Instruction!.Value));
    }

    [Fact]
    public async Task A_workbook_ends_its_pages_so_that_two_rows_stand_with_the_signatures()
    {
        var breaks = new List<uint[]>();
        for (var rows = 3; rows < 50; rows++)
        {
            using var file = await WriteAsync(OfficialFormat.Xlsx, List(), Lines(rows));
            using var workbook = SpreadsheetDocument.Open(file, isEditable: false);
            var sheet = workbook.WorkbookPart!.WorksheetParts.Single().Worksheet!;
            var numbers = sheet.Descendants<Sheet.Row>().ToDictionary(row => row.RowIndex!.Value, row => row.InnerText);
            var ends = sheet.Descendants<Sheet.Break>().Select(end => end.Id!.Value).ToArray();
            breaks.Add(ends);
            // Whatever page the signatures are on, the row of the last but one is on it, too.
            var lastButOne = numbers.Single(row => row.Value.StartsWith($"{rows - 1}Nguyễn", StringComparison.Ordinal)).Key;
            Assert.DoesNotContain(ends, end => end >= lastButOne);
            Assert.All(sheet.Descendants<Sheet.Row>(), row => Assert.True(row.CustomHeight!.Value && row.Height!.Value >= 10));
        }

        Assert.Contains(breaks, ends => ends.Length == 0);
        Assert.Contains(breaks, ends => ends.Length > 1);
    }

    [Fact]
    public async Task A_failure_of_the_source_reaches_the_caller()
    {
        async IAsyncEnumerable<string?[]> Source()
        {
            yield return ["An", "x"];
            await Task.Yield();
            throw new InvalidOperationException("the query broke");
        }

        foreach (var format in Enum.GetValues<OfficialFormat>())
        {
            using var output = new MemoryStream();
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                new OfficialListWriter().WriteAsync(output, format, List(), Source(), Stop));
        }
    }

    private static string?[][] Lines(int rows) =>
        [.. Enumerable.Range(1, rows).Select(i => new[] { $"Nguyễn Văn {i}", $"nguyen.van.{i}", "https://www.facebook.com/a" })];

    private static IEnumerable<string> Errors(OpenXmlPackage package) =>
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(package, Stop)
            .Select(error => $"{error.Path?.XPath}: {error.Description}");

    private static OfficialList<string?[]> List() => new(
        new OfficialHeading(
            "ĐẢNG BỘ HUYỆN MẪU", "ĐẢNG ỦY XÃ MẪU", "Số 05-DS/ĐU", "Mẫu, ngày 05 tháng 02 năm 2026", "DỰ THẢO", "DANH SÁCH",
            "Tài khoản mạng xã hội"),
        [
            new("STT", 5, null) { Counts = true }, new("Họ và tên", 30, row => row[0]),
            new("Tài khoản", 30, row => row[1]) { Link = row => row[2] },
        ],
        count => [$"Danh sách có {count.ToString(CultureInfo.InvariantCulture)} đảng viên."],
        new OfficialSignatures("Lê Thị Bút", "T/M ĐẢNG ỦY", "BÍ THƯ", "Trần Văn Ký"),
        "Bản xuất số 7");

    private static async Task<MemoryStream> WriteAsync(OfficialFormat format, OfficialList<string?[]> list, string?[][] rows)
    {
        var file = new MemoryStream();
        var receipt = await new OfficialListWriter().WriteAsync(file, format, list, rows.ToAsyncEnumerable(), Stop);
        Assert.Equal((rows.Length, file.Length), (receipt.Rows, receipt.Bytes));
        file.Position = 0;
        return file;
    }
}
