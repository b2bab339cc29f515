using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>A list is its office's alone, and stays so when the office moves within the tree.</summary>
[Trait("Security", "Z10")]
public sealed class LoadWallTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Neighbours_and_branches_below_read_decide_load_and_undo_nothing_of_it()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, office) = (site.World, site.World.Grassroots);
        var committee = await world.ScopeAsync(Role.Committee, office);
        var file = LoadWorld.Members(
            Row("Lê Văn An", citizen: "001060000001", born: "1960", branch: world.Branch.Code),
            Row("Lê Văn Sai", citizen: "001060000002", born: "31/02/1960", branch: world.Branch.Code));
        var waiting = await site.PlannedAsync(committee, office, file);
        var loaded = await site.PlannedAsync(committee, office, file);
        await site.CommittedAsync(committee, office, loaded, goodRowsOnly: true);
        (AccessScope Caller, Unit Own)[] strangers =
        [
            (await world.ScopeAsync(Role.Committee, world.OtherGrassroots), world.OtherGrassroots),
            (await world.ScopeAsync(Role.Secretary, world.Branch), world.Branch),
            (await world.ScopeAsync(Role.Deputy, world.SecondBranch), world.SecondBranch),
        ];

        foreach (var (caller, own) in strangers)
        {
            foreach (var unit in new[] { office, own })
            {
                foreach (var load in new[] { waiting, loaded })
                    Assert.All(await AnswersAsync(world, caller, unit, load), answer => Assert.Equal(ErrorType.NotFound, answer));
            }
        }

        Assert.Equal(["Lê Văn An"], await site.MembersAsync());
        Assert.Equal(LoadState.Planned, (await world.LoadAsync(committee, office, waiting)).State);
        Assert.Equal(LoadState.Committed, (await world.LoadAsync(committee, office, loaded)).State);
        var (stranger, _) = strangers[0];
        Assert.Equal(
            (0, 0, 0), await world.ReadAsync(stranger, async db => (
                await db.ListLoads.CountAsync(Stop), await db.ImportPlans.CountAsync(Stop), await db.ImportPlanRows.CountAsync(Stop))));
    }

    [Fact]
    public async Task An_office_that_moves_takes_its_lists_along_loads_those_that_wait_and_undoes_those_that_are_loaded()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, office) = (site.World, site.World.Grassroots);
        var user = await world.UserAsync(null, (Role.Committee, office));
        var committee = await world.ScopeOfAsync(user);
        var loaded = await site.PlannedAsync(
            committee, office, LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "1960", branch: world.Branch.Code)));
        await site.CommittedAsync(committee, office, loaded);
        var waiting = await site.PlannedAsync(
            committee, office, LoadWorld.Members(Row("Lê Văn Ba", citizen: "001060000002", born: "1961", branch: world.Branch.Code)));

        await MoveAsync(world, office, world.OtherGrassroots);
        office = await world.ReadAsync(world.Everything, db => db.Units.SingleAsync(u => u.Id == office.Id, Stop));
        committee = await world.ScopeOfAsync(user);
        var neighbour = await world.ScopeAsync(Role.Committee, world.OtherGrassroots);

        Assert.Equal("Lê Văn An", Assert.Single((await site.PlanOfAsync(committee, office, loaded)).Rows).Row.Subject);
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(committee, office, waiting)).State);
        Assert.Equal(["Lê Văn An", "Lê Văn Ba"], await site.MembersAsync());
        // Whoever is above the office now answers for it.
        LoadSite.Done(await site.UndoAsync(neighbour, office, loaded));
        await site.Worker.WorkAsync(Stop);
        Assert.Equal(LoadState.Undone, (await world.LoadAsync(committee, office, loaded)).State);
        Assert.Equal(["Lê Văn Ba"], await site.MembersAsync());
    }

    [Fact]
    public async Task A_unit_that_a_list_made_and_that_has_a_list_of_its_own_by_now_stays_and_the_office_reads_why()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, district) = (site.World, site.World.District);
        var board = await world.ScopeAsync(Role.Board, district);
        var units = await site.PlannedAsync(
            board, district,
            LoadWorld.Csv(
                "Mã,Tên,Loại,Mã cấp trên", $"MOI-1,Chi bộ Mới,Chi bộ,{world.Grassroots.Code}",
                $"MOI-2,Chi bộ Hai,Chi bộ,{world.Grassroots.Code}"),
            ImportKind.Units);
        await site.CommittedAsync(board, district, units);
        var made = await world.ReadAsync(board, db => db.Units.SingleAsync(u => u.Code == "MOI-1", Stop));
        var own = await site.PlannedAsync(board, made, LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "1960")));

        LoadSite.Done(await site.UndoAsync(board, district, units));
        await site.Worker.WorkAsync(Stop);

        Assert.Equal(LoadState.Undone, (await world.LoadAsync(board, district, units)).State);
        var kept = await world.RunAsync<GetKeptRows, ErrorOr<KeptRowsView>>(
            board, use => use.HandleAsync(new(district, units), Stop));
        var row = Assert.Single(kept.Value.Rows);
        Assert.Equal(("Chi bộ Mới", "Tổ chức này đã nhập danh sách, nên giữ lại."), (row.Subject, row.Reason));
        Assert.Equal(["MOI-1"], await site.SqlAsync("select code from registry.units where code like 'MOI%'"));
        Assert.Equal(LoadState.Committed, (await site.CommittedAsync(board, made, own)).State);
    }

    /// <summary>What each act on the load is refused with; null where one is not.</summary>
    private static async Task<List<ErrorType?>> AnswersAsync(World world, AccessScope caller, Unit unit, Guid load)
    {
        var answers = new List<ErrorType?>();
        async Task AskAsync<TUseCase, TAnswer>(Func<TUseCase, Task<ErrorOr<TAnswer>>> ask)
            where TUseCase : notnull
        {
            var answer = await world.RunAsync<TUseCase, ErrorOr<TAnswer>>(caller with { IsFresh = true }, ask);
            answers.Add(answer.IsError ? answer.FirstError.Type : null);
        }

        await AskAsync<GetLoad, LoadView>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<GetReading, ReadingView>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<GetLoadPlan, LoadPlanView>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<GetAbsentMembers, Page<AbsentMember>>(use => use.HandleAsync(new(unit, load, PageCursor.First), Stop));
        await AskAsync<GetErrorWorkbook, ErrorWorkbook>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<GetKeptRows, KeptRowsView>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<ReadLoad, Success>(use => use.HandleAsync(new(unit, load, ListReading.Automatic), Stop));
        await AskAsync<PlanLoad, Success>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<DecideRows, Success>(
            use => use.HandleAsync(new(unit, load, new Dictionary<int, RowDecision?> { [2] = new(RowChoice.Skip) }), Stop));
        await AskAsync<CommitLoad, Success>(use => use.HandleAsync(new(unit, load, true), Stop));
        await AskAsync<GiveUpLoad, Success>(use => use.HandleAsync(new(unit, load, Guid.CreateVersion7()), Stop));
        await AskAsync<UndoLoad, Success>(use => use.HandleAsync(new(unit, load), Stop));
        await AskAsync<GiveUpLoad, Success>(use => use.HandleAsync(new(unit, load, Guid.CreateVersion7()), Stop));
        return answers;
    }

    private static Task MoveAsync(World world, Unit unit, Unit above) =>
        world.RunAsync<IServiceProvider, bool>(world.Everything, async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(ProcessType.UnitsImported, world.District), Stop);
            await services.GetRequiredService<IRegistryRows>().MoveAsync(unit.Id, above.Id, Stop);
            await process.CommitAsync(Stop);
            return true;
        });
}
