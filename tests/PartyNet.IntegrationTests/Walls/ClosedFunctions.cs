using Npgsql;
using PartyNet.Infrastructure.Database;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>What holds for every function that looks into a closed table.</summary>
internal static class ClosedFunctions
{
    public static async Task AssertRefusedAsync(NpgsqlConnection app, string statement)
    {
        await using var command = new NpgsqlCommand(statement, app);

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    /// <summary>It is the owner's, looks nowhere else, and is for the application alone.</summary>
    public static async Task AssertGuardedAsync(NpgsqlConnection app, string function)
    {
        await using var command = new NpgsqlCommand(
            """
            select pg_get_userbyid(p.proowner)::text, p.prosecdef, 'search_path=pg_catalog, pg_temp' = any (p.proconfig),
                array(select a.grantee::regrole::text from aclexplode(p.proacl) a where a.grantee <> p.proowner)
            from pg_proc p where p.oid = $1::regprocedure
            """, app)
        {
            Parameters = { new() { Value = function } },
        };
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await row.ReadAsync(TestContext.Current.CancellationToken));

        Assert.Equal((DatabaseRoles.Owner, true, true), (row.GetString(0), row.GetBoolean(1), row.GetBoolean(2)));
        Assert.Equal([DatabaseRoles.App], row.GetFieldValue<string[]>(3));
    }
}
