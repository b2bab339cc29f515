using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>Where a unit stands: one row for each unit below it, and their sum.</summary>
/// <param name="Rows">The units directly below in the order of the tree; then the unit itself, where members belong to it directly.</param>
/// <param name="Above">The unit directly above, where the caller may see its coverage too.</param>
/// <param name="At">When the figures were read.</param>
public sealed record Coverage(IReadOnlyList<CoverageRow> Rows, MemberCounts Total, UnitChoice? Above, DateTimeOffset At);

/// <summary>Where one unit stands.</summary>
/// <param name="IsItself">The members who belong to the unit directly.</param>
public sealed record CoverageRow(string Code, string Name, bool IsItself, MemberCounts Counts);

/// <summary>How far a unit has come: its members by state, for each unit directly below and in all. Error: not found.</summary>
public sealed class GetCoverage(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewCoverage);

    public sealed record Query(Unit Unit);

    public async Task<ErrorOr<Coverage>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var at = clock.GetUtcNow();
        var rows = await ReadBelowAsync(query.Unit, cancellationToken);
        if (await ReadItselfAsync(query.Unit, cancellationToken) is { } itself)
            rows.Add(itself);
        return new Coverage(
            rows,
            rows.Aggregate(MemberCounts.None, (total, row) => total + row.Counts),
            await FindAboveAsync(query.Unit, cancellationToken),
            at
        );
    }

    private async Task<UnitChoice?> FindAboveAsync(Unit unit, CancellationToken cancellationToken)
    {
        var above = await db
            .Units.AsNoTracking()
            .Where(u => u.Id == unit.ParentId)
            .Select(u => new
            {
                u.Path,
                u.Code,
                u.Name,
            })
            .SingleOrDefaultAsync(cancellationToken);
        return above is not null && Needs.IsMetBy(access.Scope, above.Path) ? new UnitChoice(above.Code, above.Name) : null;
    }

    // One aggregate for each child over its own range of paths: a join grouped afterwards would cost twenty times as much.
    private async Task<List<CoverageRow>> ReadBelowAsync(Unit unit, CancellationToken cancellationToken)
    {
        var rows = await (
            from child in db.Units
            where child.ParentId == unit.Id
            orderby child.Path
            select new
            {
                child.Code,
                child.Name,
                child.ValidTo,
                Counts = db.Members
                    .Where(m => m.UnitPath >= child.Path && m.UnitPath < UnitPaths.RangeEnd(child.Path))
                    .GroupBy(_ => 1).Select(MemberCounts.Aggregate).SingleOrDefault(),
            }).AsNoTracking().ToListAsync(cancellationToken);
        // A unit that was closed shows only as long as members are still on its roll.
        return
        [
            .. rows.Where(r => r.ValidTo is null || r.Counts is not null)
                .Select(r => new CoverageRow(r.Code, r.Name, false, r.Counts ?? MemberCounts.None)),
        ];
    }

    private async Task<CoverageRow?> ReadItselfAsync(Unit unit, CancellationToken cancellationToken)
    {
        var counts = await db.Members.Where(m => m.UnitPath == unit.Path)
            .GroupBy(_ => 1).Select(MemberCounts.Aggregate).SingleOrDefaultAsync(cancellationToken);
        return counts is null ? null : new CoverageRow(unit.Code, unit.Name, true, counts);
    }
}
