using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Rosters;
using PartyNet.TestCommon;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>The rows that could not be loaded, as a workbook that is mended and handed in again.</summary>
public sealed class ErrorWorkbookTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_has_the_offices_columns_in_their_order_with_the_reason_last_and_mended_it_loads()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var file = LoadWorld.Csv(
            "DANH SÁCH ĐẢNG VIÊN", "STT,Số CCCD,Họ tên,Ghi chú riêng", "1,001060000001,Lê Văn An,tốt", "2,12,Trần Thị Ba,xem lại",
            "3,001062000003,Phạm Văn Tư,");
        var load = await site.PlannedAsync(secretary, branch, file, name: "Danh sách chi bộ.csv");

        var workbook = await ErrorsAsync(world, secretary, branch, load);

        Assert.Equal("Danh sách chi bộ - dong chua nhap.xlsx", workbook.FileName);
        var rows = Rows(workbook);
        Assert.Equal(["DANH SÁCH ĐẢNG VIÊN"], rows[0].Where(cell => cell.Length > 0));
        Assert.Equal(["STT", "Số CCCD", "Họ tên", "Ghi chú riêng", "Lý do"], rows[1]);
        Assert.Equal(["2", "12", "Trần Thị Ba", "xem lại"], rows[2].Take(4));
        Assert.NotEmpty(rows[2][4]);
        Assert.Equal(3, rows.Count);

        // Unmended it has the same problem, and the column of reasons is none.
        var again = await site.PlannedAsync(secretary, branch, workbook.Content, name: workbook.FileName);
        Assert.Equal(1, (await world.LoadAsync(secretary, branch, again)).Plan!.Problems);
        Assert.Equal("STT", (await world.ReadingAsync(secretary, branch, again)).Columns[0].Heading);

        var mended = await site.PlannedAsync(
            secretary, branch,
            LoadWorld.Csv([.. rows.Select(row => string.Join(';', row.Select(cell => cell == "12" ? "001161000002" : cell)))]));
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(secretary, branch, mended)).State);
        Assert.Equal(["Trần Thị Ba"], await site.MembersAsync());
    }

    [Fact]
    public async Task The_cells_that_a_reason_is_about_are_coloured()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(
            secretary, branch, LoadWorld.Csv("Họ và tên,Số CCCD,Ngày sinh", "Lê Văn An,12,1960", ",001061000002,1961"));

        var cells = Cells(await ErrorsAsync(world, secretary, branch, load));

        Assert.Equal(["A3", "B2"], cells.Where(cell => cell.Style == "6").Select(cell => cell.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_branch_that_another_row_says_goes_along()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        var file = LoadWorld.Csv(
            "STT,Họ và tên,Số CCCD", "Chi bộ Khu 14,,", "1,Lê Văn An,001060000001", "2,Lê Văn Ba,12", "Chi bộ Trường học,,",
            "3,Lê Văn Tư,001062000003", "4,Lê Văn Năm,13");
        var load = await site.PlannedAsync(board, district, file);
        Assert.Equal((2, 2), await CountsAsync(world, board, district, load));

        var workbook = await ErrorsAsync(world, board, district, load);
        var rows = Rows(workbook);

        Assert.Equal(
            ["STT", "Chi bộ Khu 14", "2", "Chi bộ Trường học", "4"], rows.Select(row => row[0]));
        var mended = rows.Select(row => string.Join(';', row.Select(cell => cell switch
        {
            "12" => "001061000002",
            "13" => "001063000005",
            _ => cell,
        })));
        var again = await site.PlannedAsync(board, district, LoadWorld.Csv([.. mended]));
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(board, district, again)).State);
        Assert.Equal(
            ["Lê Văn Ba|Chi bộ Khu 14", "Lê Văn Năm|Chi bộ Trường học"],
            await site.SqlAsync(
                "select m.full_name, u.name from registry.members m join registry.units u on u.id = m.unit_id order by m.roster_key"));
    }

    [Fact]
    public async Task Of_sheets_that_are_named_as_branches_the_one_that_is_left_still_says_whose_its_members_are()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        var load = await site.PlannedAsync(board, district, TwoSheets(), name: "chi-bo.xlsx");
        Assert.Equal((1, 1), await CountsAsync(world, board, district, load));

        var rows = Rows(await ErrorsAsync(world, board, district, load));

        Assert.Equal(["STT", "Trường học", "1"], rows.Select(row => row[0]));
        var again = await site.PlannedAsync(
            board, district, LoadWorld.Csv([.. rows.Select(row => string.Join(';', row).Replace(";12;", ";001061000002;"))]));
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(board, district, again)).State);
        Assert.Equal(
            ["Lê Văn Ba|Chi bộ Trường học"],
            await site.SqlAsync(
                "select m.full_name, u.name from registry.members m join registry.units u on u.id = m.unit_id order by m.roster_key"));
    }

    [Fact]
    public async Task What_is_merged_or_meant_by_a_mark_or_by_the_order_of_a_column_goes_along()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        using var file = new TestWorkbook()
            .Row("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Chức vụ")
            .Row("I. CHI BỘ KHU 14").Merge("A2:E2")
            .Row(1, "Lê Văn An", "05/13/1958", "001058000001", "Đảng viên").Row(2, "Lê Văn Ba", "07/25/1960", "001060000002", null)
            .Row("II. CHI BỘ TRƯỜNG HỌC").Merge("A5:E5")
            .Row(1, "Lê Văn Tư", "11/30/1961", "001061000003", "Giáo viên").Row(2, "Lê Văn Năm", "03/04/1962", "12", "nt")
            .Build();
        var load = await site.PlannedAsync(board, district, file.ToArray(), name: "dang-vien.xlsx");
        Assert.Equal((3, 1), await CountsAsync(world, board, district, load));

        var rows = Rows(await ErrorsAsync(world, board, district, load));

        Assert.Equal(
            ["STT|Họ và tên|Ngày sinh|Số CCCD|Chức vụ", "II. CHI BỘ TRƯỜNG HỌC||||", "2|Lê Văn Năm|04/03/1962|12|Giáo viên"],
            rows.Select(row => string.Join('|', row.Take(5))));
    }

    [Fact]
    public async Task Accounts_that_cannot_be_read_are_mended_in_it_also_where_the_rest_of_the_row_was_loaded()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        foreach (var name in new[] { "Lê Văn An", "Trần Thị Ba", "Phạm Văn Tư", "Ngô Văn Năm" })
            await world.MemberAsync(branch, name);
        var file = LoadWorld.Csv(
            "STT,Họ và tên,Mạng xã hội,Tài khoản", "1,Lê Văn An,Facebook,Văn An; an.le.60", "2,Trần Thị Ba,Facebook,Trần Ba",
            "3,Phạm Văn Tư,Facebook,tu.pham.62", ",,Zalo,số của con", "4,Ngô Văn Năm,Zalo,không dùng", "5,Lê Văn Lạ,Zalo,0905000009");
        var load = await site.PlannedAsync(secretary, branch, file, ImportKind.Accounts);
        var plan = (await world.LoadAsync(secretary, branch, load)).Plan!;
        Assert.Equal((2, 1, 3, 1), (plan.Creates, plan.Unchanged, plan.Problems, plan.Partial));
        await site.CommittedAsync(secretary, branch, load, goodRowsOnly: true);

        var rows = Rows(await ErrorsAsync(world, secretary, branch, load));

        Assert.Equal(
            ["STT|Họ và tên|Mạng xã hội|Tài khoản", "1|Lê Văn An|Facebook|Văn An; an.le.60", "2|Trần Thị Ba|Facebook|Trần Ba",
                "|Phạm Văn Tư|Zalo|số của con", "5|Lê Văn Lạ|Zalo|0905000009"],
            rows.Select(row => string.Join('|', row.Take(4))));
        Assert.StartsWith("Không đọc được “Văn An” nên bỏ qua. ", rows[1][4], StringComparison.Ordinal);
        Assert.StartsWith("Không đọc được “Trần Ba”. ", rows[2][4], StringComparison.Ordinal);
        var mended = rows.Take(4).Select(row => string.Join('\t', row.Select(cell => cell switch
        {
            "Văn An; an.le.60" => "van.an.le; an.le.60",
            "Trần Ba" => "ba.tran.61",
            "số của con" => "0905000003",
            _ => cell,
        })));
        var again = await site.PlannedAsync(secretary, branch, LoadWorld.Csv([.. mended]), ImportKind.Accounts);
        plan = (await world.LoadAsync(secretary, branch, again)).Plan!;
        Assert.Equal((3, 0, 0, 0), (plan.Creates, plan.Unchanged, plan.Problems, plan.Partial));
    }

    /// <summary>A sheet for each of two branches, named as people call these.</summary>
    private static byte[] TwoSheets()
    {
        const string main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        using var file = new TestWorkbook()
            .Row("STT", "Họ và tên", "Số CCCD").Row(1, "Lê Văn An", "001060000001")
            .Replace("xl/workbook.xml", $"""
                <workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="Khu 14" sheetId="1" r:id="rId1"/>
                <sheet name="Trường học" sheetId="2" r:id="rId4"/></sheets></workbook>
                """)
            .Replace("xl/_rels/workbook.xml.rels", $"""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Type="{relations}/styles" Target="styles.xml"/>
                <Relationship Id="rId3" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="rId4" Type="{relations}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>
                """)
            .Part("xl/worksheets/sheet2.xml", $"""
                <worksheet xmlns="{main}"><sheetData><row r="1">{Texts(1, "STT", "Họ và tên", "Số CCCD")}</row>
                <row r="2">{Texts(2, "1", "Lê Văn Ba", "12")}</row></sheetData></worksheet>
                """)
            .Build();
        return file.ToArray();

        static string Texts(int row, params string[] texts) => string.Concat(texts.Select(
            (text, column) => $"""<c r="{(char)('A' + column)}{row}" t="inlineStr"><is><t>{text}</t></is></c>"""));
    }

    private static async Task<(int, int)> CountsAsync(World world, AccessScope caller, Unit unit, Guid load)
    {
        var plan = (await world.LoadAsync(caller, unit, load)).Plan!;
        return (plan.Creates, plan.Problems);
    }

    private static async Task<ErrorWorkbook> ErrorsAsync(World world, AccessScope caller, Unit unit, Guid load)
    {
        var errors = await world.RunAsync<GetErrorWorkbook, ErrorOr<ErrorWorkbook>>(caller, use => use.HandleAsync(new(unit, load), Stop));
        Assert.False(errors.IsError, errors.IsError ? errors.FirstError.Description : "");
        return errors.Value;
    }

    private static List<string[]> Rows(ErrorWorkbook workbook) =>
        [.. ExportWorld.XlsxRows(workbook.Content).Select(row => row.Select(cell => cell ?? "").ToArray())];

    private static List<(string Name, string Style)> Cells(ErrorWorkbook workbook)
    {
        using var archive = new System.IO.Compression.ZipArchive(new MemoryStream(workbook.Content));
        using var part = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        return
        [
            .. System.Xml.Linq.XDocument.Load(part).Descendants().Where(element => element.Name.LocalName == "c")
                .Select(cell => (cell.Attribute("r")!.Value, cell.Attribute("s")!.Value)),
        ];
    }
}
