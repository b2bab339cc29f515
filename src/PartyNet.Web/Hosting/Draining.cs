using Microsoft.Extensions.Diagnostics.HealthChecks;
using PartyNet.Infrastructure.Setup;

namespace PartyNet.Web.Hosting;

/// <summary>
/// A site that is asked to stop says first that it is not ready, and serves on for as long as balancers take to notice; then it takes
/// nothing new, finishes what it is at, and ends.
/// </summary>
public sealed class Draining(TimeSpan notice) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _isGoing;

    public static Draining Read(IConfiguration configuration) =>
        new(TimeSpan.FromSeconds(NumberSetting.DrainSeconds.Read(configuration)));

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isGoing ? HealthCheckResult.Unhealthy() : HealthCheckResult.Healthy());

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isGoing = true;
        await Task.Delay(notice, cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
