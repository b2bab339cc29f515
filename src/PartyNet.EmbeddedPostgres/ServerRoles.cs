using Npgsql;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// The roles and databases of the cluster. The owner makes and changes tables, the application only uses them:
/// neither may bypass row-level security, and nobody gets anything through PUBLIC. Backups read all rows, and write none.
/// </summary>
public static class ServerRoles
{
    public const string Owner = "partynet_owner";
    public const string App = "partynet_app";
    public const string Backup = "partynet_backup";
    internal const string Admin = "postgres";

    // Databases made later are copies of template1, so what is said of its schema holds for them, too.
    private const string InTemplate = $"""
        ALTER SCHEMA public OWNER TO {Owner};
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        REVOKE ALL ON DATABASE template1, {Admin} FROM PUBLIC;
        """;

    /// <summary>Makes what is missing; after the first time a single question. <paramref name="admin"/> is open.</summary>
    internal static async Task EnsureAsync(
        NpgsqlConnection admin, string adminOfTemplate, string database, ServerCredentials credentials, CancellationToken cancellationToken)
    {
        if (await IsReadyAsync(admin, database, cancellationToken))
            return;
        await RunAsync(
            admin, Role(Owner, credentials.Owner) + Role(App, credentials.App) + BackupRole(credentials.Backup!), cancellationToken);
        await using (var template = new NpgsqlConnection(adminOfTemplate))
        {
            await template.OpenAsync(cancellationToken);
            await RunAsync(template, InTemplate, cancellationToken);
        }
        if (!await ExistsAsync(admin, database, cancellationToken))
            await CreateDatabaseAsync(admin, database, "template1", cancellationToken);
        await CloseToPublicAsync(admin, database, cancellationToken);
    }

    /// <summary>A new database owned by the owner role, a copy of <paramref name="template"/> with its tables and rows.</summary>
    internal static async Task CreateAsync(NpgsqlConnection admin, string database, string template, CancellationToken cancellationToken)
    {
        await CreateDatabaseAsync(admin, database, template, cancellationToken);
        await CloseToPublicAsync(admin, database, cancellationToken);
    }

    private static Task CreateDatabaseAsync(
        NpgsqlConnection admin,
        string database,
        string template,
        CancellationToken cancellationToken
    ) => RunAsync(admin, $"CREATE DATABASE {Quote(database)} OWNER {Owner} TEMPLATE {Quote(template)}", cancellationToken);

    /// <summary>Last step of making a database: its access list is what tells a finished database from one cut short.</summary>
    private static Task CloseToPublicAsync(NpgsqlConnection admin, string database, CancellationToken cancellationToken) =>
        RunAsync(
            admin,
            $"REVOKE ALL ON DATABASE {Quote(database)} FROM PUBLIC; GRANT CONNECT ON DATABASE {Quote(database)} TO {App}, {Backup};",
            cancellationToken);

    private static async Task<bool> IsReadyAsync(NpgsqlConnection admin, string database, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT datacl IS NOT NULL AND EXISTS (SELECT FROM pg_roles WHERE rolname = $2) FROM pg_database WHERE datname = $1", admin);
        command.Parameters.AddWithValue(database);
        command.Parameters.AddWithValue(Backup);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection admin, string database, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", admin);
        command.Parameters.AddWithValue(database);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    // Passwords are hexadecimal, see ServerCredentials.
    private static string Role(string name, string password) => $"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN CREATE ROLE {name}; END IF;
        END $$;
        ALTER ROLE {name} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '{password}';
        """;

    /// <summary>The one role that row-level security does not hold: it gets the right to read, and no other.</summary>
    private static string BackupRole(string password) =>
        Role(Backup, password) + $"ALTER ROLE {Backup} BYPASSRLS; ALTER ROLE {Backup} SET default_transaction_read_only = on;";

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
