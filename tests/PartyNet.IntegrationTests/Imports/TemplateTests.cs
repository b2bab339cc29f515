using ErrorOr;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Templates;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.TestCommon.Spreadsheets;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>
/// The sample workbooks are what the import reads: every heading is known, every allowed value is taken, and the made-up rows are loaded
/// by nobody who forgets to take them away.
/// </summary>
public sealed class TemplateTests(TestDatabase database)
{
    private const string Example = "Ví dụ: ";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ImportKind.Members)]
    [InlineData(ImportKind.Units)]
    [InlineData(ImportKind.Roles)]
    [InlineData(ImportKind.Accounts)]
    public async Task A_template_as_it_was_downloaded_holds_nobody_and_has_no_column_that_the_import_ignores(ImportKind kind)
    {
        using var file = await OpenAsync(await TemplateAsync(kind));

        var list = Open(file, kind);

        Assert.Equal(["Danh sách", "Cách điền"], file.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(0, Count(list));
        Assert.Equal(("Danh sách", 4), (list.Sheet, list.HeaderRow));
        Assert.Empty(list.Unused);
        Assert.Empty(list.Notes);
        Assert.Empty(list.Skipped);
    }

    [Fact]
    public async Task Members_filled_in_as_the_examples_show_are_read_without_a_problem()
    {
        using var file = await OpenAsync(await FilledAsync(ImportKind.Members));
        var rows = ((MemberList)Open(file, ImportKind.Members)).Rows().ToList();

        Assert.Empty(rows.SelectMany(row => row.Problems));
        Assert.Equal(["Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Thử"], rows.Select(row => row.FullName));
        Assert.Equal([new DateOnly(1958, 3, 15), null, new DateOnly(1990, 9, 2)], rows.Select(row => row.BirthDate));
        Assert.Equal([1958, 1965, 1990], rows.Select(row => row.BirthYear));
        Assert.Equal(["Chi bộ thôn Mẫu", "Chi bộ thôn Thử", "Chi bộ thôn Thử"], rows.Select(row => row.Branch));
        Assert.Equal(["000158000001", null, "000190000003"], rows.Select(row => row.CardNumber?.Value));
        Assert.Equal(["000158000001", "000165000002", "000190000003"], rows.Select(row => row.CitizenNumber?.Value));
        Assert.Equal(["+84590000001", null, "+84590000003"], rows.Select(row => row.Phone?.E164));
        Assert.Equal([new DateOnly(1985, 2, 3), null, new DateOnly(2020, 5, 19)], rows.Select(row => row.JoinedOn));
        Assert.Equal([MemberKind.Full, null, MemberKind.Full], rows.Select(row => row.Kind));
        Assert.Equal([ActivityStatus.Active, ActivityStatus.Exempt, null], rows.Select(row => row.Activity));
        Assert.Equal([WorkStatus.Retired, WorkStatus.Retired, WorkStatus.Serving], rows.Select(row => row.WorkStatus));
        Assert.Equal([null, null, "Chi bộ khu phố Mẫu"], rows.Select(row => row.ResidenceBranch));
    }

    [Fact]
    public async Task Units_and_roles_filled_in_as_the_examples_show_are_read_without_a_problem()
    {
        using var units = await OpenAsync(await FilledAsync(ImportKind.Units));
        using var roles = await OpenAsync(await FilledAsync(ImportKind.Roles));
        var unitRows = ((UnitList)Open(units, ImportKind.Units)).Rows().ToList();
        var roleRows = ((RoleSheet)Open(roles, ImportKind.Roles)).Rows().ToList();

        Assert.Empty(unitRows.SelectMany(row => row.Problems));
        Assert.Equal([("MAU", null), ("MAU-01", "MAU"), ("MAU-02", "MAU")], unitRows.Select(row => (row.Code, row.ParentCode)));
        Assert.Equal(["Đảng bộ cấp trên trực tiếp cơ sở", "Chi bộ", "Chi bộ"], unitRows.Select(row => row.Kind));
        Assert.Empty(roleRows.SelectMany(row => row.Person.Problems));
        Assert.Equal([Role.Secretary, Role.Deputy, Role.Secretary], roleRows.Select(row => row.Role));
        Assert.Equal(["Chi bộ thôn Mẫu", "Chi bộ thôn Mẫu", "MAU-02"], roleRows.Select(row => row.Unit));
        Assert.Equal([null, 1965, null], roleRows.Select(row => row.Person.BirthYear));
        Assert.Equal([null, "31/12/2027", null], roleRows.Select(row => row.LastDay));
        Assert.Equal(["000158000001", "000165000002", null], roleRows.Select(row => row.Person.CardNumber?.Value));
        Assert.Equal([null, null, "MAU3"], roleRows.Select(row => row.Person.MemberCode));
    }

    [Fact]
    public async Task Accounts_filled_in_as_the_examples_show_are_read_without_a_problem()
    {
        using var file = await OpenAsync(await FilledAsync(ImportKind.Accounts));
        var rows = ((AccountList)Open(file, ImportKind.Accounts)).Rows().ToList();

        Assert.Empty(rows.SelectMany(row => row.Person.Problems));
        Assert.Equal(["Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Thử"], rows.Select(row => row.Person.FullName));
        Assert.Equal(
            ["zalo facebook tiktok youtube", "other", ""],
            rows.Select(row => string.Join(' ', row.Accounts.Select(account => account.PlatformCode))));
    }

    [Theory]
    [InlineData("Trạng thái", 7)]
    [InlineData("Tình trạng công tác", 3)]
    public async Task Every_value_that_a_template_allows_is_taken(string heading, int expected)
    {
        using var template = await OpenAsync(await TemplateAsync(ImportKind.Members));
        var said = Rows(template, 1).Single(row => row[0].Text == heading)[3].Text.Split("; ");
        var filled = TestWorkbook.WithRows(
            [
                ["Họ và tên", "Ngày sinh", heading],
                .. said.Select((value, at) => new object?[] { $"Lê Văn {(char)('A' + at)}", "1960", value }),
            ]);
        using var file = await OpenAsync(filled.Build());

        var rows = ((MemberList)Open(file, ImportKind.Members)).Rows().ToList();

        Assert.Equal(expected, rows.Count);
        Assert.Empty(rows.SelectMany(row => row.Problems));
        Assert.DoesNotContain(rows, row => (row.Kind, row.Activity, row.WorkStatus) is (null, null, null));
    }

    [Fact]
    public async Task A_list_of_units_may_have_the_kinds_that_the_installation_knows()
    {
        using var template = await OpenAsync(await TemplateAsync(ImportKind.Units));

        var kinds = Rows(template, 1).Single(row => row[0].Text == "Loại")[3].Text;

        Assert.Equal(
            "Cơ quan Trung ương; Đảng bộ tỉnh, thành phố; Đảng bộ cấp trên trực tiếp cơ sở; Đảng bộ cơ sở; Đảng bộ bộ phận; Chi bộ cơ sở; "
                + "Chi bộ", kinds);
    }

    [Fact]
    public async Task Rows_that_somebody_typed_below_the_examples_are_the_list()
    {
        using var template = await OpenAsync(await TemplateAsync(ImportKind.Members));
        var workbook = Copy(template);
        workbook.Row("Phạm Thị Đào", "1970", "Chi bộ thôn Mẫu");
        using var file = await OpenAsync(workbook.Build());

        var row = Assert.Single(((MemberList)Open(file, ImportKind.Members)).Rows());

        Assert.Equal(("Phạm Thị Đào", 1970, "Chi bộ thôn Mẫu"), (row.FullName, row.BirthYear, row.Branch));
    }

    private async Task<MemoryStream> TemplateAsync(ImportKind kind)
    {
        var world = await database.NewWorldAsync();
        var template = await world.RunAsync<GetListTemplate, ErrorOr<TemplateFile>>(
            await world.ScopeAsync(Role.Board, world.District), use => use.HandleAsync(new(world.District, kind), Stop));
        Assert.EndsWith(".xlsx", template.Value.FileName, StringComparison.Ordinal);
        var file = new MemoryStream();
        await template.Value.WriteAsync(file, Stop);
        file.Position = 0;
        return file;
    }

    /// <summary>The template with its made-up rows taken for a list.</summary>
    private async Task<MemoryStream> FilledAsync(ImportKind kind)
    {
        using var template = await OpenAsync(await TemplateAsync(kind));
        return Copy(template, text => text.StartsWith(Example, StringComparison.Ordinal) ? text[Example.Length..] : text).Build();
    }

    private static TestWorkbook Copy(ISheetFile file, Func<string, string>? change = null)
    {
        var workbook = new TestWorkbook();
        foreach (var row in Rows(file, 0))
            workbook.Row([.. Enumerable.Range(0, row.Width).Select(column => row[column].Text is { Length: > 0 } text
                ? change?.Invoke(text) ?? text
                : (object?)null)]);
        return workbook;
    }

    private static List<SheetRow> Rows(ISheetFile file, int sheet)
    {
        var reader = file.Read(sheet);
        var rows = new List<SheetRow>();
        while (reader.TryRead(out var row))
            rows.Add(row);
        return rows;
    }

    private static async Task<ISheetFile> OpenAsync(Stream file)
    {
        var opened = await new PartyNet.Spreadsheets.SheetFiles().OpenAsync(file, SheetLimits.Web, Stop);
        Assert.False(opened.IsError, opened.IsError ? opened.FirstError.Description : "");
        return opened.Value;
    }

    private static ImportList Open(ISheetFile file, ImportKind kind)
    {
        var list = ImportList.Open(file, new ListOptions(new DateOnly(2026, 11, 23), Kind: kind));
        Assert.False(list.IsError, list.IsError ? list.FirstError.Description : "");
        return list.Value;
    }

    private static int Count(ImportList list) => list switch
    {
        MemberList members => members.Rows().Count(),
        UnitList units => units.Rows().Count(),
        RoleSheet roles => roles.Rows().Count(),
        AccountList accounts => accounts.Rows().Count(),
        _ => throw new InvalidOperationException(),
    };
}
