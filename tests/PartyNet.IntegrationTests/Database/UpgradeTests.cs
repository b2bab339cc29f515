using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Database;

/// <summary>Databases of earlier releases are brought to this one with what they hold.</summary>
public sealed class UpgradeTests(TestDatabase databases)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Release_0_1_0_gets_ancestor_columns_counters_searched_names_and_logins_and_the_mark_of_secretaries()
    {
        await using var database = await databases.NewEmptyDatabaseAsync();
        await using (var db = DatabaseMigrator.Context(database.OwnerConnectionString))
            await db.GetService<IMigrator>().MigrateAsync("Initial", Stop);
        await RunAsync(database, OldContent);

        await DatabaseMigrator.MigrateAsync(database.OwnerConnectionString, TestDatabase.Clock, Stop);

        Assert.Equal(
            ["1 2 3  0", "1 2 3  3", "1 2 3  4", "1 2 4  5"],
            await database.AskAsync(
                "select concat_ws(' ', level_1, level_2, level_3, coalesce(level_4, ''), standing) from registry.members order by standing",
                Stop
            )
        );
        Assert.Equal(
            ["1. 1 0 0 1 1 1", "1.2. 1 0 0 1 1 1", "1.2.3. 1 0 0 1 1 0", "1.2.4. 0 0 0 0 0 1"],
            await database.AskAsync(
                """
                select concat_ws(' ', unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
                from registry.standings order by unit_path
                """,
                Stop
            )
        );
        Assert.Equal(
            ["a1 1.2.3. hoa HOAf", "a2 1.2.3. hoa HOAf", "a3 1.2.3. hoa HOAf", "a4 1.2.4. hoa HOAf"],
            await database.AskAsync(
                "select concat(right(member_id::text, 2), ' ', unit_path, rtrim(name)) from registry.member_search order by 1",
                Stop
            )
        );
        Assert.Equal(
            ["b1 BITHU.KHU14"],
            await database.AskAsync("select concat(right(user_id::text, 2), ' ', login) from access.user_search", Stop)
        );
        Assert.Equal(
            ["00000000-0000-0000-0000-0000000000d1 true", "00000000-0000-0000-0000-0000000000d2 false"],
            await database.AskAsync("select id || ' ' || ever_secretary from registry.declarations order by id", Stop)
        );
    }

    private const string OldContent =
        """
        insert into registry.unit_kinds values ('chi-bo', 'Chi bộ', true, false, 1);
        insert into registry.units (id, path, code, name, search_key, kind_code, valid_from, version)
        select format('00000000-0000-0000-0000-00000000000%s', n)::uuid, path, code, code, '', 'chi-bo', '2020-01-01', 1
        from (values (1, '1.', 'A'), (2, '1.2.', 'B'), (3, '1.2.3.', 'C'), (4, '1.2.4.', 'D')) u (n, path, code);
        insert into registry.members (id, code, unit_id, unit_path, full_name, roster_key, search_key, kind, work_status, activity_status, declaration_state, version)
        select format('00000000-0000-0000-0000-0000000000a%s', n)::uuid, n, (select id from registry.units where path = unit), unit, 'Hoà', 'a', 'hoa', 2, 1, activity, state, 1
        from (values (1, '1.2.3.', 1, 0), (2, '1.2.3.', 1, 3), (3, '1.2.3.', 2, 1), (4, '1.2.4.', 5, 3)) m (n, unit, activity, state);
        insert into registry.declarations (id, member_id, unit_path, number, status, answer, unchanged, account_count, submitted_at, version)
        select format('00000000-0000-0000-0000-0000000000d%s', n)::uuid, format('00000000-0000-0000-0000-0000000000a%s', n)::uuid, '1.2.3.', 1, 1, 1, false, 0, now(), 1
        from generate_series(1, 2) n;
        insert into access.users (id, normalized_user_name, member_id, created_at, security_stamp, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        values ('00000000-0000-0000-0000-0000000000b1', 'BITHU.KHU14', '00000000-0000-0000-0000-0000000000a1', now(), 'x', false, false, false, false, 0);
        insert into access.grants (id, user_id, member_id, role, unit_id, unit_path, valid_from)
        values (gen_random_uuid(), '00000000-0000-0000-0000-0000000000b1', '00000000-0000-0000-0000-0000000000a1', 1, '00000000-0000-0000-0000-000000000003', '1.2.3.', now());
        """;

    private static async Task RunAsync(ClusterDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Stop);
    }
}
