using Microsoft.Extensions.Logging.Abstractions;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.TestCommon;

/// <summary>Clusters of test runs that were killed before they could tidy up.</summary>
internal static class AbandonedClusters
{
    private const string Prefix = "partynet-tests-";
    private static readonly TimeSpan SurelyOver = TimeSpan.FromHours(3);

    public static string NewDirectory() => Path.Combine(Path.GetTempPath(), $"{Prefix}{Guid.CreateVersion7():n}");

    public static async Task RemoveAsync()
    {
#pragma warning disable RS0030 // Compared with the times of folders, which are the system's.
        var old = TimeProvider.System.GetUtcNow().UtcDateTime - SurelyOver;
#pragma warning restore RS0030
        foreach (
            var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*").Where(f => f.LastWriteTimeUtc < old)
        )
            await RemoveAsync(folder);
    }

    /// <summary>Starting there stops and recovers whatever was left; what is still in use is joined and so recognised.</summary>
    private static async Task RemoveAsync(DirectoryInfo folder)
    {
        try
        {
            await using var server = await EmbeddedServer.StartAsync(
                new EmbeddedServerOptions { DataDirectory = folder.FullName, Durable = false },
                NullLogger.Instance,
                CancellationToken.None
            );
            if (!server.IsOwner)
                return;
        }
        catch (EmbeddedServerException)
        {
            // Nothing runs in a folder that cannot be started in.
        }
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another user's folder, or another test run is removing it right now.
        }
    }
}
