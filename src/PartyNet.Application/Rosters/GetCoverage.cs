using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>Where a unit stands: one row for each unit below it, and their sum.</summary>
/// <param name="Rows">The units directly below in the order of the tree; then the unit itself, where members belong to it directly.</param>
/// <param name="Above">The unit directly above, where the caller may see its coverage too.</param>
/// <param name="Unusual">Who below the unit opened far more declarations than their work asks for, lately; the newest first.</param>
/// <param name="At">When the figures were read.</param>
public sealed record Coverage(
    IReadOnlyList<CoverageRow> Rows, MemberCounts Total, UnitChoice? Above, IReadOnlyList<UnusualReadingSeen> Unusual, DateTimeOffset At);

/// <summary>Where one unit stands.</summary>
/// <param name="IsItself">The members who belong to the unit directly.</param>
/// <param name="IsBranch">Members belong to the unit directly, and nothing lies below it.</param>
public sealed record CoverageRow(string Code, string Name, bool IsItself, bool IsBranch, MemberCounts Counts);

/// <summary>How far a unit has come: its members by state, for each unit directly below and in all. Error: not found.</summary>
public sealed class GetCoverage(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewCoverage);

    public sealed record Query(Unit Unit);

    public async Task<ErrorOr<Coverage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var at = clock.GetUtcNow();
        var (figures, above, unusual) = await db.TogetherAsync(
            () => ReadAsync(query.Unit, cancellationToken),
            () => FindAboveAsync(query.Unit, cancellationToken),
            () => HeavyReading.SeenAsync(db, [query.Unit.Path], at, cancellationToken),
            cancellationToken);
        return new Coverage(figures.Rows, figures.Total, above, unusual, at);
    }

    private async Task<UnitChoice?> FindAboveAsync(Unit unit, CancellationToken cancellationToken)
    {
        if (unit.ParentId is not { } parent)
            return null;
        var above = await Above.On(db, 0, new Asked { Unit = parent }).SingleOrDefaultAsync(cancellationToken);
        return above is not null && Needs.IsMetBy(access.Scope, above.Path) ? new UnitChoice(above.Code, above.Name) : null;
    }

    private async Task<(List<CoverageRow> Rows, MemberCounts Total)> ReadAsync(Unit unit, CancellationToken cancellationToken)
    {
        var units = await Lines.On(db, 0, new Asked { Unit = unit.Id }).ToListAsync(cancellationToken);
        var below = units.Where(u => u.Id != unit.Id).ToList();
        var total = units.Single(u => u.Id == unit.Id).Counts;
        // A unit that was closed shows only as long as members are still on its roll.
        var rows = below
            .Where(u => u.ValidTo is null || u.Counts.OnRoll > 0)
            .Select(u => new CoverageRow(u.Code, u.Name, false, u.HoldsMembers, u.Counts))
            .ToList();
        // The figures of a unit hold those of the units below it: what is left are its own members.
        var itself = below.Aggregate(total, (left, u) => left - u.Counts);
        if (itself.OnRoll > 0)
            rows.Add(new CoverageRow(unit.Code, unit.Name, true, true, itself));
        return (rows, total);
    }

    private static readonly ComposedQuery<int, Unit> Above = new(static (db, _, asked) =>
    {
        var unit = asked.Unit;
        return db.Units.AsNoTracking().Where(u => u.Id == unit);
    });

    private static readonly ComposedQuery<int, Line> Lines = new(static (db, _, asked) =>
    {
        var (unit, figures) = (asked.Unit, db.Figures());
        return
            from u in db.Units.AsNoTracking()
            join kind in db.UnitKinds on u.KindCode equals kind.Code
            where u.Id == unit || u.ParentId == unit
            orderby u.Path
            select new Line(
                u.Id,
                u.Code,
                u.Name,
                u.ValidTo,
                kind.HoldsMembers,
                figures.Where(f => f.UnitPath == u.Path).GroupBy(_ => 1).Select(Counters.Sum).SingleOrDefault());
    });

    /// <summary>What is read of the unit, and of each directly below.</summary>
    private sealed record Line(Guid Id, string Code, string Name, DateOnly? ValidTo, bool HoldsMembers, MemberCounts? Figures)
    {
        public MemberCounts Counts => Figures ?? MemberCounts.None;
    }
}
