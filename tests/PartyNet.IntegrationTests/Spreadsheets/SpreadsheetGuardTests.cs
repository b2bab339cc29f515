using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Spreadsheets;

public sealed class SpreadsheetGuardTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static readonly string[] StandardParts =
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    ];

    [Fact]
    public async Task An_ordinary_workbook_passes_and_tells_its_sheets()
    {
        using var file = await OpenAsync(Ordinary().Build());

        Assert.Equal(SheetFormat.Xlsx, file.Format);
        Assert.Equal([new SheetInfo("Danh sách", Hidden: false)], file.Sheets);
        Assert.Null(file.Assumption);
        Assert.Empty(file.LegacyFonts);
    }

    [Theory]
    [InlineData(".VnTime")]
    [InlineData("VNI-Times")]
    public async Task A_legacy_font_in_the_styles_is_told(string font)
    {
        using var file = await OpenAsync(new TestWorkbook { FontName = font }.Row("x").Build());

        Assert.Equal([font], file.LegacyFonts);
    }

    public static TheoryData<string, byte[], SheetRefusal, string> ForeignFiles => new()
    {
        { "empty", [], SheetRefusal.Empty, "không có nội dung" },
        { "pdf", "%PDF-1.7 x"u8.ToArray(), SheetRefusal.NotASpreadsheet, "PDF" },
        { "html", "\r\n <html><table></table></html>"u8.ToArray(), SheetRefusal.NotASpreadsheet, "trang web" },
        { "html with a mark", "\uFEFF<table><tr><td>An</td></tr></table>"u8.ToArray(), SheetRefusal.NotASpreadsheet, "trang web" },
        { "mhtml", "MIME-Version: 1.0\r\nContent-Type: multipart/related"u8.ToArray(), SheetRefusal.NotASpreadsheet, "trang web" },
        { "rtf", @"{\rtf1\ansi An}"u8.ToArray(), SheetRefusal.NotASpreadsheet, "RTF" },
        { "xml", "\uFEFF<?xml version=\"1.0\"?><Workbook/>"u8.ToArray(), SheetRefusal.NotASpreadsheet, "trang web" },
        { "png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13], SheetRefusal.NotASpreadsheet, ".xlsx" },
        { "noise", [.. Enumerable.Range(0, 400).Select(i => (byte)(i * 37))], SheetRefusal.NotASpreadsheet, ".csv" },
        { "empty zip", [0x50, 0x4B, 5, 6, .. new byte[18]], SheetRefusal.NotASpreadsheet, "rỗng" },
        { "xls", Ole("Workbook"), SheetRefusal.OldExcel, "lưu lại dạng .xlsx" },
        { "doc", Ole("WordDocument"), SheetRefusal.NotASpreadsheet, "Word" },
        { "password", Ole("EncryptedPackage"), SheetRefusal.Encrypted, "mật khẩu" },
    };

    [Theory]
    [MemberData(nameof(ForeignFiles))]
    public async Task What_is_no_spreadsheet_is_refused_by_name(string what, byte[] content, SheetRefusal refusal, string sentence)
    {
        Assert.NotEmpty(what);
        await AssertRefusedAsync(new MemoryStream(content), refusal, sentence);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_without_being_read_to_its_end()
    {
        await AssertRefusedAsync(new MemoryStream(new byte[(5 << 20) + 1]), SheetRefusal.TooLarge, "5 MB");

        using var endless = new EndlessStream();
        await AssertRefusedAsync(endless, SheetRefusal.TooLarge, "5 MB");
        Assert.InRange(endless.Delivered, 1, 6 << 20);
    }

    [Fact]
    public async Task Too_many_parts_are_refused()
    {
        var workbook = Ordinary();
        for (var i = 0; i < 200; i++)
            workbook.Part($"xl/media/image{i}.png", "x");

        await AssertRefusedAsync(workbook.Build(), SheetRefusal.TooManyParts, "200");
    }

    /// <summary>Whoever reads all sheets would read the one part so often: five kilobytes took a site minutes.</summary>
    [Theory]
    [InlineData("worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml")]
    [InlineData("worksheets/sheet1.xml", "Worksheets\\SHEET1.xml")]
    public async Task One_part_under_the_names_of_several_sheets_is_refused(string first, string second) =>
        await AssertRefusedAsync(Sheets(2, id => id == 1 ? first : second).Build(), SheetRefusal.TooWide, "cùng một nội dung");

    [Fact]
    public async Task More_sheets_than_parts_could_hold_are_refused_and_a_relation_that_says_two_things()
    {
        await AssertRefusedAsync(Sheets(201, id => $"worksheets/sheet{id}.xml").Build(), SheetRefusal.TooWide, "quá nhiều trang tính");
        await AssertRefusedAsync(
            Ordinary().Replace(
                "xl/_rels/workbook.xml.rels", Relationships(Relationship(1, "worksheets/sheet1.xml"), Relationship(1, "b.xml"))).Build(),
            SheetRefusal.Damaged, "hỏng");

        using var file = await OpenAsync(Sheets(200, id => $"worksheets/sheet{id}.xml").Build());
        Assert.Equal(200, file.Sheets.Count);
    }

    private static TestWorkbook Sheets(int count, Func<int, string> target) => Ordinary()
        .Replace(
            "xl/workbook.xml",
            $"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(Enumerable.Range(1, count).Select(id =>
                $"<sheet name=\"S{id}\" sheetId=\"{id}\" r:id=\"rId{id}\"/>"))}</sheets></workbook>""")
        .Replace(
            "xl/_rels/workbook.xml.rels",
            Relationships([.. Enumerable.Range(1, count).Select(id => Relationship(id, target(id)))]));

    private static string Relationships(params string[] relationships) =>
        $"""
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(relationships)}</Relationships>
        """;

    private static string Relationship(int id, string target) =>
        $"""<Relationship Id="rId{id}" Type="{Relations}/worksheet" Target="{target}"/>""";

    [Theory]
    [InlineData("../outside.xml")]
    [InlineData("xl/../../outside.xml")]
    [InlineData("/absolute.xml")]
    [InlineData("xl\\..\\outside.xml")]
    [InlineData("C:/outside.xml")]
    [InlineData("xl/WORKBOOK.xml")]
    public async Task A_part_name_that_leaves_the_package_or_hides_another_is_refused(string name) =>
        await AssertRefusedAsync(Ordinary().Part(name, "<x/>").Build(), SheetRefusal.UnsafePartName, "không an toàn");

    [Theory]
    [MemberData(nameof(PartNames))]
    public async Task A_document_type_is_refused_in_every_part(string part)
    {
        const string Bomb =
            """<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>""";

        await AssertRefusedAsync(Ordinary().Replace(part, Bomb).Build(), SheetRefusal.DocumentType, "DTD");
    }

    public static TheoryData<string> PartNames => new(StandardParts);

    [Theory]
    [InlineData("docProps/custom.xml")]
    [InlineData("xl/drawings/vmlDrawing1.vml")]
    [InlineData("xl/anything.bin")]
    public async Task A_document_type_is_refused_in_parts_that_nobody_reads_and_in_UTF16(string name)
    {
        const string Dtd = "<?xml version=\"1.0\"?>\n<!-- x --><!DOCTYPE x SYSTEM \"http://127.0.0.1/x\"><x/>";

        await AssertRefusedAsync(Ordinary().Part(name, Dtd).Build(), SheetRefusal.DocumentType, "DTD");
        await AssertRefusedAsync(
            Ordinary().Part(name, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Dtd)]).Build(),
            SheetRefusal.DocumentType,
            "DTD"
        );
    }

    [Theory]
    [InlineData("docProps/custom.xml")]
    [InlineData("xl/drawings/vmlDrawing1.vml")]
    public async Task A_document_type_far_from_the_beginning_is_refused_as_well(string name) => await AssertRefusedAsync(
        Ordinary().Part(name, $"<?xml version=\"1.0\"?><!-- {new string('x', 9_000)} --><!DOCTYPE x [<!ENTITY a \"b\">]><x/>").Build(),
        SheetRefusal.Damaged,
        "hỏng");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task What_stands_behind_a_page_of_blanks_is_looked_at_as_anything_else(string blank)
    {
        var sheet = string.Concat(Enumerable.Repeat(blank, 9_000))
            + $"<worksheet xmlns=\"{Main}\"><sheetData><row r=\"2000000\"><c><v>1</v></c></row></sheetData></worksheet>";

        await AssertRefusedAsync(Ordinary().Replace("xl/worksheets/sheet1.xml", sheet).Build(), SheetRefusal.Damaged, "hỏng");
    }

    [Theory]
    [InlineData("worksheet")]
    [InlineData("sharedStrings")]
    [InlineData("styles")]
    [InlineData("officeDocument")]
    public async Task A_part_that_the_parser_would_read_as_something_else_than_XML_is_refused(string type) => await AssertRefusedAsync(
        Ordinary().Part("xl/sheet.bin", [0x81, 1, 0]).Part("xl/_rels/more.xml.rels", Relationships(
            $"<Relationship Id=\"rId9\" Type=\"{Relations}/{type}\" Target=\"sheet.bin\"/>")).Build(),
        SheetRefusal.Damaged,
        "hỏng");

    [Fact]
    public async Task Drawings_that_are_not_quite_XML_do_not_matter()
    {
        using var file = await OpenAsync(Ordinary().Part("xl/drawings/vmlDrawing1.vml", "<xml><div><br></div></xml>").Build());

        Assert.Single(file.Sheets);
    }

    [Theory]
    [InlineData("xl/vbaProject.bin", "x")]
    [InlineData("xl/macrosheets/sheet1.xml", "<x/>")]
    public async Task Macros_are_refused(string name, string content) =>
        await AssertRefusedAsync(Ordinary().Part(name, content).Build(), SheetRefusal.Macros, "macro");

    [Fact]
    public async Task Macros_under_an_innocent_name_are_refused_by_their_content_type() =>
        await AssertRefusedAsync(
            Ordinary()
                .Replace(
                    "[Content_Types].xml",
                    """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/a.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>"""
                )
                .Build(),
            SheetRefusal.Macros,
            "macro");

    [Theory]
    [InlineData("word/document.xml", "Word")]
    [InlineData("mimetype", ".ods")]
    [InlineData("xl/workbook.bin", ".xlsb")]
    [InlineData("Index/Document.iwa", "Numbers")]
    [InlineData("Index.zip", "Numbers")]
    public async Task Other_documents_in_a_zip_are_refused_by_name(string part, string sentence) =>
        await AssertRefusedAsync(Ordinary().Part(part, "x").Build(), SheetRefusal.NotASpreadsheet, sentence);

    [Fact]
    public async Task A_zip_without_sheets_is_refused()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("readme.txt");

        await AssertRefusedAsync(zip, SheetRefusal.NotASpreadsheet, "không chứa trang tính");
    }

    [Fact]
    public async Task A_zip_inside_the_workbook_is_refused() =>
        await AssertRefusedAsync(
            Ordinary().Part("xl/embeddings/a.xlsx", Ordinary().Build().ToArray()).Build(),
            SheetRefusal.NestedArchive,
            "nhúng"
        );

    [Fact]
    public async Task A_workbook_that_inflates_too_far_is_refused_by_the_bytes_that_came_out()
    {
        var bomb = Ordinary().Part("xl/media/a.bin", new byte[65 << 20]).Build();
        Assert.InRange(bomb.Length, 1, 1 << 20);

        await AssertRefusedAsync(bomb, SheetRefusal.InflatesTooMuch, "64 MB");
    }

    [Fact]
    public async Task Several_parts_share_one_budget()
    {
        var bomb = Ordinary();
        for (var i = 0; i < 5; i++)
            bomb.Part($"xl/media/{i}.bin", new byte[14 << 20]);

        await AssertRefusedAsync(bomb.Build(), SheetRefusal.InflatesTooMuch, "64 MB");
    }

    [Fact]
    public async Task Sizes_that_lie_in_the_directory_do_not_help_a_bomb()
    {
        var bomb = Ordinary().Part("xl/media/a.bin", new byte[65 << 20]).Build().ToArray();
        OverwriteDirectorySizes(bomb, declared: 10);

        Assert.True(
            (await new SheetFiles().OpenAsync(new MemoryStream(bomb), SheetLimits.Web, TestContext.Current.CancellationToken)).IsError
        );
    }

    [Fact]
    public async Task Strings_that_the_parser_would_hold_at_sixty_megabytes_are_refused()
    {
        var strings = string.Concat(Enumerable.Range(0, 1_100).Select(i => $"<si><t>{new string((char)('a' + i % 26), 30_000)}</t></si>"));

        await AssertRefusedAsync(
            Ordinary().Replace("xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{strings}</sst>").Build(),
            SheetRefusal.TooWide, "quá nhiều");
    }

    [Fact]
    public async Task Few_files_are_open_at_once_and_the_next_waits_until_one_is_closed()
    {
        using var files = new SheetFiles(atOnce: 1, patience: TimeSpan.FromMinutes(1));
        var first = (await OpenedAsync(files)).Value;
        var second = OpenedAsync(files);

        Assert.False(second.IsCompleted);
        first.Dispose();
        first.Dispose();
        using var opened = (await second).Value;
        var third = OpenedAsync(files);
        Assert.False(third.IsCompleted);
        opened.Dispose();
        (await third).Value.Dispose();
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_told_and_a_file_that_is_refused_keeps_nobody_waiting()
    {
        using var files = new SheetFiles(atOnce: 1, patience: TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            var refused = await files.OpenAsync(new MemoryStream("%PDF-1.7"u8.ToArray()), SheetLimits.Web, Stop);
            Assert.Equal(SheetRefusal.NotASpreadsheet, refused.FirstError.Refusal());
        }

        using var open = (await OpenedAsync(files)).Value;
        var busy = await OpenedAsync(files);

        Assert.Equal(SheetRefusal.Busy, busy.FirstError.Refusal());
        Assert.Contains("chờ một phút", busy.FirstError.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_that_differs_from_its_checksum_is_refused()
    {
        var file = Ordinary().Build().ToArray();
        OverwriteDirectoryChecksums(file);

        await AssertRefusedAsync(new MemoryStream(file), SheetRefusal.Damaged, "hỏng");
    }

    [Fact]
    public async Task A_workbook_cut_anywhere_is_refused_without_an_exception()
    {
        var whole = Ordinary().Build().ToArray();
        for (var length = 4; length < whole.Length; length += 17)
        {
            var verdict = await new SheetFiles().OpenAsync(
                new MemoryStream(whole, 0, length),
                SheetLimits.Web,
                TestContext.Current.CancellationToken
            );
            Assert.Equal(SheetRefusal.Damaged, Assert.Single(verdict.Errors).Refusal());
        }
    }

    [Theory]
    [InlineData("xl/worksheets/sheet1.xml")]
    [InlineData("xl/sharedStrings.xml")]
    [InlineData("xl/workbook.xml")]
    public async Task A_part_that_is_not_well_formed_is_refused(string part) =>
        await AssertRefusedAsync(Ordinary().Replace(part, "<worksheet><a></worksheet>").Build(), SheetRefusal.Damaged, "hỏng");

    [Fact]
    public async Task Too_many_rows_are_refused_and_empty_formatted_rows_do_not_count()
    {
        await AssertRefusedAsync(
            new TestWorkbook().RawRows(string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 20_001))).Build(),
            SheetRefusal.TooManyRows,
            "20.000 dòng"
        );

        using var file = await OpenAsync(
            new TestWorkbook().RawRows(string.Concat(Enumerable.Repeat("<row><c s=\"1\"/></row>", 50_000))).Row("x").Build()
        );
        Assert.Single(file.Sheets);
    }

    [Fact]
    public async Task Content_far_below_the_list_is_too_many_rows_and_formatting_there_is_not()
    {
        await AssertRefusedAsync(new TestWorkbook().Row("x").EmptyRows(100_000).Row("y").Build(), SheetRefusal.TooManyRows, "20.000 dòng");

        using var file = await OpenAsync(
            new TestWorkbook().Row("x").RawRows("<row r=\"1048576\"><c r=\"XFD1048576\" s=\"1\"/></row>").Build()
        );
        var reader = file.Read(0);
        Assert.True(reader.TryRead(out _));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public async Task The_row_limit_is_a_parameter()
    {
        var rows = string.Concat(Enumerable.Repeat("<row><c><v>1</v></c></row>", 11));

        await AssertRefusedAsync(
            new TestWorkbook().RawRows(rows).Build(),
            SheetRefusal.TooManyRows,
            "10 dòng",
            SheetLimits.Web with
            {
                MaxRows = 10,
            }
        );
    }

    public static TheoryData<string, string> MemoryEaters =>
        new()
        {
            { "sheet", "<row r=\"2000000000\"><c><v>1</v></c></row>" },
            { "sheet", "<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>" },
            { "sheet", "<row><c r=\"XFE1\"><v>1</v></c></row>" },
            { "sheet", "<row>" + string.Concat(Enumerable.Repeat("<c/>", 16_385)) + "</row>" },
            { "sheet", "<row><c r=\"SS1\"><v>1</v></c></row>" },
            {
                "sheet",
                "<row><c t=\"inlineStr\"><is>"
                    + string.Concat(Enumerable.Repeat($"<r><t>{new string('x', 30_000)}</t></r>", 100))
                    + "</is></c></row>"
            },
            { "sheet", "<row><c t=\"inlineStr\"><is><t>" + new string('x', 3 << 20) + "</t></is></c></row>" },
            { "sheet", "<row><c r=\"" + new string('A', 3 << 20) + "\"/></row>" },
            { "sheet", string.Concat(Enumerable.Repeat("<row>", 500)) + string.Concat(Enumerable.Repeat("</row>", 500)) },
            { "sheet", string.Concat(Enumerable.Range(0, 100_001).Select(_ => "<mergeCell ref=\"A1:B1\"/>")) },
            { "sheet", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<x{i}/>")) },
            { "xl/sharedStrings.xml", "<sst>" + string.Concat(Enumerable.Repeat("<si/>", 2_560_000)) + "</sst>" },
            {
                "xl/sharedStrings.xml",
                "<sst><si>" + string.Concat(Enumerable.Repeat($"<r><t>{new string('x', 30_000)}</t></r>", 100)) + "</si></sst>"
            },
            { "xl/styles.xml", "<styleSheet>" + string.Concat(Enumerable.Repeat("<xf/>", 100_001)) + "</styleSheet>" },
            { "xl/workbook.xml", "<workbook>" + string.Concat(Enumerable.Repeat("<sheet name=\"a\"/>", 100_001)) + "</workbook>" },
        };

    [Theory]
    [MemberData(nameof(MemoryEaters), DisableDiscoveryEnumeration = true)]
    public void What_would_fill_the_memory_of_the_parser_is_refused_with_little_of_its_own(string part, string xml)
    {
        var workbook = part == "sheet" ? new TestWorkbook().RawRows(xml) : Ordinary().Replace(part, xml);
        var limits = SheetLimits.Web;
        using var file = workbook.Build();

        var before = GC.GetAllocatedBytesForCurrentThread();
        var verdict = SpreadsheetGuard.Inspect(file, limits, TestContext.Current.CancellationToken);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(verdict.IsError);
        Assert.Contains(verdict.FirstError.Refusal(), new SheetRefusal?[] { SheetRefusal.TooWide, SheetRefusal.Damaged });
        Assert.InRange(allocated, 0, 64 << 20);
    }

    [Fact]
    public void Garbage_of_any_kind_gets_an_answer_and_no_exception()
    {
        var ordinary = Ordinary().Build().ToArray();
        var random = new Random(20260301);
        for (var round = 0; round < 300; round++)
        {
            var broken = (byte[])ordinary.Clone();
            for (var i = 0; i < 1 + round % 20; i++)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);

            var verdict = SpreadsheetGuard.Inspect(new MemoryStream(broken), SheetLimits.Web, TestContext.Current.CancellationToken);
            if (!verdict.IsError)
                ReadAll(new SheetFile(verdict.Value, SheetLimits.Web));
        }
    }

    internal static async Task AssertRefusedAsync(Stream file, SheetRefusal refusal, string sentence, SheetLimits? limits = null)
    {
        file.Position = 0;
        var verdict = await new SheetFiles().OpenAsync(file, limits ?? SheetLimits.Web, TestContext.Current.CancellationToken);

        Assert.True(verdict.IsError);
        var error = Assert.Single(verdict.Errors);
        Assert.Equal((SheetErrors.Field, refusal), (error.Code, error.Refusal()));
        Assert.Contains(sentence, error.Description, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Description, StringComparison.Ordinal);
    }

    private static Task<ErrorOr.ErrorOr<ISheetFile>> OpenedAsync(SheetFiles files) =>
        files.OpenAsync(Ordinary().Build(), SheetLimits.Web, Stop);

    private static TestWorkbook Ordinary() =>
        TestWorkbook.WithRows(["Họ và tên", "Ngày sinh"], ["Nguyễn Thử An", new DateOnly(1980, 2, 3)]);

    private static async Task<ISheetFile> OpenAsync(Stream file)
    {
        var verdict = await new SheetFiles().OpenAsync(file, SheetLimits.Web, TestContext.Current.CancellationToken);
        Assert.False(verdict.IsError, verdict.IsError ? verdict.FirstError.Description : "");
        return verdict.Value;
    }

    private static void ReadAll(SheetFile file)
    {
        for (var sheet = 0; sheet < file.Sheets.Count; sheet++)
        {
            var reader = file.Read(sheet);
            while (reader.TryRead(out _))
            {
            }
        }
        file.Dispose();
    }

    private static byte[] Ole(string stream) =>
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[100_001], .. Encoding.Unicode.GetBytes(stream), .. new byte[500]];

    private static void OverwriteDirectorySizes(byte[] zip, uint declared) =>
        EditDirectory(zip, header => BinaryPrimitives.WriteUInt32LittleEndian(header[24..], declared));

    private static void OverwriteDirectoryChecksums(byte[] zip) =>
        EditDirectory(zip, header => header[16] ^= 0xFF);

    private delegate void HeaderEdit(Span<byte> header);

    private static void EditDirectory(byte[] zip, HeaderEdit edit)
    {
        var edited = 0;
        for (var i = 0; i < zip.Length - 46; i++)
        {
            if (!zip.AsSpan(i).StartsWith("PK\u0001\u0002"u8))
                continue;
            edit(zip.AsSpan(i, 46));
            edited++;
        }
        Assert.True(edited > 0);
    }
}
