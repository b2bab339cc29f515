using Npgsql;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Measuring;

namespace PartyNet.Web.Hosting;

/// <summary>Measures the installation every half minute, where somebody reads the measures.</summary>
internal sealed class MeasureInstallation(
    Installation installation, IInstallationChecks checks, TimeProvider clock, ILogger<MeasureInstallation> logger)
    : RecurringWork(TimeSpan.FromSeconds(30), clock)
{
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await InstallationMeasures.TakeAsync(installation, checks.Last, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning("The installation could not be measured: {Reason}", e.GetBaseException().GetType().Name);
        }
    }
}
