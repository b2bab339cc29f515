using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Event of work on a load that was asked for.</summary>
public sealed record ListWorkAsked(Guid LoadId, ListWork Work);

/// <summary>Asks for work on a load, or does at once what takes no time.</summary>
public sealed class LoadWork(
    IPartyNetDb db, IProcesses processes, IImportStore store, ILoadOrders orders, CarryOutLoad carryOut)
{
    /// <summary>A branch, or some: planned while the page is waited for.</summary>
    public const int FewRows = 500;

    internal async Task<ErrorOr<Success>> PlanAsync(Unit unit, ListLoad load, CancellationToken cancellationToken)
    {
        if (!load.IsOpen)
            return LoadErrors.UnderWay;
        if (load.Rows > FewRows)
            return await AskAsync(unit, load, ListWork.Plan, LoadState.Planning, goodRowsOnly: false, cancellationToken);
        var outcome = await carryOut.HandleAsync(new(unit, load.Id, ListWork.Plan), cancellationToken);
        if (outcome.IsError)
            return outcome.Errors;
        if (outcome.Value is { State: LoadState.Failed, Words: { } words })
            return Problem.At(Spreadsheets.SheetErrors.Field, words);
        await using var own = await db.BeginOwnAsync(cancellationToken);
        var isInForce = await db.MoveOnAsync(load, outcome.Value.State, outcome.Value.PlanId, cancellationToken);
        if ((isInForce ? load.PlanId : outcome.Value.PlanId) is { } idle)
            await store.ForgetRowsAsync(idle, cancellationToken);
        await own.CommitAsync(cancellationToken);
        return isInForce ? Result.Success : LoadErrors.Overtaken;
    }

    /// <summary>Orders work in the background. Asked for twice, it is done once.</summary>
    internal async Task<ErrorOr<Success>> AskAsync(
        Unit unit, ListLoad load, ListWork work, LoadState meanwhile, bool goodRowsOnly, CancellationToken cancellationToken)
    {
        var asked = await processes.RunAsync(
            new ProcessStart(ProcessType.ListWorkAsked, unit),
            conflict: LoadErrors.UnderWay,
            async process =>
            {
                if (!await db.MoveOnAsync(load, meanwhile, load.PlanId, cancellationToken))
                    return LoadErrors.UnderWay;
                await orders.AskAsync(process, load.Id, work, goodRowsOnly, cancellationToken);
                process.Record(new ListWorkAsked(load.Id, work));
                return (ErrorOr<Success>)Result.Success;
            },
            cancellationToken);
        if (!asked.IsError)
            orders.Wake();
        return asked;
    }
}
