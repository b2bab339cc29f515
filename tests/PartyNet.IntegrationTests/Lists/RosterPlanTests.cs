using PartyNet.Application;
using PartyNet.Application.Rosters;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>The roster at every level of the tree, first page, middle and last: whatever it is narrowed by and searched for.</summary>
public sealed class RosterPlanTests(ListDatabase database) : ListPlans(database)
{
    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_roster(int level)
    {
        var unit = await UnitAsync(level);
        var below = await BelowAsync(unit);
        List<RosterFilter> filters = [new(Activity: "mien-sinh-hoat"), new(Activity: "khong-con"), new(Activity: "tat-ca")];
        foreach (var state in RosterChoices.States.Select(s => s.Code).Prepend(null))
            filters.AddRange([new RosterFilter(State: state), new RosterFilter(State: state, Unit: below.Code)]);
        await JudgeAsync(
            Board(unit),
            30,
            from filter in filters
            from cursor in MemberCursors(unit)
            select new ListCase<ListRoster>(
                $"{filter.State} {filter.Unit} {filter.Activity} {cursor}",
                use => use.HandleAsync(new ListRoster.Query(unit, filter, cursor), None)
            )
        );
    }

    /// <summary>Longer pages cost what their rows cost, wherever they begin.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_roster_in_longer_pages(int level)
    {
        var unit = await UnitAsync(level);
        RosterFilter[] filters = [new(), new(State: "chua-ke-khai"), new("nguyen")];
        Assert.Equal([25, 50, 100], PageCursor.Lengths);
        await JudgeAsync(
            Board(unit),
            12,
            from filter in filters
            from length in PageCursor.Lengths.Skip(1)
            from cursor in MemberCursors(unit)
            select new ListCase<ListRoster>(
                $"{filter.Name} {filter.State} {length} {cursor}",
                use => use.HandleAsync(new ListRoster.Query(unit, filter, cursor with { Length = length }), None)
            ),
            PlanBounds.Search
        );
    }

    /// <summary>
    /// What no index knows, common or rare: so many rows are looked at and no more, also where nobody matches.
    /// </summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_roster_narrowed_by_what_no_index_knows(int level)
    {
        var unit = await UnitAsync(level);
        RosterFilter[] filters =
        [
            .. RosterChoices.Kinds.Select(k => new RosterFilter(Kind: k.Code)),
            .. RosterChoices.Works.Select(w => new RosterFilter(Work: w.Code)),
            .. RosterChoices.Platforms.Select(p => new RosterFilter(Platform: p.Code)),
            new(Platform: "tiktok", Kind: "du-bi", Work: "huu-tri"),
            new(State: "chua-ke-khai", Kind: "du-bi"),
            new(State: "da-xac-nhan", Activity: "khong-con"),
            new(Activity: "tu-tran"),
        ];
        await JudgeAsync(
            Board(unit),
            30,
            from filter in filters
            from cursor in MemberCursors(unit).Take(2)
            select new ListCase<ListRoster>(
                $"{filter.Kind} {filter.Work} {filter.Platform} {filter.State} {filter.Activity} {cursor}",
                use => use.HandleAsync(new ListRoster.Query(unit, filter, cursor), None)
            ),
            PlanBounds.Matching
        );
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_search_in_the_roster(int level)
    {
        var unit = await UnitAsync(level);
        var below = await BelowAsync(unit);
        RosterFilter[] filters =
        [
            .. Names.Select(name => new RosterFilter(name)),
            new("nguyen", State: "da-xac-nhan"),
            new("nguyen", Unit: below.Code),
            new("nguyễn", Kind: "du-bi"),
            new("thị", Work: "huu-tri"),
            new("van", Kind: "chinh-thuc"),
            new("nguyen", Platform: "facebook"),
            new("nguyen", Activity: "tat-ca"),
            new((await CodesAsync(unit))[0]),
        ];
        await JudgeAsync(
            Board(unit),
            25,
            from filter in filters
            from cursor in MemberCursors(unit).Take(2)
            select new ListCase<ListRoster>(
                $"{filter} {cursor}",
                use => use.HandleAsync(new ListRoster.Query(unit, filter, cursor), None)
            ),
            PlanBounds.Search
        );
    }

    [Fact]
    public async Task A_code_of_the_demo_finds_its_member()
    {
        var unit = await UnitAsync(2);
        var code = (await CodesAsync(unit))[0];

        var found = await Database.AskAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(
            Board(unit), use => use.HandleAsync(new ListRoster.Query(unit, new RosterFilter(code), PageCursor.First), None));

        Assert.Equal(code, Assert.Single(found.Value.Page.Rows).Code);
    }
}
