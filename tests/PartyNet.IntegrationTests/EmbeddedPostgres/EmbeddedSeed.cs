using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using PartyNet.EmbeddedPostgres;
using PartyNet.IntegrationTests.EmbeddedPostgres;

[assembly: AssemblyFixture(typeof(EmbeddedSeed))]

namespace PartyNet.IntegrationTests.EmbeddedPostgres;

/// <summary>
/// One stopped server on disk that tests copy: making a cluster costs ten times as much as copying one, and only
/// few tests are about the making.
/// </summary>
public sealed class EmbeddedSeed : IAsyncDisposable
{
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"partynet-seed-{Guid.CreateVersion7():n}");
    private readonly Lazy<Task> _made;

    public EmbeddedSeed() => _made = new Lazy<Task>(MakeAsync);

    /// <summary>A folder of its own for one test, with a stopped server in it.</summary>
    internal async Task<EmbeddedFolder> CopyAsync()
    {
        await _made.Value;
        var folder = new EmbeddedFolder();
        using var copy = Process.Start("cp", ["-a", _directory, folder.Data]);
        await copy.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, copy.ExitCode);
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_made.IsValueCreated)
            return;
        await _made.Value;
        Directory.Delete(_directory, recursive: true);
    }

    private async Task MakeAsync()
    {
        await using var server = await EmbeddedServer.StartAsync(
            new EmbeddedServerOptions { DataDirectory = _directory, Durable = false }, NullLogger.Instance, CancellationToken.None);
    }
}
