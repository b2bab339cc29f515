using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Compares a unit list with the tree below a unit and stores what loading it would do. Units that do not stand in the list stay.
/// </summary>
public sealed class PlanUnitImport(IPartyNetDb db, IProcesses processes, IImportStore store, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    /// <param name="Root">The unit below which the list stands; a new one where the registry is still empty.</param>
    public sealed record Command(Unit Root, ImportFile File, IReadOnlyList<UnitRow> Rows);

    public async Task<ErrorOr<ImportPreview>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Root) is { } refusal)
            return refusal;

        var (root, file, rows) = command;
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.UnitsImportPlanned, root), cancellationToken);
        await store.TakeTimeAsync(cancellationToken);
        var kinds = await db.UnitKinds.ToListAsync(cancellationToken);
        var known = await db.Units.AsNoTracking().Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd)
            .ToListAsync(cancellationToken);
        var codes = rows.Select(r => r.Code.ToUpperInvariant()).ToList();
#pragma warning disable CA1304, CA1311 // Becomes upper() of the database.
        var elsewhere = await db.Units.Where(u => codes.Contains(u.Code.ToUpper()) && !(u.Path >= root.Path && u.Path < root.Path.RangeEnd))
            .Select(u => u.Code).ToListAsync(cancellationToken);
#pragma warning restore CA1304, CA1311

        var above = await db.Units.Where(u => u.Id == root.ParentId).Select(u => u.Code).FirstOrDefaultAsync(cancellationToken);
        var comparison = new UnitComparison(root, kinds, known, elsewhere, above);
        var losing = comparison.LosingMembers(rows);
        var peopled = await db.Members.Where(m => losing.Contains(m.UnitId)).Select(m => m.UnitId).Distinct()
            .ToListAsync(cancellationToken);
        var planned = comparison.Plan(rows, peopled.ToHashSet());
        var absent = comparison.CountAbsent(rows);
        var plan = ImportPlan.Make(process.At, root, ImportKind.Units, file, [.. planned.Select(p => p.Action)], absent);
        await store.SaveAsync(plan, planned, cancellationToken);
        process.Record(new ImportPlanned(plan.Id, plan.Creates, plan.Updates, plan.Unchanged, plan.Problems));
        await process.CommitAsync(cancellationToken);
        return new ImportPreview(plan, comparison.Changes, comparison.Problems);
    }
}
