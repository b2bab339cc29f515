using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>A page of the members of a unit, with the counts that stand above it.</summary>
/// <param name="Counts">Of the whole unit, whatever the search and filter are.</param>
/// <param name="Found">How many members the search and filter leave.</param>
/// <param name="IsCut">More members have such a name than search looks at: <paramref name="Found"/> and the page are of those.</param>
/// <param name="IsBranch">Members belong to this very unit; otherwise each row needs its branch.</param>
public sealed record BranchMembers(
    Page<BranchMemberRow> Page, MemberCounts Counts, int Found, bool IsCut, bool IsBranch, DateTimeOffset Now);

/// <summary>
/// The members of a branch (or of all branches of a unit) in roster order, a page at a time; who stands on it is written down. Errors: not
/// found; too many pages or searches.
/// </summary>
public sealed class ListBranchMembers(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers);

    /// <param name="Search">Part of a name, as typed; a search is recorded, without its text.</param>
    /// <param name="Filter">Null for everybody on the roll.</param>
    public sealed record Query(Unit Unit, string? Search = null, MemberFilter? Filter = null, PageCursor? Cursor = null);

    public async Task<ErrorOr<BranchMembers>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var found = string.IsNullOrWhiteSpace(query.Search)
            ? null
            : await db.FindAsync(query.Unit, query.Search, Filtered(db.Members.AsNoTracking(), query.Filter), cancellationToken);
        var cursor = query.Cursor ?? PageCursor.First;
        var now = clock.GetUtcNow();
        var way = db.SetOutInRoster(found is null ? cursor : PageCursor.First);
        var (isThere, page, counts, isBranch) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => found is not null
                ? db.ReadFoundPageAsync(found, cursor, BranchMemberRow.Of(db, now), row => row.MemberId, cancellationToken)
                : ReadAsync(query, way, now, cancellationToken),
            () => db.CountAsync(query.Unit, cancellationToken),
            () => db.HoldsMembersAsync(query.Unit, cancellationToken),
            cancellationToken);
        if (!isThere)
            return await HandleAsync(query with { Cursor = cursor.AtStart() }, cancellationToken);
        var answer = new BranchMembers(
            page.Select(member => member.SeenBy(access.Scope, query.Unit)),
            counts,
            found is not null ? found.Rows.Count : query.Filter is { } filter ? counts.Of(filter) : counts.OnRoll,
            found is { IsCut: true },
            isBranch,
            now);
        var shown = page.Rows.Select(member => new ShownMember(member.MemberId));
        var refused = found is not null
            ? await processes.ShowFoundAsync(query.Unit, answer.Found, shown, cancellationToken)
            : await processes.ShowAsync(ProcessType.MembersViewed, query.Unit, cursor, shown, cancellationToken);
        return refused is { } tooOften ? tooOften : answer;
    }

    private async Task<Page<BranchMemberRow>> ReadAsync(
        Query query, Walk<Member, string>.Way way, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var unit = query.Unit.Path;
        var shape = new Shape(unit.Depth, query.Filter, Asked.ShapeOf(way.Cursor));
        var asked = new Asked { Label = unit.OwnLabel, Cursor = way.Cursor.From ?? "", Now = now };
        return way.Page(await PageOfMembers.On(db, shape, asked).ToListAsync(cancellationToken), member => member.Code);
    }

    /// <summary>What the list's statements differ in.</summary>
    /// <param name="Level">Of the unit.</param>
    private sealed record Shape(int Level, MemberFilter? Filter, PageCursor Cursor);

    private static readonly ComposedQuery<Shape, BranchMemberRow> PageOfMembers = new(static (db, shape, asked) =>
        db.SetOutInRoster(shape.Cursor)
            .ReadFirst(Lists(db.Members.AsNoTracking().Within(shape.Level, asked.Label), shape.Filter), shape.Cursor.Probe)
            .Select(BranchMemberRow.Of(db, asked.Now)));

    private static IQueryable<Member> Filtered(IQueryable<Member> members, MemberFilter? filter) => filter switch
    {
        null => members,
        MemberFilter.Apart => members.Where(m => m.Standing == Standing.Exempt || m.Standing == Standing.Departed),
        _ => members.Where(m => m.Standing == (Standing)filter.Value),
    };

    /// <summary>The same as lists, each of which an index holds in roster order: two standings in one have none.</summary>
    private static IReadOnlyList<IQueryable<Member>> Lists(IQueryable<Member> members, MemberFilter? filter) =>
        filter == MemberFilter.Apart
            ? [members.Where(m => m.Standing == Standing.Exempt), members.Where(m => m.Standing == Standing.Departed)]
            : [Filtered(members, filter)];
}
