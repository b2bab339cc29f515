using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Rosters;

/// <summary>What the start page tells a board or committee about a unit it is granted.</summary>
/// <param name="NeedsNotice">The caller may publish a notice, and neither the unit nor one above it has any: members see no purpose before
/// they declare.</param>
/// <param name="MayLoad">The caller may load lists there.</param>
/// <param name="Unusual">Who below the unit opened far more declarations than their work asks for, lately; the newest first.</param>
public sealed record BoardHome(
    string UnitCode, string UnitName, MemberCounts Counts, bool NeedsNotice, bool MayLoad, IReadOnlyList<UnusualReadingSeen> Unusual);

/// <summary>The units whose coverage the caller may see, one for each grant; none for everybody else.</summary>
public sealed class GetBoardHome(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtSomeUnit(Permissions.ViewCoverage);

    public async Task<IReadOnlyList<BoardHome>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return [];

        var paths = access.Scope.PathsAllowing(Permissions.ViewCoverage);
        var lineages = paths.SelectMany(path => path.Lineage).Distinct().ToList();
        var figures = db.Figures();
        var (units, withNotice, alarms) = await db.TogetherAsync(
            () => db.Units.Where(u => paths.Contains(u.Path)).OrderBy(u => u.Path)
                .Select(u => new
                {
                    u.Path,
                    u.Code,
                    u.Name,
                    Counts = figures.Where(f => f.UnitPath == u.Path).GroupBy(_ => 1).Select(Counters.Sum).SingleOrDefault()
                        ?? MemberCounts.None,
                })
                .ToListAsync(cancellationToken),
            () => db.Units.Where(u => lineages.Contains(u.Path) && db.UnitNotices.Any(n => n.UnitId == u.Id)).Select(u => u.Path)
                .ToListAsync(cancellationToken),
            () => HeavyReading.SeenAsync(db, paths, clock.GetUtcNow(), cancellationToken),
            cancellationToken);
        return
        [
            .. units.Select(u => new BoardHome(
                u.Code, u.Name, u.Counts,
                NeedsNotice: PublishNotice.Needs.IsMetBy(access.Scope, u.Path) && !u.Path.Lineage.Any(withNotice.Contains),
                ListLoads.Needs.IsMetBy(access.Scope, u.Path),
                [.. alarms.Where(alarm => alarm.Above == u.Path.Value)])),
        ];
    }
}
