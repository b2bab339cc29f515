using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Diagnosis;

/// <summary>The installation was looked at, and so much was found.</summary>
public sealed record InstallationChecked(int Good, int Attention, int Broken);

/// <summary>Looks at the installation once more. Errors: too often.</summary>
public sealed class CheckInstallation(IProcesses processes, IInstallationChecks checks, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    public sealed record Command(Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        return await processes.OnceAsync<Success>(
            command.RequestKey,
            new ProcessStart(ProcessType.InstallationChecked),
            conflict: Administrators.Overtaken,
            async process =>
            {
                if (await process.FreeFromAsync(UsageLimit.InstallationChecks, cancellationToken) is { } freeFrom)
                    return UsageLimit.InstallationChecks.Exceeded(freeFrom);
                var found = await checks.ExamineAsync(cancellationToken);
                process.Record(new InstallationChecked(
                    found.Count(FindingState.Good), found.Count(FindingState.Attention), found.Count(FindingState.Broken)));
                return Result.Success;
            },
            cancellationToken);
    }
}
