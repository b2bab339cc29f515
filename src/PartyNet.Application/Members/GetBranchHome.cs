using System.Linq.Expressions;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>A branch on one page: each member in one place, and those first of whom something waits for the caller's level.</summary>
/// <param name="WaitingInAll">
/// How many declarations wait for this level, counted up to <see cref="Declarations.ReviewQueue.MostCounted"/>; one more means more.
/// </param>
/// <param name="OldestSubmittedAt">When the oldest declaration in the queue of this level was handed in; null when nothing waits.</param>
/// <param name="Waiting">Whose declarations these are, the oldest first: as many as a page holds, on the first page.</param>
/// <param name="Corrections">What members ask to be put right and this level decides, on the first page.</param>
/// <param name="Length">How many a page holds.</param>
/// <param name="Others">Everybody else, by what is left to be done.</param>
public sealed record BranchHome(
    MemberCounts Counts,
    int WaitingInAll,
    DateTimeOffset? OldestSubmittedAt,
    IReadOnlyList<BranchMemberRow> Waiting,
    Page<BranchMemberRow> Others,
    IReadOnlyList<WaitingCorrection> Corrections,
    bool IsBranch,
    int Length,
    DateTimeOffset Now)
{
    /// <summary>More waits than stands on the page: the queue has it all.</summary>
    public bool HoldsMoreWaiting => WaitingInAll > Length;

    /// <summary>Of those who wait here so many are not asked to declare any more, and so are no part of <see cref="Counts"/>.</summary>
    public int WaitingApart => Waiting.Count(member => member.ActivityStatus != ActivityStatus.Active);

    /// <summary>So many of those whom <see cref="Counts"/> tells to wait are decided by somebody else.</summary>
    public int WaitingElsewhere => HoldsMoreWaiting ? 0 : Math.Max(0, Counts.Submitted - (WaitingInAll - WaitingApart));
}

/// <summary>
/// What a secretary opens first: what waits, how far the branch has come, and every member with what comes next.
/// Errors: not found; too many pages.
/// </summary>
public sealed class GetBranchHome(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ViewMembers);

    public sealed record Query(Unit Unit, PageCursor? Cursor = null);

    public async Task<ErrorOr<BranchHome>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var row = BranchMemberRow.Of(db, now);
        var queue = db.WaitingFor(access.Scope, query.Unit.Path, now);
        var cursor = query.Cursor ?? PageCursor.First;
        var way = WorkOrder.SetOut(db, cursor);
        var ((counts, isBranch), waitingInAll, waiting, (corrections, isThere, others)) = await db.TogetherAsync(
            () => db.TogetherAsync(
                () => db.CountAsync(query.Unit, cancellationToken),
                () => db.HoldsMembersAsync(query.Unit, cancellationToken),
                cancellationToken),
            () => QueueOrder.CountAsync(queue, cancellationToken),
            () => way.IsFirst ? ReadWaitingAsync(queue, cursor.Length, row, cancellationToken) : Task.FromResult<List<BranchMemberRow>>([]),
            () => db.TogetherAsync(
                () => way.IsFirst
                    ? FactCorrections.WaitingAt(db, access.Scope, query.Unit.Path, now).ToListAsync(cancellationToken)
                    : Task.FromResult<List<WaitingCorrection>>([]),
                () => way.Within.IsThereAsync(cancellationToken),
                () => way.ReadAsync(db, WorkOrder.NotWaiting(db, access.Scope, query.Unit, now), row, cancellationToken),
                cancellationToken),
            cancellationToken);
        // Back at the beginning what waits stands there again.
        if (!isThere || (!way.IsFirst && others.Before is null))
            return await HandleAsync(query with { Cursor = cursor.AtStart() }, cancellationToken);
        var home = new BranchHome(
            counts, waitingInAll.Count, waitingInAll.OldestSubmittedAt, waiting.ConvertAll(Seen), others.Select(Seen),
            corrections, isBranch, cursor.Length, now);
        var shown = home.Waiting.Concat(home.Others.Rows).Select(member => member.MemberId)
            .Union(corrections.Select(asked => asked.MemberId)).Select(member => new ShownMember(member));
        if (await processes.ShowAsync(ProcessType.MembersViewed, query.Unit, query.Cursor, shown, cancellationToken) is { } tooOften)
            return tooOften;
        return home;

        BranchMemberRow Seen(BranchMemberRow member) => member.SeenBy(access.Scope, query.Unit);
    }

    private async Task<List<BranchMemberRow>> ReadWaitingAsync(
        IReadOnlyList<IQueryable<Declaration>> queue,
        int most,
        Expression<Func<Member, BranchMemberRow>> row,
        CancellationToken cancellationToken)
    {
        var oldest = QueueOrder.OldestFirst.ReadFirst(queue, most);
        var rows = await oldest.Join(db.Members.AsNoTracking(), d => d.MemberId, m => m.Id, (d, m) => m).Select(row)
            .ToListAsync(cancellationToken);
        // A join promises no order.
        return [.. rows.OrderBy(member => (member.PendingSince, member.PendingId))];
    }
}
