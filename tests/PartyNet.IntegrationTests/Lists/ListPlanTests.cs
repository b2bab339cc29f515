using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Application.Units;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>Every list but the roster, at every level of the tree, first page, middle and last.</summary>
public sealed class ListPlanTests(ListDatabase database) : ListPlans(database)
{
    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_members_of_a_branch(int level)
    {
        var unit = await UnitAsync(level);
        MemberFilter?[] filters = [null, .. Enum.GetValues<MemberFilter>()];
        await JudgeAsync(
            Board(unit),
            20,
            from filter in filters
            from cursor in MemberCursors(unit)
            select new ListCase<ListBranchMembers>(
                $"{filter} {cursor}",
                use => use.HandleAsync(new ListBranchMembers.Query(unit, null, filter, cursor), None)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_slips_of_a_branch(int level)
    {
        var unit = await UnitAsync(level);
        await JudgeAsync(
            Board(unit), 2, [new ListCase<ListSlips>("all", use => use.HandleAsync(new ListSlips.Query(unit), None))], PlanBounds.Slips);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task The_review_queue(int level)
    {
        var unit = await UnitAsync(level);
        await JudgeAsync(
            Board(unit),
            8,
            from everything in Both
            from cursor in DeclarationCursors(unit)
            select new ListCase<ListReviewQueue>(
                $"{everything} {cursor}",
                use => use.HandleAsync(new ListReviewQueue.Query(unit, everything, cursor), None)
            )
        );
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Units_and_what_is_counted_in_them(int level)
    {
        var unit = await UnitAsync(level);
        var scope = Board(unit);
        await JudgeAsync(
            scope,
            3,
            UnitCursors(unit).Select(cursor =>
                new ListCase<ListUnits>($"{cursor}", use => use.HandleAsync(new ListUnits.Query(unit, null, cursor), None))));
        await JudgeAsync<GetRosterUnits>(scope, 1, [new("", use => use.HandleAsync(new GetRosterUnits.Query(unit, unit.Code), None))]);
        await JudgeAsync<GetCoverage>(scope, 2, [new("", use => use.HandleAsync(new GetCoverage.Query(unit), None))]);
        await JudgeAsync<GetStatistics>(scope, 2, [new("", use => use.HandleAsync(new GetStatistics.Query(unit), None))]);
        await JudgeAsync<GetBoardHome>(scope, 2, [new("", use => use.HandleAsync(None))]);
        await JudgeAsync(
            scope,
            15,
            from cursor in HomeCursors(unit)
            select new ListCase<GetBranchHome>($"{cursor}", use => use.HandleAsync(new GetBranchHome.Query(unit, cursor), None)));
        await JudgeAsync<GetReviewTasks>(scope, 2, [new("", use => use.HandleAsync(None))]);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task Figures_of_units_come_from_counters_in_three_statements_at_most(int level)
    {
        var unit = await UnitAsync(level);
        var scope = Board(unit);
        var cursor = UnitCursors(unit)[1];
        IReadOnlyList<Statement>[] pages =
        [
            await Database.CaptureAsync<GetCoverage>(scope, use => use.HandleAsync(new GetCoverage.Query(unit), None)),
            await Database.CaptureAsync<ListUnits>(scope, use => use.HandleAsync(new ListUnits.Query(unit, null, cursor), None)),
            await Database.CaptureAsync<GetStatistics>(scope, use => use.HandleAsync(new GetStatistics.Query(unit), None)),
        ];

        foreach (var statements in pages)
        {
            Assert.InRange(statements.Count, 2, 3);
            Assert.Contains(statements, s => s.Sql.Contains("registry.standings", StringComparison.Ordinal));
            Assert.DoesNotContain(statements, s => s.Sql.Contains("registry.members", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_search_among_units(int level)
    {
        var unit = await UnitAsync(level);
        await JudgeAsync(
            Board(unit),
            5,
            from typed in new[] { "chi bo", "đảng", "khoi noi", unit.Code, "1", "zzz" }
            from cursor in UnitCursors(unit).Take(2)
            select new ListCase<ListUnits>($"{typed} {cursor}", use => use.HandleAsync(new ListUnits.Query(unit, typed, cursor), None)));
    }

    [Fact]
    public async Task Users()
    {
        var logins = await Database.AskAsync<string>("select normalized_user_name::text from access.users order by normalized_user_name");
        PageCursor[] cursors =
        [
            PageCursor.First,
            new(After: logins[logins.Count / 2]),
            new(Before: logins[logins.Count / 2]),
            new(After: logins[^10]),
        ];
        await JudgeAsync(
            Administration,
            6,
            from cursor in cursors
            select new ListCase<ListUsers>($"{cursor}", use => use.HandleAsync(new ListUsers.Query(Cursor: cursor), None))
        );
    }

    /// <summary>Logins that many have in part, that few have, that nobody has; one letter; names and codes of units.</summary>
    [Fact]
    public async Task A_search_among_users()
    {
        var unit = await UnitAsync(4);
        await JudgeAsync(
            Administration,
            25,
            from typed in new[] { "thanh", "hoa.bt", "-0420", "7", ".", "zzz", "chi bộ", "đảng", unit.Code, unit.Name }
            from cursor in new[] { PageCursor.First, new(After: "THANH.DV-00042") }
            select new ListCase<ListUsers>($"{typed} {cursor}", use => use.HandleAsync(new ListUsers.Query(typed, cursor), None)),
            PlanBounds.Search
        );
    }

    /// <summary>Common names and rare ones, a whole name, one letter and two, with tones and without, one that nobody has.</summary>
    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_search_among_the_members_of_a_branch(int level)
    {
        var unit = await UnitAsync(level);
        MemberFilter?[] filters = [null, MemberFilter.Submitted, MemberFilter.Apart];
        await JudgeAsync(
            Board(unit),
            25,
            from filter in filters
            from name in Names.Append("a")
            select new ListCase<ListBranchMembers>(
                $"{filter} {name}",
                use => use.HandleAsync(new ListBranchMembers.Query(unit, name, filter), None)
            ),
            PlanBounds.Search
        );
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public async Task A_search_in_the_review_queue(int level)
    {
        var unit = await UnitAsync(level);
        await JudgeAsync(
            Board(unit),
            16,
            from everything in Both
            from name in Names.Append("a")
            select new ListCase<ListReviewQueue>(
                $"{everything} {name}",
                use => use.HandleAsync(new ListReviewQueue.Query(unit, everything, Search: name), None)),
            PlanBounds.Search);
    }

    /// <summary>To make a statement costs more than to answer it. One that is kept is sent again as the same string.</summary>
    [Fact]
    public async Task A_list_is_asked_again_with_the_statement_that_was_made_for_it()
    {
        var unit = await UnitAsync(2);
        var branch = await UnitAsync(4);
        var last = MemberCursors(unit)[^1];
        await AskTwiceAsync<ListRoster>(unit, 2, use => use.HandleAsync(new(unit, new RosterFilter(), PageCursor.First), None));
        await AskTwiceAsync<ListRoster>(unit, 3, use => use.HandleAsync(new(unit, new RosterFilter(State: "chua-ke-khai"), last), None));
        await AskTwiceAsync<ListRoster>(unit, 3, use => use.HandleAsync(new(unit, new RosterFilter(Kind: "du-bi"), last), None));
        await AskTwiceAsync<ListBranchMembers>(branch, 2, use => use.HandleAsync(new(branch), None));
        await AskTwiceAsync<ListReviewQueue>(unit, 6, use => use.HandleAsync(new(unit), None));
        await AskTwiceAsync<ListUnits>(unit, 2, use => use.HandleAsync(new(unit, null, PageCursor.First), None));
        await AskTwiceAsync<GetBranchHome>(branch, 3, use => use.HandleAsync(new(branch), None));
    }

    private async Task AskTwiceAsync<TUseCase>(Unit unit, int atLeast, Func<TUseCase, Task> use)
        where TUseCase : notnull
    {
        // Tests beside this one make statements too, more than are kept: one may go between two askings, but not each time.
        var before = await Database.CaptureAsync(Board(unit), use);
        for (var asked = 2; ; asked++)
        {
            var again = await Database.CaptureAsync(Board(unit), use);
            Assert.True(again.Count >= atLeast, $"{typeof(TUseCase).Name} sent only {again.Count} statements.");
            Assert.Equal(before.Select(s => s.Sql), again.Select(s => s.Sql));
            var kept = before.Zip(again).All(pair => ReferenceEquals(pair.First.Sent, pair.Second.Sent));
            if (kept)
                return;

            Assert.True(asked < 5, $"{typeof(TUseCase).Name} makes its statements anew each time.");
            before = again;
        }
    }
}
