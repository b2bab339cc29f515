using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// Has the plan of a load carried out, exactly as it was shown, in the background: all of it or nothing. Where the registry has changed
/// since, nothing happens and a new plan is made. Errors: not found; conflict, also where nothing would change; rows that are wrong or
/// undecided, unless the good ones alone are asked for.
/// </summary>
public sealed class CommitLoad(IPartyNetDb db, LoadWork work, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists).Again();

    /// <param name="PlanId">The plan that the caller has seen; null for the one in force.</param>
    public sealed record Command(Unit Unit, Guid Id, bool GoodRowsOnly, Guid? PlanId = null);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        var load = found.Value;
        if (load.State is LoadState.Committing or LoadState.Committed)
            return Result.Success;
        if (load.State != LoadState.Planned || load.PlanId is not { } planId)
            return LoadErrors.Without(load);
        if (command.PlanId is { } seen && seen != planId)
            return Problem.Conflict("Đã có bản xem trước mới hơn bản đồng chí vừa xem. Đồng chí xem lại rồi nhập.");
        var plan = await ReadAsync(planId, cancellationToken);
        if (plan.Changes == 0)
            return Problem.Conflict("Không có dòng nào mới hoặc sửa, nên không có gì để nhập.");
        if (!command.GoodRowsOnly && plan.Held > 0)
        {
            return Problem.At(
                nameof(command.GoodRowsOnly),
                $"Còn {plan.Held} dòng chưa nhập được. Đồng chí đánh dấu ô này để chỉ nhập các dòng đúng, "
                    + "hoặc quay lại quyết định, sửa tệp trước.");
        }

        return await work.AskAsync(command.Unit, load, ListWork.Commit, LoadState.Committing, command.GoodRowsOnly, cancellationToken);
    }

    private async Task<ImportPlan> ReadAsync(Guid planId, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.ImportPlans.AsNoTracking().SingleAsync(p => p.Id == planId, cancellationToken);
    }
}
