using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Identity;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Forgets old sessions and sign-ins, and notes of reviewers that came to nothing, every hour; several replicas at it do each other no
/// harm.
/// </summary>
internal sealed class SweepSignIns(Installation installation, TimeProvider clock, ILogger<SweepSignIns> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SignInSweep.RunAsync(installation.App, clock.GetUtcNow(), stoppingToken);
                await ReviewDraftSweep.RunAsync(installation.App, stoppingToken);
            }
            catch (NpgsqlException e)
            {
                logger.LogWarning(e, "Old sign-ins could not be forgotten; they wait for the next hour");
            }
        }
    }
}
