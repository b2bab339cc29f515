using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Audit;

public sealed class WhoSawMyDataTests(TestDatabase database)
{
    [Fact]
    public async Task Views_decisions_and_exports_are_told_by_role_and_unit_and_own_acts_apart()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var secretary = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var board = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Board, world.District)));
        await declarer.AddAsync("zalo", "0912345678");
        var declaration = await declarer.SubmitAsync();
        await LookAsync(
            world,
            secretary,
            ProcessType.DeclarationViewed,
            world.Branch,
            process => process.Concern(declarer.Member.Id, declaration.Id)
        );
        await LookAsync(
            world,
            board,
            ProcessType.RosterExported,
            world.District,
            process => process.Concern(declarer.Member.Id),
            "Báo cáo quý IV"
        );

        var rows = (await SeenAsync(declarer)).Rows;

        Assert.Equal(
            [
                (ProcessType.RosterExported, false, Role.Board, world.District.Name, null, "Báo cáo quý IV"),
                (ProcessType.DeclarationViewed, false, Role.Secretary, world.Branch.Name, 1, null),
                (ProcessType.DeclarationSubmitted, true, null, null, (int?)1, (string?)null),
            ],
            rows.Take(3).Select(r => (r.Type, r.IsOwn, r.Role, r.UnitName, r.Declaration, r.Reason)));
    }

    [Fact]
    public async Task A_batch_that_concerns_a_whole_branch_shows_on_the_page_of_each_member()
    {
        var world = await database.NewWorldAsync();
        var here = new[] { await Declarer.InAsync(world), await Declarer.InAsync(world) };
        var elsewhere = await Declarer.InAsync(world, world.OtherBranch);
        var committee = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));

        await world.RunAsync<IServiceProvider, bool>(
            committee,
            async services =>
            {
                await using var process = await services
                    .GetRequiredService<IProcesses>()
                    .BeginAsync(new ProcessStart(ProcessType.RosterExported, world.Grassroots), CancellationToken.None);
                await process.ConcernAllAsync(services.GetRequiredService<IPartyNetDb>().Members.Select(m => m.Id), CancellationToken.None);
                await process.CommitAsync(CancellationToken.None);
                return true;
            }
        );

        foreach (var declarer in here)
            Assert.Equal(
                (ProcessType.RosterExported, Role.Committee),
                ((await SeenAsync(declarer)).Rows[0].Type, (await SeenAsync(declarer)).Rows[0].Role)
            );
        Assert.DoesNotContain((await SeenAsync(elsewhere)).Rows, r => r.Type == ProcessType.RosterExported);
    }

    [Fact]
    public async Task The_page_walks_through_everything_that_the_audit_holds_and_back()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var declarer = await Declarer.InAsync(world);
        var secretary = await world.UserAsync(null, (Role.Secretary, world.Branch));
        for (var i = 0; i < (2 * PageCursor.Size) + 1; i++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await LookAsync(
                world, await world.ScopeOfAsync(secretary), ProcessType.DeclarationViewed, world.Branch,
                process => process.Concern(declarer.Member.Id));
        }

        var forward = new List<Page<AccessToMyData>> { await SeenAsync(declarer) };
        while (forward[^1].After is { } next)
            forward.Add(await SeenAsync(declarer, new PageCursor(After: next)));

        var shown = forward.SelectMany(p => p.Rows).Select(r => r.ProcessId).ToList();
        Assert.Equal(await AuditAsync(declarer), shown);
        Assert.Equal(3, forward.Count);
        Assert.Null(forward[0].Before);

        var back = await SeenAsync(declarer, new PageCursor(Before: forward[2].Before));
        Assert.Equal(forward[1].Rows, back.Rows);
        Assert.Equal(forward[0].Rows, (await SeenAsync(declarer, new PageCursor(Before: back.Before))).Rows);
    }

    [Fact]
    [Trait("Security", "G5")]
    public async Task Repeats_within_an_hour_are_one_line_that_says_how_often_and_the_lines_together_are_the_audit()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        var world = await database.NewWorldAsync(clock);
        var declarer = await Declarer.InAsync(world);
        var secretary = await world.UserAsync(null, (Role.Secretary, world.Branch));
        var committee = await world.UserAsync(null, (Role.Committee, world.Grassroots));
        for (var i = 0; i < 90; i++)
        {
            // Two who take turns, each in two ways; a pause now and then.
            clock.Advance(TimeSpan.FromMinutes(i % 15 == 0 ? 100 : 7));
            await LookAsync(
                world, await world.ScopeOfAsync(i % 2 == 0 ? secretary : committee),
                i % 3 == 0 ? ProcessType.DeclarationViewed : ProcessType.MembersViewed, i % 2 == 0 ? world.Branch : world.Grassroots,
                process => process.Concern(declarer.Member.Id));
        }

        var forward = new List<Page<AccessToMyData>> { await SeenAsync(declarer) };
        while (forward[^1].After is { } next)
            forward.Add(await SeenAsync(declarer, new PageCursor(After: next)));
        var back = new List<Page<AccessToMyData>> { forward[^1] };
        while (back[^1].Before is { } previous)
            back.Add(await SeenAsync(declarer, new PageCursor(Before: previous)));

        var audit = await AuditAsync(declarer);
        Assert.True(forward.Count > 1);
        Assert.Equal(audit.Count, forward.SelectMany(p => p.Rows).Sum(r => r.Times));
        Assert.Equal(audit.Count, back.SelectMany(p => p.Rows).Sum(r => r.Times));
        Assert.All(forward.SelectMany(p => p.Rows), r => Assert.InRange(r.At - r.From, TimeSpan.Zero, TimeSpan.FromMinutes(59)));
        Assert.All(forward.SelectMany(p => p.Rows), r => Assert.Equal(r.Times == 1, r.At == r.From));
        // Of one person and one kind no line begins within the hour of the line before, except where a page ends.
        foreach (var lines in forward.SelectMany(p => p.Rows.GroupBy(r => (r.Type, r.Role))))
            Assert.All(lines.Zip(lines.Skip(1)), pair => Assert.True(pair.First.At - pair.Second.At >= TimeSpan.FromHours(1)));
    }

    [Fact]
    [Trait("Security", "G5")]
    public async Task The_name_of_who_looked_is_told_where_the_nearest_unit_that_decided_says_so()
    {
        var world = await database.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var officer = await world.MemberAsync(name: "Nguyễn Văn Thư");
        var secretary = await world.ScopeOfAsync(await world.UserAsync(officer, (Role.Secretary, world.Branch)));
        var board = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Board, world.District)));
        await LookAsync(world, secretary, ProcessType.MembersViewed, world.Branch, process => process.Concern(declarer.Member.Id));

        async Task<(string? Name, Role? Role)> ToldAsync() => (await SeenAsync(declarer)).Rows
            .Where(r => r.Type == ProcessType.MembersViewed).Select(r => (r.Name, r.Role)).Single();
        Task<ErrorOr<Success>> DecideAsync(Unit unit, bool areTold) => world.RunAsync<SetViewerNames, ErrorOr<Success>>(board, use =>
            use.HandleAsync(new(unit, areTold, Guid.CreateVersion7()), TestContext.Current.CancellationToken));

        Assert.Equal(((string?)null, (Role?)Role.Secretary), await ToldAsync());
        Assert.False((await DecideAsync(world.District, true)).IsError);
        Assert.Equal(((string?)"Nguyễn Văn Thư", (Role?)Role.Secretary), await ToldAsync());
        Assert.False((await DecideAsync(world.Branch, false)).IsError);
        Assert.Equal(((string?)null, (Role?)Role.Secretary), await ToldAsync());

        // No name stands in audit.
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            "select count(*) from audit.process_events e where e.payload::text like '%Văn Thư%'", superuser);
        Assert.Equal(0L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("not-a-cursor")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("")]
    public async Task A_cursor_that_leads_nowhere_shows_the_first_page(string cursor)
    {
        var declarer = await Declarer.InAsync(await database.NewWorldAsync());
        await declarer.AddAsync("zalo", "0912345678");
        await declarer.SubmitAsync();

        Assert.Equal((await SeenAsync(declarer)).Rows, (await SeenAsync(declarer, new PageCursor(After: cursor))).Rows);
        Assert.Equal((await SeenAsync(declarer)).Rows, (await SeenAsync(declarer, new PageCursor(Before: cursor))).Rows);
    }

    private static async Task<Page<AccessToMyData>> SeenAsync(Declarer declarer, PageCursor? cursor = null) =>
        (await declarer.RunAsync<GetWhoSawMyData, ErrorOr<Page<AccessToMyData>>>(get =>
            get.HandleAsync(new GetWhoSawMyData.Query(cursor ?? PageCursor.First), CancellationToken.None))).Value;

    private static Task<bool> LookAsync(
        World world,
        AccessScope scope,
        ProcessType type,
        Unit unit,
        Action<IProcess> look,
        string? reason = null
    ) =>
        world.RunAsync<IProcesses, bool>(
            scope,
            async processes =>
            {
                await using var process = await processes.BeginAsync(new ProcessStart(type, unit, reason), CancellationToken.None);
                look(process);
                await process.CommitAsync(CancellationToken.None);
                return true;
            }
        );

    /// <summary>
    /// What the audit tables hold about the member; their owner, too, is bound by row-level security and says whom it asks about.
    /// </summary>
    private async Task<List<Guid>> AuditAsync(Declarer declarer)
    {
        var token = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection((await database.InstallationAsync()).OwnerConnectionString);
        await connection.OpenAsync(token);
        await using var command = new NpgsqlCommand("select set_config('app.member', $1, false)", connection)
        {
            Parameters = { new() { Value = declarer.Member.Id.ToString() } },
        };
        await command.ExecuteNonQueryAsync(token);
        await using var query = new NpgsqlCommand(
            "select p.id from audit.process_subjects s join audit.processes p on p.id = s.process_id where s.member_id = $1 order "
                + "by p.sequence desc",
            connection
        )
        {
            Parameters = { new() { Value = declarer.Member.Id } },
        };
        await using var reader = await query.ExecuteReaderAsync(token);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(token))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}
