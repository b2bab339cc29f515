using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>A page of units and how many there are.</summary>
/// <param name="Found">How many units there are, or how many the search leaves, as far as they are counted.</param>
/// <param name="IsCapped">There are more than <paramref name="Found"/>; a search shows so many and no more.</param>
public sealed record UnitPage(Page<UnitRow> Page, int Found, bool IsCapped);

/// <summary>A unit whose name or code is as searched.</summary>
public sealed record FoundUnit(Guid UnitId, string UnitPath, string Code);

/// <summary>One unit of the tree as the list shows it.</summary>
/// <param name="Level">Levels below the unit whose tree it is; that unit itself is 0.</param>
/// <param name="ValidTo">Last day of a unit that was closed.</param>
/// <param name="Members">Members on the roll of the unit and below: active and exempt.</param>
public sealed record UnitRow(string Code, string Name, string KindName, int Level, DateOnly ValidFrom, DateOnly? ValidTo, int Members);

/// <summary>A unit and everything below it in the order of the tree, a page at a time. Error: not found.</summary>
public sealed class ListUnits(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewUnits);

    /// <param name="Search">Part of a name or code, in any case and without accents.</param>
    public sealed record Query(Unit Unit, string? Search, PageCursor Cursor);

    /// <summary>Counting further would cost more than reading the page; a search of the same list goes as far.</summary>
    public const int MostCounted = MemberSearch.Most;

    private static readonly Walk<Unit, UnitPath> TreeOrder = new(
        units => units.OrderBy(u => u.Path),
        units => units.OrderByDescending(u => u.Path),
        path => u => u.Path > path.First(),
        path => u => u.Path < path.First());

    public async Task<ErrorOr<UnitPage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        return string.IsNullOrWhiteSpace(query.Search)
            ? await ReadAsync(query, query.Cursor, cancellationToken)
            : await SearchAsync(query, query.Search, cancellationToken);
    }

    private async Task<UnitPage> ReadAsync(Query query, PageCursor cursor, CancellationToken cancellationToken)
    {
        var way = SetOut(db, cursor);
        var asked = new Asked { From = query.Unit.Path, To = query.Unit.Path.RangeEnd, Cursor = cursor.From ?? "" };
        var (isThere, lines, count) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => PageOfLines.On(db, Asked.ShapeOf(cursor), asked).ToListAsync(cancellationToken).AsTask(),
            () => Counted.On(db)(db.Context, asked.From, asked.To, cancellationToken),
            cancellationToken);
        if (!isThere)
            return await ReadAsync(query, PageCursor.First, cancellationToken);
        var page = way.Page(lines, line => line.Code);
        return new UnitPage(page.Select(line => Row(line, query.Unit)), Math.Min(count, MostCounted), count > MostCounted);
    }

    private static Walk<Unit, UnitPath>.Way SetOut(IPartyNetDb db, PageCursor cursor) =>
        TreeOrder.SetOut(cursor, code => db.Units.Where(u => u.Code == code).Select(u => u.Path));

    private static readonly ComposedQuery<PageCursor, Line> PageOfLines = new(static (db, cursor, asked) =>
    {
        var (from, to) = (asked.From, asked.To);
        var units = db.Units.AsNoTracking().Where(u => u.Path >= from && u.Path < to);
        return Lines(db, SetOut(db, cursor).ReadFirst([units], cursor.Probe));
    });

    private static readonly CompiledQuery<Func<DbContext, UnitPath, UnitPath, CancellationToken, Task<int>>> Counted = new(() =>
        EF.CompileAsyncQuery((DbContext db, UnitPath from, UnitPath to, CancellationToken _) =>
            db.Set<Unit>().Where(u => u.Path >= from && u.Path < to).OrderBy(u => u.Path).TakeFirst(MostCounted + 1).Count()));

    private async Task<UnitPage> SearchAsync(Query query, string typed, CancellationToken cancellationToken)
    {
        var text = typed.Length > Unit.NameLength ? typed[..Unit.NameLength] : typed;
        var words = VietnameseText.SearchKey(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = await db.FindUnits(query.Unit.Path, query.Unit.Path.RangeEnd, words).ToListAsync(cancellationToken);
        var units = found.OrderBy(u => u.UnitPath, StringComparer.Ordinal).Take(MemberSearch.Most).ToList();
        var page = query.Cursor.Within(units, u => u.Code);
        var ids = page.Rows.Select(u => u.UnitId).ToList();
        var lines = await Lines(db, db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)))
            .ToDictionaryAsync(l => l.Code, cancellationToken);
        return new UnitPage(page.Select(u => Row(lines[u.Code], query.Unit)), units.Count, found.Count > units.Count);
    }

    private static IQueryable<Line> Lines(IPartyNetDb db, IQueryable<Unit> units)
    {
        var figures = db.Figures();
        return units.Select(u => new Line
        {
            Code = u.Code,
            Name = u.Name,
            Path = u.Path,
            ValidFrom = u.ValidFrom,
            ValidTo = u.ValidTo,
            KindName = db.UnitKinds.Where(k => k.Code == u.KindCode).Select(k => k.Name).First(),
            Counts = figures.Where(f => f.UnitPath == u.Path).GroupBy(_ => 1).Select(Counters.Sum).SingleOrDefault(),
        });
    }

    private static UnitRow Row(Line line, Unit top) =>
        new(
            line.Code,
            line.Name,
            line.KindName,
            line.Path.Depth - top.Path.Depth,
            line.ValidFrom,
            line.ValidTo,
            line.Counts is { } counts ? counts.Active + counts.Exempt : 0
        );

    /// <summary>What is read of a unit.</summary>
    private sealed record Line
    {
        public required string Code { get; init; }
        public required string Name { get; init; }
        public required UnitPath Path { get; init; }
        public required DateOnly ValidFrom { get; init; }
        public required DateOnly? ValidTo { get; init; }
        public required string KindName { get; init; }
        public required MemberCounts? Counts { get; init; }
    }
}
