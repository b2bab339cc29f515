using System.Text;
using ErrorOr;
using PartyNet.Application.Spreadsheets;
using PartyNet.Spreadsheets;
using PartyNet.TestCommon.Spreadsheets;
using static PartyNet.TestCommon.Spreadsheets.TestWorkbook;

namespace PartyNet.IntegrationTests.Spreadsheets;

public sealed class SheetReaderTests
{
    [Fact]
    public async Task Cells_come_as_displayed_with_the_value_beside()
    {
        var row = Assert.Single(
            await ReadAsync(WithRows(["  An ", 12, 1.5, new DateOnly(1980, 2, 3), null, new Padded(1080000001)]).Build())
        );

        Assert.Equal(new SheetCell(SheetCellKind.Text, "  An "), row[0]);
        Assert.Equal(new SheetCell(SheetCellKind.Number, "12", 12), row[1]);
        Assert.Equal(new SheetCell(SheetCellKind.Number, "1.5", 1.5), row[2]);
        Assert.Equal(new SheetCell(SheetCellKind.Date, "03/02/1980", Date: new DateTime(1980, 2, 3)), row[3]);
        Assert.Equal(SheetCell.Blank, row[4]);
        Assert.Equal(new SheetCell(SheetCellKind.Number, "001080000001", 1080000001), row[5]);
        Assert.Equal(SheetCell.Blank, row[99]);
        Assert.Equal(6, row.Width);
    }

    [Theory]
    [InlineData(79080000001d, "79080000001")]
    [InlineData(123456789012d, "123456789012")]
    [InlineData(999999999999999d, "999999999999999")]
    [InlineData(-5d, "-5")]
    public async Task Long_numbers_are_never_in_scientific_notation(double value, string text) =>
        Assert.Equal(text, Assert.Single(await ReadAsync(WithRows([value]).Build()))[0].Text);

    [Fact]
    public async Task Row_numbers_are_those_of_Excel_and_empty_rows_are_left_out()
    {
        var rows = await ReadAsync(new TestWorkbook().Row("a").EmptyRows(3).Row(null, "b").Row(null, "   ").Row("c").Build());

        Assert.Equal([(1, "a", ""), (5, "", "b"), (7, "c", "")], rows.Select(row => (row.Number, row[0].Text, row[1].Text)));
    }

    [Fact]
    public async Task A_merged_range_lends_its_first_cell_to_the_others()
    {
        var rows = await ReadAsync(new TestWorkbook()
            .Row("TIÊU ĐỀ", null, null)
            .Row("An", "Chi bộ 1", "x")
            .Row("Bình", null, "y")
            .Row("Cúc", null, "z")
            .Row("Dũng", null, "t")
            .Merge("A1:C1").Merge("B2:B4").Build());

        Assert.Equal(["TIÊU ĐỀ", "TIÊU ĐỀ"], [rows[0][1].Text, rows[0][2].Text]);
        Assert.Equal(["Chi bộ 1", "Chi bộ 1", "Chi bộ 1", ""], rows.Skip(1).Select(row => row[1].Text));
        Assert.Equal([false, true, true, false], rows.Skip(1).Select(row => row[1].Inherited));
    }

    [Fact]
    public async Task A_row_that_only_inherits_is_no_row()
    {
        var rows = await ReadAsync(
            new TestWorkbook().Row("Họ và tên", "Ngày sinh").Row(null, null).Row("An", "1980").Merge("A1:A2").Merge("B1:B2").Build()
        );

        Assert.Equal([1, 3], rows.Select(row => row.Number));
    }

    [Fact]
    public async Task Overlapping_merged_ranges_cost_no_more_than_one()
    {
        var workbook = new TestWorkbook();
        for (var i = 0; i < 5_000; i++)
            workbook.Row("a", null, null, "b");
        for (var i = 0; i < 90_000; i++)
            workbook.Merge("A1:D5000");

        Assert.Equal(5_000, (await ReadAsync(workbook.Build())).Count);
    }

    [Fact]
    public async Task A_sheet_that_the_workbook_lists_and_does_not_have_is_empty()
    {
        var file = WithRows(["x"])
            .Replace(
                "xl/_rels/workbook.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>"
            )
            .Build();

        Assert.Empty(await ReadAsync(file));
    }

