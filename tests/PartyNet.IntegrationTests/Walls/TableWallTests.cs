using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>
/// The walls in PostgreSQL, looked at with raw Npgsql as the application role: a mistake in the application must not open them.
/// </summary>
public sealed class TableWallTests(TestDatabase database)
{
    private const int FewestTables = 20;
    private const int FewestProtected = 17;

    private static IReadOnlyList<IEntityType> Entities { get; } = Model();

    public static TheoryData<string> ProtectedTables =>
        [.. Entities.Where(e => TableWalls.All[e.ClrType].HasPolicies).Select(Table)];

    /// <summary>Protected tables that the application may read, as far as rows are open to it.</summary>
    public static TheoryData<string> ReadableTables =>
        [.. Entities.Where(e => TableWalls.All[e.ClrType] is { IsForced: true, Rows: not RowAccess.Closed }).Select(Table)];

    /// <summary>Tables that everybody may read, and that are written in scope.</summary>
    public static TheoryData<string> OpenTables => ["registry.units", "registry.unit_notices"];

    public static TheoryData<string> ClosedTables =>
        [.. Entities.Where(e => TableWalls.All[e.ClrType].Rows == RowAccess.Closed).Select(Table)];

    public static TheoryData<string> AuditedTables =>
        [.. Entities.Where(e => TableWalls.All[e.ClrType].AuditKey is not null).Select(Table)];

    [Fact]
    public void Every_entity_has_its_wall_and_every_wall_its_entity()
    {
        Assert.True(Entities.Count >= FewestTables, $"Only {Entities.Count} entities were looked at.");
        Assert.True(ProtectedTables.Count >= FewestProtected, $"Only {ProtectedTables.Count} tables are protected.");
        Assert.Equal(ProtectedTables.Count, ReadableTables.Count + ClosedTables.Count + OpenTables.Count);
        Assert.Equal(Entities.Select(e => e.ClrType.FullName).Order(), TableWalls.All.Keys.Select(t => t.FullName).Order());
    }

    [Theory]
    [MemberData(nameof(ProtectedTables))]
    public async Task A_protected_table_is_forced_and_has_a_policy_for_each_right(string table)
    {
        await using var connection = await OpenAsync();
        var state = await QueryAsync(connection,
            $"""
            select c.relrowsecurity, c.relforcerowsecurity, pg_get_userbyid(c.relowner),
                (select string_agg(p.polcmd::text, '' order by p.polcmd::text) from pg_policy p where p.polrelid = c.oid)
            from pg_class c where c.oid = '{table}'::regclass
            """);

        Assert.Equal([true, !OpenTables.Any(open => open.Data == table), DatabaseRoles.Owner, "adrw"], state);
    }

