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

        await using var read = await db.BeginReadAsync(cancellationToken);
        return Choices(query.Unit, await ReadAsync(db, query.Unit, query.Chosen, cancellationToken));
    }

    /// <summary>The units directly below, and whichever was chosen, wherever it lies: one statement.</summary>
    internal static Task<List<Unit>> ReadAsync(IPartyNetDb db, Unit unit, string? chosen, CancellationToken cancellationToken)
    {
        var offered = db.Units.AsNoTracking().Where(u => u.ParentId == unit.Id && u.ValidTo == null);
        // A union and not an "or", which would look at every unit below.
        if (chosen is not null)
            offered = offered.Union(db.Units.AsNoTracking().Where(u => u.Code == chosen));
        return offered.OrderBy(u => u.Path).ToListAsync(cancellationToken);
    }

    internal static IReadOnlyList<UnitChoice> Choices(Unit unit, IEnumerable<Unit> offered) =>
        [.. offered.Where(u => u.Path != unit.Path && u.Path.IsWithin(unit.Path)).Select(u => new UnitChoice(u.Code, u.Name))];
}

/// <summary>A unit that a roster can be narrowed to.</summary>
public sealed record UnitChoice(string Code, string Name);
