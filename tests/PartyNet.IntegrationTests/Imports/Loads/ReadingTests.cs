using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>How a file is read, how a person corrects that, and that it is remembered.</summary>
public sealed class ReadingTests(TestDatabase database)
{
    [Fact]
    public async Task The_first_ten_rows_are_shown_as_they_are_understood_and_what_is_not_loaded_is_named()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var rows = Enumerable.Range(1, 12).Select(i => $"{i},Lê Văn {(char)('A' + i)},2/3/60,001060000{i:000},,xấu");

        var id = await world.StartedAsync(
            secretary, world.Branch, LoadWorld.Csv(["DANH SÁCH", "STT,Họ tên,Sinh ngày,Số CCCD,Ghi chú riêng,Lý do", .. rows]));

        var reading = await world.ReadingAsync(secretary, world.Branch, id);
        Assert.Null(reading.Refusal);
        Assert.Equal((2, 10, 14), (reading.HeaderRow, reading.Sample.Count, reading.Rows));
        Assert.Equal(
            ["Họ và tên: Lê Văn B", "Ngày sinh: 02/03/1960", "Số CCCD: •••••••••001"],
            reading.Sample[0].Values.Select(value => $"{value.Field}: {value.Value}"));
        Assert.Contains("hai chữ số", Assert.Single(reading.Sample[0].Problems).Reason, StringComparison.Ordinal);
        Assert.Equal(["Họ và tên", "Ngày sinh", "Số CCCD"], reading.Columns.Skip(1).Take(3).Select(column => column.Field));
        Assert.Equal(["Ghi chú riêng", "Lý do"], reading.Ignored.Select(column => column.Heading));
        Assert.Contains("Chức vụ", reading.Fields);
    }

    [Fact]
    public async Task What_the_file_does_not_have_is_refused_in_words_and_stored_nowhere()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var id = await world.StartedAsync(secretary, world.Branch, LoadWorld.Csv("Họ tên,Sinh ngày", "Lê Văn An,1960"));
        static Dictionary<int, string> Column(int column, string field) => new() { [column] = field };
        ListReading[] hostile =
        [
            ListReading.Automatic with { Sheet = new string('x', 100_000) },
            ListReading.Automatic with { Sheet = "CSV'; drop table import.loads; --" },
            ListReading.Automatic with { HeaderRow = 0 },
            ListReading.Automatic with { HeaderRow = -1 },
            ListReading.Automatic with { HeaderRow = int.MaxValue },
            ListReading.Automatic with { Columns = Column(0, new string('x', 100_000)) },
            ListReading.Automatic with { Columns = Column(0, "Mật khẩu") },
        ];

        foreach (var reading in hostile)
        {
            var refused = await world.ReadAsync(secretary, world.Branch, id, reading);
            Assert.EndsWith("chọn lại.", refused.FirstError.Description.Replace(" dòng tiêu đề", "", StringComparison.Ordinal));
        }

        LoadSite.Done(await world.ReadAsync(
            secretary, world.Branch, id, ListReading.Automatic with { Columns = Column(int.MaxValue, "Họ và tên") }));
        var read = await world.ReadingAsync(secretary, world.Branch, id);
        Assert.Null(read.Refusal);
        Assert.Empty(read.Reading.Columns ?? new Dictionary<int, string>());
    }

    [Fact]
    public async Task Pasted_cells_are_text_separated_by_tabs()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);

        var id = await world.StartedAsync(
            secretary, world.Branch,
            LoadWorld.Csv("Họ và tên\tNgày sinh\tSố CCCD", "Lê Văn An, Bé\t02/03/1960\t001060000001"), name: "dan.tsv");

        var sample = Assert.Single((await world.ReadingAsync(secretary, world.Branch, id)).Sample);
        Assert.Equal(["02/03/1960", "•••••••••001"], sample.Values.Skip(1).Select(value => value.Value));
    }

    [Fact]
    public async Task A_header_that_nobody_knows_is_pointed_at_its_columns_are_named_and_the_next_such_list_is_read_alike()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        string[] Month(string month) =>
        [
            $"Bảng {month}", "Quý danh;Chào đời;Mã căn;Việc", "Lê Văn An;02/03/1960;001060000001;Bí thư", "Trần Thị Ba;1970;001170000002;",
        ];
        var first = await world.StartedAsync(secretary, world.Branch, LoadWorld.Csv(Month("tháng 1")));
        var unread = await world.ReadingAsync(secretary, world.Branch, first);

        Assert.NotNull(unread.Refusal);
        Assert.Equal(2, unread.HeaderRow);
        Assert.Equal(["Quý danh", "Chào đời", "Mã căn", "Việc"], unread.Columns.Select(column => column.Heading));
        Assert.Equal("Bảng tháng 1", unread.Top[0].Texts[0]);

        var said = new Dictionary<int, string> { [0] = "Họ và tên", [1] = "Ngày sinh", [2] = "Số CCCD", [3] = "" };
        Assert.False((await world.ReadAsync(
            secretary, world.Branch, first, new ListReading(null, false, 2, said, LegacyHandling.Refuse))).IsError);

        var read = await world.ReadingAsync(secretary, world.Branch, first);
        Assert.Null(read.Refusal);
        Assert.Equal(["Lê Văn An", "Trần Thị Ba"], read.Sample.Select(row => row.Values[0].Value));
        Assert.Equal("Việc", Assert.Single(read.Ignored).Heading);

        // One line more above it, another month.
        var next = await world.StartedAsync(secretary, world.Branch, LoadWorld.Csv(["Đảng bộ xã", .. Month("tháng 2")]));
        var again = await world.ReadingAsync(secretary, world.Branch, next);
        Assert.True(again.IsRemembered);
        Assert.Equal((3, null, 2), (again.HeaderRow, again.Refusal, again.Sample.Count));

        // Of another office it is not remembered.
        var sibling = await world.ScopeAsync(Role.Secretary, world.SecondBranch);
        var theirs = await world.StartedAsync(sibling, world.SecondBranch, LoadWorld.Csv(Month("tháng 1")));
        Assert.False((await world.ReadingAsync(sibling, world.SecondBranch, theirs)).IsRemembered);
    }

    [Fact]
    public async Task A_column_that_was_taken_for_the_wrong_field_gives_way_to_what_a_person_says()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var id = await world.StartedAsync(
            secretary, world.Branch,
            LoadWorld.Csv("Họ và tên,Ngày sinh,Năm khai sinh,Số CCCD", "Lê Văn An,01/01/2024,02/03/1960,001060000001"));

        await world.ReadAsync(
            secretary, world.Branch, id,
            new ListReading(null, false, null, new Dictionary<int, string> { [2] = "Ngày sinh" }, LegacyHandling.Refuse));

        var reading = await world.ReadingAsync(secretary, world.Branch, id);
        Assert.Equal(["Họ và tên", null, "Ngày sinh", "Số CCCD"], reading.Columns.Select(column => column.Field));
        Assert.Contains("Ngày sinh: 02/03/1960", reading.Sample[0].Values.Select(value => $"{value.Field}: {value.Value}"));
    }

    [Fact]
    public async Task Texts_in_an_old_font_are_shown_before_and_after_and_converted_only_on_a_yes()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        var workbook = TestWorkbook.WithRows(["Hä vµ tªn", "Ngµy sinh", "Sè CCCD"], ["NguyÔn V¨n ThuËn", "02/03/1960", "001060000001"],
            ["TrÇn ThÞ H­¬ng", "03/03/1961", "001161000002"], ["§ç V¨n B×nh", "04/03/1962", "001062000003"]);
        using var file = workbook.Build();

        var id = await world.StartedAsync(secretary, world.Branch, file.ToArray(), name: "cu.xlsx");

        var asked = await world.ReadingAsync(secretary, world.Branch, id);
        Assert.True(asked.AsksAboutFonts);
        Assert.Contains(new FontSample("NguyÔn V¨n ThuËn", "Nguyễn Văn Thuận"), asked.Fonts);
        Assert.Equal("Nguyễn Văn Thuận", asked.Sample[0].Values[0].Value);

        await world.ReadAsync(secretary, world.Branch, id, ListReading.Automatic with { Legacy = LegacyHandling.Convert });
        var converted = await world.ReadingAsync(secretary, world.Branch, id);
        Assert.False(converted.AsksAboutFonts);
        Assert.Equal("Trần Thị Hương", converted.Sample[1].Values[0].Value);

        // A no is no last word: the texts stay in sight, to be answered otherwise.
        await world.ReadAsync(secretary, world.Branch, id, ListReading.Automatic with { Legacy = LegacyHandling.Keep });
        var kept = await world.ReadingAsync(secretary, world.Branch, id);
        Assert.Equal((false, asked.Fonts.Count), (kept.AsksAboutFonts, kept.Fonts.Count));
        Assert.Equal("NguyÔn V¨n ThuËn", kept.Sample[0].Values[0].Value);

        // A yes counts for this file; the next one asks again.
        var next = await world.StartedAsync(secretary, world.Branch, file.ToArray(), name: "moi.xlsx");
        var again = await world.ReadingAsync(secretary, world.Branch, next);
        Assert.Equal((true, false), (again.AsksAboutFonts, again.IsRemembered));
    }

    [Fact]
    public async Task Of_several_sheets_one_is_chosen_or_all_are_read()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);
        using var file = TwoSheets.Build();
        var id = await world.StartedAsync(secretary, world.Branch, file.ToArray(), name: "hai-trang.xlsx");

        async Task<(string?, IEnumerable<string>, string)> WithAsync(ListReading said)
        {
            await world.ReadAsync(secretary, world.Branch, id, said);
            var view = await world.ReadingAsync(secretary, world.Branch, id);
            return (view.Sheet, view.Sheets.Where(sheet => sheet.IsRead).Select(sheet => sheet.Name), view.Sample[0].Values[0].Value);
        }

        var second = await WithAsync(ListReading.Automatic with { Sheet = "Hai" });
        var all = await WithAsync(ListReading.Automatic with { AllSheets = true });

        Assert.Equal(("Hai", "Hai", "Lê Văn Bình"), (second.Item1, Assert.Single(second.Item2), second.Item3));
        Assert.Equal(["Một", "Hai"], all.Item2);
    }

    private static TestWorkbook TwoSheets
    {
        get
        {
            const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
            const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
            const string package = "http://schemas.openxmlformats.org/package/2006/relationships";
            static string Text(string cell, string text) => $"<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";
            return TestWorkbook.WithRows(["Họ và tên", "Số CCCD"], ["Lê Văn An", "001060000001"])
                .Replace("xl/workbook.xml", $"""
                    <workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Một" sheetId="1" r:id="rId1"/>
                    <sheet name="Hai" sheetId="2" r:id="rId9"/></sheets></workbook>
                    """)
                .Replace("xl/_rels/workbook.xml.rels", $"""
                    <Relationships xmlns="{package}"><Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>
                    <Relationship Id="rId9" Type="{relations}/worksheet" Target="worksheets/sheet2.xml"/>
                    <Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/>
                    <Relationship Id="rId3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
                    """)
                .Part("xl/worksheets/sheet2.xml", $"""
                    <worksheet xmlns="{main}"><sheetData>
                    <row r="1">{Text("A1", "Họ và tên")}{Text("B1", "Số CCCD")}</row>
                    <row r="2">{Text("A2", "Lê Văn Bình")}{Text("B2", "001060000002")}</row></sheetData></worksheet>
                    """);
        }
    }
}