    [Theory]
    [MemberData(nameof(ClosedTables))]
    public async Task A_closed_table_is_refused_to_the_application_altogether_and_open_to_its_owner_alone(string table)
    {
        await using var connection = await OpenAsync();
        foreach (var statement in new[] { "select count(*) from {0}", "insert into {0} default values", "delete from {0}", "truncate {0}" })
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
                ExecuteAsync(connection, statement.Replace("{0}", table, StringComparison.Ordinal)));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }

        var roles = await QueryAsync(
            connection,
            $"""
            select count(*), bool_and(polroles = array['{DatabaseRoles.Owner}'::regrole::oid]) from pg_policy
            where polrelid = '{table}'::regclass
            """
        );
        Assert.Equal([4L, true], roles);
    }

    [Theory]
    [MemberData(nameof(ReadableTables))]
    [Trait("Security", "Z10")]
    public async Task Without_a_scope_with_an_empty_one_and_with_a_strange_one_there_are_no_rows(string table)
    {
        // Somebody's rows exist, so that nothing to see is the wall's doing.
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync(phone: "+84900000001");
        await world.UserAsync(member, (Role.Secretary, world.Branch));

        await using var connection = await OpenAsync();
        Assert.Equal(0L, await CountAsync(connection, table, ""));
        Assert.Equal(
            0L,
            await CountAsync(
                connection,
                table,
                "select set_config('app.scope_from', '', true), set_config('app.scope_to', '', true), set_config('app.member', '', "
                    + "true), set_config('app.user', '', true);"
            )
        );
        Assert.Equal(
            0L,
            await CountAsync(
                connection,
                table,
                "select set_config('app.scope_from', 'zzzzzz.', true), set_config('app.scope_to', 'zzzzzz/', true);"
            )
        );
    }

    [Theory]
    [MemberData(nameof(AuditedTables))]
    public async Task An_audited_table_has_its_three_triggers(string table)
    {
        await using var connection = await OpenAsync();
        var triggers = await QueryAsync(
            connection,
            $"select count(*) from pg_trigger where tgrelid = '{table}'::regclass and tgname in ('audit_insert', 'audit_update', "
                + $"'audit_delete') and tgenabled = 'O'"
        );

        Assert.Equal([3L], triggers);
    }

    [Theory]
    [InlineData("alter table registry.members disable row level security")]
    [InlineData("alter table registry.members no force row level security")]
    [InlineData("drop policy readable on registry.members")]
    [InlineData("set role partynet_owner")]
    [InlineData("select * from pg_authid")]
    [InlineData("update audit.processes set reason = 'x'")]
    [InlineData("delete from audit.processes")]
    [InlineData("truncate audit.processes")]
    [InlineData("delete from audit.process_subjects")]
    [InlineData("update audit.row_changes set difference = null")]
    [InlineData("delete from registry.members")]
    [InlineData("delete from registry.declarations")]
    [InlineData("create table registry.mine (id int)")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("create table jobs.mine (id int)")]
    [InlineData("update jobs.runs set ran_at = now()")]
    [InlineData("alter table jobs.triggers add mine int")]
    [Trait("Security", "Z10")]
    public async Task The_application_role_is_refused(string statement)
    {
        await using var connection = await OpenAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, statement));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_row_outside_the_scope_cannot_be_written()
    {
        var world = await database.NewWorldAsync();
        await using var connection = await OpenAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection,
            $"""
            select set_config('app.scope_from', '{world.Branch.Path}', true), set_config('app.scope_to', '{world.Branch.Path.RangeEnd}', true), set_config('app.process', gen_random_uuid()::text, true);
            insert into registry.placements (id, member_id, unit_id, unit_path, "from", reason)
            values (gen_random_uuid(), gen_random_uuid(), '{world.OtherBranch.Id}', '{world.OtherBranch.Path}', current_date, 'x')
            """));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
    }

    [Fact]
    public async Task A_change_outside_a_process_is_refused_whoever_makes_it()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync();
        await using var connection = await OpenAsync();

        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection,
            $"""
            select set_config('app.scope_from', '{world.District.Path}', true), set_config('app.scope_to', '{world.District.Path.RangeEnd}', true);
            update registry.members set work_status = 1
            """));

        Assert.Equal("PN001", refusal.SqlState);
    }

    [Fact]
    public async Task Migrating_again_changes_nothing_and_the_model_has_no_change_without_a_migration()
    {
        await using var own = await database.NewDatabaseAsync();

        await DatabaseMigrator.MigrateAsync(own.OwnerConnectionString, TestDatabase.Clock, CancellationToken.None);

        await using var db = DatabaseMigrator.Context(own.OwnerConnectionString);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    private static List<IEntityType> Model()
    {
        using var db = DatabaseMigrator.Context("Host=none");
        return [.. db.Model.GetEntityTypes().Where(e => !e.IsOwned())];
    }

    private static string Table(IEntityType entity) => $"{entity.GetSchema()}.{entity.GetTableName()}";

    private async Task<NpgsqlConnection> OpenAsync() => await (await database.InstallationAsync()).App.OpenConnectionAsync();

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table, string settings)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        if (settings.Length > 0)
            await ExecuteAsync(connection, settings);
        await using var command = new NpgsqlCommand($"select count(*) from {table}", connection, transaction);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object[]> QueryAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        var values = new object[row.FieldCount];
        row.GetValues(values);
        return values;
    }
}
