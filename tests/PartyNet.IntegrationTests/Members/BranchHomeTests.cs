using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Declarations;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

public sealed class BranchHomeTests(TestDatabase database)
{
    [Fact]
    public async Task A_branch_home_tells_what_waits_since_when_and_who_is_missing()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var submitted = world.Clock.GetUtcNow();
        await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"));
        world.Clock.Advance(TimeSpan.FromDays(4));
        await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Cúc"));
        await world.AddMemberAsync(world.Branch, "Miễn Một", status: ActivityStatus.Exempt);

        var home = (await HomeAsync(world, world.Secretary, world.Branch)).Value;

        Assert.Equal((2, submitted), (home.Waiting, home.OldestSubmittedAt));
        Assert.Equal((2, 3, 1), (home.Counts.Declared, home.Counts.Active, home.Counts.Apart));
        Assert.Equal("Nguyễn Văn Thư", Assert.Single(home.Missing).FullName);
    }

    [Fact]
    public async Task Many_missing_members_are_counted_and_only_the_first_are_named()
    {
        var world = await ReviewWorld.CreateAsync(database);
        for (var i = 0; i < GetBranchHome.MostMissing + 2; i++)
            await world.AddMemberAsync(world.Branch, "Trần Văn An");

        var home = (await HomeAsync(world, world.Secretary, world.Branch)).Value;

        Assert.Equal((GetBranchHome.MostMissing, GetBranchHome.MostMissing + 3), (home.Missing.Count, home.Counts.NotDeclared));
        Assert.Equal((0, null), (home.Waiting, home.OldestSubmittedAt));
    }

    [Fact]
    public async Task Units_out_of_reach_have_no_home()
    {
        var world = await ReviewWorld.CreateAsync(database);
        Assert.Equal(ErrorType.NotFound, (await HomeAsync(world, world.Secretary, world.Neighbour)).Refusal());
        Assert.Equal(ErrorType.NotFound, (await HomeAsync(world, world.CommitteeReviewer, world.District)).Refusal());
    }

    [Fact]
    public async Task The_start_page_lists_what_waits_at_each_unit_where_the_caller_reviews()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Trần Thị Bình"));
        var both = new Caller(world.Secretary.Scope with { Grants = [.. world.Secretary.Grants, .. world.FarSecretary.Grants] });

        var tasks = await TasksAsync(world, both);
        Assert.Equal([("Chi bộ Khu 14", 1), ("Chi bộ Trường học", 0)], tasks.Select(t => (t.UnitName, t.Waiting)));
        Assert.Equal((1, 2), (tasks[0].Counts!.Declared, tasks[0].Counts!.Active));

        // Nothing of the branch waits for the committee: its own secretaries have handed in nothing.
        var committee = Assert.Single(await TasksAsync(world, world.CommitteeReviewer));
        Assert.Equal((0, null), (committee.Waiting, committee.Counts));
        Assert.Empty(await TasksAsync(world, await world.AddUserAsync(await world.AddMemberAsync(world.Branch, "Hồ Văn Thường"))));
        Assert.Empty(
            await TasksAsync(world, new Caller(world.Secretary.Scope with { Grants = [new GrantedUnit(Role.Administrator, null, null)] }))
        );
    }

    private static Task<ErrorOr<BranchHome>> HomeAsync(ReviewWorld world, Caller caller, Unit unit) =>
        world.AsAsync(
            caller,
            s => s.GetRequiredService<GetBranchHome>().HandleAsync(new GetBranchHome.Query(unit), TestContext.Current.CancellationToken)
        );

    private static Task<IReadOnlyList<ReviewTask>> TasksAsync(ReviewWorld world, Caller caller) =>
        world.AsAsync(caller, s => s.GetRequiredService<GetReviewTasks>().HandleAsync(TestContext.Current.CancellationToken));
}
