using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>
/// What the members of a unit and below it declared, counted: of those who take part in branch life and have a confirmed list.
/// </summary>
/// <param name="Active">Members who are asked to declare.</param>
/// <param name="Members">Those of them who have a declaration in force: whom the tables count.</param>
/// <param name="Accounts">
/// Null in the edition for others, which counts members alone: from sums of accounts hidden figures would follow.
/// </param>
/// <param name="Tables">None where too few are counted for others to be told anything.</param>
/// <param name="IsForOthers">Small figures are hidden, so that it may be shown to whoever may not see the members by name.</param>
/// <param name="MayBeForOthers">The unit is one whose statistics the caller may hand on.</param>
public sealed record Statistics(
    int Active,
    int Members,
    int? Accounts,
    IReadOnlyList<StatisticsTable> Tables,
    bool IsForOthers,
    bool MayBeForOthers,
    DateTimeOffset At);

/// <summary>Members by one aspect.</summary>
public sealed record StatisticsTable(UsageAspect Aspect, IReadOnlyList<StatisticsRow> Rows);

/// <summary>Members of one sort.</summary>
/// <param name="Members">Null where the figure is hidden.</param>
/// <param name="Accounts">Null where accounts are not told.</param>
public sealed record StatisticsRow(string Name, int? Members, int? Accounts);

/// <summary>
/// Which networks the members of a unit use, by age, work and number of accounts, from counters. Whoever may see the members by name reads
/// everything; an edition for others hides small figures (<see cref="SmallCells"/>). That one is of the very unit at which the caller holds
/// a role: editions of a unit and of all units below it, laid side by side, would tell by their differences what each hides.
/// Error: not found.
/// </summary>
public sealed class GetStatistics(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewCoverage);

    /// <param name="ForOthers">The edition with small figures hidden.</param>
    public sealed record Query(Unit Unit, bool ForOthers = false);

    public async Task<ErrorOr<Statistics>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        var mayBeForOthers = access.Scope.PathsAllowing(Permissions.ViewCoverage).Contains(query.Unit.Path);
        var isForOthers = query.ForOthers || !access.Scope.Allows(Permissions.ViewMembers, query.Unit.Path);
        if (isForOthers && !mayBeForOthers)
            return Problem.NotFound();

        var at = clock.GetUtcNow();
        var (figures, counts) = await db.TogetherAsync(
            () => ReadAsync(query.Unit.Path, cancellationToken),
            () => db.CountAsync(query.Unit, cancellationToken),
            cancellationToken);
        // Every member counted is of one sort of work.
        var works = figures.Where(f => f.Aspect == UsageAspect.Work).ToList();
        var members = works.Sum(f => f.Members);
        var tables = new StatisticsTables(figures, VietnamTime.Day(at).Year, isForOthers);
        return new Statistics(
            counts.Active,
            members,
            isForOthers ? null : works.Sum(f => f.Accounts),
            members == 0 || (isForOthers && members < SmallCells.Limit) ? [] : tables.All,
            isForOthers,
            mayBeForOthers,
            at);
    }

    /// <summary>What was when the figures were last folded, and what has changed since: one statement.</summary>
    private Task<List<UsageFigures>> ReadAsync(UnitPath unit, CancellationToken cancellationToken) =>
        db.Usages.Select(u => new { u.UnitPath, u.Aspect, u.Value, u.Members, u.Accounts })
            .Concat(db.UsageChanges.Select(u => new { u.UnitPath, u.Aspect, u.Value, u.Members, u.Accounts }))
            .Where(f => f.UnitPath == unit)
            .GroupBy(f => new { f.Aspect, f.Value })
            .Select(one => new UsageFigures
            {
                Aspect = one.Key.Aspect,
                Value = one.Key.Value,
                Members = one.Sum(f => f.Members),
                Accounts = one.Sum(f => f.Accounts),
            })
            .ToListAsync(cancellationToken);
}
