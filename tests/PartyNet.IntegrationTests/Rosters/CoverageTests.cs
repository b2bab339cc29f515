using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Rosters;

public sealed class CoverageTests(TestDatabase database)
{
    [Fact]
    public async Task Each_unit_below_is_counted_by_state_with_those_not_asked_apart()
    {
        var world = await FilledAsync();

        var coverage = await CoverageAsync(world, await world.ScopeAsync(Role.Board, world.District), world.District);

        Assert.Equal([world.Grassroots.Code, world.OtherGrassroots.Code], coverage.Rows.Select(r => r.Code));
        Assert.Equal(
            new MemberCounts(NotDeclared: 1, Submitted: 1, Returned: 1, Confirmed: 2, Exempt: 1, Departed: 1),
            coverage.Rows[0].Counts
        );
        Assert.Equal(
            new MemberCounts(NotDeclared: 1, Submitted: 0, Returned: 0, Confirmed: 0, Exempt: 0, Departed: 1),
            coverage.Rows[1].Counts
        );
        Assert.Equal(new MemberCounts(NotDeclared: 2, Submitted: 1, Returned: 1, Confirmed: 2, Exempt: 1, Departed: 2), coverage.Total);
        Assert.Equal(6, coverage.Total.Active);
        Assert.Equal(TestDatabase.Morning, coverage.At);
    }

    [Fact]
    public async Task Drilling_down_adds_up_to_the_level_above_and_ends_at_the_branch_itself()
    {
        var world = await FilledAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var district = await CoverageAsync(world, board, world.District);
        var grassroots = await CoverageAsync(world, board, world.Grassroots);
        var branch = await CoverageAsync(world, board, world.Branch);

        Assert.Equal(district.Rows[0].Counts, grassroots.Total);
        Assert.Equal(grassroots.Rows[0].Counts, branch.Total);
        var itself = Assert.Single(branch.Rows);
        Assert.True(itself.IsItself);
        Assert.Equal(world.Branch.Code, itself.Code);
    }

    [Fact]
    public async Task A_unit_without_members_shows_zeros_and_a_branch_without_members_nothing()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        var district = await CoverageAsync(world, board, world.District);
        var branch = await CoverageAsync(world, board, world.Branch);

        Assert.Equal(2, district.Rows.Count);
        Assert.All(district.Rows, row => Assert.Equal(MemberCounts.None, row.Counts));
        Assert.Empty(branch.Rows);
        Assert.Equal(MemberCounts.None, branch.Total);
    }

    [Fact]
    public async Task Figures_equal_the_rosters_behind_them()
    {
        var world = await FilledAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        foreach (var row in (await CoverageAsync(world, board, world.District)).Rows)
        {
            Assert.Equal(row.Counts.Active, await CountAsync(new RosterFilter(Unit: row.Code)));
            Assert.Equal(row.Counts.Confirmed, await CountAsync(new RosterFilter(Unit: row.Code, State: "da-xac-nhan")));
            Assert.Equal(row.Counts.Submitted, await CountAsync(new RosterFilter(Unit: row.Code, State: "cho-xem-xet")));
            Assert.Equal(row.Counts.Returned, await CountAsync(new RosterFilter(Unit: row.Code, State: "da-tra-lai")));
            Assert.Equal(row.Counts.NotDeclared, await CountAsync(new RosterFilter(Unit: row.Code, State: "chua-ke-khai")));
            Assert.Equal(row.Counts.Exempt, await CountAsync(new RosterFilter(Unit: row.Code, Activity: "mien-sinh-hoat")));
            Assert.Equal(row.Counts.Departed, await CountAsync(new RosterFilter(Unit: row.Code, Activity: "khong-con")));
        }

        async Task<int> CountAsync(RosterFilter filter) => (await world.RosterAsync(board, filter)).Count;
    }

    [Fact]
    public async Task Coverage_is_for_boards_and_committees_within_their_unit()
    {
        var world = await database.NewWorldAsync();
        (AccessScope Scope, Unit Unit)[] refused =
        [
            (await world.ScopeAsync(Role.Secretary, world.Branch), world.Branch),
            (await world.ScopeAsync(Role.Committee, world.Grassroots), world.District),
            (await world.ScopeAsync(Role.Board, world.Grassroots), world.OtherGrassroots),
        ];
        foreach (var (scope, unit) in refused)
            Assert.Equal(ErrorType.NotFound, (await AskAsync(world, scope, unit)).FirstError.Type);

        Assert.False((await AskAsync(world, await world.ScopeAsync(Role.Committee, world.Grassroots), world.Branch)).IsError);
    }

    private async Task<World> FilledAsync()
    {
        var world = await database.NewWorldAsync();
        await world.DeclareAsync(await world.MemberAsync(world.Branch), DeclarationState.Confirmed);
        await world.DeclareAsync(await world.MemberAsync(world.SecondBranch), DeclarationState.Confirmed);
        await world.DeclareAsync(await world.MemberAsync(world.Branch), DeclarationState.Submitted);
        await world.DeclareAsync(await world.MemberAsync(world.SecondBranch), DeclarationState.Returned);
        await world.MemberAsync(world.Branch);
        await world.MemberAsync(world.Branch, shape: m => m.ChangeStatus(ActivityStatus.Exempt));
        await world.MemberAsync(world.Branch, shape: m => m.ChangeStatus(ActivityStatus.TransferredOut));
        await world.MemberAsync(world.OtherBranch);
        await world.MemberAsync(world.OtherBranch, shape: m => m.ChangeStatus(ActivityStatus.Left));
        return world;
    }

    private static async Task<Coverage> CoverageAsync(World world, AccessScope scope, Unit unit)
    {
        var coverage = await AskAsync(world, scope, unit);
        Assert.False(coverage.IsError);
        return coverage.Value;
    }

    private static Task<ErrorOr<Coverage>> AskAsync(World world, AccessScope scope, Unit unit) =>
        world.RunAsync<GetCoverage, ErrorOr<Coverage>>(
            scope,
            use => use.HandleAsync(new GetCoverage.Query(unit), TestContext.Current.CancellationToken)
        );
}
