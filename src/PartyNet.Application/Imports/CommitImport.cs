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

/// <summary>A plan was carried out.</summary>
public sealed record ImportCommitted(Guid PlanId, int Creates, int Updates);

/// <summary>
/// Carries out a stored plan, exactly as it was shown, in one transaction: all of it or nothing. A plan whose world has moved on is
/// refused, and so is one with problems unless the caller asks for the good rows only.
/// </summary>
public sealed class CommitImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, IRegistryRows registry, IBulkWriter bulk, ISecrets secrets,
    AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists).Again();

    private const string Unreadable = "Kế hoạch đã lưu không đọc được. Chạy lại để lập kế hoạch mới.";
    private const string WorldMoved = "Dữ liệu đã thay đổi từ khi lập kế hoạch. Chạy lại để xem kế hoạch mới.";

    /// <param name="Unit">The unit for which the plan was made.</param>
    /// <param name="GoodRowsOnly">Leave out the rows with problems instead of refusing.</param>
    /// <param name="Progress">Hears how many rows are written.</param>
    public sealed record Command(Unit Unit, Guid PlanId, bool GoodRowsOnly = false, IProgress<int>? Progress = null);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var (unit, planId) = (command.Unit, command.PlanId);
        var plan = await FindAsync(planId, cancellationToken);
        if (plan is null || plan.UnitId != unit.Id || !LoadKinds.IsOpen(plan.Kind, access.Scope, unit))
            return Problem.NotFound();
        var type = plan.Kind switch
        {
            ImportKind.Units => ProcessType.UnitsImported,
            ImportKind.Members => ProcessType.MembersImported,
            ImportKind.Roles => ProcessType.RolesImported,
            ImportKind.Accounts => ProcessType.AccountsImported,
        };
        return await processes.RunAsync(
            new ProcessStart(type, unit),
            conflict: Problem.Conflict(WorldMoved),
            process => CommitAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> CommitAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var (unit, planId, goodRowsOnly, progress) = command;
        await store.TakeTimeAsync(cancellationToken);
        // Read again within the process: of two who commit one plan at once, the second finds it done.
        var plan = await db.ImportPlans.FirstAsync(p => p.Id == planId, cancellationToken);
        if (plan.CommittedAt is not null)
            return Problem.Conflict("Kế hoạch này đã được thực hiện.");
        if (plan.Problems > 0 && !goodRowsOnly)
            return Problem.At("", $"Còn {plan.Problems} dòng có lỗi. Sửa tệp rồi nhập lại, hoặc yêu cầu chỉ nhập các dòng đúng.");
        if (plan.Decisions > 0 && !goodRowsOnly)
        {
            return Problem.At(
                "", $"Còn {plan.Decisions} dòng cần quyết định là ai. Ghi mã PartyNet, hoặc yêu cầu chỉ nhập các dòng đúng.");
        }

        var objection = await (plan.Kind switch
        {
            ImportKind.Units => WriteUnitsAsync(process, unit, plan, cancellationToken),
            ImportKind.Members => WriteMembersAsync(process, unit, plan, progress, cancellationToken),
            ImportKind.Roles => WriteRolesAsync(process, unit, plan, cancellationToken),
            ImportKind.Accounts => WriteAccountsAsync(process, unit, plan, cancellationToken),
        });
        if (objection is not null)
            return Problem.Conflict(objection);

        plan.CommittedAt = process.At;
        process.Record(new ImportCommitted(planId, plan.Creates, plan.Updates));
        return Result.Success;
    }

    private async Task<ImportPlan?> FindAsync(Guid planId, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.ImportPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == planId, cancellationToken);
    }

    private Task<string?> WriteUnitsAsync(IProcess process, Unit root, ImportPlan plan, CancellationToken cancellationToken) =>
        WriteAsync<UnitTarget>(
            plan, rows => new UnitWriter(db, store, registry, process, plan.Id).WriteAsync(root, rows, cancellationToken),
            cancellationToken);

    /// <summary>A list of members may have any length: a few thousand rows at a time.</summary>
    private async Task<string?> WriteMembersAsync(
        IProcess process, Unit root, ImportPlan plan, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var writer = new MemberWriter(db, bulk, store, registry, secrets, process, root, plan);
        if (await writer.HoldAsync(cancellationToken) != plan.Changes)
            return WorldMoved;
        var written = 0;
        Task<MemberBatch>? composing = null;
        await foreach (var batch in store.ReadBatchesAsync<MemberTarget>(plan.Id, MemberWriter.BatchSize, cancellationToken))
        {
            if (batch is null)
                return Unreadable;
            // While the database writes some rows, the next ones are composed.
            var composed = composing;
            composing = Task.Run(() => writer.Compose(batch), cancellationToken);
            if (composed is not null && !await WriteAsync(await composed))
                return WorldMoved;
        }

        return composing is null || await WriteAsync(await composing) ? null : WorldMoved;

        async Task<bool> WriteAsync(MemberBatch batch)
        {
            if (!await writer.WriteAsync(batch, cancellationToken))
                return false;
            progress?.Report(written += batch.Rows.Count);
            return true;
        }
    }

    private Task<string?> WriteRolesAsync(IProcess process, Unit root, ImportPlan plan, CancellationToken cancellationToken) =>
        WriteAsync<RoleTarget>(
            plan, rows => new RoleWriter(db, store, process, plan.Id).WriteAsync(root, rows, cancellationToken), cancellationToken);

    private Task<string?> WriteAccountsAsync(IProcess process, Unit root, ImportPlan plan, CancellationToken cancellationToken) =>
        WriteAsync<AccountTarget>(
            plan, rows => new AccountWriter(db, bulk, secrets, process).WriteAsync(root, plan, rows, cancellationToken), cancellationToken);

    /// <returns>Why nothing was written; null where all was.</returns>
    private async Task<string?> WriteAsync<TTarget>(
        ImportPlan plan, Func<IReadOnlyList<PlannedRow<TTarget>>, Task<bool>> writeAsync, CancellationToken cancellationToken)
        where TTarget : class
    {
        if (await store.ReadAsync<TTarget>(plan.Id, cancellationToken) is not { } rows)
            return Unreadable;
        return IsWhole(plan, rows) && await writeAsync(rows) ? null : WorldMoved;
    }

    /// <summary>Rows whose branch has left the caller's scope since are not to be seen any more.</summary>
    private static bool IsWhole<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows) =>
        rows.Count == plan.Changes;
}
