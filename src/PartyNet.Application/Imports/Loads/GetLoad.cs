using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>How far a load has come, and what came of it. Errors: not found.</summary>
public sealed class GetLoad(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Query(Unit Unit, Guid Id);

    public async Task<ErrorOr<LoadView>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var view = await LoadView.Read(db, db.LoadAt(query.Unit, query.Id)).SingleOrDefaultAsync(cancellationToken);
        return view is not null && LoadKinds.IsOpen(view.Kind, access.Scope, query.Unit) ? view : Problem.NotFound();
    }
}

/// <summary>A load as pages show it.</summary>
/// <param name="Plan">The plan in force with its counts; null before there is one.</param>
/// <param name="Done">How many rows the work in the background has come past.</param>
/// <param name="FileRows">Rows of the file that hold something, header and titles included.</param>
/// <param name="Failure">What the last work met with, in Vietnamese: why it did not come to its end, or that the plan is a new one.</param>
/// <param name="HasRows">The rows of the plan are still kept: for a month after they were committed.</param>
/// <param name="Role">In which role it was handed in.</param>
/// <param name="ByUnit">Where that role is held.</param>
/// <param name="ByName">Who it was, where they are a member whom the caller sees.</param>
public sealed record LoadView(
    Guid Id,
    ImportKind Kind,
    string FileName,
    DateTimeOffset StartedAt,
    Role? Role,
    string? ByUnit,
    string? ByBoard,
    string? ByName,
    LoadState State,
    ImportPlan? Plan,
    int Done,
    int FileRows,
    string? Failure,
    bool HasRows)
{
    /// <summary>How many rows work goes on with: what a commit or undoing changes, the plan, or before there is one, the file.</summary>
    public int Of => State is LoadState.Committing or LoadState.Undoing ? Plan!.Changes : Plan?.Rows ?? FileRows;

    /// <summary>Until when it can be undone; null where it cannot.</summary>
    public DateTimeOffset? UndoEndsAt => State == LoadState.Committed ? Plan?.UndoEndsAt : null;

    /// <summary>Who handed it in: “Lê Văn An – Bí thư, Chi bộ Khu 14”.</summary>
    public string By => Role is not { } role ? ByName ?? ""
        : ByName is null ? RolePermissions.Name(role, ByUnit, ByBoard)
        : $"{ByName} – {RolePermissions.Name(role, ByUnit, ByBoard)}";

    /// <summary>Work goes on in the background: the page asks again in a moment.</summary>
    public bool GoesOn => State is LoadState.Planning or LoadState.Committing or LoadState.Undoing;

    internal static IQueryable<LoadView> Read(IPartyNetDb db, IQueryable<ListLoad> loads) =>
        from load in loads.AsNoTracking()
        join plan in db.ImportPlans on load.PlanId equals (Guid?)plan.Id into plans
        from plan in plans.DefaultIfEmpty()
        join process in db.Processes on load.StartedIn equals process.Id into processes
        from process in processes.DefaultIfEmpty()
        join unit in db.Units on process.ActorUnitId equals (Guid?)unit.Id into units
        from unit in units.DefaultIfEmpty()
        select new LoadView(
            load.Id, load.Kind, load.FileName, load.StartedAt, process.ActorRole, unit.Name, unit.BoardName,
            db.Members.Where(m => db.Grants.Any(g => g.UserId == load.StartedBy && g.MemberId == m.Id)).Select(m => m.FullName)
                .FirstOrDefault(),
            load.State, plan, load.Done, load.Rows, load.Failure, db.ImportPlanRows.Any(r => r.PlanId == load.PlanId));
}
