using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>Records that the caller signed out; the host then ends the session itself.</summary>
public sealed class SignOut(IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    public async Task<ErrorOr<Success>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignedOut), cancellationToken);
        process.Record(new SessionEnded(access.Scope.SessionId!.Value));
        await process.CommitAsync(cancellationToken);
        return Result.Success;
    }
}

/// <summary>A session ended by its user.</summary>
public sealed record SessionEnded(Guid SessionId);
