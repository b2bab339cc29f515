using PartyNet.Infrastructure.Imports.Loads;

namespace PartyNet.Web.Hosting;

/// <summary>Plans, commits and undoes lists in the background, as soon as somebody asks; of several replicas one does each.</summary>
internal sealed class WorkOnLoads(LoadWorker worker, LoadBell bell, TimeProvider clock, ILogger<WorkOnLoads> logger) : BackgroundService
{
    /// <summary>What was asked for at another replica, or left by one that died.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isAway = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await bell.WaitAsync(Look, clock, stoppingToken);
                await worker.WorkAsync(stoppingToken);
                isAway = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Work that ends takes the whole site with it; an order that fails again and again is given up.
            catch (Exception e)
#pragma warning restore CA1031
            {
                // Said once, not every few seconds.
                if (!isAway)
                    logger.LogWarning(e, "Work on lists could not go on");
                isAway = true;
            }
        }
    }
}
