using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>What work on a load came to.</summary>
/// <param name="PlanId">The plan in force from now on; null where it stays as it is.</param>
/// <param name="Words">What is to be said of it, in Vietnamese; null where nothing is.</param>
public sealed record LoadOutcome(LoadState State, Guid? PlanId = null, string? Words = null);

/// <summary>
/// Does the work on a load that somebody has asked for, as that somebody: plans it, commits the plan in force, or undoes it. Done once more
/// after it was broken off, it finds out how far it came. Errors: not found, also where the role is gone by now.
/// </summary>
public sealed class CarryOutLoad(
    IPartyNetDb db, ISheetFiles sheets, IListFiles files, PlanMemberImport members, PlanUnitImport units, PlanRoleImport roles,
    PlanAccountImport accounts, CommitImport commit, UndoImport undo, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    /// <param name="GoodRowsOnly">Of a commit: rows that cannot be loaded are left out.</param>
    public sealed record Command(Unit Unit, Guid Id, ListWork Work, bool GoodRowsOnly = false, IProgress<int>? Progress = null);

    public async Task<ErrorOr<LoadOutcome>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        using var narrowed = access.As(LoadKinds.Narrowed(access.Scope, found.Value.Kind));
        return command.Work switch
        {
            ListWork.Plan => await PlanAsync(command, found.Value, cancellationToken),
            ListWork.Commit => await CommitAsync(command, found.Value, cancellationToken),
            ListWork.Undo => await UndoAsync(command, found.Value, cancellationToken),
        };
    }

    private async Task<ErrorOr<LoadOutcome>> PlanAsync(Command command, ListLoad load, CancellationToken cancellationToken)
    {
        var planned = await NewPlanAsync(command, load, cancellationToken);
        return planned.IsError
            ? new LoadOutcome(LoadState.Failed, null, planned.FirstError.Description)
            : new LoadOutcome(LoadState.Planned, planned.Value.Id);
    }

    private async Task<ErrorOr<LoadOutcome>> CommitAsync(Command command, ListLoad load, CancellationToken cancellationToken)
    {
        if (load.PlanId is not { } planId)
            return LoadErrors.NoPlan;
        var done = await commit.HandleAsync(new(command.Unit, planId, command.GoodRowsOnly, command.Progress), cancellationToken);
        // Another worker was faster, or this one was broken off after its commit.
        if (!done.IsError || await AnyAsync(db.ImportPlans.Where(p => p.Id == planId && p.CommittedAt != null), cancellationToken))
            return new LoadOutcome(LoadState.Committed);
        if (done.FirstError.Type != ErrorType.Conflict)
            return new LoadOutcome(LoadState.Planned, null, done.FirstError.Description);

        var planned = await NewPlanAsync(command, load, cancellationToken);
        return planned.IsError
            ? new LoadOutcome(LoadState.Failed, null, planned.FirstError.Description)
            : new LoadOutcome(LoadState.Planned, planned.Value.Id, NewPlanInstead);
    }

    private async Task<ErrorOr<LoadOutcome>> UndoAsync(Command command, ListLoad load, CancellationToken cancellationToken)
    {
        if (load.PlanId is not { } planId)
            return LoadErrors.NoPlan;
        var undone = await undo.HandleAsync(new(command.Unit, planId, command.Progress), cancellationToken);
        return !undone.IsError || await AnyAsync(db.ImportPlans.Where(p => p.Id == planId && p.UndoneAt != null), cancellationToken)
            ? new LoadOutcome(LoadState.Undone)
            : new LoadOutcome(LoadState.Committed, null, undone.FirstError.Description);
    }

    private const string NewPlanInstead =
        "Chưa nhập gì: dữ liệu đã thay đổi từ khi đồng chí xem trước. Hệ thống đã so lại, đồng chí xem lại rồi nhập.";

    private async Task<ErrorOr<ImportPlan>> NewPlanAsync(Command command, ListLoad load, CancellationToken cancellationToken)
    {
        var opened = await sheets.OpenAsync(files, load, cancellationToken);
        if (opened.IsError)
            return opened.Errors;
        using var sheetFile = opened.Value;
        var read = ImportList.Open(sheetFile, load.Reading.Options(load.Kind, VietnamTime.Day(clock.GetUtcNow())));
        if (read.IsError)
            return read.Errors;
        var decisions = await DecisionsAsync(load, cancellationToken);
        var (unit, file, progress) = (command.Unit, new ImportFile(load.FileName, load.FileHash), command.Progress);
        var planned = await (read.Value switch
        {
            MemberList list => members.HandleAsync(new(unit, file, list.Rows(), decisions, progress), cancellationToken),
            UnitList list => units.HandleAsync(new(unit, file, list.Rows().ToList(), decisions, progress), cancellationToken),
            AccountList list => accounts.HandleAsync(new(unit, file, list.Rows(), decisions, progress), cancellationToken),
            RoleSheet list => roles.HandleAsync(new(unit, file, list.Rows(), decisions, progress), cancellationToken),
            var other => throw new InvalidOperationException($"Nobody plans a {other.GetType().Name}."),
        });
        return read.Value.Failure is { } failure && !planned.IsError ? failure : planned;
    }

    private async Task<Dictionary<int, RowDecision>> DecisionsAsync(ListLoad load, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.ListDecisions.AsNoTracking().Where(d => d.LoadId == load.Id)
            .ToDictionaryAsync(d => d.Row, d => new RowDecision(d.Choice, d.MemberId), cancellationToken);
    }

    private async Task<bool> AnyAsync(IQueryable<ImportPlan> plans, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await plans.AnyAsync(cancellationToken);
    }
}
