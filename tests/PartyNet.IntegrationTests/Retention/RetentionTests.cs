using Npgsql;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Retention;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Retention;

/// <summary>What is forgotten and what is not, and what the database remembers of that.</summary>
[Trait("Security", "C6")]
public sealed class RetentionTests(TestDatabase databases)
{
    private static readonly DateTimeOffset LongAfter = TestDatabase.Morning.AddYears(100);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_of_forms_rows_of_imports_and_links_are_forgotten_when_they_are_old_and_never_when_they_are_new()
    {
        await using var own = await databases.NewDatabaseAsync();
        await using var app = DataSources.ForApp(own.AppConnectionString);
        await RunAsync(own, Rows);

        // Whatever moment the program names: a week by the server's clock is what the database keeps by itself.
        foreach (var job in new[] { "form-keys", "import-rows", "links" })
            await Forget.OneAsync(app, job, job == "links" ? await NowAsync(own) : LongAfter);

        Assert.Equal(["new 6 days"], await own.AskAsync("select result from access.request_keys", Stop));
        Assert.Equal(["2"], await own.AskAsync("select row::text from import.plan_rows", Stop));
        Assert.Equal(["2"], await own.AskAsync("select count(*)::text from import.plans", Stop));
        Assert.Equal(["\\x02"], await own.AskAsync("select code_hash::text from access.setup_links", Stop));
    }

    [Fact]
    public async Task An_account_that_a_list_proposed_and_nobody_answered_is_forgotten_after_ninety_days()
    {
        await using var own = await databases.NewDatabaseAsync();
        await using var app = DataSources.ForApp(own.AppConnectionString);
        await RunAsync(own, Rows);

        Assert.Equal(1, await Forget.OneAsync(app, "proposed-accounts", await NowAsync(own)));

        Assert.Equal(["89 days"], await own.AskAsync("select list_name from registry.proposed_accounts", Stop));
        Assert.Equal(
            [$"{(short)ProcessType.ProposalsForgotten}  D zalo null null"],
            await own.AskAsync(
                """
                select concat_ws(' ', p.type, coalesce(p.actor_id::text, ''), c.operation, c.difference->'platform_code'->>0,
                    c.difference->'details', c.difference->'list_name')
                from audit.processes p join audit.row_changes c on c.process_id = p.id
                where c.table_name = 'proposed_accounts'
                """,
                Stop));
        // A member's page of what was done with their data walks by the numbers of processes.
        var told = await own.AskAsync(
            "select id || ' ' || floor(extract(epoch from at) * 1000) from audit.processes "
                + $"where type = {(short)ProcessType.ProposalsForgotten}",
            Stop);
        var (id, at) = Assert.Single(told).Split(' ') is [var number, var time] ? (Guid.Parse(number), long.Parse(time, null)) : default;
        Assert.Equal((7, at), (id.Version, Convert.ToInt64(id.ToString("n")[..12], 16)));
        Assert.Equal(0, await Forget.OneAsync(app, "proposed-accounts", await NowAsync(own)));
        Assert.Equal(
            ["1"],
            await own.AskAsync(
                $"select count(*)::text from audit.processes where type = {(short)ProcessType.ProposalsForgotten}", Stop));
    }

