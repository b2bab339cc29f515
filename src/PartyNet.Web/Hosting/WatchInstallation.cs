using PartyNet.Application.Diagnosis;

namespace PartyNet.Web.Hosting;

/// <summary>Looks at the installation once an hour, so that the administrator finds out and whoever reads the log.</summary>
internal sealed class WatchInstallation(IInstallationChecks checks, TimeProvider clock, ILogger<WatchInstallation> logger)
    : RecurringWork(TimeSpan.FromHours(1), clock)
{
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        var found = await checks.ExamineAsync(cancellationToken);
        foreach (var finding in found.Findings.Where(f => f.State != FindingState.Good))
            logger.LogWarning("{What}: {Words} {Detail}", finding.What, finding.Words, finding.Detail);
    }
}
