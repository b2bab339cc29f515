using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
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

        Assert.Equal((2, submitted), (home.WaitingInAll, home.OldestSubmittedAt));
        Assert.Equal(
            [("Trần Thị Bình", submitted), ("Trần Thị Cúc", world.Clock.GetUtcNow())],
            home.Waiting.Select(m => (m.FullName, m.PendingSince!.Value)));
        Assert.Equal((2, 3, 1), (home.Counts.Declared, home.Counts.Active, home.Counts.Apart));
        Assert.Equal(["Nguyễn Văn Thư", "Miễn Một"], home.Others.Rows.Select(m => m.FullName));
    }

    [Fact]
    public async Task What_comes_next_is_said_of_each_member_in_the_order_of_the_work_that_is_left()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitInEveryStateAsync(world);

        var home = (await HomeAsync(world, world.Secretary, world.Branch)).Value;

        Assert.Equal(
            [
                ("Đang Chờ", NextStep.Review), ("Chờ Rồi Miễn", NextStep.Review), ("Nộp Lại", NextStep.Review),
                ("Nguyễn Văn Thư", NextStep.AwaitOthers), ("Bị Trả Lại", NextStep.RemindToMend), ("Vào Được", NextStep.RemindToDeclare),
                ("Cầm Phiếu", NextStep.HandOverSlip), ("Chưa Có Phiếu", NextStep.PrintSlip), ("Đã Xác Nhận", NextStep.None),
                ("Miễn Một", NextStep.None), ("Chuyển Hai", NextStep.None),
            ],
            home.Waiting.Concat(home.Others.Rows).Select(m => (m.FullName, m.Next)));
        Assert.Equal((1, 1), (home.WaitingApart, home.WaitingElsewhere));
    }

    /// <summary>Card of the start page, home, list and queue; at the branch and above it, by the secretary, a deputy and a board.</summary>
    [Fact]
    public async Task Card_home_list_and_queue_tell_the_same_numbers()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitInEveryStateAsync(world);
        await world.SubmitAsync(await world.AddMemberAsync(world.Neighbour, "Láng Giềng"));
        var deputy = await world.AddMemberAsync(world.Branch, "Phó Một");
        await world.SubmitAsync(deputy);
        var deputys = await world.AddUserAsync(deputy, (Role.Deputy, world.Branch));

        foreach (var (caller, unit, waiting) in new[]
        {
            (world.Secretary, world.Branch, 4), (deputys, world.Branch, 3), (world.CommitteeReviewer, world.Committee, 1),
            (world.CommitteeReviewer, world.Branch, 4), (world.Board, world.District, 1), (world.Board, world.Branch, 4),
        })
        {
            var home = (await HomeAsync(world, caller, unit)).Value;
            var everybody = home.Waiting.Concat(home.Others.Rows).ToList();
            Assert.Equal(waiting, home.WaitingInAll);
            Assert.Equal(waiting, home.Waiting.Count);
            Assert.Equal(waiting, everybody.Count(m => m.Next == NextStep.Review));
            Assert.Equal(waiting, (await world.QueueAsync(caller, unit)).Value.AtThisLevel);
            Assert.Equal(home.Counts.OnRoll, everybody.Select(m => m.MemberId).Distinct().Count());
            Assert.Equal(everybody.Count, home.Counts.OnRoll);
            Assert.Equal(
                home.Counts.Submitted,
                home.WaitingElsewhere + home.WaitingInAll - home.WaitingApart);
            foreach (var filter in Enum.GetValues<MemberFilter>())
            {
                var list = await world.AsAsync(caller, s => s.GetRequiredService<ListBranchMembers>().HandleAsync(
                    new ListBranchMembers.Query(unit, Filter: filter), TestContext.Current.CancellationToken));
                Assert.Equal(list.Value.Found, list.Value.Page.Rows.Count);
                Assert.Equal(home.Counts.Of(filter), list.Value.Found);
                // The same lines, whether the member is found in the list or on the home.
                Assert.Equal(
                    list.Value.Page.Rows.OrderBy(m => m.Code), everybody.Where(m => IsIn(filter, m.Standing)).OrderBy(m => m.Code));
            }
        }

        var card = Assert.Single(await TasksAsync(world, world.Secretary));
        Assert.Equal(4, card.Waiting);
        Assert.Equal((await HomeAsync(world, world.Secretary, world.Branch)).Value.Counts, card.Counts);
    }

    [Fact]
    public async Task A_branch_of_hundreds_is_walked_to_its_end_and_back_and_nobody_is_skipped_or_shown_twice()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await SubmitInEveryStateAsync(world);
        for (var i = 0; i < 40; i++)
            await world.AddMemberAsync(world.Branch, "Trần Văn An");

        var pages = new List<Page<BranchMemberRow>> { (await HomeAsync(world, world.Secretary, world.Branch)).Value.Others };
        while (pages[^1].After is { } after)
        {
            var next = (await HomeAsync(world, world.Secretary, world.Branch, new PageCursor(After: after))).Value;
            Assert.Empty(next.Waiting);
            pages.Add(next.Others);
        }

        Assert.Equal([25, 23], pages.Select(page => page.Rows.Count));
        Assert.Equal(48, pages.SelectMany(page => page.Rows).Select(m => m.Code).Distinct().Count());
        Assert.Equal(NextStep.AwaitOthers, pages[0].Rows[0].Next);
        Assert.Equal("Chuyển Hai", pages[^1].Rows[^1].FullName);
        var back = await HomeAsync(world, world.Secretary, world.Branch, new PageCursor(Before: pages[1].Before));
        Assert.Equal(pages[0].Rows, back.Value.Others.Rows);
        Assert.Null(back.Value.Others.Before);
        Assert.Equal(3, back.Value.Waiting.Count);
        // A cursor that leads nowhere is the first page and tells nothing.
        foreach (var cursor in new[] { "2.D999999999", "9.x", "2.", "' or ''='" })
            Assert.Equal(
                pages[0].Rows,
                (await HomeAsync(world, world.Secretary, world.Branch, new PageCursor(After: cursor))).Value.Others.Rows);
    }

    /// <summary>Whoever is somewhere in the work of a branch; the secretary's own declaration waits, too.</summary>
    private static async Task SubmitInEveryStateAsync(ReviewWorld world)
    {
        await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Đang Chờ"));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var excused = await world.AddMemberAsync(world.Branch, "Chờ Rồi Miễn");
        await world.SubmitAsync(excused);
        await world.ExcuseAsync(await world.FindAsync(excused));
        await world.SubmitAsync(await world.FindMemberAsync(world.Secretary.MemberId!.Value));
        await world.ConfirmAsync(
            world.Secretary, world.Branch, await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Đã Xác Nhận")));
        await world.ReturnAsync(
            world.Secretary, world.Branch, await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Bị Trả Lại")));
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        // The version before is withdrawn, and this one waits in its place.
        var again = await world.AddMemberAsync(world.Branch, "Nộp Lại");
        await world.SubmitAsync(again);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.SubmitAsync(again);
        await world.AddMemberAsync(world.Branch, "Chưa Có Phiếu");
        await world.PrintSlipAsync(await world.AddMemberAsync(world.Branch, "Cầm Phiếu"));
        await world.WithPasswordAsync(await world.AddMemberAsync(world.Branch, "Vào Được"));
        await world.AddMemberAsync(world.Branch, "Miễn Một", status: ActivityStatus.Exempt);
        await world.AddMemberAsync(world.Branch, "Chuyển Hai", status: ActivityStatus.TransferredOut);
    }

    private static bool IsIn(MemberFilter filter, Standing standing) => filter == MemberFilter.Apart
        ? standing is Standing.Exempt or Standing.Departed
        : standing == (Standing)filter;

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

    private static Task<ErrorOr<BranchHome>> HomeAsync(ReviewWorld world, Caller caller, Unit unit, PageCursor? cursor = null) =>
        world.AsAsync(
            caller,
            s => s.GetRequiredService<GetBranchHome>()
                .HandleAsync(new GetBranchHome.Query(unit, cursor), TestContext.Current.CancellationToken));

    private static Task<IReadOnlyList<ReviewTask>> TasksAsync(ReviewWorld world, Caller caller) =>
        world.AsAsync(caller, s => s.GetRequiredService<GetReviewTasks>().HandleAsync(TestContext.Current.CancellationToken));
}
