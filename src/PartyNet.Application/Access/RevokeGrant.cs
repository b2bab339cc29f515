using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A role ended.</summary>
public sealed record GrantRevoked(Guid GrantId, Guid UserId);

/// <summary>
/// Ends a role at once; the database ends the sessions of the user with it. The last administrator's stays, or nobody could give it back.
/// </summary>
public sealed class RevokeGrant(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    public sealed record Command(Guid UserId, Guid GrantId, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.UserId, command.GrantId),
            new ProcessStart(ProcessType.GrantRevoked),
            conflict: Administrators.Overtaken,
            process => RevokeAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> RevokeAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
        // Looked at with the clock of now: a process that began earlier and waited for its turn would find the role still in force.
        var grant = await db.Grants.InForce(clock.GetUtcNow())
            .FirstOrDefaultAsync(g => g.Id == command.GrantId && g.UserId == command.UserId, cancellationToken);
        if (grant is null)
            return Problem.NotFound();
        if (grant.Role == Role.Administrator && !await Administrators.OthersThanAsync(db, command.UserId, process.At, cancellationToken))
            return Problem.Forbidden(Administrators.LastStays);

        grant.Revoke(process.At);
        process.Record(new GrantRevoked(grant.Id, grant.UserId));
        if (grant.MemberId is { } member)
            process.Concern(member);
        return Result.Success;
    }
}
