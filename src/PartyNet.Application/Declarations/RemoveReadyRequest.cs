using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a ready request that was taken away.</summary>
public sealed record ReadyRequestRemoved(Guid ReadyRequestId);

/// <summary>
/// Takes a ready request away from those of a unit; what was asked for with its words stays as it is. Error: not found.
/// </summary>
public sealed class RemoveReadyRequest(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    public sealed record Command(Unit Unit, Guid Id, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Unit.Id, command.Id),
            new ProcessStart(ProcessType.ReadyRequestsChanged, command.Unit),
            conflict: SaveReadyRequest.Overtaken,
            process => RemoveAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> RemoveAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var found = await db.ReadyRequests
            .SingleOrDefaultAsync(r => r.UnitId == command.Unit.Id && r.Id == command.Id, cancellationToken);
        if (found is null)
            return Problem.NotFound();
        db.ReadyRequests.Remove(found);
        process.Record(new ReadyRequestRemoved(found.Id));
        return Result.Success;
    }
}
