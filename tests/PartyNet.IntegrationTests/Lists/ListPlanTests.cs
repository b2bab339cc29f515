using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Declarations;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>
/// Every list, at every level of the tree, first page, middle and last: what the use case sends is run as the application role under
/// row-level security, planned for its values, for any values, and at its sixth execution.
/// </summary>
[Collection(nameof(LongLists))]
public sealed class ListPlanTests(ListDatabase database)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly bool[] Both = [false, true];

    /// <summary>Levels of the tree, from the root down to a branch.</summary>
    public static TheoryData<int> Levels => [1, 2, 3, 4];

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
            60,
            from filter in filters
            from cursor in MemberCursors(unit)
            select new ListCase<ListRoster>(
                $"{filter.Kind} {filter.Work} {filter.Platform} {filter.State} {filter.Activity} {cursor}",
                use => use.HandleAsync(new ListRoster.Query(unit, filter, cursor), None)
            ),
            PlanBounds.Matching
        );
    }

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
            await database.CaptureAsync<GetCoverage>(scope, use => use.HandleAsync(new GetCoverage.Query(unit), None)),
            await database.CaptureAsync<ListUnits>(scope, use => use.HandleAsync(new ListUnits.Query(unit, null, cursor), None)),
            await database.CaptureAsync<GetStatistics>(scope, use => use.HandleAsync(new GetStatistics.Query(unit), None)),
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
        var logins = await database.AskAsync<string>("select normalized_user_name::text from access.users order by normalized_user_name");
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
    private static readonly string[] Names = ["nguyen", "nguyễn", "dũng", "Trần Thị Hòa", "an", "vu", "ung", "zzz"];

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

        var found = await database.AskAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(
            Board(unit), use => use.HandleAsync(new ListRoster.Query(unit, new RosterFilter(code), PageCursor.First), None));

        Assert.Equal(code, Assert.Single(found.Value.Page.Rows).Code);
    }

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
        var first = await database.CaptureAsync(Board(unit), use);
        var second = await database.CaptureAsync(Board(unit), use);

        Assert.True(first.Count >= atLeast, $"{typeof(TUseCase).Name} sent only {first.Count} statements.");
        Assert.Equal(first.Select(s => s.Sql), second.Select(s => s.Sql));
        Assert.All(first.Zip(second), pair => Assert.Same(pair.First.Sent, pair.Second.Sent));
    }

    private async Task JudgeAsync<TUseCase>(
        AccessScope scope, int atLeast, IEnumerable<ListCase<TUseCase>> cases, PlanBounds? bounds = null)
        where TUseCase : notnull
    {
        var judged = new HashSet<string>();
        var faults = new List<string>();
        foreach (var list in cases)
        {
            foreach (var statement in await database.CaptureAsync<TUseCase>(scope, list.Use))
            {
                if (!judged.Add(statement.Sql + string.Join(',', statement.Values)))
                    continue;
                var plans = new List<ExplainedPlan>();
                foreach (var planning in Enum.GetValues<Planning>())
                    plans.Add(await ExplainedPlan.RunAsync(database.App, scope, statement, planning));
                var found = plans
                    .SelectMany(
                        (plan, i) =>
                            database
                                .Rules.Faults(plan, bounds ?? PlanBounds.Page)
                                .Concat(database.Rules.Faults(plans[0], plan))
                                .Select(f => $"{(Planning)i}: {f}")
                    )
                    .ToList();
                if (found.Count > 0)
                    faults.Add(
                        $"""
                        {typeof(TUseCase).Name} {list.Name}
                        {string.Join('\n', found)}
                        {statement.Sql}
                        {string.Join(", ", statement.Values)}
                        """
                    );
            }
        }

        Assert.True(judged.Count >= atLeast, $"Only {judged.Count} statements were looked at.");
        Assert.True(faults.Count == 0, $"{faults.Count} of {judged.Count} statements\n\n" + string.Join("\n\n", faults.Take(40)));
    }

    /// <summary>The unit with most members at this level of the tree.</summary>
    private Task<Unit> UnitAsync(int level) => LargestAsync($"cardinality(string_to_array(s.unit_path, '.')) = {level + 1}");

    private Task<Unit> BelowAsync(Unit unit) =>
        LargestAsync(
            $"s.unit_path ^@ '{unit.Path}' and cardinality(string_to_array(s.unit_path, '.')) = {Math.Min(unit.Path.Depth + 2, 5)}"
        );

    private async Task<Unit> LargestAsync(string where) =>
        await database.UnitAsync(
            (
                await database.AskAsync<string>(
                    $"""
                    select u.code from registry.standings s join registry.units u on u.path = s.unit_path
                    where {where} order by s.confirmed desc, u.path limit 1
                    """
                )
            )[0]
        );

    private static AccessScope Administration { get; } = new()
    {
        UserId = Guid.CreateVersion7(),
        Realm = AccessRealm.Administration,
        Grants = [new GrantedUnit(Role.Administrator, null, null)],
    };

    private static AccessScope Board(Unit unit) =>
        new()
        {
            UserId = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            Grants = [new GrantedUnit(Role.Board, unit.Id, unit.Path)],
        };

    private Task<IReadOnlyList<string>> CodesAsync(Unit unit) => database.AskAsync<string>(
        $"select code::text from registry.members where unit_path ^@ '{unit.Path}' and activity_status = 1 order by roster_key limit 1");

    private PageCursor[] MemberCursors(Unit unit) =>
        Cursors($"select code::text from registry.members where unit_path ^@ '{unit.Path}' order by roster_key");

    /// <summary>The first page, and for each standing one from the middle on and the one before it.</summary>
    private IEnumerable<PageCursor> HomeCursors(Unit unit) => MemberCursors(unit)
        .Select(cursor => cursor.From)
        .OfType<string>()
        .SelectMany((code, i) => new[] { new PageCursor(After: $"{i}.{code}"), new(Before: $"{i + 2}.{code}") })
        .Prepend(PageCursor.First);

    private PageCursor[] DeclarationCursors(Unit unit) =>
        Cursors($"select id::text from registry.declarations where unit_path ^@ '{unit.Path}' and status = 1 order by submitted_at, id");

    private PageCursor[] UnitCursors(Unit unit) =>
        Cursors($"select code::text from registry.units where path ^@ '{unit.Path}' order by path");

    /// <summary>The first page, one in the middle, the one before it, and the last.</summary>
    private PageCursor[] Cursors(string sql)
    {
        var rows = database.AskAsync<string>(sql).GetAwaiter().GetResult();
        if (rows.Count == 0)
            return [PageCursor.First];
        return
        [
            PageCursor.First,
            new(After: rows[rows.Count / 2]),
            new(Before: rows[rows.Count / 2]),
            new(After: rows[Math.Max(rows.Count - 10, 0)]),
        ];
    }

    private sealed record ListCase<TUseCase>(string Name, Func<TUseCase, Task> Use);
}
