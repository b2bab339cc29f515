using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application;
using PartyNet.Application.Audit;
using PartyNet.Application.Members;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Declarations;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

public sealed class BranchMembersTests(TestDatabase database)
{
    [Fact]
    public async Task The_list_is_in_roster_order_and_holds_the_unit_only()
    {
        var world = await ReviewWorld.CreateAsync(database);
        foreach (var name in new[] { "Trần Thị Đào", "Trần Văn Anh", "Lê Thị Ánh", "Nguyễn Văn Dũng" })
            await world.AddMemberAsync(world.Branch, name);
        await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng");

        var list = (await ListAsync(world, world.Secretary, world.Branch)).Value;

        Assert.Equal(
            ["Trần Văn Anh", "Lê Thị Ánh", "Nguyễn Văn Dũng", "Trần Thị Đào", "Nguyễn Văn Thư"],
            list.Page.Rows.Select(r => r.FullName)
        );
        Assert.True(list.IsBranch);
        Assert.Equal((5, 5), (list.Found, list.Counts.OnRoll));

        var above = (await ListAsync(world, world.CommitteeReviewer, world.Committee)).Value;
        Assert.False(above.IsBranch);
        Assert.Equal("Chi bộ Khu 15", above.Page.Rows.Single(r => r.FullName == "Lê Văn Láng").UnitName);
        Assert.DoesNotContain(above.Page.Rows, r => r.FullName == "Phạm Văn Xa");
    }

    [Fact]
    public async Task Units_out_of_reach_have_no_list()
    {
        var world = await ReviewWorld.CreateAsync(database);
        foreach (var unit in new[] { world.Neighbour, world.Committee, world.FarBranch, world.District })
            Assert.Equal(ErrorType.NotFound, (await ListAsync(world, world.Secretary, unit)).Refusal());
        var member = await world.AddUserAsync(await world.AddMemberAsync(world.Branch, "Hồ Văn Thường"));
        Assert.Equal(ErrorType.NotFound, (await ListAsync(world, member, world.Branch)).Refusal());
    }

    [Theory]
    [InlineData("nguyen van dung")]
    [InlineData("DŨNG nguyễn")]
    [InlineData("Nguye\u0302\u0303n  Du\u0303")]
    [InlineData("ung")]
    public async Task A_name_is_found_without_accents_in_any_case_and_order(string typed)
    {
        var world = await ReviewWorld.CreateAsync(database);
        await world.AddMemberAsync(world.Branch, "Nguyễn Văn Dũng");
        await world.AddMemberAsync(world.Branch, "Trần Thị Đào");

        Assert.Equal(
            "Nguyễn Văn Dũng",
            Assert.Single((await ListAsync(world, world.Secretary, world.Branch, typed)).Value.Page.Rows).FullName
        );
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("' or 1=1 --")]
    [InlineData("\0\ud800\u202e")]
    [InlineData("khong co ai")]
    public async Task What_matches_nobody_finds_nobody(string typed)
    {
        var world = await ReviewWorld.CreateAsync(database);
        var list = (await ListAsync(world, world.Secretary, world.Branch, typed)).Value;
        Assert.Empty(list.Page.Rows);
        Assert.Equal(0, list.Found);
        Assert.Equal(1, list.Counts.OnRoll);
    }

    [Fact]
    public async Task A_search_is_recorded_without_its_text_and_a_look_at_the_list_is_not()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await world.AddMemberAsync(world.Branch, "Trần Thị Đào");

        await ListAsync(world, world.Secretary, world.Branch);
        await ListAsync(world, world.Secretary, world.Branch, "   ");
        Assert.Empty(await world.EventsOfAsync<MembersSearched>(world.Secretary));

