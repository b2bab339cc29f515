using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>
/// What the use cases of lists send is run as the application role under row-level security, planned for its values, for any values, and at
/// its sixth execution.
/// </summary>
[Collection(nameof(LongLists))]
public abstract class ListPlans(ListDatabase database)
{
    private protected static readonly CancellationToken None = CancellationToken.None;
    private protected static readonly bool[] Both = [false, true];

    private protected static readonly string[] Names = ["nguyen", "nguyễn", "dũng", "Trần Thị Hòa", "an", "vu", "ung", "zzz"];

    /// <summary>Levels of the tree, from the root down to a branch.</summary>
    public static TheoryData<int> Levels => [1, 2, 3, 4];

    private protected ListDatabase Database { get; } = database;

    private protected async Task JudgeAsync<TUseCase>(
        AccessScope scope, int atLeast, IEnumerable<ListCase<TUseCase>> cases, PlanBounds? bounds = null)
        where TUseCase : notnull
    {
        var judged = new HashSet<string>();
        var faults = new List<string>();
        foreach (var list in cases)
        {
            foreach (var statement in await Database.CaptureAsync<TUseCase>(scope, list.Use))
            {
                if (!judged.Add(statement.Sql + string.Join(',', statement.Values)))
                    continue;
                var plans = new List<ExplainedPlan>();
                foreach (var planning in Enum.GetValues<Planning>())
                    plans.Add(await ExplainedPlan.RunAsync(Database.App, scope, statement, planning));
                var found = plans
                    .SelectMany(
                        (plan, i) =>
                            Database
                                .Rules.Faults(plan, bounds ?? PlanBounds.Page)
                                .Concat(Database.Rules.Faults(plans[0], plan))
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
    private protected Task<Unit> UnitAsync(int level) => LargestAsync($"cardinality(string_to_array(s.unit_path, '.')) = {level + 1}");

    private protected Task<Unit> BelowAsync(Unit unit) =>
        LargestAsync(
            $"s.unit_path ^@ '{unit.Path}' and cardinality(string_to_array(s.unit_path, '.')) = {Math.Min(unit.Path.Depth + 2, 5)}"
        );

    private protected async Task<Unit> LargestAsync(string where) =>
        await Database.UnitAsync(
            (
                await Database.AskAsync<string>(
                    $"""
                    select u.code from registry.standings s join registry.units u on u.path = s.unit_path
                    where {where} order by s.confirmed desc, u.path limit 1
                    """
                )
            )[0]
        );

    private protected static AccessScope Administration { get; } = new()
    {
        UserId = Guid.CreateVersion7(),
        Realm = AccessRealm.Administration,
        Grants = [new GrantedUnit(Role.Administrator, null, null)],
    };

    private protected static AccessScope Board(Unit unit) =>
        new()
        {
            UserId = Guid.CreateVersion7(),
            MemberId = Guid.CreateVersion7(),
            Grants = [new GrantedUnit(Role.Board, unit.Id, unit.Path)],
        };

    private protected Task<IReadOnlyList<string>> CodesAsync(Unit unit) => Database.AskAsync<string>(
        $"select code::text from registry.members where unit_path ^@ '{unit.Path}' and activity_status = 1 order by roster_key limit 1");

    private protected PageCursor[] MemberCursors(Unit unit) =>
        Cursors($"select code::text from registry.members where unit_path ^@ '{unit.Path}' order by roster_key");

    /// <summary>The first page, and for each standing one from the middle on and the one before it.</summary>
    private protected IEnumerable<PageCursor> HomeCursors(Unit unit) => MemberCursors(unit)
        .Select(cursor => cursor.From)
        .OfType<string>()
        .SelectMany((code, i) => new[] { new PageCursor(After: $"{i}.{code}"), new(Before: $"{i + 2}.{code}") })
        .Prepend(PageCursor.First);

    private protected PageCursor[] DeclarationCursors(Unit unit) =>
        Cursors($"select id::text from registry.declarations where unit_path ^@ '{unit.Path}' and status = 1 order by submitted_at, id");

    private protected PageCursor[] UnitCursors(Unit unit) =>
        Cursors($"select code::text from registry.units where path ^@ '{unit.Path}' order by path");

    /// <summary>The first page, one in the middle, the one before it, and the last.</summary>
    private protected PageCursor[] Cursors(string sql)
    {
        var rows = Database.AskAsync<string>(sql).GetAwaiter().GetResult();
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

    private protected sealed record ListCase<TUseCase>(string Name, Func<TUseCase, Task> Use);
}
