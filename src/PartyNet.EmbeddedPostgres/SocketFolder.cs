using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace PartyNet.EmbeddedPostgres;

/// <summary>Decides where the server listens: a unix socket in a private folder, or a free local port on Windows.</summary>
internal static class SocketFolder
{
    // The kernel keeps 104 bytes (macOS; Linux 108) for the whole path of a socket, the closing zero included.
    private const int LongestPath = 103;
    private const string TemporaryPrefix = "partynet-";

    private static readonly string SocketName = $".s.PGSQL.{ServerSettings.UnixPort}";

    public static async Task<ServerRecord> ChooseAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        var record = new ServerRecord { Host = folder.Cluster, Port = ServerSettings.UnixPort, OwnerProcessId = Environment.ProcessId };
        if (OperatingSystem.IsWindows())
            return record with { Host = "127.0.0.1", Port = FreePort() };
        if (CanHoldSocket(folder.Cluster))
            return record;
        var temporary = await CreateTemporaryAsync(folder, cancellationToken);
        return record with { Host = temporary, TemporarySocketDirectory = temporary };
    }

    public static bool IsListening(ServerRecord record) =>
        OperatingSystem.IsWindows() || File.Exists(Path.Combine(record.Host, SocketName));

    /// <summary>
    /// Removes what a killed server left. PostgreSQL itself trips over a socket whose lock file names a process id that
    /// is in use again. Call only when no server of this folder runs.
    /// </summary>
    public static void RemoveSocket(ServerRecord record)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(record.Host))
            return;
        File.Delete(Path.Combine(record.Host, SocketName));
        File.Delete(Path.Combine(record.Host, SocketName + ".lock"));
    }

    /// <summary>The same, and the folder with it if it was made for the socket.</summary>
    public static void Remove(ServerRecord record)
    {
        RemoveSocket(record);
        if (record.TemporarySocketDirectory is { } temporary && IsOurs(temporary))
            Directory.Delete(temporary);
    }

    private static bool IsOurs(string directory) =>
        Directory.Exists(directory) && Path.GetFileName(directory).StartsWith(TemporaryPrefix, StringComparison.Ordinal);

    // Npgsql reads a comma in the host as a list of hosts and a colon as the start of a port.
    private static bool CanHoldSocket(string directory) =>
        Encoding.UTF8.GetByteCount(Path.Combine(directory, SocketName)) <= LongestPath && directory.AsSpan().IndexOfAny(",:") < 0;

    private static async Task<string> CreateTemporaryAsync(DataFolder folder, CancellationToken cancellationToken)
    {
        foreach (var parent in (string[])[Path.GetTempPath(), "/tmp", "/var/tmp"])
        {
            var directory = Path.Combine(parent, TemporaryPrefix + RandomNumberGenerator.GetHexString(16, lowercase: true));
            if (!CanHoldSocket(directory) || !Directory.Exists(parent) || !await folder.Account.CanEnterAsync(parent, cancellationToken))
                continue;
            DataFolder.CreatePrivate(directory);
            await folder.Account.TakeOverAsync(directory, cancellationToken);
            return directory;
        }
        throw EmbeddedServerException.NoFolderForServer(Path.GetTempPath(), folder.Account.Name);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