        await ListAsync(world, world.Secretary, world.Branch, "đào");
        var recorded = Assert.Single(await world.EventsOfAsync<MembersSearched>(world.Secretary));
        Assert.Contains("\"found\": 1", recorded, StringComparison.Ordinal);
        Assert.DoesNotContain("đào", recorded, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("dao", recorded, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Thirty_searches_a_minute_are_enough_for_anybody_and_looking_is_free()
    {
        var world = await ReviewWorld.CreateAsync(database);
        for (var i = 0; i < UsageLimit.Searches.Most; i++)
            Assert.Null((await ListAsync(world, world.Secretary, world.Branch, "thu")).Refusal());

        var refused = await ListAsync(world, world.Secretary, world.Branch, "thu");

        Assert.NotNull(refused.FirstError.FreeFrom());
        Assert.Null((await ListAsync(world, world.Secretary, world.Branch)).Refusal());
        Assert.Null((await ListAsync(world, world.NeighbourSecretary, world.Neighbour, "thu")).Refusal());
        world.Clock.Advance(UsageLimit.Searches.Within);
        Assert.Null((await ListAsync(world, world.Secretary, world.Branch, "thu")).Refusal());
    }

    [Fact]
    public async Task Searches_at_once_do_not_slip_through_the_limit_and_what_was_refused_is_not_recorded()
    {
        const int tooMany = 6;
        var world = await ReviewWorld.CreateAsync(database);

        var answers = await Task.WhenAll(Enumerable
            .Range(0, UsageLimit.Searches.Most + tooMany)
            .Select(_ => ListAsync(world, world.Secretary, world.Branch, "thu")));

        Assert.Equal(tooMany, answers.Count(answer => answer.IsError));
        Assert.All(
            answers.Where(answer => answer.IsError),
            answer => Assert.Equal(TestDatabase.Morning + UsageLimit.Searches.Within, answer.FirstError.FreeFrom()));
        Assert.Equal(UsageLimit.Searches.Most, (await world.EventsOfAsync<MembersSearched>(world.Secretary)).Count);
    }

    [Fact]
    public async Task A_search_finds_nobody_outside_the_reach_however_wide_the_range_of_paths_is()
    {
        var world = await ReviewWorld.CreateAsync(database);
        await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng");
        var two = new Caller(world.Secretary.Scope with { Grants = [.. world.Secretary.Grants, .. world.FarSecretary.Grants] });

        Assert.Empty((await ListAsync(world, two, world.Branch, "lang")).Value.Page.Rows);
        Assert.Single((await ListAsync(world, two, world.FarBranch)).Value.Page.Rows);
    }

    [Fact]
    public async Task Filters_by_state_count_active_members_only_and_show_the_others_apart()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var confirmed = await world.AddMemberAsync(world.Branch, "Đã Xác Nhận");
        await world.ConfirmAsync(world.Secretary, world.Branch, await world.SubmitAsync(confirmed));
        await world.ReturnAsync(
            world.Secretary,
            world.Branch,
            await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Bị Trả Lại"))
        );
        await world.SubmitAsync(await world.AddMemberAsync(world.Branch, "Đang Chờ"));
        await world.AddMemberAsync(world.Branch, "Miễn Một", status: ActivityStatus.Exempt);
        await world.AddMemberAsync(world.Branch, "Chuyển Hai", status: ActivityStatus.TransferredOut);

        var counts = (await ListAsync(world, world.Secretary, world.Branch)).Value.Counts;
        Assert.Equal(new MemberCounts(NotDeclared: 1, Submitted: 1, Returned: 1, Confirmed: 1, Exempt: 1, Departed: 1), counts);
        Assert.Equal((4, 3, 6), (counts.Active, counts.Declared, counts.OnRoll));

        foreach (var (filter, names) in new (MemberFilter, string[])[]
        {
            (MemberFilter.NotDeclared, ["Nguyễn Văn Thư"]),
            (MemberFilter.Submitted, ["Đang Chờ"]),
            (MemberFilter.Returned, ["Bị Trả Lại"]),
            (MemberFilter.Confirmed, ["Đã Xác Nhận"]),
            (MemberFilter.Apart, ["Chuyển Hai", "Miễn Một"]),
        })
        {
            var list = (await ListAsync(world, world.Secretary, world.Branch, filter: filter)).Value;
            Assert.Equal(names, list.Page.Rows.Select(r => r.FullName));
            Assert.Equal(names.Length, list.Found);
            Assert.Equal(counts, list.Counts);
        }
    }

    [Fact]
    public async Task Pages_are_walked_by_key_forwards_and_back_with_cursors_that_name_nobody()
    {
        var world = await ReviewWorld.CreateAsync(database);
        for (var i = 0; i < (2 * PageCursor.Size) + 4; i++)
            await world.AddMemberAsync(world.Branch, "Trần Văn An");

        var first = (await ListAsync(world, world.Secretary, world.Branch)).Value.Page;
        var second = (await ListAsync(world, world.Secretary, world.Branch, cursor: new PageCursor(After: first.After))).Value.Page;
        var third = (await ListAsync(world, world.Secretary, world.Branch, cursor: new PageCursor(After: second.After))).Value.Page;
        var back = (await ListAsync(world, world.Secretary, world.Branch, cursor: new PageCursor(Before: third.Before))).Value.Page;

        Assert.Equal([PageCursor.Size, PageCursor.Size, 5], new[] { first, second, third }.Select(p => p.Rows.Count));
        Assert.Equal(55, first.Rows.Concat(second.Rows).Concat(third.Rows).Select(r => r.Code).Distinct().Count());
        Assert.Equal(second.Rows, back.Rows);
        Assert.Equal((null, null), (first.Before, third.After));
        Assert.Equal(first.Rows[^1].Code, first.After);

        // A cursor from another branch, or none of ours, is the first page and tells nothing.
        foreach (var cursor in new[] { "D999999999", (await world.AddMemberAsync(world.Neighbour, "Lê Văn Láng")).Code, "' or ''='" })
            Assert.Equal(
                first.Rows,
                (await ListAsync(world, world.Secretary, world.Branch, cursor: new PageCursor(After: cursor))).Value.Page.Rows
            );
    }

    private static Task<ErrorOr<BranchMembers>> ListAsync(
        ReviewWorld world,
        Caller caller,
        Unit unit,
        string? search = null,
        MemberFilter? filter = null,
        PageCursor? cursor = null
    ) =>
        world.AsAsync(
            caller,
            s =>
                s.GetRequiredService<ListBranchMembers>()
                    .HandleAsync(new ListBranchMembers.Query(unit, search, filter, cursor), TestContext.Current.CancellationToken)
        );
}
