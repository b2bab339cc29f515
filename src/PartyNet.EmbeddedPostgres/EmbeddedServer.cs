using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PartyNet.EmbeddedPostgres;

/// <summary>
/// A private PostgreSQL server from the binaries of an npm package: development, the demo and all tests run on it.
/// The process that starts it first on a data folder owns it, and it ends with that process; others join the running server.
/// </summary>
public sealed class EmbeddedServer : IAsyncDisposable
{
    /// <summary>The application's database.</summary>
    public const string DefaultDatabase = "partynet";

    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly ServerRecord _record;
    private readonly ServerCredentials _credentials;
    private readonly OwnedServer? _owned;

    private EmbeddedServer(string dataDirectory, ServerRecord record, ServerCredentials credentials, OwnedServer? owned)
    {
        DataDirectory = dataDirectory;
        _record = record;
        _credentials = credentials;
        _owned = owned;
    }

    /// <summary>The folder in use; under root it may differ from the one that was asked for.</summary>
    public string DataDirectory { get; }

    /// <summary>False when this process only joined a server that another one started.</summary>
    public bool IsOwner => _owned is not null;

    /// <summary>Starts the server of the data folder, or joins it when another process runs it already.</summary>
    /// <exception cref="EmbeddedServerException">There is no server to be had; the message says why and what to do.</exception>
    public static async Task<EmbeddedServer> StartAsync(
        EmbeddedServerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var folder = await DataFolder.OpenAsync(options, logger, cancellationToken);
            return await StartOrJoinAsync(folder, options, logger, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EmbeddedServerException.NotWritable(options.DataDirectory, e);
        }
    }

    /// <summary>For migrations: owns the database, is no superuser.</summary>
    public string OwnerConnectionString(string database = DefaultDatabase) =>
        ConnectionString(database, ServerRoles.Owner, _credentials.Owner, maximumPoolSize: 10);

    /// <summary>For the application: owns nothing, subject to row-level security.</summary>
    public string AppConnectionString(string database = DefaultDatabase) =>
        ConnectionString(database, ServerRoles.App, _credentials.App, maximumPoolSize: 60);

    /// <summary>For backups: reads every row and writes none.</summary>
    public string BackupConnectionString(string database = DefaultDatabase) =>
        ConnectionString(database, ServerRoles.Backup, _credentials.Backup!, maximumPoolSize: 2);

    /// <summary>The bootstrap superuser, only for making databases and for looking at the server from outside the walls.</summary>
    public string AdminConnectionString(string database = DefaultDatabase) =>
        AdminOf(_record, _credentials, database);

    /// <summary>Makes one more database, a copy of <paramref name="template"/>; nobody may be connected to the template.</summary>
    public async Task CreateDatabaseAsync(string database, string template = "template1", CancellationToken cancellationToken = default)
    {
        await using var admin = new NpgsqlConnection(AdminConnectionString(ServerRoles.Admin));
        await admin.OpenAsync(cancellationToken);
        await ServerRoles.CreateAsync(admin, database, template, cancellationToken);
    }

    /// <summary>Stops the server if this process owns it. Connections that are still open are cut.</summary>
    public async Task StopAsync()
    {
        if (_owned is null)
            return;
        await _owned.DisposeAsync();
        // One that starts in the same place later must not be spoken to over connections to this one.
        foreach (var connectionString in (string[])[OwnerConnectionString(), AppConnectionString()])
        {
            await using var connection = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(connection);
        }
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private static async Task<EmbeddedServer> StartOrJoinAsync(
        DataFolder folder, EmbeddedServerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < StartDeadline)
        {
            if (FolderLock.TryTake(folder.LockFile) is { } ownership)
                return await OwnAsync(folder, ownership, options, logger, cancellationToken);
            if (await JoinAsync(folder, cancellationToken) is { } joined)
                return joined;
            // Its owner is about to start, to restart or to stop it.
            await Task.Delay(PollInterval, cancellationToken);
        }
        throw EmbeddedServerException.OwnerSilent(folder.Directory);
    }

    private static async Task<EmbeddedServer> OwnAsync(
        DataFolder folder, FolderLock ownership, EmbeddedServerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        OwnedServer? owned = null;
        try
        {
            var installation = await PostgresInstallation.FindAsync(options, folder.Account, logger, cancellationToken);
            var credentials = await ClusterFiles.EnsureAsync(folder, installation, options.Durable, cancellationToken);
            owned = await OwnedServer.StartAsync(folder, installation, ownership, credentials, options, logger, cancellationToken);
            return new EmbeddedServer(folder.Directory, owned.Record, credentials, owned);
        }
        finally
        {
            if (owned is null)
                ownership.Dispose();
        }
    }

    private static async Task<EmbeddedServer?> JoinAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        if (PrivateFile.Read<ServerRecord>(folder.RecordFile) is not { } record
            || PrivateFile.Read<ServerCredentials>(folder.CredentialsFile) is not { } credentials)
            return null;
        try
        {
            await using var probe = new NpgsqlConnection(AdminOf(record, credentials, DefaultDatabase));
            await probe.OpenAsync(cancellationToken);
            return new EmbeddedServer(folder.Directory, record, credentials, owned: null);
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }

    internal static string AdminOf(ServerRecord record, ServerCredentials credentials, string database) =>
        ConnectionString(record, database, ServerRoles.Admin, credentials.Admin, builder => builder.Pooling = false);

    private string ConnectionString(string database, string role, string password, int maximumPoolSize) =>
        ConnectionString(_record, database, role, password, builder => builder.MaxPoolSize = maximumPoolSize);

    private static string ConnectionString(
        ServerRecord record, string database, string role, string password, Action<NpgsqlConnectionStringBuilder> more)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = record.Host,
            Port = record.Port,
            Database = database,
            Username = role,
            Password = password,
            RequireAuth = "ScramSHA256",
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
            Timeout = 3,
        };
        more(builder);
        return builder.ConnectionString;
    }
}