    [Fact]
    public async Task A_sheet_that_the_parser_does_not_find_is_a_failure_and_no_exception()
    {
        var file = WithRows(["x"])
            .Replace("xl/workbook.xml", "<x/>")
            .Part("xl/other.xml", "<workbook><sheets><sheet name=\"S\"/></sheets></workbook>")
            .Build();

        var (rows, failure) = Drain(await OpenAsync(file));

        Assert.Empty(rows);
        Assert.Equal(SheetRefusal.Damaged, failure!.Value.Refusal());
    }

    [Fact]
    public async Task A_sheet_can_be_read_again_from_its_start()
    {
        using var file = await OpenAsync(WithRows(["a"], ["b"]).Build());

        Assert.True(file.Read(0).TryRead(out _));
        Assert.Equal(["a", "b"], Drain(file).Rows.Select(row => row[0].Text));
    }

    public static TheoryData<string, string, byte[]> Encodings =>
        new()
        {
            { "UTF-8", "Nguyễn Thử An", Encoding.UTF8.GetBytes("Nguyễn Thử An,x\r\n") },
            { "UTF-8", "Nguyễn Thử An", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("Nguyễn Thử An,x\r\n")] },
            { "UTF-16", "Nguyễn Thử An", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Nguyễn Thử An,x\r\n")] },
            { "UTF-16", "Nguyễn Thử An", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("Nguyễn Thử An,x\r\n")] },
            { "UTF-16", "Ho va ten", Encoding.Unicode.GetBytes("Ho va ten,x\r\n") },
            { "Windows-1252", "TrÇn Quèc To¶n", [.. "TrÇn Quèc To¶n,x\r\n".Select(c => (byte)c)] },
            { "Windows-1252", "Nguyeãn Vaên Thöû", [.. "Nguyeãn Vaên Thöû,x\r\n".Select(c => (byte)c)] },
            {
                "Windows-1258",
                "Nguyễn Thị Bưởi",
                [0x4E, 0x67, 0x75, 0x79, 0xEA, 0xDE, 0x6E, 0x20, 0x54, 0x68, 0x69, 0xF2, 0x20, 0x42, 0xFD, 0xF5, 0xD2, 0x69, 0x2C, 0x78]
            },
        };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task The_encoding_of_a_text_file_is_found_and_told(string encoding, string name, byte[] content)
    {
        using var file = await OpenAsync(new MemoryStream(content));
        var row = Assert.Single(Drain(file).Rows);

        Assert.Equal((SheetFormat.Csv, name, "x"), (file.Format, row[0].Text.Normalize(NormalizationForm.FormC), row[1].Text));
        var letters = encoding == "UTF-8"
            ? ""
            : $" Chữ được đọc theo bảng mã {encoding}; nếu hiện sai thì lưu lại tệp thành Excel (.xlsx).";
        Assert.Equal($"Các cột trong tệp ngăn cách bằng dấu phẩy.{letters}", file.Assumption);
    }

    [Fact]
    public async Task Invalid_UTF8_far_down_the_file_is_noticed()
    {
        byte[] content =
        [
            .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("abc,def\r\n", 20_000 / 2))),
            .. "TrÇn,x\r\n".Select(c => (byte)c),
        ];
        using var file = await OpenAsync(new MemoryStream(content));

        Assert.Equal("TrÇn", Drain(file).Rows[^1][0].Text);
    }

    [Theory]
    [InlineData("a;b;c\nd;e;f\n", "dấu chấm phẩy")]
    [InlineData("a\tb\tc\nd\te\tf\n", "dấu tab")]
    [InlineData("a,b,c\nd,e,f\n", "dấu phẩy")]
    [InlineData("a|b|c\nd|e|f\n", "dấu gạch đứng")]
    [InlineData("DANH SÁCH, năm 2026\n\na;b;c\n\"d;x\";\"e,1\";f,2\ng;h;i\n", "dấu chấm phẩy")]
    [InlineData("một cột\n", "dấu phẩy")]
    [InlineData("a;b 5\"\nc;d\n", "dấu chấm phẩy")]
    [InlineData("\"a;b\nc,d\n", "dấu phẩy")]
    [InlineData("\"a, \"\"b, c\"\", d\";e\n", "dấu chấm phẩy")]
    public async Task The_separator_is_the_one_that_cuts_most_lines_alike(string text, string separator)
    {
        using var file = await OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

        Assert.EndsWith($"ngăn cách bằng {separator}.", file.Assumption, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Quoted_fields_keep_separators_quotes_and_line_ends_and_rows_are_counted_as_Excel_does()
    {
        var rows = await ReadAsync("a,\"b \"\"x\"\", c\",\"d\r\ne\"\r\n\r\n,,\r\nf,g\"h\",i\rj,k,l");

        Assert.Equal(
            ["1: a|b \"x\", c|d\r\ne", "4: f|g\"h\"|i", "5: j|k|l"],
            rows.Select(row => $"{row.Number}: {row[0].Text}|{row[1].Text}|{row[2].Text}")
        );
    }

    [Fact]
    public async Task A_quote_that_never_closes_is_a_failure_with_its_row()
    {
        using var file = await OpenAsync(new MemoryStream("a,b\n\"c,d\ne,f\n"u8.ToArray()));
        var (rows, failure) = Drain(file);

        Assert.Single(rows);
        Assert.Equal(SheetRefusal.Damaged, failure!.Value.Refusal());
        Assert.Contains("Dòng 2", failure.Value.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\"c,\"d\ne,f\n")]
    [InlineData("a\nb,\"c\"d,\"e\"\"\nf,g")]
    [InlineData("a\n\"b\"\"\"c\"d\",\"")]
    public async Task A_misplaced_quote_does_not_hide_one_that_never_closes(string text)
    {
        using var file = await OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        var (rows, failure) = Drain(file);

        Assert.Single(rows);
        Assert.Equal(SheetRefusal.Damaged, failure!.Value.Refusal());
    }

    [Theory]
    [InlineData("a,\"b\"c", "bc")]
    [InlineData("a,\"b\"\"\"\"c\"", "b\"\"c")]
    [InlineData("a,b\"", "b\"")]
    [InlineData("a,\"=\"\"001065012345\"\"\"", "001065012345")]
    [InlineData("a,=\"001065012345\"", "001065012345")]
    [InlineData("a,\"b\" \"", "b \"")]
    public async Task Misplaced_quotes_at_the_end_of_a_file_are_text(string text, string cell) =>
        Assert.Equal(cell, Assert.Single(await ReadAsync(text))[1].Text);

    [Fact]
    public async Task Sheets_are_read_in_any_order_and_one_that_was_left_is_at_its_end()
    {
        using var file = await OpenAsync(await BookAsync(sheets: 4, rows: 3));
        var first = file.Read(0);
        Assert.True(first.TryRead(out _));

        var third = file.Read(2);

        Assert.False(first.TryRead(out _));
        Assert.True(third.TryRead(out var header));
        Assert.True(third.TryRead(out var row));
        Assert.Equal(("Cột", "trang 2 dòng 0"), (header[0].Text, row[0].Text));
        foreach (var sheet in (int[])[3, 0, 2, 1, 1])
            Assert.Equal([$"trang {sheet} dòng 0", $"trang {sheet} dòng 1", $"trang {sheet} dòng 2"], Texts(file.Read(sheet)).Skip(1));
    }

    [Fact]
    public async Task Reading_many_sheets_one_after_the_other_does_not_walk_through_the_first_ones_again_and_again()
    {
        const int sheets = 30;
        using var file = await OpenAsync(await BookAsync(sheets, rows: 40));
        var last = Allocated(() => Assert.Equal(41, Texts(file.Read(sheets - 1)).Count));

        var all = Allocated(() =>
        {
            for (var sheet = 0; sheet < sheets; sheet++)
                Assert.Equal(41, Texts(file.Read(sheet)).Count);
        });

        Assert.True(all < 4 * last, $"All sheets took {all} bytes, the last one alone {last}.");

        static long Allocated(Action read)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            read();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public async Task A_quote_that_never_closes_does_not_take_the_file_into_memory()
    {
        var content = new byte[32 << 20];
        content.AsSpan().Fill((byte)'x');
        "a,b\n\""u8.CopyTo(content);
        using var file = (await new SheetFiles().OpenAsync(
            new MemoryStream(content), SheetLimits.Console, TestContext.Current.CancellationToken)).Value;

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (rows, failure) = Drain(file);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Single(rows);
        Assert.Equal(SheetRefusal.TooWide, failure!.Value.Refusal());
        Assert.Contains("Dòng 2", failure.Value.Description, StringComparison.Ordinal);
        Assert.InRange(allocated, 1, 8 << 20);
    }

    [Theory]
    [InlineData(SheetRefusal.TooWide, 513, 1, 1)]
    [InlineData(SheetRefusal.TooWide, 1, 1, 1_100_000)]
    [InlineData(SheetRefusal.TooManyRows, 1, 20_001, 1)]
    public async Task A_text_file_beyond_the_limits_is_a_failure(SheetRefusal refusal, int columns, int rows, int length)
    {
        var record = string.Join(',', Enumerable.Repeat(new string('x', length), columns)) + "\n";
        using var file = await OpenAsync(new MemoryStream(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(record, rows)))));

        Assert.Equal(refusal, Drain(file).Failure!.Value.Refusal());
    }

    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(16_383, "XFD")]
    public void Columns_have_the_letters_of_Excel(int column, string letters) => Assert.Equal(letters, SheetRow.ColumnName(column));

    [Theory]
    [InlineData("000000000000", 12)]
    [InlineData("000\\ 000\\ 000\\ 000", 12)]
    [InlineData("0000;-0000", 4)]
    [InlineData("0", 0)]
    [InlineData("0.00", 0)]
    [InlineData("#,##0", 0)]
    [InlineData("General", 0)]
    [InlineData("@", 0)]
    public void Only_formats_made_of_zeros_pad(string format, int digits) => Assert.Equal(digits, NumberFormat.ZeroPadding(format));

    [Fact]
    public async Task An_exported_roster_reads_back_cell_by_cell_in_both_formats()
    {
        var document = new SheetDocument<int>(
            "Danh sách",
            [
                new("STT", 6, null),
                new("Zalo", 20, number => $"+8490000000{number}"),
                new("Ghi chú", 20, number => number == 2 ? "" : $"=ghi \"chú\"\n{number}"),
            ],
            [],
            _ => [],
            "");
        foreach (var format in new[] { SheetFormat.Xlsx, SheetFormat.Csv })
        {
            using var file = new MemoryStream();
            await new SheetWriter().WriteAsync(file, format, document, Numbers(), TestContext.Current.CancellationToken);
            file.Position = 0;

            var rows = await ReadAsync(file);
            Assert.Equal(["Zalo", "+84900000001", "+84900000002", "+84900000003"], rows.Select(row => row[1].Text));
            Assert.Equal(["Ghi chú", "=ghi \"chú\"\n1", "", "=ghi \"chú\"\n3"], rows.Select(row => row[2].Text));
        }
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        await Task.Yield();
        for (var i = 1; i <= 3; i++)
            yield return i;
    }

    private static async Task<MemoryStream> BookAsync(int sheets, int rows)
    {
        var book = new MemoryStream();
        await new SheetWriter().WriteBookAsync(
            book,
            [
                .. Enumerable.Range(0, sheets).Select(sheet => new SheetTable(
                    $"Trang {sheet}", [], [("Cột", 20)],
                    [.. Enumerable.Range(0, rows).Select(row => new[] { $"trang {sheet} dòng {row}" })])),
            ],
            TestContext.Current.CancellationToken);
        book.Position = 0;
        return book;
    }

    private static List<string> Texts(ISheetReader reader)
    {
        var texts = new List<string>();
        while (reader.TryRead(out var row))
            texts.Add(row[0].Text);
        return texts;
    }

    private static Task<List<SheetRow>> ReadAsync(string text) => ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<SheetRow>> ReadAsync(Stream content)
    {
        using var file = await OpenAsync(content);
        var (rows, failure) = Drain(file);
        Assert.Null(failure);
        return rows;
    }

    private static async Task<ISheetFile> OpenAsync(Stream content)
    {
        var verdict = await new SheetFiles().OpenAsync(content, SheetLimits.Web, TestContext.Current.CancellationToken);
        Assert.False(verdict.IsError, verdict.IsError ? verdict.FirstError.Description : "");
        return verdict.Value;
    }

    private static (List<SheetRow> Rows, Error? Failure) Drain(ISheetFile file)
    {
        var rows = new List<SheetRow>();
        var reader = file.Read(0);
        while (reader.TryRead(out var row))
            rows.Add(row);
        return (rows, reader.Failure);
    }
}
