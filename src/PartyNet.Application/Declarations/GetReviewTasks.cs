using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>One unit where the caller reviews.</summary>
/// <param name="Waiting">Counted up to <see cref="ReviewQueue.MostCounted"/>; one more means more.</param>
/// <param name="OldestSubmittedAt">When the oldest declaration that waits for this level was handed in; null when nothing waits.</param>
/// <param name="Counts">How far the unit has come; null where the caller has the board's coverage for that.</param>
public sealed record ReviewTask(
    string UnitCode,
    string UnitName,
    int Waiting,
    DateTimeOffset? OldestSubmittedAt,
    MemberCounts? Counts,
    DateTimeOffset Now
);

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

        var ids = access.Scope.UnitsAllowing(Permissions.Review);
        await using var read = await db.BeginReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var tasks = new List<ReviewTask>();
        foreach (
            var unit in await db.Units.AsNoTracking().Where(u => ids.Contains(u.Id)).OrderBy(u => u.Path).ToListAsync(cancellationToken)
        )
            tasks.Add(await CountAsync(unit, now, cancellationToken));
        return tasks;
    }

    private async Task<ReviewTask> CountAsync(Unit unit, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var waiting = await ReviewLevels.CountWaitingAsync(db, access.Scope, unit, now, cancellationToken);
        var counts = GetCoverage.Needs.IsMetBy(access.Scope, unit.Path) ? null : await db.CountAsync(unit, cancellationToken);
        return new ReviewTask(unit.Code, unit.Name, waiting.Count, waiting.OldestSubmittedAt, counts, now);
    }
}
