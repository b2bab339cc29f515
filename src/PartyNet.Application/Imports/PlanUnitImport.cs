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
        var kinds = await db.UnitKinds.ToListAsync(cancellationToken);
        var known = await db.Units.AsNoTracking().Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd).ToListAsync(cancellationToken);
        var codes = rows.Select(r => r.Code).ToList();
        var elsewhere = await db.Units.Where(u => codes.Contains(u.Code) && !(u.Path >= root.Path && u.Path < root.Path.RangeEnd)).Select(u => u.Code).ToListAsync(cancellationToken);

        var comparison = new UnitComparison(root, kinds, known, elsewhere);
        var planned = comparison.Plan(rows);
        var plan = new ImportPlan
        {
            Id = Guid.CreateVersion7(process.At),
            UnitId = root.Id,
            UnitPath = root.Path,
            Kind = ImportKind.Units,
            FileHash = file.FileHash,
            FileName = file.Name,
            PlannedAt = process.At,
            Creates = planned.Count(p => p.Action == ImportAction.Create),
            Updates = planned.Count(p => p.Action == ImportAction.Update),
            Unchanged = planned.Count(p => p.Action == ImportAction.Unchanged),
            Problems = planned.Count(p => p.Action == ImportAction.Problem),
            Absent = known.Count(u => u.Id != root.Id && !codes.Contains(u.Code, StringComparer.OrdinalIgnoreCase)),
        };
        await store.SaveAsync(plan, planned, cancellationToken);
        process.Record(new ImportPlanned(plan.Id, plan.Creates, plan.Updates, plan.Unchanged, plan.Problems));
        await process.CommitAsync(cancellationToken);
        return new ImportPreview(plan, comparison.Changes, comparison.Problems);
    }
}
