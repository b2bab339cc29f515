using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PartyNet.EmbeddedPostgres;

/// <summary>The server while this process owns it: started, watched, started again if somebody kills it, stopped.</summary>
internal sealed class OwnedServer : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan RelaunchInterval = TimeSpan.FromSeconds(2);

    // Said by a server whose killed predecessor has sessions that have not noticed yet; they will in a moment.
    private const string OrphanedSessions = "pre-existing shared memory block";

    private readonly DataFolder _folder;
    private readonly PostgresInstallation _installation;
    private readonly FolderLock _ownership;
    private readonly ServerCredentials _credentials;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _stopOnce = new(1, 1);
    private ServerProcess? _process;
    private Task _watch = Task.CompletedTask;
    private bool _stopped;

    /// <summary>Why the server would not start again, until it does.</summary>
    private string? _refusal;

    private OwnedServer(
        DataFolder folder,
        PostgresInstallation installation,
        FolderLock ownership,
        ServerCredentials credentials,
        ServerRecord record,
        ILogger logger
    )
    {
        _folder = folder;
        _installation = installation;
        _ownership = ownership;
        _credentials = credentials;
        _logger = logger;
        Record = record;
    }

    public ServerRecord Record { get; }

    /// <summary>On success the caller's <paramref name="ownership"/> passes to the result.</summary>
    public static async Task<OwnedServer> StartAsync(
        DataFolder folder, PostgresInstallation installation, FolderLock ownership, ServerCredentials credentials,
        EmbeddedServerOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        await LeftoverServer.ClearAsync(folder, installation, logger, cancellationToken);
        if (PrivateFile.Read<ServerRecord>(folder.RecordFile) is { } former)
            SocketFolder.Remove(former);
        var record = await SocketFolder.ChooseAsync(folder, cancellationToken);
        var server = new OwnedServer(folder, installation, ownership, credentials, record, logger);
        try
        {
            ServerSettings.Write(folder, record, options);
            await server.LaunchAsync(cancellationToken);
            PrivateFile.Write(folder.RecordFile, record);
        }
        catch
        {
            await server.EndProcessAsync();
            SocketFolder.Remove(record);
            throw;
        }
        server._watch = server.WatchAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopOnce.WaitAsync();
        try
        {
            if (_stopped)
                return;
            _stopped = true;
            await _stopping.CancelAsync();
            await _watch;
            // Those who come now must wait for the lock instead of joining a server on its way out.
            File.Delete(_folder.RecordFile);
            await EndProcessAsync();
            await LeftoverServer.ClearAsync(_folder, _installation, _logger, CancellationToken.None);
            SocketFolder.Remove(Record);
        }
        finally
        {
            _ownership.Dispose();
            _stopOnce.Release();
        }
    }

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            SocketFolder.RemoveSocket(Record);
#pragma warning disable RS0030 // Compared with the times that the server, which has the system's clock, writes into its log.
            var launched = TimeProvider.System.GetUtcNow();
#pragma warning restore RS0030
            _process = ServerProcess.Start(_installation, _folder);
            await using var admin = await ConnectAsync(_process, waited, cancellationToken);
            if (admin is not null)
            {
                await ServerRoles.EnsureAsync(
                    admin,
                    EmbeddedServer.AdminOf(Record, _credentials, "template1"),
                    EmbeddedServer.DefaultDatabase,
                    _credentials,
                    cancellationToken
                );
                return;
            }
            var (log, lastWords) = ServerLog.LastWords(_folder, launched);
            if (waited.Elapsed > StartDeadline || !lastWords.Contains(OrphanedSessions, StringComparison.Ordinal))
                throw EmbeddedServerException.ServerRefused(_folder.Directory, lastWords, log);
            await EndProcessAsync();
            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>
    /// Asks until the server answers: replaying the log after a crash may take it a while.
    /// Null when it has ended or the time is over.
    /// </summary>
    private async Task<NpgsqlConnection?> ConnectAsync(ServerProcess process, Stopwatch waited, CancellationToken cancellationToken)
    {
        while (waited.Elapsed < StartDeadline && !process.HasExited)
        {
            if (SocketFolder.IsListening(Record) && await TryConnectAsync(cancellationToken) is { } connection)
                return connection;
            await Task.Delay(PollInterval, cancellationToken);
        }
        return null;
    }

    private async Task<NpgsqlConnection?> TryConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(EmbeddedServer.AdminOf(Record, _credentials, ServerRoles.Admin));
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            await connection.DisposeAsync();
            throw EmbeddedServerException.DataDamaged(
                _folder.Directory,
                $"mật khẩu trong tệp {Path.GetFileName(_folder.CredentialsFile)} không đúng"
            );
        }
        catch (NpgsqlException)
        {
            await connection.DisposeAsync();
            return null;
        }
    }

    /// <summary>
    /// If the server or its supervisor is killed under us, or ends by itself because its disk is full, starts both again, so that the
    /// application recovers by reconnecting. A server that refuses to start is asked again until it does: the disk may have room by then.
    /// </summary>
    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await _process!.WaitForExitAsync(_stopping.Token);
                _logger.LogWarning("PostgreSQL kèm theo đã dừng ngoài ý muốn; đang khởi động lại");
                while (!await TryRelaunchAsync())
                    await Task.Delay(RelaunchInterval, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> TryRelaunchAsync()
    {
        try
        {
            await EndProcessAsync();
            await LeftoverServer.ClearAsync(_folder, _installation, _logger, _stopping.Token);
            await LaunchAsync(_stopping.Token);
            (_refusal, var refused) = (null, _refusal);
            if (refused is not null)
                _logger.LogWarning("PostgreSQL kèm theo đã chạy lại");
            return true;
        }
        catch (Exception e) when (e is EmbeddedServerException or IOException or UnauthorizedAccessException or NpgsqlException)
        {
            // Said once for each reason, not every few seconds.
            if (e.Message != _refusal)
                _logger.LogError("PostgreSQL kèm theo chưa khởi động lại được, sẽ thử lại: {Reason}", e.Message);
            _refusal = e.Message;
            return false;
        }
    }

    private async Task EndProcessAsync()
    {
        if (_process is not { } process)
            return;
        _process = null;
        if (await process.StopAsync())
            process.Dispose();
    }
}
