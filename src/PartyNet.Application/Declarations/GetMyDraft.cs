using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>The draft as the journey's pages show it, or what the latest declaration would begin one with.</summary>
public sealed class GetMyDraft(IPartyNetDb db, AccessContext access, DraftStore drafts, ISecrets secrets) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public async Task<ErrorOr<MyDraft>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var me = access.Scope.MemberId!.Value;
        Declarant declarant = null!;
        List<Defect> defects = [];
        List<ProposedAccount> proposals = [];
        NoticeInForce? notice = null;
        var state = await drafts.LoadAsync(
            cancellationToken,
            async () => declarant = await Caller.On(db)(db.Context, me, cancellationToken),
            async () => defects = await DefectsOfLatest.On(db)(db.Context, me).ToListAsync(cancellationToken),
            async () => proposals = await Proposed.On(db)(db.Context, me).ToListAsync(cancellationToken),
            async () => notice = await GetNoticeInForce.AskAsync(db, access.Scope, cancellationToken));
        return new MyDraft(
            declarant,
            state.Draft,
            state.Latest is { } latest
                ? new LatestDeclaration(latest.Id, latest.Number, latest.Status, latest.Version, latest.SubmittedAt, latest.NoticeId)
                : null,
            state.Stored?.SavedAt,
            state.IsStale,
            state.IsLost,
            state.Latest is { Status: DeclarationStatus.Returned } ? Opened(defects, drafts.Open(state.Accounts), state.Draft) : [],
            [.. drafts.Open(proposals).Where(proposal => !state.Draft.Accounts.Any(proposal.Account.IsSameAs))],
            notice);
    }

    private static readonly CompiledQuery<Func<DbContext, Guid, CancellationToken, Task<Declarant>>> Caller = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me, CancellationToken _) =>
            db.Set<Member>().IgnoreQueryFilters(OwnData.Scope).Where(m => m.Id == me)
                .Join(db.Set<Unit>(), m => m.UnitId, u => u.Id, (m, u) => new Declarant(m.FullName, u.Name))
                .Single()));

    private static readonly CompiledQuery<Func<DbContext, Guid, IAsyncEnumerable<Defect>>> DefectsOfLatest = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me) =>
            db.Set<Defect>().IgnoreQueryFilters(OwnData.Scope).AsNoTracking()
                .Where(f => f.MemberId == me && f.DeclarationId
                    == db.Set<Declaration>().Where(d => d.MemberId == me).OrderByDescending(d => d.Number).First().Id)));

    private static readonly CompiledQuery<Func<DbContext, Guid, IAsyncEnumerable<ProposedAccount>>> Proposed = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me) =>
            db.Set<ProposedAccount>().IgnoreQueryFilters(OwnData.Scope).AsNoTracking().Where(p => p.MemberId == me)));

    private IReadOnlyList<DefectToMend> Opened(IReadOnlyList<Defect> defects, IReadOnlyList<OpenAccount> accounts, Draft draft)
    {
        return
        [
            .. from defect in defects
               let account = accounts.FirstOrDefault(a => a.Row.Id == defect.AccountId)
               orderby account?.Row.Position ?? 0, defect.Field
               select new DefectToMend(
                   account is null ? null : new DefectiveAccount(account.Row.Id, account.Row.Position, MyAccount.From(account)),
                   defect.Field,
                   secrets.OpenOwn(defect.MemberId, SecretField.DefectNote, defect.Id, defect.Note).Shown,
                   IsMended(defect, account, accounts, draft),
                   defect.Id,
                   draft.Replies.FirstOrDefault(r => r.Defect == defect.Id)?.Words),
        ];
    }

    /// <summary>
    /// Whether the draft says something else about it than the returned version; whether that is right, the reviewer decides.
    /// </summary>
    private static bool IsMended(Defect defect, OpenAccount? account, IReadOnlyList<OpenAccount> returned, Draft draft)
    {
        if (account is null)
            return !draft.Accounts.Select(a => a.Id).ToHashSet().SetEquals(returned.Select(a => a.Row.Id));
        if (draft.Find(account.Row.Id) is not { } now)
            return true;
        return defect.Field switch
        {
            DefectField.Address => now.Address.IsAccepted && now.Address.Canonical != account.Details?.Canonical,
            DefectField.DisplayName => now.DisplayName != account.Details?.DisplayName,
            DefectField.Use => now.Use != account.Row.Use,
            DefectField.WholeList => now.IsComplete
                && (
                    now.Address.Canonical != account.Details?.Canonical
                    || now.DisplayName != account.Details?.DisplayName
                    || now.Use != account.Row.Use
                ),
        };
    }
}

/// <summary>What the member has stated so far, and what it stands against.</summary>
/// <param name="SavedAt">Null while nothing has been typed.</param>
/// <param name="IsStale">Something was decided or submitted after the draft began.</param>
/// <param name="IsLost">What was typed cannot be read any more.</param>
/// <param name="Defects">What the reviewer asks to put right, when the latest declaration was returned.</param>
/// <param name="Proposals">Accounts that lists have beside the member, who has neither answered nor stated them.</param>
/// <param name="Notice">What the member is to read before declaring; null where no unit has published any.</param>
public sealed record MyDraft(
    Declarant Declarant,
    Draft Content,
    LatestDeclaration? Latest,
    DateTimeOffset? SavedAt,
    bool IsStale,
    bool IsLost,
    IReadOnlyList<DefectToMend> Defects,
    IReadOnlyList<Proposal> Proposals,
    NoticeInForce? Notice
)
{
    public bool IsStored => SavedAt is not null;

    /// <summary>Whether it can be submitted: something is answered, and no account is left unfinished.</summary>
    public bool IsComplete => Content.Answer is not null && Content.Accounts.All(a => a.IsComplete);

    public IEnumerable<DefectToMend> DefectsOf(Guid account) => Defects.Where(d => d.Account?.Id == account);
}

/// <summary>Who declares, as the roll has it.</summary>
public sealed record Declarant(string FullName, string BranchName);

/// <summary>The member's latest declaration.</summary>
/// <param name="Notice">The notice that the member had before them.</param>
public sealed record LatestDeclaration(
    Guid Id, int Number, DeclarationStatus Status, int Version, DateTimeOffset SubmittedAt, Guid? Notice);

/// <summary>An account that a list has beside the member.</summary>
/// <param name="Account">As it enters the draft if it is theirs.</param>
/// <param name="ListName">The list, as its file is called.</param>
public sealed record Proposal(DraftAccount Account, string ListName, DateTimeOffset ProposedAt)
{
    public Guid Id => Account.Id;

    /// <summary>When it is gone without an answer.</summary>
    public DateTimeOffset EndsAt => ProposedAt + ProposedAccount.Lifetime;
}

/// <summary>A defect as the member reads it.</summary>
/// <param name="Account">Null where it concerns the whole list.</param>
/// <param name="IsMended">The draft has changed the field since.</param>
/// <param name="Reply">What the member says instead of a change.</param>
public sealed record DefectToMend(DefectiveAccount? Account, DefectField Field, string Note, bool IsMended, Guid Id, string? Reply)
{
    public bool IsAnswered => IsMended || Reply is not null;
}

/// <summary>The account of the returned version that a defect concerns.</summary>
public sealed record DefectiveAccount(Guid Id, int Position, MyAccount Stated);
