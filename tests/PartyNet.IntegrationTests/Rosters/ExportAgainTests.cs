using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

/// <summary>The same form sent again, and exports one after another.</summary>
public sealed class ExportAgainTests(TestDatabase database)
{
    [Fact]
    public async Task The_same_form_sent_twice_is_one_export_sent_twice()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");
        var board = await world.ScopeAsync(Role.Board, world.District);
        var form = ExportWorld.Export(world.District, key: Guid.CreateVersion7());

        var first = await world.ExportAsync(board, form);
        await world.MemberAsync(name: "Lê Văn Bình");
        var second = await world.ExportAsync(board, form);

        Assert.Equal(first, second);
        var export = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Equal(["Lê Văn An"], await database.SubjectNamesAsync(world, export.Id));
        Assert.Equal(2, (await world.ProcessesAsync(ProcessType.RosterDelivered)).Count);
    }

    [Fact]
    public async Task A_page_that_stays_open_asks_for_another_export_when_its_form_asks_for_something_else()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        var form = ExportWorld.Export(world.District, key: Guid.CreateVersion7());

        await world.ExportAsync(board, form);
        await world.ExportAsync(board, form with { Filter = new RosterFilter(State: "da-xac-nhan") });
        await world.ExportAsync(board, form with { Format = RosterFile.Workbook });
        await world.ExportAsync(board, form with { Purpose = "Một mục đích khác" });

        Assert.Equal(4, (await world.ProcessesAsync(ProcessType.RosterExported)).Count);
    }

    [Fact]
    public async Task A_form_sent_again_after_its_time_is_another_export()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        await world.MemberAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        var form = ExportWorld.Export(world.District, key: Guid.CreateVersion7());
        await world.ExportAsync(board, form);

        clock.Advance(ICommittedProcess.Lifetime);
        await world.ExportAsync(board, form);

        Assert.Equal(2, (await world.ProcessesAsync(ProcessType.RosterExported)).Count);
    }

    [Fact]
    public async Task The_sixth_export_within_an_hour_is_refused_until_the_first_is_an_hour_old()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        await world.MemberAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);
        for (var i = 0; i < 5; i++)
        {
            await world.ExportAsync(board, ExportWorld.Export(world.District));
            clock.Advance(TimeSpan.FromMinutes(1));
        }

        var refused = await world.TryExportAsync(board, ExportWorld.Export(world.District));
        Assert.Equal(TestDatabase.Morning.AddHours(1), refused.FirstError.FreeFrom());
        Assert.Contains("09:00 ngày 23/11/2026", refused.FirstError.Description, StringComparison.Ordinal);
        Assert.Equal(5, (await world.ProcessesAsync(ProcessType.RosterExported)).Count);
        // Somebody else's exports are counted apart.
        await world.ExportAsync(await world.ScopeAsync(Role.Board, world.District), ExportWorld.Export(world.District));

        clock.Advance(TimeSpan.FromMinutes(55));
        await world.ExportAsync(board, ExportWorld.Export(world.District));
        Assert.True((await world.TryExportAsync(board, ExportWorld.Export(world.District))).IsError);
    }

    [Fact]
    public async Task Eight_exports_at_once_do_not_slip_past_the_limit()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => world.TryExportAsync(board, ExportWorld.Export(world.District))));

        Assert.Equal(5, files.Count(f => !f.IsError));
        Assert.Equal(5, (await world.ProcessesAsync(ProcessType.RosterExported)).Count);
    }

    [Fact]
    public async Task The_command_line_exports_without_a_form_and_is_named_as_such()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(name: "Lê Văn An");

        var rows = ExportWorld.CsvRows(
            await world.ExportAsync(AccessScope.Operator(world.District.Path), ExportWorld.Export(world.District))
        );

        Assert.Equal("Lê Văn An", rows[1][1]);
        Assert.StartsWith("Người xuất: người vận hành máy chủ", string.Join(',', rows[3]).Trim('"'), StringComparison.Ordinal);
        var process = Assert.Single(await world.ProcessesAsync(ProcessType.RosterExported));
        Assert.Null(process.ActorId);
    }
}
