using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>Lists that wait are given up, and plans of which another has taken the place are forgotten.</summary>
public sealed class GiveUpTests(TestDatabase databases)
{
    private const string Kept = """
        select (select count(*) from import.loads), (select count(*) from import.load_parts), (select count(*) from import.decisions),
            (select count(*) from import.plan_rows)
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static byte[] TwoMembers =>
        LoadWorld.Members(Row("Lê Văn An", citizen: "001060000001", born: "1960"), Row("Lê Văn Ba", citizen: "001061000002", born: "1961"));

    [Fact]
    public async Task A_list_that_waits_is_given_up_with_its_file_its_decisions_and_its_rows()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);
        await site.SqlAsync($"insert into import.decisions (load_id, row, choice) values ('{load}', 2, 3) returning 1");
        Assert.Equal(["1|1|1|2"], await site.SqlAsync(Kept));
        var form = Guid.CreateVersion7();

        var givenUp = await GiveUpAsync(world, secretary, branch, load, form);
        var again = await GiveUpAsync(world, secretary, branch, load, form);

        Assert.All([givenUp, again], answer => Assert.False(answer.IsError));
        Assert.Equal(["0|0|0|0"], await site.SqlAsync(Kept));
        Assert.Equal(
            [$"{secretary.UserId}|{branch.Id}|{load}"],
            await site.SqlAsync($"""
                select p.actor_id, p.unit_id, e.payload ->> 'loadId' from audit.processes p
                join audit.process_events e on e.process_id = p.id where p.type = {(short)ProcessType.ListGivenUp}
                """));
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task Nobody_gives_up_what_is_under_way_or_loaded_nor_the_list_of_a_neighbour()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var neighbour = await world.ScopeAsync(Role.Secretary, world.SecondBranch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);

        Assert.Equal(ErrorType.NotFound, (await GiveUpAsync(world, neighbour, branch, load)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await GiveUpAsync(world, neighbour, world.SecondBranch, load)).FirstError.Type);
        LoadSite.Done(await site.CommitAsync(secretary, branch, load));
        Assert.Equal(ErrorType.Conflict, (await GiveUpAsync(world, secretary, branch, load)).FirstError.Type);
        await site.Worker.WorkAsync(Stop);
        Assert.Equal(ErrorType.Conflict, (await GiveUpAsync(world, secretary, branch, load)).FirstError.Type);

        Assert.Equal(LoadState.Committed, (await world.LoadAsync(secretary, branch, load)).State);
        Assert.Equal(["1|1|0|2"], await site.SqlAsync(Kept));
    }

    [Fact]
    public async Task Of_twenty_lists_that_wait_one_is_given_up_and_another_is_taken()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var loads = new List<Guid>();
        for (var i = 0; i < 20; i++)
            loads.Add(await world.StartedAsync(secretary, branch, TwoMembers));
        Assert.True((await world.StartAsync(secretary, branch, TwoMembers)).IsError);

        LoadSite.Done(await GiveUpAsync(world, secretary, branch, loads[7]));

        Assert.False((await world.StartAsync(secretary, branch, TwoMembers)).IsError);
    }

    [Fact]
    public async Task The_rows_of_a_plan_go_when_another_stands_in_its_place_whoever_makes_it()
    {
        await using var site = await LoadSite.OpenAsync(databases);
        var (world, branch) = (site.World, site.World.Branch);
        var secretary = await world.ScopeAsync(Role.Secretary, branch);
        var load = await site.PlannedAsync(secretary, branch, TwoMembers);

        LoadSite.Done(await site.PlanAsync(secretary, branch, load));
        var byThePage = await PlansWithRowsAsync(site);
        await world.ImportAsync(branch, Row("Lê Văn An", citizen: "001060000001", born: "1960"));
        await site.SqlAsync("delete from import.plan_rows r using import.plans p where p.id = r.plan_id and p.committed_at is not null");
        await site.CommittedAsync(secretary, branch, load);
        var byTheWorker = await PlansWithRowsAsync(site);
        var inForce = (await world.LoadAsync(secretary, branch, load)).Plan!.Id;
        LoadSite.Done(await world.ReadAsync(secretary, branch, load, ListReading.Automatic with { HeaderRow = 1 }));

        Assert.Single(byThePage);
        Assert.Equal([$"{inForce}"], byTheWorker);
        Assert.NotEqual(byThePage, byTheWorker);
        Assert.Empty(await PlansWithRowsAsync(site));
    }

    private static Task<string[]> PlansWithRowsAsync(LoadSite site) => site.SqlAsync("select distinct plan_id from import.plan_rows");

    private static Task<ErrorOr<Success>> GiveUpAsync(World world, AccessScope caller, Unit unit, Guid load, Guid? form = null) =>
        world.RunAsync<GiveUpLoad, ErrorOr<Success>>(
            caller, use => use.HandleAsync(new(unit, load, form ?? Guid.CreateVersion7()), Stop));
}
