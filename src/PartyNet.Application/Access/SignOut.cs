using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>Records that the caller signed out; the host then ends the session itself.</summary>
public sealed class SignOut(IProcesses processes, AccessContext access)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignedOut), cancellationToken);
        process.Record(new SessionEnded(access.Scope.SessionId!.Value));
        await process.CommitAsync(cancellationToken);
    }
}

/// <summary>A session ended by its user.</summary>
public sealed record SessionEnded(Guid SessionId);
