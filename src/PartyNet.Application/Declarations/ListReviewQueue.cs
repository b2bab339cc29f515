using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>One page of the queue, and the counts beside it.</summary>
/// <param name="AtThisLevel">How many wait for a decision of this level, the caller's own not counted.</param>
/// <param name="InAll">
/// How many wait within the unit at whatever level. Both are counted up to <see cref="MostCounted"/>; one more means more.
/// </param>
/// <param name="Search">What a search by name left; null where nobody was sought.</param>
/// <param name="Own">Set while the caller's own declaration waits within the unit: somebody else looks at it.</param>
public sealed record ReviewQueue(
    Page<ReviewQueueRow> Page,
    int AtThisLevel,
    int InAll,
    QueueSearch? Search,
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

/// <summary>What a search by name left of the queue.</summary>
/// <param name="Found">Declarations whose members have such a name.</param>
/// <param name="IsCut">More members have such a name than search looks at: <paramref name="Found"/> and the page are of those.</param>
public sealed record QueueSearch(int Found, bool IsCut);

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
/// The declarations that wait at a unit, oldest first; those found by name in the order of a search (<see cref="MemberSearch"/>). Names and
/// counts only: nothing sealed is opened; whose they are is written down. Errors: not found; too many pages or searches.
/// </summary>
public sealed class ListReviewQueue(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Everything">All that wait within the unit, instead of those that this level decides.</param>
    /// <param name="JustDecided">The declaration that the caller comes from, to be told what became of it.</param>
    /// <param name="Search">Part of a member's name, as typed; a search is recorded, without its text.</param>
    public sealed record Query(
        Unit Unit, bool Everything = false, PageCursor? Cursor = null, Guid? JustDecided = null, string? Search = null);

    public async Task<ErrorOr.ErrorOr<ReviewQueue>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var cursor = query.Cursor ?? PageCursor.First;
        var asked = new Asked
        {
            From = query.Unit.Path,
            Label = query.Unit.Path.OwnLabel,
            Me = access.Scope.MemberId ?? Guid.Empty,
            Now = now,
        };
        var level = query.Unit.Path.Depth;
        var found = string.IsNullOrWhiteSpace(query.Search)
            ? null
            : await db.FindAsync(query.Unit, query.Search, Waiting(Lists(db, level, query.Everything, asked)), cancellationToken);
        var way = SetOut(db, found is null ? cursor : PageCursor.First);
        if (way.Start is not null && Guid.TryParse(way.Cursor.From, out var start))
            asked = asked with { Start = start };
        var shape = new Shape(level, query.Everything, Asked.ShapeOf(way.Start is null ? way.Cursor.AtStart() : way.Cursor));
        var (isThere, page, beside, counts) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => found is null
                ? ReadPageAsync(way, shape, asked, cancellationToken)
                : ReadFoundPageAsync(found, cursor, now, cancellationToken),
            () => db.TogetherAsync(
                () => Own.On(db, level, asked).SingleOrDefaultAsync(cancellationToken).AsTask(),
                () => Decisions.FindJustDecidedAsync(db, access.Scope, query.Unit, query.JustDecided, cancellationToken),
                () => db.HoldsMembersAsync(query.Unit, cancellationToken),
                cancellationToken),
            () => db.TogetherAsync(
                () => Counted.On(db, (level, false), asked).SingleOrDefaultAsync(cancellationToken).AsTask(),
                () => Counted.On(db, (level, true), asked).SingleOrDefaultAsync(cancellationToken).AsTask(),
                cancellationToken),
            cancellationToken);
        if (!isThere)
            return await HandleAsync(query with { Cursor = cursor.AtStart() }, cancellationToken);
        var (own, justDecided, isBranch) = beside;
        var shown = page.Rows.Select(row => new ShownMember(row.MemberId, row.Id));
        if (justDecided is not null)
            shown = shown.Prepend(new ShownMember(justDecided.MemberId, query.JustDecided));
        var refused = found is null
            ? await processes.ShowAsync(ProcessType.ReviewQueueViewed, query.Unit, cursor, shown, cancellationToken)
            : await processes.ShowFoundAsync(query.Unit, found.Rows.Count, shown, cancellationToken);
        if (refused is { } tooOften)
            return tooOften;
        return new ReviewQueue(
            page,
            counts.First?.Count ?? 0,
            counts.Second?.Count ?? 0,
            found is null ? null : new QueueSearch(found.Rows.Count, found.IsCut),
            own switch { null => null, true => OwnPending.ForTheLevelAbove, false => OwnPending.ForTheBranch },
            justDecided,
            isBranch,
            now);
    }

    private async Task<Page<ReviewQueueRow>> ReadPageAsync(
        Walk<Declaration, Declaration>.Way way, Shape shape, Asked asked, CancellationToken cancellationToken)
    {
        var rows = await ReadSignedAsync(
            () => PageOfQueue.On(db, shape, asked).ToListAsync(cancellationToken).AsTask(),
            () => AccountsOfPage.On(db, shape, asked).ToListAsync(cancellationToken).AsTask(),
            () => SharedOfPage.On(db, shape, asked).ToListAsync(cancellationToken).AsTask(),
            cancellationToken);
        return way.Page(rows, row => row.Id.ToString(), sortBy: row => (row.SubmittedAt, row.Id));
    }

    /// <summary>The same of those whom a search found.</summary>
    private Task<Page<ReviewQueueRow>> ReadFoundPageAsync(
        FoundMembers found, PageCursor cursor, DateTimeOffset now, CancellationToken cancellationToken) =>
        found.ReadPageAsync(
            cursor,
            ids =>
            {
                var waiting = db.Declarations.AsNoTracking().Pending().Where(d => ids.Contains(d.MemberId));
                return ReadSignedAsync(
                    () => Rows(db, waiting, db.Secretaries(now)).ToListAsync(cancellationToken),
                    () => SignsOfDeclarations.Accounts(db, waiting.Select(d => d.Id)).ToListAsync(cancellationToken),
                    () => SharedAccounts.Among(db, waiting.Select(d => d.Id)).ToListAsync(cancellationToken),
                    cancellationToken);
            },
            row => row.MemberId);

    /// <summary>Rows, and what their accounts tell, which is asked of the same declarations.</summary>
    private async Task<List<ReviewQueueRow>> ReadSignedAsync(
        Func<Task<List<ReviewQueueRow>>> ask,
        Func<Task<List<AccountLook>>> askAccounts,
        Func<Task<List<SharedAccount>>> askShared,
        CancellationToken cancellationToken)
    {
        var (rows, accounts, shared) = await db.TogetherAsync(ask, askAccounts, askShared, cancellationToken);
        var signs = SignsOfDeclarations.Of(accounts, shared);
        return rows.ConvertAll(row => row with { Signs = signs.GetValueOrDefault(row.Id) });
    }

    /// <summary>Whose declarations these are.</summary>
    private IQueryable<Member> Waiting(IReadOnlyList<IQueryable<Declaration>> lists)
    {
        var waiting = lists.Aggregate(Queryable.Concat);
        return db.Members.AsNoTracking().Where(m => waiting.Any(d => d.MemberId == m.Id));
    }

    /// <summary>What the queue's statements differ in.</summary>
    /// <param name="Level">Of the unit.</param>
    private sealed record Shape(int Level, bool Everything, PageCursor Cursor);

    private static readonly ComposedQuery<Shape, ReviewQueueRow> PageOfQueue = new(static (db, shape, asked) =>
        Rows(db, Walked(db, shape, asked), db.Secretaries(asked.Now)));

    private static readonly ComposedQuery<Shape, AccountLook> AccountsOfPage = new(static (db, shape, asked) =>
        SignsOfDeclarations.Accounts(db, Walked(db, shape, asked).Select(d => d.Id)));

    private static readonly ComposedQuery<Shape, SharedAccount> SharedOfPage = new(static (db, shape, asked) =>
        SharedAccounts.Among(db, Walked(db, shape, asked).Select(d => d.Id)));

    private static readonly ComposedQuery<(int Level, bool Everything), WaitingDeclarations> Counted = new(static (db, shape, asked) =>
        QueueOrder.Counted(Lists(db, shape.Level, shape.Everything, asked)));

    private static readonly ComposedQuery<int, bool?> Own = new(static (db, level, asked) =>
    {
        var (me, secretaries) = (asked.Me, db.Secretaries(asked.Now));
        return db.Declarations.AsNoTracking().Pending().Within(level, asked.Label).Where(d => d.MemberId == me)
            .Select(d => (bool?)secretaries.Any(g => g.MemberId == d.MemberId && g.UnitPath == d.UnitPath));
    });

    private static Walk<Declaration, Declaration>.Way SetOut(IPartyNetDb db, PageCursor cursor) => QueueOrder.OldestFirst.SetOut(
        cursor, text => Guid.TryParse(text, out var id) ? db.Declarations.Where(d => d.Id == id) : null);

    private static IQueryable<Declaration> Walked(IPartyNetDb db, Shape shape, Asked asked) =>
        SetOut(db, shape.Cursor).ReadFirst(Lists(db, shape.Level, shape.Everything, asked), shape.Cursor.Probe);

    /// <summary>Those that this level decides, or all within the unit.</summary>
    private static IReadOnlyList<IQueryable<Declaration>> Lists(IPartyNetDb db, int level, bool everything, Asked asked)
    {
        if (!everything)
            return db.WaitingFor(asked.Me, asked.From, level, asked.Label, asked.Now);
        var me = asked.Me;
        return [db.Declarations.AsNoTracking().Pending().Where(d => d.MemberId != me).Within(level, asked.Label)];
    }

    private static IQueryable<ReviewQueueRow> Rows(IPartyNetDb db, IQueryable<Declaration> waiting, IQueryable<Grant> secretaries) =>
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
