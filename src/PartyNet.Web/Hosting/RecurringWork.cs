namespace PartyNet.Web.Hosting;

/// <summary>What the site does now and then in the background, until it stops.</summary>
internal abstract class RecurringWork(TimeSpan every, TimeProvider clock) : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WorkAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of a site that could not start would be told with a stack trace otherwise.
        }
    }

    /// <summary>Once; a database that is away is no reason to stop.</summary>
    protected abstract Task WorkAsync(CancellationToken cancellationToken);
}
