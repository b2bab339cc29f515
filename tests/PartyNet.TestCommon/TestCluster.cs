using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.TestCommon;

/// <summary>
/// One PostgreSQL server for the tests of a process, started when the first test asks for it and removed with all its
/// databases at the end. A run that is killed leaves a folder behind, which a later run removes.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private readonly Lazy<Task<EmbeddedServer>> _server = new(StartAsync);

    /// <summary>A new database with a name of its own; a copy of <paramref name="template"/> if one is named.</summary>
    public async Task<ClusterDatabase> CreateDatabaseAsync(string? template = null, CancellationToken cancellationToken = default)
    {
        var server = await _server.Value;
        var name = $"test_{Guid.CreateVersion7():n}";
        await server.CreateDatabaseAsync(name, template ?? "template1", cancellationToken);
        return new ClusterDatabase(server, name);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_server.IsValueCreated)
            return;
        var server = await _server.Value;
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
        Directory.Delete(server.DataDirectory, recursive: true);
    }

    private static async Task<EmbeddedServer> StartAsync()
    {
        await AbandonedClusters.RemoveAsync();
        return await EmbeddedServer.StartAsync(
            new EmbeddedServerOptions { DataDirectory = AbandonedClusters.NewDirectory(), Durable = false },
            NullLogger.Instance,
            CancellationToken.None);
    }
}

/// <summary>A database of the test cluster; dropped when it is disposed of, to keep the disk free in long runs.</summary>
public sealed class ClusterDatabase : IAsyncDisposable
{
    private readonly EmbeddedServer _server;

    internal ClusterDatabase(EmbeddedServer server, string name)
    {
        _server = server;
        Name = name;
    }

    public string Name { get; }

    public string OwnerConnectionString => _server.OwnerConnectionString(Name);

    public string AppConnectionString => _server.AppConnectionString(Name);

    public string BackupConnectionString => _server.BackupConnectionString(Name);

    public string AdminConnectionString => _server.AdminConnectionString(Name);

    /// <summary>Looks from outside the walls: the first column of each row.</summary>
    public async Task<List<string>> AskAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
            lines.Add(rows.GetString(0));
        return lines;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connectionString in (string[])[OwnerConnectionString, AppConnectionString])
            await using (var connection = new NpgsqlConnection(connectionString))
                NpgsqlConnection.ClearPool(connection);
        await using var admin = new NpgsqlConnection(_server.AdminConnectionString("postgres"));
        await admin.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE {Name} WITH (FORCE)", admin);
        await drop.ExecuteNonQueryAsync();
    }
}
