using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// Brings a database up to date as its owner: EF migrations for the tables, then functions and walls anew from their single source,
/// so that no migration can forget one.
/// </summary>
public static class DatabaseMigrator
{
    // Hosts that may not migrate look here whether they have to wait for somebody who may.
    private const string HistoryTable = "migrations";

    /// <summary>The files of Sql/; what the others call comes first.</summary>
    private static readonly string[] Scripts =
    [
        "functions.sql", "sessions.sql", "sign_in.sql", "audit.sql", "grants.sql", "passkeys.sql", "counters.sql", "usages.sql",
        "queue.sql", "search.sql", "users.sql", "logins.sql", "viewers.sql", "factors.sql", "loads.sql", "kinds.sql", "jobs.sql",
        "plans.sql", "undo.sql",
    ];

    /// <summary>All that search looks at, and how units are counted, made anew.</summary>
    private const string Refill =
        """
        select registry.recount_standings(); select registry.recount_usages();
        select registry.refill_member_search(); select access.refill_user_search();
        """;

    // Not in a migration: the tables are filled by functions that stand after them all, and an index is built at once far sooner.
    private const string SearchIndexes =
        """
        create index if not exists ix_member_search_name on registry.member_search
            using gin (string_to_array(rtrim(unit_path, '.'), '.'), name gin_trgm_ops);
        create index if not exists ix_user_search_pieces on access.user_search using gin (access.pieces(login, 1));
        """;

