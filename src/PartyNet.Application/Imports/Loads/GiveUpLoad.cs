using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Event of a list that was given up before it was loaded.</summary>
public sealed record ListGivenUp(Guid LoadId, ImportKind Kind);

/// <summary>
/// Gives up a list that waits to be loaded: its file, what was decided about its rows and the rows of its plan are gone at once; the
/// figures of plans that were made of it stay. Errors: not found; conflict while work goes on or after it was loaded.
/// </summary>
public sealed class GiveUpLoad(IPartyNetDb db, IProcesses processes, IImportStore store, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    /// <param name="RequestKey">Of the form: sent twice, it is done once.</param>
    public sealed record Command(Unit Unit, Guid Id, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        return await processes.OnceAsync(
            command.RequestKey,
            new ProcessStart(ProcessType.ListGivenUp, command.Unit),
            conflict: LoadErrors.UnderWay,
            process => GiveUpAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> GiveUpAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        var load = found.Value;
        // The file and the decisions go with the load.
        if (!load.IsOpen || await db.AsSeen(load).ExecuteDeleteAsync(cancellationToken) == 0)
            return LoadErrors.UnderWay;
        if (load.PlanId is { } plan)
            await store.ForgetRowsAsync(plan, cancellationToken);
        process.Record(new ListGivenUp(load.Id, load.Kind));
        return Result.Success;
    }
}
