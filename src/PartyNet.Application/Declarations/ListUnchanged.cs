using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>A declaration that says nothing new.</summary>
public sealed record UnchangedDeclaration(
    Guid Id,
    int Version,
    Guid MemberId,
    string MemberName,
    int? BirthYear,
    string UnitName,
    int Number,
    DeclarationAnswer Answer,
    int AccountCount,
    DateTimeOffset SubmittedAt);

/// <summary>What can be confirmed together at a unit.</summary>
/// <param name="Waiting">Oldest first, at most <see cref="MostAtOnce"/>.</param>
/// <param name="Confirmed">Those that the caller has just confirmed.</param>
/// <param name="IsBranch">All of them are members of the one branch.</param>
public sealed record UnchangedList(
    IReadOnlyList<UnchangedDeclaration> Waiting, IReadOnlyList<UnchangedDeclaration> Confirmed, bool IsBranch, DateTimeOffset Now)
{
    /// <summary>As many as are confirmed with one form; more are another form's.</summary>
    public const int MostAtOnce = 50;
}

/// <summary>
/// The declarations of a unit that wait for this level, say nothing new and show nothing to look at. Names and counts only: nothing sealed
/// is opened; whose they are is written down. Errors: not found.
/// </summary>
public sealed class ListUnchanged(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Since">Since when the caller has confirmed some, to be told of them; null for who has not.</param>
    public sealed record Query(Unit Unit, DateTimeOffset? Since = null);

    /// <summary>What was confirmed longer ago than that is no news.</summary>
    private static readonly TimeSpan News = TimeSpan.FromHours(1);

    public async Task<ErrorOr<UnchangedList>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var (now, user) = (clock.GetUtcNow(), access.Scope.UserId);
        var lists = db.WaitingFor(access.Scope, query.Unit.Path, now).Select(list => list.Where(d => d.Unchanged));
        var waiting = QueueOrder.OldestFirst.ReadFirst([.. lists], QueueOrder.MostCounted);
        var since = query.Since > now - News ? query.Since : now;
        var confirmed = db.Declarations.AsNoTracking().Within(query.Unit)
            .Where(d => d.Unchanged && d.DecidedBy == user && d.DecidedAt >= since && d.Status == DeclarationStatus.Confirmed)
            .OrderByDescending(d => d.DecidedAt).ThenBy(d => d.Id)
            .Take(UnchangedList.MostAtOnce);

        var (rows, signs, done, isBranch) = await db.TogetherAsync(
            () => Rows(waiting).ToListAsync(cancellationToken),
            () => SignsOfDeclarations.ReadAsync(db, waiting.Select(d => d.Id), cancellationToken),
            () => Rows(confirmed).ToListAsync(cancellationToken),
            () => db.HoldsMembersAsync(query.Unit, cancellationToken),
            cancellationToken);
        var list = new UnchangedList(
            [.. InOrder(rows.Where(row => !signs.ContainsKey(row.Id))).Take(UnchangedList.MostAtOnce)], [.. InOrder(done)],
            isBranch, now);
        var shown = list.Waiting.Concat(list.Confirmed).Select(row => new ShownMember(row.MemberId, row.Id));
        return await processes.ShowAsync(ProcessType.ReviewQueueViewed, query.Unit, null, shown, cancellationToken) is { } tooOften
            ? tooOften
            : list;
    }

    private static IOrderedEnumerable<UnchangedDeclaration> InOrder(IEnumerable<UnchangedDeclaration> rows) =>
        rows.OrderBy(row => row.SubmittedAt).ThenBy(row => row.Id);

    private IQueryable<UnchangedDeclaration> Rows(IQueryable<Declaration> declarations) =>
        from d in declarations
        join m in db.Members on d.MemberId equals m.Id
        join u in db.Units on m.UnitId equals u.Id
        select new UnchangedDeclaration(
            d.Id, d.Version, m.Id, m.FullName, m.BirthYear, u.Name, d.Number, d.Answer, d.AccountCount, d.SubmittedAt);
}
