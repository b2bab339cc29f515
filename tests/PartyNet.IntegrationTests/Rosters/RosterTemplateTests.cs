using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Rosters;
using PartyNet.IntegrationTests.Imports;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>Which columns a unit's lists have, and what stands around its official ones.</summary>
public sealed class RosterTemplateTests(TestDatabase database)
{
    private const int LongestOfficial = 5_000;

    [Fact]
    public async Task Columns_stand_in_the_chosen_order_under_the_chosen_names_and_the_code_comes_last()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");
        var board = await world.ScopeAsync(Role.Board, world.District);

        var set = await SetAsync(
            world, board, new("zalo", true, "9", "Số Zalo"), new("ho-ten", false, "2", " Họ tên "), new("stt", true, "1", ""));

        Assert.False(set.IsError);
        var rows = ExportWorld.XlsxRows(await world.ExportAsync(board, ExportWorld.Export(world.District, RosterFile.Workbook)));
        Assert.Equal(["STT", "Họ tên", "Số Zalo", "Mã PartyNet"], rows[3]);
        Assert.Equal(["1", "Lê Văn An"], rows[4][..2]);
        // What other programs read is the same everywhere.
        var csv = ExportWorld.CsvRows(await world.ExportAsync(board, ExportWorld.Export(world.District)));
        Assert.Equal(15, csv[0].Length);
    }

    [Fact]
    public async Task Without_any_the_usual_columns_are_back()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        await SetAsync(world, board, new ChosenColumn("zalo", true, "1", null));
        Assert.True((await FormAsync(world, board)).IsOwn);

        await SetAsync(world, board);

        var form = await FormAsync(world, board);
        Assert.False(form.IsOwn);
        Assert.Equal(Enumerable.Range(1, 15).Select(place => (int?)place), form.Columns.Select(column => column.Place));
    }

    [Theory]
    [InlineData("ho-ten", "1", "Đồng chí", "Columns[0].Heading", "không nhận ra")]
    [InlineData("ghi-chu", "1", "Số CCCD", "Columns[0].Heading", "tên của cột khác")]
    [InlineData("ghi-chu", "0", "Ghi chú", "Columns[0].Place", "từ 1 đến 99")]
    [InlineData("ghi-chu", "hai", "Ghi chú", "Columns[0].Place", "từ 1 đến 99")]
    [InlineData("luong", "1", "Lương", "", "không dùng được")]
    public async Task What_could_not_be_loaded_again_or_ordered_is_refused_at_its_field(
        string code, string place, string heading, string field, string sentence)
    {
        var world = await database.NewWorldAsync();

        var set = await SetAsync(world, await world.ScopeAsync(Role.Board, world.District), new ChosenColumn(code, true, place, heading));

        Assert.Equal(field, set.FirstError.Code);
        Assert.Contains(sentence, set.FirstError.Description, StringComparison.Ordinal);
        Assert.Empty(await world.ProcessesAsync(ProcessType.RosterTemplateSet));
    }

    [Fact]
    public async Task Two_columns_of_one_name_are_refused()
    {
        var world = await database.NewWorldAsync();

        var set = await SetAsync(
            world, await world.ScopeAsync(Role.Board, world.District),
            new("facebook", true, "1", "Mạng"), new("zalo", true, "2", "MẠNG"));

        Assert.Equal("Columns[1].Heading", set.FirstError.Code);
    }

    [Theory]
    [InlineData(RosterFile.Workbook)]
    [InlineData(RosterFile.OfficialWorkbook)]
    public async Task Whatever_is_left_out_and_called_otherwise_the_list_can_be_loaded_again(RosterFile file)
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An", shape: m => m.Hold("Bí thư"));
        await world.MemberAsync(world.OtherBranch, "Lê Văn An");
        await world.MemberAsync(world.OtherBranch, "Tống Thị Bình");
        var board = await world.ScopeAsync(Role.Board, world.District);
        await SetAsync(
            world, board,
            new("zalo", true, "1", "Số Zalo"), new("ma-partynet", true, "2", "Mã ĐV"), new("ho-ten", true, "3", "Họ tên đảng viên"));

        var bytes = await world.ExportAsync(board, ExportWorld.Export(world.District, file) with
        {
            Heading = new TypedHeading(
                new RosterHeading { Organisation = "Đảng ủy", PreparedBy = "Nguyễn Văn Bút", SignerName = "Trần Văn Ký" }, "05/02/2026"),
        });
        var preview = await world.PlanBytesAsync(world.District, bytes);

        Assert.Empty(preview.Problems);
        Assert.Equal((0, 0, 3, 0), preview.Counts());
    }

    [Fact]
    public async Task The_change_is_in_audit_with_its_columns_and_without_the_names_of_who_signs()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        await SetAsync(world, board, new ChosenColumn("zalo", true, "1", null));

        var heading = new RosterHeading
        {
            Organisation = "Đảng ủy xã",
            Number = "Số 05-DS/ĐU",
            SignerName = "Trần Văn Ký",
            IsDraft = false,
        };
        var export = ExportWorld.Export(world.District, RosterFile.OfficialDocument) with
        {
            Heading = new TypedHeading(heading, "5/2/2026"),
        };
        await world.ExportAsync(board, export);
        await world.ExportAsync(board, export);

        Assert.Equal(2, (await world.ProcessesAsync(ProcessType.RosterTemplateSet)).Count);
        var changes = await database.SqlAsync(
            world,
            """
            select coalesce(c.difference::text, '') || coalesce(e.payload::text, '') from audit.processes p
            join audit.process_events e on e.process_id = p.id join audit.row_changes c on c.process_id = p.id
            where p.type = 306 and p.unit_path ^@ $1
            """);
        Assert.Equal(2, changes.Length);
        Assert.All(changes, change => Assert.Contains("zalo", change, StringComparison.Ordinal));
        Assert.DoesNotContain("Ký", string.Concat(changes), StringComparison.Ordinal);

        // Number and day are those of one document.
        var next = (await FormAsync(world, board)).Heading;
        Assert.Equal(heading with { Number = "", Day = new DateOnly(2026, 11, 23) }, next);
    }

    [Fact]
    public async Task A_heading_is_refused_at_its_fields_and_nothing_is_exported()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync();
        var heading = new RosterHeading { Organisation = " ", Title = "", Place = new string('a', 151) };

        var refused = await world.TryExportAsync(
            await world.ScopeAsync(Role.Board, world.District),
            ExportWorld.Export(world.District, RosterFile.OfficialDocument) with { Heading = new TypedHeading(heading, "31/02/2026") });

        Assert.Equal(
            ["Heading.Day", "Heading.Organisation", "Heading.Place", "Heading.Title"],
            refused.Errors.Select(error => error.Code).Order(StringComparer.Ordinal));
        Assert.Empty(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Empty(await world.ProcessesAsync(ProcessType.RosterTemplateSet));
    }

    [Fact]
    public async Task A_list_without_the_heading_block_needs_no_organisation_and_the_next_one_is_without_it_too()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var file = await world.ExportAsync(board, ExportWorld.Export(world.District, RosterFile.OfficialDocument) with
        {
            Heading = new TypedHeading(new RosterHeading { IsLeftOut = true, Title = "Phụ lục 1" }, ""),
        });

        using var document = WordprocessingDocument.Open(new MemoryStream(file), isEditable: false);
        Assert.Equal("PHỤ LỤC 1", document.MainDocumentPart!.Document!.Body!.Descendants<Paragraph>().First().InnerText);
        Assert.True((await FormAsync(world, board)).Heading.IsLeftOut);
    }

    [Fact]
    public async Task An_official_list_has_5000_members_at_most_and_a_longer_one_is_refused_before_anything_is_made()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        await world.WriteAsync(ProcessType.MembersImported, db =>
        {
            for (var i = 0; i < LongestOfficial; i++)
            {
                db.Members.Add(Member.Enrol(
                    Guid.CreateVersion7(), MemberCode.New(), world.Branch, $"Nguyễn Văn {i}", MemberKind.Full, WorkStatus.Retired));
            }
        });
        var export = ExportWorld.Export(world.District, RosterFile.OfficialDocument) with
        {
            Heading = new TypedHeading(new RosterHeading { Organisation = "Đảng ủy xã" }, ""),
        };

        var longest = await world.ExportAsync(board, export);
        await world.MemberAsync();
        var refused = await world.TryExportAsync(board, export with
        {
            Heading = new TypedHeading(new RosterHeading { Organisation = "Đảng ủy khác" }, ""),
        });

        using (var document = WordprocessingDocument.Open(new MemoryStream(longest), isEditable: false))
            Assert.True(document.MainDocumentPart!.Document!.Body!.Descendants<TableRow>().Count() > LongestOfficial);
        Assert.Equal(nameof(ExportRoster.Command.Format), refused.FirstError.Code);
        Assert.Contains("nhiều nhất 5.000 đảng viên", refused.FirstError.Description, StringComparison.Ordinal);
        Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Equal("Đảng ủy xã", (await FormAsync(world, board)).Heading.Organisation);
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task Only_who_exports_for_the_unit_reads_and_changes_its_columns()
    {
        var world = await database.NewWorldAsync();
        await SetAsync(world, await world.ScopeAsync(Role.Board, world.District), new ChosenColumn("zalo", true, "1", null));

        var secretary = await SetAsync(
            world, await world.ScopeAsync(Role.Secretary, world.Branch), new ChosenColumn("zalo", true, "1", null));
        Assert.Equal(ErrorType.NotFound, secretary.FirstError.Type);
        foreach (var (scope, seen) in new[]
        {
            (await world.ScopeAsync(Role.Board, world.District), 1), (await world.ScopeAsync(Role.Committee, world.Grassroots), 0),
        })
        {
            Assert.Equal(seen, await world.ReadAsync(scope, db => db.RosterTemplates.CountAsync(t => t.UnitId == world.District.Id)));
        }
    }

    private static Task<ErrorOr<Success>> SetAsync(World world, AccessScope scope, params ChosenColumn[] columns) =>
        world.RunAsync<SetRosterColumns, ErrorOr<Success>>(scope, use => use.HandleAsync(
            new SetRosterColumns.Command(world.District, columns, Guid.CreateVersion7()), TestContext.Current.CancellationToken));

    private static async Task<RosterTemplateForm> FormAsync(World world, AccessScope scope) =>
        (await world.RunAsync<GetRosterTemplate, ErrorOr<RosterTemplateForm>>(
            scope, use => use.HandleAsync(new GetRosterTemplate.Query(world.District), TestContext.Current.CancellationToken))).Value;
}
