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
/// <param name="Found">
/// How many units there are, or how many the search leaves, up to <see cref="ListUnits.MostCounted"/>; one more means more.
/// </param>
public sealed record UnitPage(Page<UnitRow> Page, int Found);

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

    /// <summary>Counting further would cost more than reading the page.</summary>
    public const int MostCounted = 10_000;

    private static readonly Walk<Unit, UnitPath> TreeOrder = new(
        units => units.OrderBy(u => u.Path),
        units => units.OrderByDescending(u => u.Path),
        path => u => u.Path > path,
        path => u => u.Path < path);

    public async Task<ErrorOr<UnitPage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var units = Chosen(query);
        return new UnitPage(
            await ReadPageAsync(units, query.Unit, query.Cursor, cancellationToken),
            await units.OrderBy(u => u.Path).TakeFirst(MostCounted + 1).CountAsync(cancellationToken)
        );
    }

    private IQueryable<Unit> Chosen(Query query)
    {
        var (from, to) = (query.Unit.Path, query.Unit.Path.RangeEnd);
        var units = db.Units.AsNoTracking().Where(u => u.Path >= from && u.Path < to);
        if (string.IsNullOrWhiteSpace(query.Search))
            return units;
        var text = query.Search.Length > Unit.NameLength ? query.Search[..Unit.NameLength] : query.Search;
        var words = VietnameseText.SearchKey(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Something was typed that no name can hold, such as "???": that finds nothing, not everything.
        return words.Length == 0
            ? units.Where(u => false)
            : words.Aggregate(units, (found, word) => found.Where(u => u.SearchKey.Contains(word)));
    }

    private async Task<Page<UnitRow>> ReadPageAsync(
        IQueryable<Unit> units,
        Unit top,
        PageCursor cursor,
        CancellationToken cancellationToken
    )
    {
        var figures = db.Figures();
        var page = await TreeOrder.ReadAsync(
            [units],
            cursor,
            code => db.Units.Where(u => u.Code == code).Select(u => u.Path),
            read => read.Select(u => new
            {
                u.Code,
                u.Name,
                u.Path,
                u.ValidFrom,
                u.ValidTo,
                KindName = db.UnitKinds.Where(k => k.Code == u.KindCode).Select(k => k.Name).First(),
                Counts = figures.Where(f => f.UnitPath == u.Path).GroupBy(_ => 1).Select(Counters.Sum).SingleOrDefault(),
            }),
            row => row.Code,
            cancellationToken);
        return page.Select(r => new UnitRow(
            r.Code,
            r.Name,
            r.KindName,
            r.Path.Depth - top.Path.Depth,
            r.ValidFrom,
            r.ValidTo,
            r.Counts is { } counts ? counts.Active + counts.Exempt : 0
        ));
    }
}
