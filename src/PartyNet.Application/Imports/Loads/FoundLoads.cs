using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>How a load is found: at its unit, by whoever may load such lists there.</summary>
internal static class FoundLoads
{
    /// <summary>The load at this unit; not found where it is not there, or is none that the caller may load.</summary>
    public static async Task<ErrorOr<ListLoad>> FindLoadAsync(
        this IPartyNetDb db, AccessContext access, Unit unit, Guid id, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return Opened(await db.LoadAt(unit, id).SingleOrDefaultAsync(cancellationToken), access, unit);
    }

    /// <summary>The load, for whoever asks together for what else is needed; then it is <see cref="Opened"/>.</summary>
    public static IQueryable<ListLoad> LoadAt(this IPartyNetDb db, Unit unit, Guid id) =>
        db.ListLoads.Where(l => l.Id == id && l.UnitId == unit.Id);

    /// <summary>
    /// The rows of the plan of one load. An index has the rows of one plan in their order, so a page of them reads no more than it shows;
    /// where they are joined with the load, all are read and sorted.
    /// </summary>
    public static IQueryable<ImportPlanRow> Of(this IQueryable<ImportPlanRow> rows, IQueryable<ListLoad> load) =>
        rows.Where(r => r.PlanId == load.Select(l => l.PlanId).FirstOrDefault());

    /// <inheritdoc cref="FindLoadAsync"/>
    public static ErrorOr<ListLoad> Opened(ListLoad? load, AccessContext access, Unit unit) =>
        load is not null && LoadKinds.IsOpen(load.Kind, access.Scope, unit)
            ? load
            : Problem.NotFound();

    /// <summary>Moves a load on, where it still is as it was seen.</summary>
    public static async Task<bool> MoveOnAsync(
        this IPartyNetDb db, ListLoad load, LoadState to, Guid? plan, CancellationToken cancellationToken) =>
        await db.AsSeen(load).ExecuteUpdateAsync(
            set => set.SetProperty(l => l.State, to).SetProperty(l => l.PlanId, plan).SetProperty(l => l.Done, 0)
                .SetProperty(l => l.Failure, (string?)null),
            cancellationToken) == 1;

    /// <summary>The load, where it still is as it was seen.</summary>
    public static IQueryable<ListLoad> AsSeen(this IPartyNetDb db, ListLoad load) =>
        db.ListLoads.Where(l => l.Id == load.Id && l.State == load.State && l.PlanId == load.PlanId);
}
