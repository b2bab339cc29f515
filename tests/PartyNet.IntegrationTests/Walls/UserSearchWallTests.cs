using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>The one function that looks into the closed table of logins, asked with raw SQL as the application role.</summary>
public sealed class UserSearchWallTests(TestDatabase database)
{
    private static readonly AccessScope Administration = new() { Realm = AccessRealm.Administration, UserId = Guid.CreateVersion7() };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_administrator_alone_finds_users()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        var login = user.NormalizedUserName!;
        AccessScope[] others =
        [
            AccessScope.Nobody, AccessScope.SignIn, AccessScope.Operator(), world.Everything, await world.ScopeOfAsync(user),
            await world.ScopeAsync(Role.Board, world.District),
        ];

        Assert.Equal([user.Id], await FindAsync(Administration, login));
        foreach (var scope in others)
            Assert.Empty(await FindAsync(scope, login));
        await using var connection = await OpenAsync();
        await using var bare = new NpgsqlCommand("select user_id from access.find_users($1)", connection)
        {
            Parameters = { new() { Value = login } },
        };
        Assert.Null(await bare.ExecuteScalarAsync(Stop));
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("'")]
    [InlineData("' or true --")]
    [InlineData("U' and pg_sleep(9) is null --")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Signs_are_signs_and_neither_wildcards_nor_statements_and_no_text_finds_nobody(string? typed)
    {
        var world = await database.NewWorldAsync();
        await world.UserAsync();

        Assert.Empty(await FindAsync(Administration, typed));
    }

    [Theory]
    [InlineData("select access.refill_user_search()")]
    [InlineData("select login from access.user_search")]
    [InlineData("alter function access.find_users(text) reset search_path")]
    public async Task The_application_gets_at_the_table_in_no_other_way(string statement)
    {
        await using var connection = await OpenAsync();
        await ClosedFunctions.AssertRefusedAsync(connection, statement);
    }

    [Fact]
    public async Task The_function_is_the_owners_looks_nowhere_else_and_is_for_the_application_alone()
    {
        await using var connection = await OpenAsync();
        await ClosedFunctions.AssertGuardedAsync(connection, "access.find_users(text)");
    }

    /// <summary>The figure of the doctor tells nothing to those who may not see users.</summary>
    [Fact]
    public async Task The_comparison_of_the_table_with_the_list_is_for_those_who_see_users()
    {
        var world = await database.NewWorldAsync();
        var scope = await world.ScopeAsync(Role.Board, world.District);

        Assert.Equal(0L, await ScalarAsync(scope, "select access.wrong_user_search()"));
        Assert.Equal(0L, await ScalarAsync(Administration, "select access.wrong_user_search()"));
    }

    private async Task<List<Guid>> FindAsync(AccessScope scope, string? typed)
    {
        var find = new NpgsqlBatchCommand("select user_id from access.find_users($1)");
        find.Parameters.Add(new NpgsqlParameter { Value = (object?)typed ?? DBNull.Value, DataTypeName = "text" });
        await using var connection = await OpenAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ScopeCommands.For(scope, process: null), find } };
        await using var rows = await batch.ExecuteReaderAsync(Stop);
        await rows.NextResultAsync(Stop);
        var found = new List<Guid>();
        while (await rows.ReadAsync(Stop))
            found.Add(rows.GetGuid(0));
        return found;
    }

    private async Task<object?> ScalarAsync(AccessScope scope, string sql)
    {
        await using var connection = await OpenAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { ScopeCommands.For(scope, process: null), new(sql) } };
        await using var rows = await batch.ExecuteReaderAsync(Stop);
        await rows.NextResultAsync(Stop);
        await rows.ReadAsync(Stop);
        return rows.GetValue(0);
    }

    private async Task<NpgsqlConnection> OpenAsync() => await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);
}
