using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// What undoing a load left as it was, because it was changed or used since, row by row with the reason. Errors: not found; there is no
/// plan.
/// </summary>
public sealed class GetKeptRows(IPartyNetDb db, IProcesses processes, IImportStore store, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Query(Unit Unit, Guid Id);

    public async Task<ErrorOr<IReadOnlyList<KeptRow>>> HandleAsync(Query query, CancellationToken cancellationToken)
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
                () => store.ListKeptAsync(planId, cancellationToken),
                () => db.ImportPlanRows
                    .Where(r => r.PlanId == planId && r.IsKept && r.TargetId != null && kind != ImportKind.Units)
                    .Select(r => r.TargetId!.Value).Distinct().ToListAsync(cancellationToken),
                cancellationToken);
        }

        var shown = members.Select(id => new ShownMember(id));
        var refused = await processes.ShowAsync(ProcessType.ListPlanViewed, query.Unit, cursor: null, shown, cancellationToken);
        return refused is { } no ? no : ErrorOrFactory.From(kept);
    }
}
