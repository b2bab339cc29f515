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
public sealed record RosterPage(Page<RosterRow> Page, int Count, int? CountedAmong, bool IsSearchCut = false)
{
    /// <summary>What <see cref="GetRosterUnits"/> answers, asked together with the list.</summary>
    public IReadOnlyList<UnitChoice> Units { get; init; } = [];
}

/// <summary>What the list shows of a member: no handle, no phone, only on which platforms they have how many accounts.</summary>
/// <param name="Platforms">Platform code of each account in the version in force, in the member's own order.</param>
/// <param name="HasCurrent">A confirmed version is in force, also where a newer one waits or came back.</param>
public sealed record RosterRow(
    Guid MemberId,
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
/// The members of a unit and everything below it in roster order, a page at a time. Who stands on it is written down; so is a search by
/// name, without its text. Errors: not found; a filter that cannot be used; too many pages or searches.
/// </summary>
public sealed class ListRoster(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers | Permissions.ViewCoverage);

    /// <param name="IsShown">False where only the counts are: then nobody on the page is looked at.</param>
    public sealed record Query(Unit Unit, RosterFilter Filter, PageCursor Cursor, bool IsShown = true);

    /// <summary>Looking at more members to count those that match would cost more than reading the page.</summary>
    public const int MostCounted = 2_000;

    public async Task<ErrorOr<RosterPage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        // Where a unit is chosen all else hangs on it.
        var chosen = await GetRosterUnits.FindAsync(db, query.Filter.Unit, cancellationToken);
        var selection = RosterSelection.Of(query.Unit, query.Filter, chosen);
        if (selection.IsError)
            return selection.Errors;

        return query.Filter.IsSearch
            ? await SearchAsync(query, selection.Value, chosen, cancellationToken)
            : await ReadAsync(query, selection.Value, chosen, cancellationToken);
    }

    private async Task<ErrorOr<RosterPage>> ReadAsync(
        Query query, RosterSelection selection, Unit? chosen, CancellationToken cancellationToken)
    {
        var way = db.SetOutInRoster(query.Cursor);
        var (isThere, rows, counted, units) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => ReadRowsAsync(way, selection, cancellationToken),
            () => CountAsync(selection, cancellationToken),
            () => GetRosterUnits.ReadAsync(db, query.Unit, chosen, cancellationToken),
            cancellationToken);
        if (!isThere)
            return await ReadAsync(query with { Cursor = query.Cursor.AtStart() }, selection, chosen, cancellationToken);
        var page = selection.IsRefined
            ? await way.PageOfMatchingAsync(db, List(selection), rows, row => row.Code, m => m.Code, cancellationToken)
            : way.Page(rows, row => row.Code);
        var refused = await processes.ShowAsync(
            ProcessType.RosterViewed, query.Unit, query.Cursor, Shown(query, page), cancellationToken);
        if (refused is { } tooOften)
            return tooOften;
        return new RosterPage(page, counted.Count, counted.Among) { Units = GetRosterUnits.Choices(query.Unit, chosen, units) };
    }

    /// <summary>A list that is refined has too many shapes to be compiled for each.</summary>
    private Task<List<RosterRow>> ReadRowsAsync(
        Walk<Member, string>.Way way, RosterSelection selection, CancellationToken cancellationToken)
    {
        if (selection.IsRefined)
        {
            return way.ReadMatching(List(selection), members => selection.Refine(db, members)).Select(Row(db))
                .ToListAsync(cancellationToken);
        }

        var unit = selection.Unit.Path;
        var shape = new Shape(unit.Depth, selection.Standing, Asked.ShapeOf(way.Cursor));
        var asked = new Asked { Label = unit.OwnLabel, Cursor = way.Cursor.From ?? "" };
        return PageOfRoster.On(db, shape, asked).ToListAsync(cancellationToken).AsTask();
    }

    /// <summary>What the statements of unrefined lists differ in.</summary>
    /// <param name="Level">Of the unit.</param>
    private sealed record Shape(int Level, RosterStanding Standing, PageCursor Cursor);

    private static readonly ComposedQuery<Shape, RosterRow> PageOfRoster = new(static (db, shape, asked) =>
        db.SetOutInRoster(shape.Cursor)
            .ReadFirst([shape.Standing.Among(db.Members.AsNoTracking().Within(shape.Level, asked.Label))], shape.Cursor.Probe)
            .Select(Row(db)));

    private async Task<ErrorOr<RosterPage>> SearchAsync(
        Query query, RosterSelection selection, Unit? chosen, CancellationToken cancellationToken)
    {
        var members = selection.Refine(db, selection.Standing.Among(db.Members.AsNoTracking()));
        var (found, units) = await db.TogetherAsync(
            () => db.FindAsync(selection.Unit, query.Filter.Name, members, cancellationToken),
            () => GetRosterUnits.ReadAsync(db, query.Unit, chosen, cancellationToken),
            cancellationToken);
        var page = await db.ReadFoundPageAsync(found, query.Cursor, Row(db), row => row.MemberId, cancellationToken);
        if (await processes.ShowFoundAsync(query.Unit, found.Rows.Count, Shown(query, page), cancellationToken) is { } tooOften)
            return tooOften;
        return new RosterPage(page, found.Rows.Count, found.IsCut ? MemberSearch.Most : null, found.IsCut)
        {
            Units = GetRosterUnits.Choices(query.Unit, chosen, units),
        };
    }

    /// <summary>The counters know how many stand where; whoever asks for more than that gets the count among the first so many.</summary>
    private async Task<(int Count, int? Among)> CountAsync(RosterSelection selection, CancellationToken cancellationToken)
    {
        var (counts, refined) = await db.TogetherAsync(
            () => db.CountAsync(selection.Unit, cancellationToken),
            async () => selection.IsRefined
                ? await selection.Refine(db, List(selection).OrderBy(m => m.RosterKey).TakeFirst(MostCounted)).CountAsync(cancellationToken)
                : 0,
            cancellationToken);
        var standing = selection.Standing.In(counts);
        return selection.IsRefined ? (refined, standing > MostCounted ? MostCounted : null) : (standing, null);
    }

    private static IEnumerable<ShownMember> Shown(Query query, Page<RosterRow> page) =>
        query.IsShown ? page.Rows.Select(row => new ShownMember(row.MemberId)) : [];

    private IQueryable<Member> List(RosterSelection selection) =>
        selection.Standing.Among(db.Members.AsNoTracking().Within(selection.Unit));

    private static Expression<Func<Member, RosterRow>> Row(IPartyNetDb db) =>
        m => new RosterRow(
            m.Id,
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
