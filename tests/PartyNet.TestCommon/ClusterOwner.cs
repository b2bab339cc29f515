using Microsoft.Extensions.Logging.Abstractions;
using PartyNet.EmbeddedPostgres;

namespace PartyNet.TestCommon;

/// <summary>
/// A process that owns an embedded server, for tests that kill the owner: starts the server of the folder given as its
/// argument, says "ready", and keeps it until its standard input ends.
/// </summary>
internal static class ClusterOwner
{
    private static async Task Main(string[] arguments)
    {
        await using var server = await EmbeddedServer.StartAsync(
            new EmbeddedServerOptions { DataDirectory = arguments[0] }, NullLogger.Instance, CancellationToken.None);
        await Console.Out.WriteLineAsync(server.IsOwner ? "ready" : "joined");
        await Console.In.ReadToEndAsync();
    }
}
