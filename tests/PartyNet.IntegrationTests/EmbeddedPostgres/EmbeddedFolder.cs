using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>A temporary place for one embedded server, with what a test needs to look behind it.</summary>
internal sealed class EmbeddedFolder : IDisposable
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"partynet-embedded-{Guid.CreateVersion7():n}");

    public EmbeddedFolder()
    {
        Directory.CreateDirectory(_root);
        Data = Path.Combine(_root, "data");
    }

    public string Data { get; init; }

    public string Cluster => Path.Combine(Data, "postgres");

    public string ProcessIdFile => Path.Combine(Cluster, "postmaster.pid");

    public EmbeddedServerOptions Options => new() { DataDirectory = Data, Durable = false, FallbackDirectory = Below("fallback") };

    public string Below(string name) => Path.Combine(_root, name);

    public Task<EmbeddedServer> StartAsync() => StartAsync(Options);

    public static Task<EmbeddedServer> StartAsync(EmbeddedServerOptions options) =>
        EmbeddedServer.StartAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken);

    /// <summary>The process that answers for this folder; only such ones are ever killed by the tests.</summary>
    public int ServerProcessId() => int.Parse(File.ReadLines(ProcessIdFile).First(), CultureInfo.InvariantCulture);

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>Waits for something that happens in another process.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(60));
        while (!await condition())
            await Task.Delay(20, deadline.Token);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
