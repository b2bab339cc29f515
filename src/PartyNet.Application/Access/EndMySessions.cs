using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A user ended sessions of theirs from another one.</summary>
/// <param name="SessionId">The one; null for all others.</param>
public sealed record OwnSessionsEnded(Guid? SessionId, int Sessions);

/// <summary>
/// Ends another session of the caller, or all others: each is dead at its next request, on every replica. The one that asks goes on; it
/// ends by signing out.
/// </summary>
public sealed class EndMySessions(IProcesses processes, IOwnSessions sessions, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    /// <param name="SessionId">The one to end; null for all others.</param>
    public sealed record Command(Guid? SessionId);

    /// <returns>How many ended: none where they were over already.</returns>
    public async Task<ErrorOr<int>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var process = await processes.BeginAsync(
            new ProcessStart(ProcessType.OwnSessionsEnded, ForSelf: true), cancellationToken);
        var ended = await sessions.EndAsync(command.SessionId, process.At, cancellationToken);
        if (ended == 0)
            return 0;
        process.Record(new OwnSessionsEnded(command.SessionId, ended));
        await process.CommitAsync(cancellationToken);
        return ended;
    }
}
