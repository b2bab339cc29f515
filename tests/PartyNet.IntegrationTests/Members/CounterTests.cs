using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Members;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Members;

/// <summary>The counters of members, against the list of members read and counted here.</summary>
public sealed class CounterTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private const int Workers = 4;
    private const int ChangesEach = 250;

    [Fact]
    public async Task After_a_thousand_random_changes_at_once_the_counters_say_what_the_list_says()
    {
        await using var registry = await ChangingRegistry.CreateAsync(databases);

        var workers = await Task.WhenAll(Enumerable.Range(1, Workers).Select(seed => registry.ChangeAsync(seed, ChangesEach)));

        var done = workers.Aggregate((all, one) => all + one);
        Assert.True(done.Committed >= Workers * ChangesEach / 2, $"Only {done}.");
        Assert.True(done is { RolledBack: >= 50, MemberMoves: >= 20, UnitMoves: >= 20, Imports: >= 20, Deletions: >= 10 }, $"Only {done}.");
        var expected = await registry.CountMembersAsync();
        Assert.True(
            expected.Count >= 12 && expected.Values.Sum(c => c.OnRoll) > 1_000,
            $"Only {expected.Count} units with {expected.Values.Sum(c => c.OnRoll)}."
        );
        Assert.Equal(expected, await registry.CountersAsync("registry.standings", "registry.standing_changes"));

        await registry.ChangeAsync(seed: 99, 20);
        expected = await registry.CountMembersAsync();
        Assert.Equal(expected, await registry.CountersAsync("registry.standings", "registry.standing_changes"));
        Assert.True(await CounterFolding.FoldAsync(registry.App, Stop) > 0);
        Assert.Equal(expected, await registry.CountersAsync("registry.standings"));
        Assert.Equal(0L, await AskAsync(registry, "select count(*) from registry.standing_changes"));
        Assert.Equal(0L, await AskAsync(registry, "select registry.wrong_standings() from access.widen_scope()"));
    }

    [Fact]
    public async Task A_unit_whose_last_member_is_gone_has_no_row_after_folding()
    {
        await using var registry = await ChangingRegistry.CreateAsync(databases);
        await registry.EnrolAsync(registry.Branches[0], 3);
        await CounterFolding.FoldAsync(registry.App, Stop);
        Assert.Equal(4L, await AskAsync(registry, "select count(*) from registry.standings"));

        await registry.MoveMembersAsync(registry.Branches[0], registry.Branches[1]);
        await CounterFolding.FoldAsync(registry.App, Stop);

        var left = await registry.CountersAsync("registry.standings");
        Assert.False(left.ContainsKey(registry.Branches[0].Path.Value));
        Assert.Equal(new MemberCounts(3, 0, 0, 0, 0, 0), left[registry.Branches[1].Path.Value]);
        Assert.Equal(4L, await AskAsync(registry, "select count(*) from registry.standings"));
    }

    [Fact]
    public async Task While_one_process_folds_another_has_nothing_to_do_and_readers_see_the_same()
    {
        await using var registry = await ChangingRegistry.CreateAsync(databases);
        await registry.EnrolAsync(registry.Branches[0], 2);
        await using var connection = await registry.App.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var fold = new NpgsqlCommand("select registry.fold_standings()", connection, transaction);

        Assert.Equal(4L, await fold.ExecuteScalarAsync(Stop));
        Assert.Equal(0, await CounterFolding.FoldAsync(registry.App, Stop));
        var before = await registry.CountersAsync("registry.standings", "registry.standing_changes");
        await transaction.CommitAsync(Stop);

        Assert.Equal(before, await registry.CountersAsync("registry.standings", "registry.standing_changes"));
        Assert.Equal(2, before[registry.Branches[0].Path.Value].NotDeclared);
    }

    [Theory]
    [InlineData("update registry.standings set confirmed = 1")]
    [InlineData("delete from registry.standings")]
    [InlineData(
        """
        insert into registry.standing_changes (unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
        values ('1.', 1, 0, 0, 0, 0, 0)
        """
    )]
    [InlineData("delete from registry.standing_changes")]
    [InlineData("select registry.recount_standings()")]
    [InlineData("update registry.usages set members = 1")]
    [InlineData("insert into registry.usage_changes (unit_path, aspect, value, members, accounts) values ('1.', 1, 'zalo', 1, 1)")]
    public async Task Nobody_but_the_database_itself_changes_the_counters(string statement)
    {
        await using var connection = await (await databases.InstallationAsync()).App.OpenConnectionAsync(Stop);
        await using var command = new NpgsqlCommand(statement, connection);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_member_stands_in_the_database_where_the_member_says()
    {
        var world = await databases.NewWorldAsync();
        var expected = new List<Standing>();
        foreach (var activity in Enum.GetValues<ActivityStatus>())
        {
            var member = await world.MemberAsync(shape: m => m.ChangeStatus(activity));
            Assert.Equal(
                activity switch
                {
                    ActivityStatus.Active => Standing.NotDeclared,
                    ActivityStatus.Exempt => Standing.Exempt,
                    _ => Standing.Departed,
                },
                member.Standing
            );
            expected.Add(member.Standing);
        }

        foreach (
            var (state, standing) in new[]
            {
                (DeclarationState.Submitted, Standing.Submitted),
                (DeclarationState.Returned, Standing.Returned),
                (DeclarationState.Confirmed, Standing.Confirmed),
            }
        )
        {
            await world.DeclareAsync(await world.MemberAsync(), state);
            expected.Add(standing);
        }

        var stored = await world.ReadAsync(
            world.Everything,
            db => db.Members.OrderBy(m => m.Id).Select(m => new { m.Standing, Member = m }).ToListAsync(Stop)
        );
        Assert.Equal(expected, stored.Select(s => s.Standing));
        Assert.Equal(expected, stored.Select(s => s.Member.Standing));
    }

    private static async Task<long> AskAsync(ChangingRegistry registry, string sql)
    {
        await foreach (var row in registry.RowsAsync(sql))
            return row.GetInt64(0);
        throw new InvalidOperationException("No row.");
    }
}
