using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Identity;

namespace PartyNet.Web.Hosting;

/// <summary>
/// Forgets old sessions and sign-ins, and notes of reviewers that came to nothing, every hour; several replicas at it do each other no
/// harm.
/// </summary>
internal sealed class SweepOldRows(Installation installation, TimeProvider clock, ILogger<SweepOldRows> logger)
    : RecurringWork(TimeSpan.FromHours(1), clock)
{
    private readonly TimeProvider _clock = clock;

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SignInSweep.RunAsync(installation.App, _clock.GetUtcNow(), cancellationToken);
            await ReviewDraftSweep.RunAsync(installation.App, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning(e, "What is old could not be forgotten; it waits for the next hour");
        }
    }
}
