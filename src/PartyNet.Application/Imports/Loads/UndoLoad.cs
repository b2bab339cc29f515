using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// Has a load undone, in the background, within thirty days of its commit (<see cref="UndoImport"/>): what was changed or used since is
/// kept and named. Errors: not found; conflict where it is not committed.
/// </summary>
public sealed class UndoLoad(IPartyNetDb db, LoadWork work, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists).Again();

    public sealed record Command(Unit Unit, Guid Id);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        return found.Value.State switch
        {
            LoadState.Undoing or LoadState.Undone => Result.Success,
            LoadState.Committed =>
                await work.AskAsync(command.Unit, found.Value, ListWork.Undo, LoadState.Undoing, goodRowsOnly: false, cancellationToken),
            _ => LoadErrors.UnderWay,
        };
    }
}
