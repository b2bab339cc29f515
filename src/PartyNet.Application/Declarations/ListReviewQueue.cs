using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>One page of the queue, and the counts beside it.</summary>
/// <param name="AtThisLevel">How many wait for a decision of this level, the caller's own not counted.</param>
/// <param name="InAll">
/// How many wait within the unit at whatever level. Both are counted up to <see cref="MostCounted"/>; one more means more.
/// </param>
/// <param name="Own">Set while the caller's own declaration waits within the unit: somebody else looks at it.</param>
public sealed record ReviewQueue(
    Page<ReviewQueueRow> Page,
    int AtThisLevel,
    int InAll,
    OwnPending? Own,
    DecidedDeclaration? JustDecided,
    bool IsBranch,
    DateTimeOffset Now
)
{
    public const int MostCounted = QueueOrder.MostCounted;

    /// <summary>Whether more than what this level decides waits within the unit, as far as was counted.</summary>
    public bool MayHoldOthers => InAll > AtThisLevel || InAll > MostCounted;
}

/// <summary>What the caller has just decided.</summary>
public sealed record DecidedDeclaration(Guid MemberId, string MemberName, int Number, DeclarationStatus Status);

/// <summary>Who looks at the caller's own declaration.</summary>
public enum OwnPending
{
    ForTheBranch = 1,
    ForTheLevelAbove = 2,
}

/// <summary>A declaration that waits.</summary>
/// <param name="Returns">How often it came back since the last confirmed version.</param>
/// <param name="OfSecretary">The level above decides it.</param>
public sealed record ReviewQueueRow(
    Guid Id,
    Guid MemberId,
    string MemberName,
    int? BirthYear,
    string UnitName,
    int Number,
    DateTimeOffset SubmittedAt,
    DeclarationAnswer Answer,
    bool Unchanged,
    int AccountCount,
    int Returns,
    bool OfSecretary,
    ReviewSigns Signs);

/// <summary>
/// The declarations that wait at a unit, oldest first. Names and counts only: nothing sealed is opened; whose they are is written down.
/// Errors: not found; too many pages.
/// </summary>
public sealed class ListReviewQueue(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Everything">All that wait within the unit, instead of those that this level decides.</param>
    /// <param name="JustDecided">The declaration that the caller comes from, to be told what became of it.</param>
    public sealed record Query(Unit Unit, bool Everything = false, PageCursor? Cursor = null, Guid? JustDecided = null);

    public async Task<ErrorOr.ErrorOr<ReviewQueue>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var secretaries = db.Secretaries(now);
        var me = access.Scope.MemberId;
        var pending = db.Declarations.AsNoTracking().Pending();
        IReadOnlyList<IQueryable<Declaration>> inAll = [pending.Where(d => d.MemberId != me).Within(query.Unit)];
        var atThisLevel = db.WaitingFor(access.Scope, query.Unit.Path, now);

        var way = QueueOrder.OldestFirst.SetOut(
            query.Cursor ?? PageCursor.First,
            text => Guid.TryParse(text, out var id) ? db.Declarations.Where(d => d.Id == id) : null);
        var walked = way.ReadFirst(query.Everything ? inAll : atThisLevel, way.Cursor.Probe);
        var (isThere, page, beside, counts) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => ReadPageAsync(walked, way, secretaries, cancellationToken),
            () => db.TogetherAsync(
                () => pending
                    .Within(query.Unit)
                    .Where(d => d.MemberId == me)
                    .Select(d => (bool?)secretaries.Any(g => g.MemberId == d.MemberId && g.UnitPath == d.UnitPath))
                    .SingleOrDefaultAsync(cancellationToken),
                () => Decisions.FindJustDecidedAsync(db, access.Scope, query.Unit, query.JustDecided, cancellationToken),
                () => db.UnitKinds.AnyAsync(k => k.Code == query.Unit.KindCode && k.HoldsMembers, cancellationToken),
                cancellationToken),
            () => db.TogetherAsync(
                () => QueueOrder.CountAsync(atThisLevel, cancellationToken),
                () => QueueOrder.CountAsync(inAll, cancellationToken),
                cancellationToken),
            cancellationToken);
        if (!isThere)
            return await HandleAsync(query with { Cursor = PageCursor.First }, cancellationToken);
        var (own, justDecided, isBranch) = beside;
        var shown = page.Rows.Select(row => new ShownMember(row.MemberId, row.Id));
        if (justDecided is not null)
            shown = shown.Prepend(new ShownMember(justDecided.MemberId, query.JustDecided));
        var refused = await processes.ShowAsync(
            ProcessType.ReviewQueueViewed, query.Unit, query.Cursor, shown, cancellationToken);
        if (refused is { } tooOften)
            return tooOften;
        return new ReviewQueue(
            page,
            counts.First.Count,
            counts.Second.Count,
            own switch { null => null, true => OwnPending.ForTheLevelAbove, false => OwnPending.ForTheBranch },
            justDecided,
            isBranch,
            now);
    }

    /// <summary>The rows, and what their accounts tell, which is asked of the same walk.</summary>
    private async Task<Page<ReviewQueueRow>> ReadPageAsync(
        IQueryable<Declaration> walked,
        Walk<Declaration, Declaration>.Way way,
        IQueryable<Grant> secretaries,
        CancellationToken cancellationToken
    )
    {
        var ids = walked.Select(d => d.Id);
        var (rows, signs) = await db.TogetherAsync(
            () => Rows(walked, secretaries).ToListAsync(cancellationToken),
            () => SignsOfDeclarations.ReadAsync(db, ids, cancellationToken),
            cancellationToken);
        return way.Page(rows, row => row.Id.ToString(), sortBy: row => (row.SubmittedAt, row.Id))
            .Select(row => row with { Signs = signs.GetValueOrDefault(row.Id) });
    }

    private IQueryable<ReviewQueueRow> Rows(IQueryable<Declaration> waiting, IQueryable<Grant> secretaries) =>
        from d in waiting
        join m in db.Members on d.MemberId equals m.Id
        join u in db.Units on m.UnitId equals u.Id
        select new ReviewQueueRow(
            d.Id, m.Id, m.FullName, m.BirthYear, u.Name, d.Number, d.SubmittedAt, d.Answer, d.Unchanged, d.AccountCount,
            db.Declarations.Count(r => r.MemberId == d.MemberId && r.Number < d.Number
                && r.Number > (db.Declarations.Where(c => c.Id == m.CurrentDeclarationId).Select(c => (int?)c.Number).FirstOrDefault() ?? 0)
                && db.Defects.Any(f => f.DeclarationId == r.Id)),
            secretaries.Any(g => g.MemberId == d.MemberId && g.UnitPath == d.UnitPath),
            ReviewSigns.None);
}
