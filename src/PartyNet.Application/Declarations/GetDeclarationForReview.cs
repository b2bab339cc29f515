using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a look at somebody's declaration.</summary>
public sealed record DeclarationViewed(Guid DeclarationId, int Number);

/// <summary>
/// Opens a declaration for review. That is a process: the member sees who looked. Errors: not found; too many within a minute or an hour.
/// </summary>
public sealed class GetDeclarationForReview(
    IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Unit">The unit at which the reviewer works; the declaration lies within it.</param>
    /// <param name="JustDecided">The declaration that the caller comes from, to be told what became of it.</param>
    public sealed record Query(Unit Unit, Guid DeclarationId, Guid? JustDecided = null);

    private const int MostVersionsInHistory = 20;

    public async Task<ErrorOr<DeclarationUnderReview>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var asked = db.Declarations.AsNoTracking().Within(query.Unit).Where(d => d.Id == query.DeclarationId);
        var queue = db.WaitingFor(access.Scope, query.Unit.Path, now);
        var (found, history, content, (sharers, recent, ready, (justDecided, before, after))) = await db.TogetherAsync(
            () => FindAsync(asked, now, cancellationToken),
            () => ReadHistoryAsync(asked, cancellationToken),
            () => ReadContentAsync(asked, query.DeclarationId, cancellationToken),
            () => db.TogetherAsync(
                () => ReviewedAccounts.ReadSharersAsync(db, asked, cancellationToken),
                () => HeavyReading.CountAsync(db, access.Scope, now, cancellationToken),
                () => db.Own(query.Unit).ToListAsync(cancellationToken),
                () => db.TogetherAsync(
                    () => Decisions.FindJustDecidedAsync(db, access.Scope, query.Unit, query.JustDecided, cancellationToken),
                    () => QueueOrder.FindNeighbourAsync(db, queue, query.DeclarationId, isBackward: true, cancellationToken),
                    () => QueueOrder.FindNeighbourAsync(db, queue, query.DeclarationId, isBackward: false, cancellationToken),
                    cancellationToken),
                cancellationToken),
            cancellationToken);
        if (found is null)
            return Problem.NotFound();

        var look = processes.Look(new ProcessStart(ProcessType.DeclarationViewed, found.Branch));
        look.Concern(found.Declaration.MemberId, found.Declaration.Id);
        look.Record(new DeclarationViewed(found.Declaration.Id, found.Declaration.Number));
        if (justDecided is not null)
            look.Concern(justDecided.MemberId, query.JustDecided);
        var answer = Open(look, found, history, content, sharers, now) with
        {
            JustDecided = justDecided,
            Before = before,
            After = after,
            Ready = ReadyRequests.Offered(ready),
        };
        var stopped = await look.WriteDownAsync([UsageLimit.Declarations, UsageLimit.DeclarationsAnHour], cancellationToken);
        if (recent + 1 >= HeavyReading.Unusual || stopped is not null)
            await HeavyReading.TellAsync(db, processes, query.Unit, now, wasStopped: stopped is not null, cancellationToken);
        return stopped is { } reached ? reached : answer;
    }

    private DeclarationUnderReview Open(
        ILook look, Found found, List<VersionLine> history, Content content, List<Sharer> sharers, DateTimeOffset now)
    {
        var (declaration, member) = (found.Declaration, found.Member);
        var accounts = ReviewedAccounts.Open(secrets, look, member, declaration.Id, content.Accounts, sharers);
        // The page names them, so they see that they were looked at, too.
        foreach (var sharer in sharers)
            look.Concern(sharer.MemberId);
        var defects = OpenDefects(look, member, content.Defects, accounts, OpenReplies(look, declaration));
        var kept = OpenNotes(look, declaration, content.Notes, now);
        return new DeclarationUnderReview(
            declaration.Id, declaration.Version, declaration.Number, declaration.Status, declaration.Answer, declaration.Unchanged,
            declaration.SubmittedAt, declaration.DecidedAt,
            new ReviewedMember(member.FullName, member.BirthYear, member.Kind, member.Position, found.Branch.Name),
            found.Previous is { } previous
                ? new PreviousVersion(previous.Number, previous.Status, previous.Answer, previous.SubmittedAt, [.. defects[previous.Id]])
                : null,
            Compare(declaration, accounts),
            [.. defects[declaration.Id]],
            CountReturns(declaration, history),
            history,
            history[0].Id == declaration.Id ? null : history[0],
            Decisions.Refusal(access.Scope, declaration, found.IsOwn, found.OfSecretary)
                ?? (accounts.Exists(a => a.Row.DeclarationId == declaration.Id && a.Details is null) ? Decisions.Unreadable : null),
            kept,
            now)
        {
            NotesAreLost = kept is null && HasNotes(content.Notes, now),
            CanWithdraw = history[0].Id == declaration.Id && WithdrawConfirmation.MayWithdraw(access.Scope, declaration, now),
        };
    }

    /// <summary>The declaration with its member, branch and the version before it, and what decides whether the caller may.</summary>
    private Task<Found?> FindAsync(IQueryable<Declaration> asked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var secretaries = db.Secretaries(now);
        var user = access.Scope.UserId;
        return (
            from d in asked
            join m in db.Members.AsNoTracking() on d.MemberId equals m.Id
            join u in db.Units.AsNoTracking() on m.UnitId equals u.Id
            select new Found(
                d,
                m,
                u,
                db.Declarations.AsNoTracking().Where(p => p.Id == d.PreviousId).FirstOrDefault(),
                db.Grants.Any(g => g.UserId == user && g.MemberId == d.MemberId),
                secretaries.Any(g => g.MemberId == d.MemberId && g.UnitPath == d.UnitPath))).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// The accounts of this version and of the one before it, what had to be put right in them, and what the caller has noted so far.
    /// </summary>
    private async Task<Content> ReadContentAsync(IQueryable<Declaration> asked, Guid id, CancellationToken cancellationToken)
    {
        var (accounts, defects, notes) = await db.TogetherAsync(
            () => (
                from d in asked
                from a in db.DeclaredAccounts.AsNoTracking()
                where a.MemberId == d.MemberId && (a.DeclarationId == d.Id || a.DeclarationId == d.PreviousId)
                orderby a.Position
                select a).ToListAsync(cancellationToken),
            () => (
                from d in asked
                from f in db.Defects.AsNoTracking()
                where f.DeclarationId == d.Id || f.DeclarationId == d.PreviousId
                orderby f.Id
                select f).ToListAsync(cancellationToken),
            () => db.ReviewDrafts.AsNoTracking().Of(access.Scope, id).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
        return new Content(accounts, defects, notes);
    }

    private static bool HasNotes(ReviewDraft? draft, DateTimeOffset now) =>
        draft is not null && draft.SavedAt + ReviewDraft.Kept >= now;

    /// <summary>Null where nothing is kept, or nobody can read it any more.</summary>
    private KeptNotes? OpenNotes(ILook look, Declaration declaration, ReviewDraft? draft, DateTimeOffset now) =>
        HasNotes(draft, now)
        && secrets.Open(look, declaration.MemberId, SecretField.ReviewDraft, draft!.Id, draft.Content)
            .Read(ReviewDrafts.Unpack) is { } notes
            ? new KeptNotes(notes, draft.SavedAt)
            : null;

    private ILookup<Guid, ReviewedDefect> OpenDefects(
        ILook look, Member member, IReadOnlyList<Defect> rows, List<OpenedAccount> accounts, Func<Guid, string?> replyTo)
    {
        var names = accounts.ToDictionary(a => a.Row.Id, a => $"{a.PlatformName} {a.Shown}");
        return rows.ToLookup(
            row => row.DeclarationId,
            row => new ReviewedDefect(
                row.AccountId is { } id ? names.GetValueOrDefault(id, "") : null, row.Field,
                secrets.Open(look, member.Id, SecretField.DefectNote, row.Id, row.Note).Shown,
                replyTo(row.Id)));
    }

    /// <summary>What the member answered by words to each defect of the version before.</summary>
    private Func<Guid, string?> OpenReplies(ILook look, Declaration declaration)
    {
        if (declaration.Replies is null)
            return _ => null;
        var opened = secrets.Open(look, declaration.MemberId, SecretField.DefectReplies, declaration.Id, declaration.Replies);
        var replies = opened.Read(DefectReply.Unpack)?.ToDictionary(r => r.Defect, r => r.Words);
        return defect => replies is null ? Unsealed.Unreadable : replies.GetValueOrDefault(defect);
    }

    /// <summary>The member's versions, newest first.</summary>
    private Task<List<VersionLine>> ReadHistoryAsync(IQueryable<Declaration> asked, CancellationToken cancellationToken) => (
        from d in asked
        from v in db.Declarations
        where v.MemberId == d.MemberId
        orderby v.Number descending
        select new VersionLine(v.Id, v.Number, v.Status, v.SubmittedAt, v.DecidedAt, db.Defects.Any(f => f.DeclarationId == v.Id)))
        .Take(MostVersionsInHistory)
        .ToListAsync(cancellationToken);

    /// <summary>How often the member was asked to put something right on the way from the last confirmed version to this one.</summary>
    private static int CountReturns(Declaration declaration, List<VersionLine> history) => history
        .Where(v => v.Number < declaration.Number)
        .TakeWhile(v => v.DecidedAt is null || v.WasReturned)
        .Count(v => v.WasReturned);

    private static IReadOnlyList<ReviewedChange> Compare(Declaration declaration, List<OpenedAccount> accounts)
    {
        var byId = accounts.ToDictionary(a => a.Row.Id, a => a.ToReviewed());
        var compared = VersionComparison.Compare(
            [.. accounts.Where(a => a.Row.DeclarationId == declaration.PreviousId).Select(a => a.Stated)],
            [.. accounts.Where(a => a.Row.DeclarationId == declaration.Id).Select(a => a.Stated)]);
        return [.. compared.Select(c => new ReviewedChange(c.Change, Opened(c.Before), Opened(c.Now), c.Fields))];

        ReviewedAccount? Opened(StatedAccount? stated) => stated is null ? null : byId[stated.Id];
    }

    private sealed record Found(
        Declaration Declaration, Member Member, Unit Branch, Declaration? Previous, bool IsOwn, bool OfSecretary);

    private sealed record Content(IReadOnlyList<DeclaredAccount> Accounts, IReadOnlyList<Defect> Defects, ReviewDraft? Notes);
}
