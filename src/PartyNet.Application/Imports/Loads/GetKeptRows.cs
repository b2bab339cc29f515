using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>A page of what undoing a load left.</summary>
/// <param name="Next">After which row the next page begins; null on the last.</param>
public sealed record KeptRowsView(IReadOnlyList<KeptRow> Rows, int? Next);

/// <summary>
/// What undoing a load left as it was, because it was changed or used since, row by row with the reason, a page at a time. Errors: not
/// found; there is no plan.
/// </summary>
public sealed class GetKeptRows(IPartyNetDb db, IProcesses processes, IImportStore store, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    private const int PageSize = 50;

    /// <param name="AfterRow">Number of the last row of the page before; 0 for the first page.</param>
    public sealed record Query(Unit Unit, Guid Id, int AfterRow = 0);

    public async Task<ErrorOr<KeptRowsView>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        IReadOnlyList<KeptRow> kept;
        List<Guid> members;
        await using (await db.BeginReadAsync(cancellationToken))
        {
            var found = await db.FindLoadAsync(access, query.Unit, query.Id, cancellationToken);
            if (found.IsError)
                return found.Errors;
            if (found.Value is not { PlanId: { } planId, Kind: var kind })
                return LoadErrors.NoPlan;
            (kept, members) = await db.TogetherAsync(
                () => store.ListKeptAsync(planId, query.AfterRow, PageSize + 1, cancellationToken),
                () => db.ImportPlanRows
                    .Where(r => r.PlanId == planId && r.IsKept && r.Row > query.AfterRow && r.TargetId != null && kind != ImportKind.Units)
                    .OrderBy(r => r.Row).Take(PageSize).Select(r => r.TargetId!.Value).ToListAsync(cancellationToken),
                cancellationToken);
        }

        var shown = members.Distinct().Select(id => new ShownMember(id));
        var refused = await processes.ShowAsync(ProcessType.ListPlanViewed, query.Unit, cursor: null, shown, cancellationToken);
        if (refused is { } no)
            return no;
        var page = kept.Take(PageSize).ToList();
        return new KeptRowsView(page, kept.Count > PageSize ? page[^1].Row : null);
    }
}
