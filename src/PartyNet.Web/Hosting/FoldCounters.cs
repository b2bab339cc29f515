using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Web.Hosting;

/// <summary>Folds the counters of units every few seconds; of several replicas one at a time does.</summary>
internal sealed class FoldCounters(Installation installation, TimeProvider clock, ILogger<FoldCounters> logger)
    : RecurringWork(TimeSpan.FromSeconds(5), clock)
{
    private bool _isAway;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CounterFolding.FoldAsync(installation.App, cancellationToken);
            _isAway = false;
        }
        catch (NpgsqlException e)
        {
            // The database is away for a moment; what was not folded now is folded next time. Said once, not every few seconds.
            if (!_isAway)
                logger.LogWarning(e, "Counters could not be folded");
            _isAway = true;
        }
    }
}
