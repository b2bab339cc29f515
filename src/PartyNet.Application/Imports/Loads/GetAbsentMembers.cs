using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Somebody on the roll who does not stand in a list that was loaded.</summary>
public sealed record AbsentMember(Guid MemberId, string Code, string FullName, string Branch);

/// <summary>
/// Who is on the roll below the unit and does not stand in the list of a load, in roster order, a page at a time. They are told, never
/// removed. Errors: not found; there is no plan, or its rows are kept no more.
/// </summary>
public sealed class GetAbsentMembers(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Query(Unit Unit, Guid Id, PageCursor Cursor);

    public async Task<ErrorOr<Page<AbsentMember>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        var loads = db.LoadAt(query.Unit, query.Id);
        var absent = AbsentMembers.Of(db, query.Unit, loads).AsNoTracking();
        var way = db.SetOutInRoster(query.Cursor);
        var (load, hasRows, isThere, page) = await db.TogetherAsync(
            () => loads.AsNoTracking().SingleOrDefaultAsync(cancellationToken),
            () => db.ImportPlanRows.Of(loads).AnyAsync(cancellationToken),
            () => way.IsThereAsync(cancellationToken),
            () => RosterOrder.ReadRosterPageAsync(
                [absent], way,
                m => new AbsentMember(
                    m.Id, m.Code, m.FullName, db.Units.Where(u => u.Id == m.UnitId).Select(u => u.Name).FirstOrDefault() ?? ""),
                member => member.Code, cancellationToken),
            cancellationToken);
        var found = FoundLoads.Opened(load, access, query.Unit);
        if (found.IsError)
            return found.Errors;
        if (found.Value is not { PlanId: not null, Kind: ImportKind.Members })
            return LoadErrors.NoPlan;
        // Without rows everybody would be absent.
        if (!hasRows)
            return LoadErrors.RowsGone;
        if (!isThere)
            return await HandleAsync(query with { Cursor = query.Cursor.AtStart() }, cancellationToken);

        var shown = page.Rows.Select(member => new ShownMember(member.MemberId));
        return await processes.ShowAsync(ProcessType.ListPlanViewed, query.Unit, query.Cursor, shown, cancellationToken) is { } refused
            ? refused
            : page;
    }
}
