using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Web.Hosting;

/// <summary>Folds the counters of units every few seconds; of several replicas one at a time does.</summary>
internal sealed class FoldCounters(Installation installation, TimeProvider clock, ILogger<FoldCounters> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await FoldAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of a site that could not start would be told with a stack trace otherwise.
        }
    }

    private async Task FoldAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        var isAway = false;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await CounterFolding.FoldAsync(installation.App, stoppingToken);
                isAway = false;
            }
            catch (NpgsqlException e)
            {
                // The database is away for a moment; what was not folded now is folded next time. Said once, not every few seconds.
                if (!isAway)
                    logger.LogWarning(e, "Counters could not be folded");
                isAway = true;
            }
        }
    }
}
