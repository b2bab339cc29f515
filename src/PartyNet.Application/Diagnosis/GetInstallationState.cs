using PartyNet.Application.Access;

namespace PartyNet.Application.Diagnosis;

/// <summary>How the installation stands, for the administrator.</summary>
/// <param name="Last">Null where nothing was looked at since the site started.</param>
public sealed record InstallationState(Examination? Last);

/// <summary>What was found when the installation was last looked at; asks nothing of the database. Null for everybody else.</summary>
public sealed class GetInstallationState(IInstallationChecks checks, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    public Task<InstallationState?> HandleAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(access.Refusal(Needs) is null ? new InstallationState(checks.Last) : null);
    }
}
