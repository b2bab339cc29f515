using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>
/// The units that the form of a roster offers: those directly below, and further down along the way to the one chosen already. So every
/// branch is reached a level at a time, and no list holds all branches of a province.
/// </summary>
public sealed class GetRosterUnits(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => ListRoster.Needs;

    /// <param name="Chosen">Code of the unit chosen already.</param>
    public sealed record Query(Unit Unit, string? Chosen);

    public async Task<IReadOnlyList<UnitChoice>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is not null)
            return [];

        await using var read = await db.BeginReadAsync(cancellationToken);
        var chosen = await FindAsync(db, query.Chosen, cancellationToken);
        return Choices(query.Unit, chosen, await ReadAsync(db, query.Unit, chosen, cancellationToken));
    }

    /// <summary>The unit of a code, wherever it lies.</summary>
    internal static async Task<Unit?> FindAsync(IPartyNetDb db, string? code, CancellationToken cancellationToken) =>
        code is null ? null : await db.Units.AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, cancellationToken);

    /// <summary>One statement.</summary>
    internal static Task<List<OfferedUnit>> ReadAsync(IPartyNetDb db, Unit unit, Unit? chosen, CancellationToken cancellationToken)
    {
        if (!IsBelow(unit, chosen))
            return DirectlyBelow.On(db, 0, new Asked { Unit = unit.Id }).ToListAsync(cancellationToken).AsTask();
        var way = chosen!.Path.Lineage.Where(path => path.IsWithin(unit.Path)).ToArray();
        return InOrder(db.Units.Where(on => way.Contains(on.Path)).Join(db.Units, on => on.Id, u => u.ParentId, (on, u) => u))
            .ToListAsync(cancellationToken);
    }

    private static readonly ComposedQuery<int, OfferedUnit> DirectlyBelow = new(static (db, _, asked) =>
    {
        var unit = asked.Unit;
        return InOrder(db.Units.Where(u => u.ParentId == unit));
    });

    private static IQueryable<OfferedUnit> InOrder(IQueryable<Unit> units) =>
        units.Where(u => u.ValidTo == null).OrderBy(u => u.Path).Select(u => new OfferedUnit(u.Code, u.Name, u.Path));

    /// <summary>As a form shows them; one that is closed already only where it was chosen.</summary>
    internal static IReadOnlyList<UnitChoice> Choices(Unit unit, Unit? chosen, List<OfferedUnit> offered)
    {
        if (!IsBelow(unit, chosen))
            return [.. offered.Select(u => new UnitChoice(u.Code, u.Name))];
        if (offered.All(u => u.Code != chosen!.Code))
            offered.Add(new OfferedUnit(chosen!.Code, chosen.Name, chosen.Path));
        var first = unit.Path.Depth + 1;
        return [.. offered.OrderBy(u => u.Path.Value, StringComparer.Ordinal)
            .Select(u => new UnitChoice(u.Code, u.Name, u.Path.Depth - first))];
    }

    private static bool IsBelow(Unit unit, Unit? chosen) =>
        chosen is not null && chosen.Path != unit.Path && chosen.Path.IsWithin(unit.Path);

    /// <summary>What a form needs of a unit: a district has hundreds.</summary>
    internal sealed record OfferedUnit(string Code, string Name, UnitPath Path);
}

/// <summary>A unit as a form offers it.</summary>
/// <param name="Level">How many levels it lies below those that are offered first.</param>
public sealed record UnitChoice(string Code, string Name, int Level = 0);
