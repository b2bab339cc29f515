using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Compares a unit list with the tree below a unit and stores what loading it would do. Units that do not stand in the list stay.
/// </summary>
public sealed class PlanUnitImport(IPartyNetDb db, IProcesses processes, IImportStore store, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(LoadKinds.Of(ImportKind.Units));

    /// <param name="Root">The unit below which the list stands; a new one where the registry is still empty.</param>
    /// <param name="Rows">All of them: superiors may stand anywhere.</param>
    /// <param name="Decisions">Rows that a person leaves out, by their numbers.</param>
    /// <param name="Progress">Hears how many rows are planned.</param>
    public sealed record Command(
        Unit Root,
        ImportFile File,
        IReadOnlyList<UnitRow> Rows,
        IReadOnlyDictionary<int, RowDecision>? Decisions = null,
        IProgress<int>? Progress = null);

    public async Task<ErrorOr<ImportPlan>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Root) is { } refusal)
            return refusal;

        var (root, file, rows, given, progress) = command;
        var decisions = given ?? new Dictionary<int, RowDecision>();
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
        var plan = ImportPlan.Begin(process.At, root, ImportKind.Units, file);
        await store.BeginAsync(plan, cancellationToken);
        await store.AddRowsAsync(plan, comparison.Plan(rows, peopled.ToHashSet(), decisions), cancellationToken);
        progress?.Report(plan.Rows);
        plan.Miss(comparison.CountAbsent(rows));
        process.Record(ImportPlanned.Of(plan, decisions));
        await process.CommitAsync(cancellationToken);
        return plan;
    }
}
