using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// Has the file of a load compared with the registry, in the reading and with the decisions that are kept: a short list at once, a long one
/// in the background. Asked for twice, it is done once. Errors: not found; conflict while other work goes on; why no list can be read.
/// </summary>
public sealed class PlanLoad(IPartyNetDb db, LoadWork work, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Command(Unit Unit, Guid Id);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        return found.Value.State == LoadState.Planning
            ? Result.Success
            : await work.PlanAsync(command.Unit, found.Value, cancellationToken);
    }
}
