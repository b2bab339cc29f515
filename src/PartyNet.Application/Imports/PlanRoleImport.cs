using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Compares a list of roles with those that are held below a unit and stores what loading it would do. Roles that do not stand in the list
/// stay.
/// </summary>
public sealed class PlanRoleImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    /// <param name="Unit">The unit below which the roles are held.</param>
    public sealed record Command(Unit Unit, ImportFile File, IReadOnlyList<RoleRow> Rows);

    public async Task<ErrorOr<ImportPreview>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var (unit, file, rows) = command;
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.RolesImportPlanned, unit), cancellationToken);
        await store.TakeTimeAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Where(u => u.Path >= unit.Path && u.Path < unit.Path.RangeEnd && u.ValidTo == null)
            .Join(db.UnitKinds, u => u.KindCode, k => k.Code, (u, k) => new { Unit = u, k.HoldsMembers }).ToListAsync(cancellationToken);
        var held = await db.Grants.AsNoTracking().NotEnded(process.At).Where(g => g.MemberId != null).ToListAsync(cancellationToken);
        var known = await KnownMembers.FindAsync(db, [.. rows.Select(row => row.Person)], secrets, cancellationToken);
        var closed = await db.Users
            .Where(u => u.MemberId != null && !db.Users.Any(other => other.MemberId == u.MemberId && other.ClosedAt == null))
            .Select(u => u.MemberId!.Value).ToHashSetAsync(cancellationToken);
        var comparison = new RoleComparison(
            unit, units.Select(u => (u.Unit, u.HoldsMembers)), held, closed, new MemberFinder(secrets), process.At);
        var planned = rows.Select(row => comparison.Plan(row, known)).ToList();
        var plan = ImportPlan.Make(process.At, unit, ImportKind.Roles, file, [.. planned.Select(p => p.Action)], absent: 0);
        await store.SaveAsync(plan, planned, cancellationToken);
        process.Record(new ImportPlanned(plan.Id, plan.Creates, plan.Updates, plan.Unchanged, plan.Problems));
        await process.CommitAsync(cancellationToken);
        return new ImportPreview(plan, comparison.Changes, comparison.Problems);
    }
}
