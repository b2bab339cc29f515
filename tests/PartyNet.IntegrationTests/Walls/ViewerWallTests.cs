using Npgsql;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>
/// The function that names who looked, asked by raw SQL as the application role: it tells nothing that does not concern the member, and
/// nothing that the unit has not opened.
/// </summary>
[Trait("Security", "G5")]
public sealed class ViewerWallTests(TestDatabase database)
{
    private const string Function = "audit.find_viewers(uuid[])";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_are_told_only_of_processes_that_concern_the_member_and_only_where_the_unit_says_so()
    {
        var world = await database.NewWorldAsync();
        var (member, other) = (await world.MemberAsync(), await world.MemberAsync());
        var officer = await world.MemberAsync(name: "Nguyễn Văn Thư");
        var secretary = await world.ScopeOfAsync(await world.UserAsync(officer, (Role.Secretary, world.Branch)));
        var (mine, foreign) = (await world.LookAsync(secretary, member), await world.LookAsync(secretary, other));

        Assert.Empty(await AskAsync(member, mine, foreign));
        await world.TellNamesAsync();

        Assert.Equal([$"{mine} Nguyễn Văn Thư"], await AskAsync(member, mine, foreign));
        Assert.Empty(await AskAsync(null, mine, foreign));
        Assert.Empty(await AskAsync(officer, mine, foreign));
    }

    [Fact]
    public async Task The_scope_of_the_transaction_is_afterwards_what_it_was()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        await world.TellNamesAsync();

        Assert.Equal(["0"], await AskAsync(
            member,
            """
            select (select count(*) from audit.find_viewers(array[gen_random_uuid()]))
                + (select count(*) from registry.members where id <> nullif(current_setting('app.member'), '')::uuid)
            """));
    }

    [Fact]
    public async Task The_function_is_the_owners_and_looks_for_nothing_in_schemas_of_others()
    {
        await using var app = await OpenAsync();

        await ClosedFunctions.AssertGuardedAsync(app, Function);
    }

    private Task<List<string>> AskAsync(Member? member, Guid mine, Guid foreign) => AskAsync(
        member, $"select process_id || ' ' || full_name from audit.find_viewers(array['{mine}', '{foreign}']::uuid[])");

    private async Task<List<string>> AskAsync(Member? member, string sql)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using (var scope = new NpgsqlCommand("select set_config('app.member', $1, true)", connection, transaction))
        {
            scope.Parameters.Add(new NpgsqlParameter { Value = member?.Id.ToString() ?? "" });
            await scope.ExecuteNonQueryAsync(Stop);
        }

        await using var command = new NpgsqlCommand(sql, connection, transaction);
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var told = new List<string>();
        while (await rows.ReadAsync(Stop))
            told.Add($"{rows.GetValue(0)}");
        return told;
    }

    private async Task<NpgsqlConnection> OpenAsync() => await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);
}

/// <summary>What happens before a member asks.</summary>
internal static class Viewing
{
    public static Task<Guid> LookAsync(this World world, Application.Access.AccessScope scope, Member member) =>
        world.RunAsync<Application.Audit.IProcesses, Guid>(scope, async processes =>
        {
            var look = processes.Look(new Application.Audit.ProcessStart(ProcessType.MembersViewed, world.Branch));
            look.Concern(member.Id);
            look.Record(new Application.Audit.MembersShown(world.Branch.Id, 1));
            await look.WriteDownAsync(TestContext.Current.CancellationToken);
            return look.Id;
        });

    /// <summary>The district lets members read who looked.</summary>
    public static async Task TellNamesAsync(this World world)
    {
        var board = await world.ScopeAsync(Role.Board, world.District);
        var decided = await world.RunAsync<SetViewerNames, ErrorOr.ErrorOr<ErrorOr.Success>>(board, use =>
            use.HandleAsync(new(world.District, true, Guid.CreateVersion7()), TestContext.Current.CancellationToken));
        Assert.False(decided.IsError);
    }
}
