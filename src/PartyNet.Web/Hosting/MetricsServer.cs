using System.Net;
using OpenTelemetry.Metrics;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Answers Prometheus at an address of its own, by a server of its own: whatever reaches the site by the public address finds no
/// measures there, whatever it asks for.
/// </summary>
public sealed class MetricsServer(MeterProvider measures, IPEndPoint address) : IHostedService, IAsyncDisposable
{
    private const string Path = "/metrics";

    private WebApplication? _app;

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address => new(new Uri(_app!.Urls.Single()), Path);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Empty: neither addresses nor settings of the site count here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(address);
        });
        _app = builder.Build();
        _app.UseOpenTelemetryPrometheusScrapingEndpoint(measures, null, Path, null, null);
        await _app.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;
}
