using System.Linq.Expressions;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>A page of the roster and how many rows the filters leave.</summary>
/// <param name="Count">Members that the filter leaves.</param>
/// <param name="CountedAmong">
/// Where <paramref name="Count"/> is not of the whole list: of how many at its beginning; there may be more beyond.
/// </param>
/// <param name="IsSearchCut">More members have such a name than search looks at: the page and the count are of those.</param>
public sealed record RosterPage(Page<RosterRow> Page, int Count, int? CountedAmong, bool IsSearchCut = false);

/// <summary>What the list shows of a member: no handle, no phone, only on which platforms they have how many accounts.</summary>
/// <param name="Platforms">Platform code of each account in the version in force, in the member's own order.</param>
/// <param name="HasCurrent">A confirmed version is in force, also where a newer one waits or came back.</param>
public sealed record RosterRow(
    string Code,
    string FullName,
    int? BirthYear,
    string UnitName,
    string? Position,
    ActivityStatus ActivityStatus,
    DeclarationState State,
    DateTimeOffset? StateAt,
    bool HasCurrent,
    IReadOnlyList<string> Platforms);

/// <summary>
/// The members of a unit and everything below it in roster order, a page at a time. A search by name is recorded, without its text.
/// Errors: not found; a filter that cannot be used; too many searches.
/// </summary>
public sealed class ListRoster(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers | Permissions.ViewCoverage);

    public sealed record Query(Unit Unit, RosterFilter Filter, PageCursor Cursor);

    /// <summary>Looking at more members to count those that match would cost more than reading the page.</summary>
    public const int MostCounted = 2_000;

    public async Task<ErrorOr<RosterPage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var search = query.Filter.IsSearch
            ? await processes.BeginAsync(new ProcessStart(ProcessType.MembersSearched, query.Unit), cancellationToken)
            : null;
        await using var read = await db.BeginReadAsync(cancellationToken);
        var selection = await RosterSelection.ReadAsync(db, query.Unit, query.Filter, cancellationToken);
        if (selection.IsError)
            return selection.Errors;
        if (search is not null && await search.FreeFromAsync(UsageLimit.Searches, cancellationToken) is { } freeFrom)
            return UsageLimit.Searches.Exceeded(freeFrom);

        var roster = search is null
            ? await ReadAsync(selection.Value, query.Cursor, cancellationToken)
            : await SearchAsync(selection.Value, query.Filter.Name, query.Cursor, cancellationToken);
        if (search is not null)
        {
            search.Record(new MembersSearched(query.Unit.Id, roster.Count));
            await search.CommitAsync(cancellationToken);
        }

        return roster;
    }

    private async Task<RosterPage> ReadAsync(RosterSelection selection, PageCursor cursor, CancellationToken cancellationToken)
    {
        if (selection.IsRefined)
        {
            var matching = await ReadMatchingPageAsync(selection, cursor, cancellationToken);
            var (refined, among) = await CountAsync(selection, cancellationToken);
            return new RosterPage(matching, refined, among);
        }

        var way = await db.SetOutInRosterAsync(cursor, cancellationToken);
        var (page, counted) = await db.TogetherAsync(
            () => RosterOrder.ReadRosterPageAsync([selection.Members(db)], way, Row, row => row.Code, cancellationToken),
            () => CountAsync(selection, cancellationToken),
            cancellationToken);
        return new RosterPage(page, counted.Count, counted.Among);
    }

    private async Task<RosterPage> SearchAsync(
        RosterSelection selection, string? name, PageCursor cursor, CancellationToken cancellationToken)
    {
        var members = selection.Refine(db, selection.Standing(db.Members.AsNoTracking()));
        var found = await db.FindAsync(selection.Unit, name, members, cancellationToken);
        var page = await db.ReadFoundPageAsync(found, cursor, Row, row => row.Code, cancellationToken);
        return new RosterPage(page, found.Rows.Count, found.IsCut ? MemberSearch.Most : null, found.IsCut);
    }

    /// <summary>The counters know how many stand where; whoever asks for more than that gets the count among the first so many.</summary>
    private async Task<(int Count, int? Among)> CountAsync(RosterSelection selection, CancellationToken cancellationToken)
    {
        var looked = selection.Standing(db.Members.AsNoTracking().Within(selection.Unit)).OrderBy(m => m.RosterKey).TakeFirst(MostCounted);
        var (counts, refined) = await db.TogetherAsync(
            () => db.CountAsync(selection.Unit, cancellationToken),
            async () => selection.IsRefined ? await selection.Refine(db, looked).CountAsync(cancellationToken) : 0,
            cancellationToken);
        var standing = selection.StandingsIn(counts);
        return selection.IsRefined ? (refined, standing > MostCounted ? MostCounted : null) : (standing, null);
    }

    private Task<Page<RosterRow>> ReadMatchingPageAsync(
        RosterSelection selection, PageCursor cursor, CancellationToken cancellationToken) =>
        db.ReadMatchingPageAsync(
            selection.Standing(db.Members.AsNoTracking().Within(selection.Unit)),
            members => selection.Refine(db, members),
            cursor,
            Row,
            row => row.Code,
            cancellationToken
        );

    private Expression<Func<Member, RosterRow>> Row =>
        m => new RosterRow(
            m.Code,
            m.FullName,
            m.BirthYear,
            db.Units.Where(u => u.Id == m.UnitId).Select(u => u.Name).First(),
            m.Position,
            m.ActivityStatus,
            m.DeclarationState,
            m.DeclarationStateAt,
            m.CurrentDeclarationId != null,
            db.DeclaredAccounts.Where(a => a.DeclarationId == m.CurrentDeclarationId)
                .OrderBy(a => a.Position)
                .Select(a => a.PlatformCode)
                .ToList()
        );
}
