using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Takes an import back within <see cref="ImportPlan.UndoTime"/>, in one transaction: what it changed is as before, what it made is gone.
/// What was changed or used since stays, and the report says which. Errors: not found; not carried out, undone already, too late.
/// </summary>
public sealed class UndoImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, IRegistryRows registry, IBulkWriter bulk, ISecrets secrets,
    AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists).Again();

    private const string Overtaken = "Có người vừa sửa dữ liệu của danh sách này. Thực hiện hoàn tác lại.";

    /// <param name="Unit">The unit for which the plan was made.</param>
    /// <param name="Progress">Hears how many rows are done with.</param>
    public sealed record Command(Unit Unit, Guid PlanId, IProgress<int>? Progress = null);

    public async Task<ErrorOr<UndoReport>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (!await IsTheirsAsync(command, cancellationToken))
            return Problem.NotFound();

        return await processes.RunAsync(
            new ProcessStart(ProcessType.ImportUndone, command.Unit),
            conflict: Problem.Conflict(Overtaken),
            process => UndoAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<bool> IsTheirsAsync(Command command, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var kinds = LoadKinds.Open(access.Scope, command.Unit);
        return await db.ImportPlans.AnyAsync(
            p => p.Id == command.PlanId && p.UnitId == command.Unit.Id && kinds.Contains(p.Kind), cancellationToken);
    }

    private async Task<ErrorOr<UndoReport>> UndoAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        await store.TakeTimeAsync(cancellationToken);
        // Of two who undo one plan at once the second finds it done.
        await db.WaitForTurnAsync(Turn.Of(command.PlanId), cancellationToken);
        var plan = await db.ImportPlans.FirstAsync(p => p.Id == command.PlanId, cancellationToken);
        if (plan.WhyNotUndone(process.At) is { } reason)
            return Problem.Conflict(reason);
        if (await db.ImportPlanRows.Changing(plan.Id).CountAsync(cancellationToken) != plan.Changes)
            return Problem.Conflict("Một phần của danh sách này không còn trong phạm vi của tổ chức, nên không hoàn tác được.");

        var undoing = new Undoing(command.Progress);
        var isDone = await (plan.Kind switch
        {
            ImportKind.Units => new UnitRestorer(db, store, registry, undoing).RestoreAsync(command.Unit, plan, cancellationToken),
            ImportKind.Members =>
                new MemberRestorer(db, bulk, store, registry, secrets, process, undoing).RestoreAsync(plan, cancellationToken),
            ImportKind.Accounts => new AccountRestorer(db, undoing).RestoreAsync(plan, cancellationToken),
            ImportKind.Roles => new RoleRestorer(db, store, process, access.Scope, undoing).RestoreAsync(plan, cancellationToken),
        });
        if (!isDone)
            return Problem.Conflict(Overtaken);

        var kept = await store.FinishUndoAsync(plan.Id, undoing.Kept, cancellationToken);
        plan.Undo(process.At, undoing);
        process.Record(new ImportUndone(plan.Id, plan.Restored, plan.Removed, kept.Count));
        return new UndoReport(plan.Restored, plan.Removed, kept);
    }
}
