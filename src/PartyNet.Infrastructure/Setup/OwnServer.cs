using System.Security.Cryptography;
using Npgsql;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Setup;

/// <summary>
/// Roles and database on a server of one's own: what a superuser has to run there once, and the connection strings that work afterwards.
/// Passwords are made here, as hexadecimal, and kept in the settings of the installation alone.
/// </summary>
public sealed class OwnServer
{
    private const string Database = "partynet";

    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly string _owner = NewPassword();
    private readonly string _app = NewPassword();
    private readonly string _backup = NewPassword();

    /// <param name="server">A connection string to the server; whose login it names does not matter here.</param>
    /// <exception cref="InstallationException">It is none.</exception>
    public OwnServer(string server)
    {
        try
        {
            _server = new NpgsqlConnectionStringBuilder(server);
            if (string.IsNullOrEmpty(_server.Host))
                throw new ArgumentException("Host?");
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new InstallationException(
                $"Chuỗi kết nối đến máy chủ viết sai ({e.Message}). Dạng đúng: Host=…;Username=postgres;Password=…", e);
        }
    }

    /// <summary>What a superuser runs in the server's own database, and then in the new one.</summary>
    public (string OnServer, string InDatabase) Sql => (
        $"""
        create role {DatabaseRoles.Owner} login password '{_owner}' nosuperuser nobypassrls;
        create role {DatabaseRoles.App} login password '{_app}' nosuperuser nobypassrls;
        create role {DatabaseRoles.Backup} login password '{_backup}' nosuperuser bypassrls;
        alter role {DatabaseRoles.Backup} set default_transaction_read_only = on;
        create database {Database} owner {DatabaseRoles.Owner} encoding 'UTF8' template template0;
        """,
        $"""
        revoke all on database {Database} from public;
        grant connect on database {Database} to {DatabaseRoles.App}, {DatabaseRoles.Backup};
        revoke create on schema public from public;
        """);

    /// <summary>The settings that lead there.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        [$"ConnectionStrings:{Installation.AppConnection}"] = As(DatabaseRoles.App, _app),
        [$"ConnectionStrings:{Installation.OwnerConnection}"] = As(DatabaseRoles.Owner, _owner),
        [$"ConnectionStrings:{Installation.BackupConnection}"] = As(DatabaseRoles.Backup, _backup),
    };

    /// <summary>Makes roles and database as the superuser whose login the connection string names.</summary>
    /// <exception cref="InstallationException">It names no superuser, or there is an installation on the server already.</exception>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        await using var server = await OpenAsync(_server.Database ?? "postgres", cancellationToken);
        await using (var ask = new NpgsqlCommand(
            """
            select r.rolsuper, array(select rolname::text from pg_roles where rolname = any ($1)),
                exists (select from pg_database where datname = $2)
            from pg_roles r where r.rolname = current_user
            """, server)
        {
            Parameters =
            {
                new() { Value = new[] { DatabaseRoles.Owner, DatabaseRoles.App, DatabaseRoles.Backup } }, new() { Value = Database },
            },
        })
        await using (var answer = await ask.ExecuteReaderAsync(cancellationToken))
        {
            await answer.ReadAsync(cancellationToken);
            if (!answer.GetBoolean(0))
                throw new InstallationException(
                    $"“{_server.Username}” không phải superuser nên không tạo được vai trò. Dùng superuser, hoặc in lệnh SQL bằng "
                        + "--print-sql.");
            if (answer.GetFieldValue<string[]>(1) is [var role, ..])
                throw new InstallationException(
                    $"Máy chủ đã có vai trò {role}: nơi cài khác đang dùng máy chủ này? Không thay đổi gì. Xóa vai trò đó nếu không ai "
                        + "dùng.");
            if (answer.GetBoolean(2))
                throw new InstallationException($"Máy chủ đã có cơ sở dữ liệu {Database}. Không thay đổi gì; xóa nó nếu không ai dùng.");
        }

        foreach (var statement in Sql.OnServer.Split('\n'))
            await RunAsync(server, statement, cancellationToken);
        await using var database = await OpenAsync(Database, cancellationToken);
        await RunAsync(database, Sql.InDatabase, cancellationToken);
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = database, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private string As(string role, string password) => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Database = Database,
        Username = role,
        Password = password,
    }.ConnectionString;

    private static string NewPassword() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}
