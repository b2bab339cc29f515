using Npgsql;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>Functions in the database that work with the owner's rights give none of them away.</summary>
public sealed class FunctionWallTests(TestDatabase database)
{
    private const string Ours = "pronamespace::regnamespace::text in ('registry', 'access', 'audit', 'import', 'jobs')";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Functions_that_run_as_the_owner_look_for_nothing_in_schemas_of_others()
    {
        var all = await AskAsync($"select p.oid::regprocedure::text from pg_proc p where {Ours} and prosecdef");
        var open = await AskAsync(
            $"""
            select p.oid::regprocedure::text from pg_proc p
            where {Ours} and prosecdef and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)
            """
        );

        Assert.True(all.Count >= 4, $"Only {string.Join(", ", all)}.");
        Assert.Empty(open);
    }

    [Fact]
    public async Task The_application_role_attaches_no_trigger_function_to_tables_of_its_own()
    {
        var all = await AskAsync($"select p.oid::regprocedure::text from pg_proc p where {Ours} and prorettype = 'trigger'::regtype");
        var open = await AskAsync(
            $"""
            select p.oid::regprocedure::text from pg_proc p
            where {Ours} and prorettype = 'trigger'::regtype and has_function_privilege(current_user, p.oid, 'execute')
            """
        );

        Assert.True(all.Count >= 6, $"Only {string.Join(", ", all)}.");
        Assert.Empty(open);
    }

    /// <summary>Each of them gives the application something of the owner's: whoever adds one says here what.</summary>
    [Fact]
    [Trait("Security", "Z10")]
    public async Task The_application_calls_so_many_functions_that_run_as_the_owner_and_nobody_else_calls_any()
    {
        string[] known =
        [
            "access.approve_factor_reset", "access.ask_factor_reset", "access.end_own_sessions", "access.end_session",
            "access.find_login", "access.find_users", "access.has_way_in", "access.keep_own_session", "access.logins_within",
            "access.open_logins", "access.spend_challenge", "access.start_session", "access.touch_session", "access.users_of",
            "access.withdraw_factor_reset", "access.wrong_user_search", "audit.begin_process", "audit.concern",
            "audit.count_declarations_read", "audit.find_unusual_readings", "audit.find_viewers",
            "audit.record", "import.ask_for_work", "import.end_order", "import.is_as_seen", "import.members_in_use", "import.next_order",
            "import.orders_waiting", "import.remove_members", "import.remove_units", "import.sees_up_to", "import.take_order",
            "import.take_transfers_back", "import.tell_progress",
            "import.units_in_use", "jobs.forget",
            "registry.find_members", "registry.find_units", "registry.fold_standings", "registry.fold_usages",
            "registry.sealed_drafts", "registry.set_unit_kind", "registry.suggested_networks", "registry.wrong_member_search",
        ];

        var open = await AskAsync(
            $"""
            select p.oid::regproc::text from pg_proc p where {Ours} and prosecdef and has_function_privilege(current_user, p.oid, 'execute')
            order by 1
            """);
        var strange = await AskAsync(
            $"""
            select p.oid::regproc::text from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            where {Ours} and a.privilege_type = 'EXECUTE' and a.grantee not in (p.proowner, current_user::regrole)
            """);

        Assert.Equal(known, open.Order(StringComparer.Ordinal));
        Assert.Empty(strange);
    }

    [Theory]
    [InlineData("select access.widen_scope()")]
    [InlineData("select access.set_scope('{}')")]
    [InlineData("select registry.recount_standings()")]
    [InlineData("select registry.recount_usages()")]
    [InlineData(
        """
        create temp table mine (unit_path text, standing smallint);
        create trigger feed after insert on mine referencing new table as new_rows
            for each statement execute function registry.note_standings();
        """
    )]
    public async Task The_application_role_is_refused(string statement)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    private async Task<NpgsqlConnection> OpenAsync() => await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);

    private async Task<List<string>> AskAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var names = new List<string>();
        while (await rows.ReadAsync(Stop))
            names.Add(rows.GetString(0));
        return names;
    }
}
