using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>The units that the form of a roster offers: those directly below, and the one chosen already where it lies deeper.</summary>
public sealed class GetRosterUnits(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => ListRoster.Needs;

    /// <param name="Chosen">Code of the unit chosen already.</param>
    public sealed record Query(Unit Unit, string? Chosen);

    public async Task<IReadOnlyList<UnitChoice>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is not null)
            return [];

        var unit = query.Unit;
        await using var read = await db.BeginReadAsync(cancellationToken);
        var offered = db.Units.Where(u => u.ParentId == unit.Id && u.ValidTo == null);
        // A union and not an "or", which would look at every unit below.
        if (query.Chosen is { } chosen)
            offered = offered.Union(db.Units.Where(u => u.Code == chosen));
        var units = await offered
            .AsNoTracking()
            .OrderBy(u => u.Path)
            .Select(u => new { u.Code, u.Name, u.Path })
            .ToListAsync(cancellationToken);
        return [.. units.Where(u => u.Path != unit.Path && u.Path.IsWithin(unit.Path)).Select(u => new UnitChoice(u.Code, u.Name))];
    }
}

/// <summary>A unit that a roster can be narrowed to.</summary>
public sealed record UnitChoice(string Code, string Name);