    /// <param name="recount">
    /// Count the members of all units anew and look through names and logins for search, also where nothing has to be migrated.
    /// </param>
    /// <exception cref="InstallationException">The database is a newer release's.</exception>
    public static async Task MigrateAsync(
        string ownerConnectionString,
        TimeProvider clock,
        CancellationToken cancellationToken,
        bool recount = false
    )
    {
        var state = await SchemaState.ReadAsync(ownerConnectionString, cancellationToken);
        // Its functions and walls would be written over by older ones.
        if (state.Newer.Count > 0)
            throw new InstallationException(state.TooNew);
        await using var db = Context(ownerConnectionString);
        var hasChanged = state.Pending.Count > 0;
        await AnnounceAsync(ownerConnectionString, cancellationToken);
        // Tables of millions are written anew and indexed.
        db.Database.SetCommandTimeout(LongWork.Limit);
        // Where all are there EF would still compose what the tables were after the last of them, to compare.
        if (hasChanged)
            await db.Database.MigrateAsync(cancellationToken);

        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var walls = new NpgsqlCommand(
            $"""
            {string.Join('\n', Scripts.Select(SqlFiles.Read))}
            {WallScript.Build(db.Model)}
            {(hasChanged || recount ? Refill : "")}
            {SearchIndexes}
            grant select on {Schemas.Registry}.{HistoryTable}, {SchemaState.AdditiveTable} to {DatabaseRoles.App};
            """, connection, transaction)
        {
            CommandTimeout = (int)LongWork.Limit.TotalSeconds,
        };
        await walls.ExecuteNonQueryAsync(cancellationToken);
        await InsertStandardKindsAsync(connection, transaction, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>
    /// As <see cref="MigrateAsync"/>, while a site may be at work: waits for nobody longer than a moment, and then says for whom.
    /// </summary>
    /// <exception cref="InstallationException">Somebody held what had to be changed; what was migrated before stays.</exception>
    public static async Task MigrateBesideAsync(
        string ownerConnectionString, TimeProvider clock, TimeSpan patience, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(ownerConnectionString)
        {
            ApplicationName = $"partynet migrate {Environment.ProcessId}",
            Pooling = false,
        };
        settings.Options = $"{settings.Options} -c lock_timeout={(int)patience.TotalMilliseconds}".Trim();
        await using var blockers = new Blockers(ownerConnectionString, settings.ApplicationName);
        try
        {
            await MigrateAsync(settings.ConnectionString, clock, cancellationToken, recount: true);
        }
        catch (Exception e) when (e.GetBaseException() is PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable })
        {
            throw new InstallationException(Explain(blockers.Last), e);
        }
    }

    private static string Explain(IReadOnlyList<(int Session, string Role, string Program)> blockers)
    {
        var who = string.Join(
            "; ", blockers.Select(b => $"phiên số {b.Session} (vai trò {b.Role}, chương trình {b.Program})"));
        return $"Chưa nâng cấp được vì bảng đang bị giữ: {(who.Length > 0 ? who : "không rõ phiên nào")}. Chờ việc ấy xong hoặc dừng "
            + "trang, rồi chạy lại “partynet migrate”; các bước đã xong không chạy lại. Nếu phiên ấy bị treo, ngắt bằng quyền quản trị "
            + $"máy chủ: select pg_terminate_backend({(blockers.Count > 0 ? blockers[0].Session : "số phiên")});";
    }

    /// <summary>
    /// Says which migrations only add, before any of them runs: sites of the release before that see one must know at once that they may
    /// go on.
    /// </summary>
    private static async Task AnnounceAsync(string ownerConnectionString, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"create schema if not exists {Schemas.Registry}"),
                new($"create table if not exists {SchemaState.AdditiveTable} (id text primary key)"),
                new($"insert into {SchemaState.AdditiveTable} select unnest($1::text[]) on conflict do nothing")
                {
                    Parameters = { new() { Value = SchemaState.Additive.ToArray() } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>
    /// A context outside every scope: it sees tables, but no protected row. What EF composes for it goes with it: it is needed once in the
    /// life of a site, which has a model of its own.
    /// </summary>
    public static PartyNetDbContext Context(string connectionString) =>
        new PartyNetDbContext(
            new DbContextOptionsBuilder<PartyNetDbContext>()
                .UseNpgsql(connectionString, Npgsql)
                .UseSnakeCaseNamingConvention()
                .UseApplicationServiceProvider(IdentitySchema)
                .EnableServiceProviderCaching(false)
                .Options)
            .For(new AccessContext());

    /// <summary>
    /// The last version of Identity's tables that has none for passkeys: ours is another. Identity reads it from its options.
    /// </summary>
    public static void UseIdentitySchema(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version2;

    private static readonly ServiceProvider IdentitySchema = new ServiceCollection()
        .Configure<IdentityOptions>(UseIdentitySchema)
        .BuildServiceProvider();

    /// <summary>The mapping options that every context of the product shares.</summary>
    public static void Npgsql(global::Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder options) =>
        options.MigrationsHistoryTable(HistoryTable, Schemas.Registry).SetPostgresVersion(15, 0);

    private static async Task InsertStandardKindsAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Only into an empty table: afterwards the kinds belong to the installation. Names for them may have come later.
        await using (var missing = new NpgsqlCommand(
            "select not exists (select from registry.unit_kinds) or exists (select from registry.unit_kinds where other_names is null)",
            connection, transaction))
        {
            if (!(bool)(await missing.ExecuteScalarAsync(cancellationToken))!)
                return;
        }

        await using var command = new NpgsqlCommand(
            """
            select set_config('app.process', gen_random_uuid()::text, true);
            insert into audit.processes (id, type, at, request_id) values (current_setting('app.process')::uuid, @type, @at, 'migrate');
            insert into registry.unit_kinds (code, name, holds_members, is_grassroots, position)
            select k.* from unnest(@codes, @names, @holds_members, @grassroots, @positions) k
            where not exists (select from registry.unit_kinds);
            update registry.unit_kinds u set other_names = coalesce(k.other_names, '')
            from registry.unit_kinds here left join unnest(@codes, @other_names) k (code, other_names) on k.code = here.code
            where u.code = here.code and u.other_names is null;
            """, connection, transaction);
        var kinds = UnitKind.Standard;
        command.Parameters.AddWithValue("type", (short)ProcessType.Installed);
        command.Parameters.AddWithValue("at", at);
        command.Parameters.AddWithValue("codes", kinds.Select(k => k.Code).ToArray());
        command.Parameters.AddWithValue("other_names", kinds.Select(k => k.OtherNames ?? "").ToArray());
        command.Parameters.AddWithValue("names", kinds.Select(k => k.Name).ToArray());
        command.Parameters.AddWithValue("holds_members", kinds.Select(k => k.HoldsMembers).ToArray());
        command.Parameters.AddWithValue("grassroots", kinds.Select(k => k.IsGrassroots).ToArray());
        command.Parameters.AddWithValue("positions", kinds.Select(k => k.Position).ToArray());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
