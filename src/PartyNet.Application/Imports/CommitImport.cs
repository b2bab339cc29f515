using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>A plan was carried out.</summary>
public sealed record ImportCommitted(Guid PlanId, int Creates, int Updates);

/// <summary>
/// Carries out a stored plan, exactly as it was shown, in one transaction: all of it or nothing. A plan whose world has moved on is refused,
/// and so is one with problems unless the caller asks for the good rows only.
/// </summary>
public sealed class CommitImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, TimeProvider clock, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    private const string WorldMoved = "Dữ liệu đã thay đổi từ khi lập kế hoạch. Chạy lại để xem kế hoạch mới.";

    /// <param name="Unit">The unit for which the plan was made.</param>
    /// <param name="GoodRowsOnly">Leave out the rows with problems instead of refusing.</param>
    public sealed record Command(Unit Unit, Guid PlanId, bool GoodRowsOnly = false);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var (unit, planId, goodRowsOnly) = command;
        var plan = await FindAsync(planId, cancellationToken);
        if (plan is null)
            return Problem.NotFound();
        var type = plan.Kind == ImportKind.Units ? ProcessType.UnitsImported : ProcessType.MembersImported;
        await using var process = await processes.BeginAsync(new ProcessStart(type, unit), cancellationToken);
        // Read again within the process: of two who commit one plan at once, the second finds it done.
        plan = await db.ImportPlans.FirstAsync(p => p.Id == planId, cancellationToken);
        if (plan.CommittedAt is not null)
            return Problem.Conflict("Kế hoạch này đã được thực hiện.");
        if (plan.Problems > 0 && !goodRowsOnly)
            return Problem.At("", $"Còn {plan.Problems} dòng có lỗi. Sửa tệp rồi nhập lại, hoặc yêu cầu chỉ nhập các dòng đúng.");

        var done = plan.Kind == ImportKind.Units
            ? await WriteUnitsAsync(unit, await store.ReadAsync<UnitTarget>(planId, cancellationToken), cancellationToken)
            : await store.WriteMembersAsync(process, await store.ReadAsync<MemberTarget>(planId, cancellationToken), cancellationToken);
        if (!done)
            return Problem.Conflict(WorldMoved);

        plan.CommittedAt = process.At;
        process.Record(new ImportCommitted(planId, plan.Creates, plan.Updates));
        try
        {
            await process.CommitAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Problem.Conflict(WorldMoved);
        }

        return Result.Success;
    }

    private async Task<ImportPlan?> FindAsync(Guid planId, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.ImportPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == planId, cancellationToken);
    }

    private async Task<bool> WriteUnitsAsync(Unit root, IReadOnlyList<PlannedRow<UnitTarget>> rows, CancellationToken cancellationToken)
    {
        var today = VietnamTime.Day(clock.GetUtcNow());
        var units = await db.Units.Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd).ToDictionaryAsync(u => u.Id, cancellationToken);
        var waiting = new Queue<UnitTarget>(rows.Where(r => r.Action == ImportAction.Create).Select(r => r.Target!));
        // Superiors first, wherever they stand in the list; the plan holds no circle.
        while (waiting.TryDequeue(out var target))
        {
            if (target.UnitId == root.Id)
            {
                db.Units.Add(root);
                units[root.Id] = root;
            }
            else if (target.ParentId is { } parent && units.TryGetValue(parent, out var above))
            {
                var unit = Unit.Create(target.UnitId, await store.NextLabelAsync(cancellationToken), above, target.Code, target.Name, target.KindCode, today);
                db.Units.Add(unit);
                units[unit.Id] = unit;
            }
            else
            {
                waiting.Enqueue(target);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var row in rows.Where(r => r.Action == ImportAction.Update))
        {
            var target = row.Target!;
            if (!units.TryGetValue(target.UnitId, out var unit) || unit.Version != row.TargetVersion)
                return false;
            unit.Become(target.Name, target.KindCode);
            await db.SaveChangesAsync(cancellationToken);
            if (unit.ParentId != target.ParentId)
                await store.MoveAsync(unit.Id, target.ParentId!.Value, cancellationToken);
        }

        return true;
    }
}