    [Fact]
    [Trait("Security", "G1")]
    public async Task In_the_name_of_time_nobody_changes_anything_else()
    {
        await using var own = await databases.NewDatabaseAsync();
        await RunAsync(own, Rows);
        await using var connection = new NpgsqlConnection(own.AdminConnectionString);
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        const string sql = """
            select jobs.forget('proposed-accounts', now());
            select set_config('app.process', id::text, true) from audit.processes where type = 424;
            update registry.units set name = 'B';
            """;
        await using var command = new NpgsqlCommand(sql, connection, transaction);

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Stop));

        Assert.Equal("PN002", refusal.SqlState);
    }

    [Fact]
    public async Task Each_job_runs_and_what_it_did_is_written_down_where_the_application_cannot_write()
    {
        await using var own = await databases.NewDatabaseAsync();
        await using var app = DataSources.ForApp(own.AppConnectionString);
        await RunAsync(own, Rows);

        foreach (var job in RetentionJob.All)
            await Forgetting.RunAsync(app, job, RetentionRules.Standard, LongAfter, Stop);

        var names = await own.AskAsync("select job from jobs.runs where ran_at > now() - interval '1 minute' order by job", Stop);
        Assert.Equal(RetentionJob.All.Select(job => job.Name).Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.Equal(["form-keys 1", "import-rows 1", "links 2", "proposed-accounts 2", "recovery-sheets 1"],
            await own.AskAsync("select job || ' ' || removed from jobs.runs where removed > 0 order by job", Stop));
    }

    [Fact]
    public async Task What_a_job_opens_for_itself_is_closed_when_it_is_done()
    {
        await using var own = await databases.NewDatabaseAsync();
        await RunAsync(own, Rows);
        await using var connection = new NpgsqlConnection(own.AppConnectionString);
        await connection.OpenAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var forget = new NpgsqlCommand("select jobs.forget('form-keys', now())", connection, transaction);
        await forget.ExecuteNonQueryAsync(Stop);
        await using var look = new NpgsqlCommand(
            "select (select count(*) from access.setup_links) + (select count(*) from access.request_keys)"
                + " + (select count(*) from import.plans)",
            connection,
            transaction);

        Assert.Equal(0L, await look.ExecuteScalarAsync(Stop));
    }

    /// <summary>Some old and some new.</summary>
    private const string Rows =
        """
        insert into access.users (id, normalized_user_name, created_at, security_stamp, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        select format('00000000-0000-0000-0000-0000000000b%s', n)::uuid, 'USER' || n, now(), 'x', false, false, false, false, 0 from generate_series(1, 2) n;
        insert into access.request_keys (user_id, key, result, used_at) values
            ('00000000-0000-0000-0000-0000000000b1', gen_random_uuid(), 'old', now() - interval '8 days'),
            ('00000000-0000-0000-0000-0000000000b1', gen_random_uuid(), 'new 6 days', now() - interval '6 days');
        insert into access.setup_links (code_hash, user_id, expires_at) values
            ('\x01', '00000000-0000-0000-0000-0000000000b1', now() - interval '8 days'),
            ('\x02', '00000000-0000-0000-0000-0000000000b2', now() - interval '6 days');
        insert into access.recovery_sheets (user_id, sealed_codes, shown_until) values
            ('00000000-0000-0000-0000-0000000000b1', '\x', now() - interval '1 minute'),
            ('00000000-0000-0000-0000-0000000000b2', '\x', 'infinity');
        insert into registry.units (id, path, code, name, search_key, kind_code, valid_from, version)
        values ('00000000-0000-0000-0000-000000000001', '1.', 'A', 'A', '', 'chi-bo', '2020-01-01', 1);
        insert into import.plans (id, unit_id, unit_path, kind, file_hash, file_name, planned_at, creates, updates, unchanged, problems, absent)
        select format('00000000-0000-0000-0000-0000000000c%s', n)::uuid, '00000000-0000-0000-0000-000000000001', '1.', 2, '\x', 'a.xlsx', now() - (9 - n) * interval '1 day', 1, 0, 0, 0, 0
        from (values (1), (8)) p (n);
        insert into registry.proposed_accounts (id, member_id, unit_path, platform_code, details, plan_id, list_name, proposed_at)
        select gen_random_uuid(), gen_random_uuid(), '1.', 'zalo', '\x', gen_random_uuid(), n || ' days', now() - n * interval '1 day'
        from (values (89), (91)) p (n);
        insert into import.plan_rows (plan_id, row, unit_path, action, content)
        values ('00000000-0000-0000-0000-0000000000c1', 1, '1.', 1, '\x'), ('00000000-0000-0000-0000-0000000000c8', 2, '1.', 1, '\x');
        """;

    private static async Task<DateTimeOffset> NowAsync(ClusterDatabase database) => DateTimeOffset.Parse(
        (await database.AskAsync("select to_char(now() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", Stop))[0],
        System.Globalization.CultureInfo.InvariantCulture);

    private static async Task RunAsync(ClusterDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        // Without the triggers of audit: these rows are nobody's.
        await using var command = new NpgsqlCommand("set session_replication_role = replica; " + sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
