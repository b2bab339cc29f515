using System.Globalization;
using System.Text;
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
/// Prints the plans of the lists at the topmost unit with members, as <c>docs/list-plans.md</c> shows them: planned for any values, as the
/// application role under row-level security.
/// </summary>
[Collection(nameof(LongLists))]
public sealed class PlanReportTests(ListDatabase database)
{
    /// <summary>Variable of the environment with the file that the report is written to.</summary>
    private const string File = "PARTYNET_LISTS_REPORT";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_plans_of_the_lists_are_printed()
    {
        var code = await database.AskAsync<string>(
            """
            select u.code::text from registry.standings s join registry.units u on u.path = s.unit_path
            order by s.confirmed desc, length(u.path) limit 1
            """);
        var unit = await database.UnitAsync(code[0]);
        var middle = new PageCursor(After: (await database.AskAsync<string>(
            $"""
            select code::text from registry.members where unit_path ^@ '{unit.Path}' order by roster_key
            offset (select count(*) / 2 from registry.members where unit_path ^@ '{unit.Path}') limit 1
            """))[0]);
        var login = new PageCursor(After: (await database.AskAsync<string>(
            "select normalized_user_name from access.users order by 1 offset (select count(*) / 2 from access.users) limit 1"))[0]);
        var report = new StringBuilder();

        await PrintAsync<ListRoster>(report, unit, "Roster, a page in the middle",
            use => use.HandleAsync(new ListRoster.Query(unit, RosterFilter.None, middle), Stop));
        await PrintAsync<ListRoster>(report, unit, "Roster, who has not declared, a page in the middle",
            use => use.HandleAsync(new ListRoster.Query(unit, new RosterFilter(State: "chua-ke-khai"), middle), Stop));
        await PrintAsync<ListRoster>(report, unit, "Roster, a network that nobody uses",
            use => use.HandleAsync(new ListRoster.Query(unit, new RosterFilter(Platform: "linkedin"), middle), Stop));
        await PrintAsync<ListBranchMembers>(report, unit, "Members of a unit, a page in the middle",
            use => use.HandleAsync(new ListBranchMembers.Query(unit, Cursor: middle), Stop));
        await PrintAsync<ListReviewQueue>(report, unit, "Queue",
            use => use.HandleAsync(new ListReviewQueue.Query(unit, Everything: true), Stop));
        await PrintAsync<ListReviewQueue>(report, unit, "Queue, a search",
            use => use.HandleAsync(new ListReviewQueue.Query(unit, Everything: true, Search: "nguyen van"), Stop));
        await PrintAsync<ListUnits>(report, unit, "Units",
            use => use.HandleAsync(new ListUnits.Query(unit, null, PageCursor.First), Stop));
        await PrintAsync<GetCoverage>(report, unit, "Coverage", use => use.HandleAsync(new GetCoverage.Query(unit), Stop));
        await PrintAsync<ListUsers>(report, Administration, "Users, a page from the middle on",
            use => use.HandleAsync(new ListUsers.Query(Cursor: login), Stop));
        await PrintAsync<ListUsers>(report, Administration, "Users, a search",
            use => use.HandleAsync(new ListUsers.Query("chi bo"), Stop));

        TestContext.Current.SendDiagnosticMessage(report.ToString());
        if (Environment.GetEnvironmentVariable(File) is { Length: > 0 } file)
            await System.IO.File.WriteAllTextAsync(file, report.ToString(), Stop);
        string[] shown = ["ix_members_roster_1", "ix_members_standing_1", "ix_declarations_queue_1", "ix_units_path", "pk_standings"];
        Assert.All(shown, index => Assert.Contains(index, report.ToString(), StringComparison.Ordinal));
    }

    private static AccessScope Administration { get; } = new()
    {
        UserId = Guid.CreateVersion7(),
        Realm = AccessRealm.Administration,
        Grants = [new GrantedUnit(Role.Administrator, null, null)],
    };

    private Task PrintAsync<TUseCase>(StringBuilder report, Unit unit, string title, Func<TUseCase, Task> use)
        where TUseCase : notnull =>
        PrintAsync(
            report,
            new AccessScope
            {
                UserId = Guid.CreateVersion7(),
                MemberId = Guid.CreateVersion7(),
                Grants = [new GrantedUnit(Role.Board, unit.Id, unit.Path)],
            },
            title,
            use);

    private async Task PrintAsync<TUseCase>(StringBuilder report, AccessScope scope, string title, Func<TUseCase, Task> use)
        where TUseCase : notnull
    {
        report.AppendLine(CultureInfo.InvariantCulture, $"### {title}").AppendLine();
        foreach (var statement in await database.CaptureAsync<TUseCase>(scope, use))
        {
            var plan = await ExplainedPlan.RunAsync(database.App, scope, statement, Planning.Generic);
            report.AppendLine(CultureInfo.InvariantCulture, $"{plan.Buffers} buffers, {plan.Milliseconds:0.00} ms")
                .AppendLine("```").AppendLine(plan.Outline).AppendLine("```");
        }

        report.AppendLine();
    }
}
