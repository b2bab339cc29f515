using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>The state of a unit at a glance.</summary>
/// <param name="Waiting">
/// How many declarations wait for this level, counted up to <see cref="Declarations.ReviewQueue.MostCounted"/>; one more means more.
/// </param>
/// <param name="OldestSubmittedAt">When the oldest declaration in the queue of this level was handed in; null when nothing waits.</param>
/// <param name="Missing">Active members who have not declared, in roster order: the first of them.</param>
public sealed record BranchHome(
    MemberCounts Counts,
    int Waiting,
    DateTimeOffset? OldestSubmittedAt,
    IReadOnlyList<MissingMember> Missing,
    bool IsBranch,
    DateTimeOffset Now
);

/// <summary>A member who has not declared.</summary>
public sealed record MissingMember(Guid MemberId, string FullName, int? BirthYear, string UnitName);

/// <summary>What a secretary opens first: how far the branch has come, what waits, who is missing. Error: not found.</summary>
public sealed class GetBranchHome(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers);

    public sealed record Query(Unit Unit);

    /// <summary>A branch has about thirty members; beyond this many names the list itself is the better place.</summary>
    public const int MostMissing = 10;

    public async Task<ErrorOr<BranchHome>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var (counts, waiting, missing, isBranch) = await db.TogetherAsync(
            () => db.CountAsync(query.Unit, cancellationToken),
            () => ReviewLevels.CountWaitingAsync(db, access.Scope, query.Unit.Path, now, cancellationToken),
            () => db.Members.AsNoTracking().Within(query.Unit).Where(m => m.Standing == Standing.NotDeclared)
                .OrderBy(m => m.RosterKey).TakeFirst(MostMissing)
                .Select(m => new MissingMember(
                    m.Id, m.FullName, m.BirthYear, db.Units.Where(u => u.Id == m.UnitId).Select(u => u.Name).First()))
                .ToListAsync(cancellationToken),
            () => db.UnitKinds.AnyAsync(k => k.Code == query.Unit.KindCode && k.HoldsMembers, cancellationToken),
            cancellationToken);
        var shown = missing.Select(member => new ShownMember(member.MemberId));
        if (await processes.ShowAsync(ProcessType.MembersViewed, query.Unit, cursor: null, shown, cancellationToken) is { } tooOften)
            return tooOften;
        return new BranchHome(counts, waiting.Count, waiting.OldestSubmittedAt, missing, isBranch, now);
    }
}
