using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Rosters;

/// <summary>What the start page tells a board or committee about a unit it is granted.</summary>
/// <param name="NeedsNotice">The caller may publish a notice, and neither the unit nor one above it has any: members see no purpose before
/// they declare.</param>
public sealed record BoardHome(string UnitCode, string UnitName, MemberCounts Counts, bool NeedsNotice);

/// <summary>The units whose coverage the caller may see, one for each grant; none for everybody else.</summary>
public sealed class GetBoardHome(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtSomeUnit(Permissions.ViewCoverage);

    public async Task<IReadOnlyList<BoardHome>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return [];

        var units = access.Scope.UnitsAllowing(Permissions.ViewCoverage);
        await using var read = await db.BeginReadAsync(cancellationToken);
        var homes = new List<BoardHome>();
        foreach (
            var unit in await db.Units.AsNoTracking().Where(u => units.Contains(u.Id)).OrderBy(u => u.Path).ToListAsync(cancellationToken)
        )
        {
            var lineage = unit.Path.Lineage;
            var needsNotice = PublishNotice.Needs.IsMetBy(access.Scope, unit.Path)
                && !await db.UnitNotices.AnyAsync(n => db.Units.Any(u => u.Id == n.UnitId && lineage.Contains(u.Path)), cancellationToken);
            homes.Add(new BoardHome(unit.Code, unit.Name, await db.CountAsync(unit, cancellationToken), needsNotice));
        }

        return homes;
    }
}
