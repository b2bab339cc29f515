using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>One unit where the caller reviews.</summary>
/// <param name="Waiting">Counted up to <see cref="ReviewQueue.MostCounted"/>; one more means more.</param>
/// <param name="OldestSubmittedAt">When the oldest declaration that waits for this level was handed in; null when nothing waits.</param>
/// <param name="Corrections">
/// Requests to put a fact right that wait, counted up to <see cref="MostCorrections"/>; one more means more.
/// </param>
/// <param name="Counts">How far the unit has come; null where the caller has the board's coverage for that.</param>
/// <param name="MayLoad">The caller may load lists there.</param>
public sealed record ReviewTask(
    string UnitCode,
    string UnitName,
    int Waiting,
    DateTimeOffset? OldestSubmittedAt,
    int Corrections,
    MemberCounts? Counts,
    bool MayLoad,
    DateTimeOffset Now
)
{
    public const int MostCorrections = FactCorrections.MostShown;
}

/// <summary>
/// What waits for the caller at every unit where the caller reviews: the section of the start page. Empty for callers who review
/// nowhere.
/// </summary>
public sealed class GetReviewTasks(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtSomeUnit(Permissions.Review);

    public async Task<IReadOnlyList<ReviewTask>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return [];

        var units = access.Scope.PathsAllowing(Permissions.Review);
        var now = clock.GetUtcNow();
        var (names, waiting, corrections, counts) = await db.TogetherAsync(
            () => db.Units.Where(u => units.Contains(u.Path)).Select(u => new { u.Path, u.Code, u.Name }).ToListAsync(cancellationToken),
            () => ForEachAsync(units, unit => ReviewLevels.CountWaitingAsync(db, access.Scope, unit, now, cancellationToken)),
            () => ForEachAsync(units, unit => FactCorrections.CountWaitingAsync(db, access.Scope, unit, now, cancellationToken)),
            () => ForEachAsync(units, unit => CountAsync(unit, cancellationToken)),
            cancellationToken);
        return
        [
            .. from i in Enumerable.Range(0, units.Count)
               join name in names on units[i] equals name.Path
               select new ReviewTask(name.Code, name.Name, waiting[i].Count, waiting[i].OldestSubmittedAt, corrections[i], counts[i],
                   ListLoads.Needs.IsMetBy(access.Scope, units[i]), now),
        ];

        Task<IReadOnlyList<T>> ForEachAsync<T>(IEnumerable<UnitPath> units, Func<UnitPath, Task<T>> query) =>
            db.TogetherAsync(units.Select<UnitPath, Func<Task<T>>>(unit => () => query(unit)), cancellationToken);
    }

    private async Task<MemberCounts?> CountAsync(UnitPath unit, CancellationToken cancellationToken) =>
        GetCoverage.Needs.IsMetBy(access.Scope, unit) ? null : await db.CountAsync(unit, cancellationToken);
}
