using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>Requests at and below a unit to take a second factor away that wait for the caller.</summary>
/// <param name="Until">When the first of them is over.</param>
public sealed record FactorResetTask(string UnitCode, string UnitName, int Waiting, DateTimeOffset Until);

/// <summary>
/// What the caller, who stands above, may agree to: a section of the start page. It names nobody. Empty for everybody else.
/// </summary>
public sealed class GetFactorResetTasks(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    /// <summary>Telephones are not lost more often within a week.</summary>
    private const int Most = 100;

    public static AccessRequirement Needs => AccessRequirement.AtSomeUnit(Permissions.GiveRoles);

    public async Task<IReadOnlyList<FactorResetTask>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return [];

        var now = clock.GetUtcNow();
        // Nothing lies below a branch, so its secretary is above nobody.
        var places = access.Scope.PathsAllowing(Permissions.GiveRoles | Permissions.ViewCoverage);
        if (places.Count == 0)
            return [];
        var (waiting, units) = await db.TogetherAsync(
            () => WaitingAsync(now, cancellationToken),
            () => db.Units.Where(u => places.Contains(u.Path)).Select(u => new { u.Path, u.Code, u.Name }).ToListAsync(cancellationToken),
            cancellationToken);
        return
        [
            .. waiting
                .Where(w => access.Scope.AllowsFromAbove(Permissions.GiveRoles, w.At))
                .GroupBy(w => units.Where(u => u.Path != w.At && w.At.IsWithin(u.Path)).MaxBy(u => u.Path)!)
                .OrderBy(group => group.Key.Path)
                .Select(group => new FactorResetTask(
                    group.Key.Code, group.Key.Name, group.Count(), group.Min(w => w.Since) + FactorReset.Lifetime)),
        ];
    }

    private Task<List<Waiting>> WaitingAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var me = access.Scope.UserId;
        return db.FactorResets.AsNoTracking().Waiting(now).Where(r => r.UserId != me && r.AskedBy != me)
            .OrderBy(r => r.AskedAt)
            .Join(db.Units, r => r.UnitId, u => u.Id, (r, u) => new Waiting(u.Path, r.AskedAt))
            .TakeFirst(Most)
            .ToListAsync(cancellationToken);
    }

    private sealed record Waiting(Domain.Units.UnitPath At, DateTimeOffset Since);
}
