using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The caller's own draft, opened and sealed. Every step of the journey is a function from draft to draft, applied while no other
/// request of the same member is at work.
/// </summary>
public sealed class DraftStore(IPartyNetDb db, AccessContext access, ISecrets secrets, TimeProvider clock)
{
    /// <summary>
    /// Reads the draft, or makes the one that the latest declaration would begin, in one round trip; together with what else is asked for,
    /// each in one statement.
    /// </summary>
    public async Task<DraftState> LoadAsync(CancellationToken cancellationToken, params IReadOnlyList<Func<Task>> besides)
    {
        var me = access.Scope.MemberId!.Value;
        DeclarationDraft? stored = null;
        Declaration? latest = null;
        List<DeclaredAccount> accounts = [];
        await db.TogetherAsync(
            [
                async () => stored = await Stored.On(db)(db.Context, me, cancellationToken),
                async () => latest = await Latest.On(db)(db.Context, me, cancellationToken),
                async () => accounts = await AccountsOfLatest.On(db)(db.Context, me).ToListAsync(cancellationToken),
                .. besides,
            ],
            cancellationToken);
        Unsealed? opened = stored is null
            ? null
            : secrets.OpenOwn(stored.MemberId, SecretField.DraftContent, stored.MemberId, stored.Content);
        var draft = opened?.Read(Draft.Unpack) ?? BeginFrom(latest, accounts);
        return new DraftState(draft, latest, stored, accounts) { IsLost = opened?.Fault is not null };
    }

    /// <summary>
    /// Applies one step and saves what comes of it, if the caller has what the step needs. A step that leaves the draft as it is saves
    /// nothing, nor begins a draft.
    /// </summary>
    public async Task<ErrorOr<Success>> ChangeAsync(
        AccessRequirement needs, Func<Draft, ErrorOr<Draft>> step, CancellationToken cancellationToken)
    {
        if (access.Refusal(needs) is { } refusal)
            return refusal;

        await using var work = await db.BeginOwnAsync(cancellationToken);
        var state = await LoadAsync(cancellationToken);
        var changed = step(state.Draft);
        if (changed.IsError)
            return changed.Errors;
        if (ReferenceEquals(changed.Value, state.Draft))
            return Result.Success;

        Save(state.Stored, changed.Value);
        await work.CommitAsync(cancellationToken);
        return Result.Success;
    }

    /// <summary>Accounts of declarations of the caller, in the member's order.</summary>
    public IQueryable<DeclaredAccount> AccountsOf(IQueryable<Guid> declarations) =>
        db.DeclaredAccounts.Own(access.Scope).AsNoTracking().Where(a => declarations.Contains(a.DeclarationId)).OrderBy(a => a.Position);

    /// <summary>Opens accounts of the caller.</summary>
    public IReadOnlyList<OpenAccount> Open(IEnumerable<DeclaredAccount> accounts) =>
    [
        .. accounts.Select(a => new OpenAccount(
            a,
            secrets.OpenOwn(a.MemberId, SecretField.AccountDetails, a.Id, a.Details).Read(AccountDetails.Unpack)
        )),
    ];

    /// <summary>Opens what lists propose to the caller, by network. What cannot be read is no question.</summary>
    public IReadOnlyList<Proposal> Open(IEnumerable<ProposedAccount> proposals) =>
    [
        .. from row in proposals
           let details = secrets.OpenOwn(row.MemberId, SecretField.ProposedAccount, row.Id, row.Details).Read(AccountDetails.Unpack)
           where details is not null
           let account = DraftAccount.Of(row, details)
           orderby Platform.BuiltIn.TakeWhile(platform => platform != account.Platform).Count(), account.Typed
           select new Proposal(account, row.ListName, row.ProposedAt),
    ];

    private static readonly CompiledQuery<Func<DbContext, Guid, CancellationToken, Task<DeclarationDraft?>>> Stored = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me, CancellationToken _) =>
            db.Set<DeclarationDraft>().SingleOrDefault(d => d.MemberId == me)));

    private static readonly CompiledQuery<Func<DbContext, Guid, CancellationToken, Task<Declaration?>>> Latest = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me, CancellationToken _) =>
            db.Set<Declaration>().IgnoreQueryFilters(OwnData.Scope).AsNoTracking().Where(d => d.MemberId == me)
                .OrderByDescending(d => d.Number).FirstOrDefault()));

    private static readonly CompiledQuery<Func<DbContext, Guid, IAsyncEnumerable<DeclaredAccount>>> AccountsOfLatest = new(() =>
        EF.CompileAsyncQuery((DbContext db, Guid me) =>
            db.Set<DeclaredAccount>().IgnoreQueryFilters(OwnData.Scope)
                .Where(a => a.MemberId == me && a.DeclarationId
                    == db.Set<Declaration>().Where(d => d.MemberId == me).OrderByDescending(d => d.Number).First().Id)
                .OrderBy(a => a.Position).AsNoTracking()));

    private Draft BeginFrom(Declaration? latest, IReadOnlyList<DeclaredAccount> accounts) => latest is null
        ? new Draft()
        : new Draft
        {
            BasedOn = new DraftBasis(latest.Id, latest.Version),
            NoAccounts = latest.Answer == DeclarationAnswer.NoAccounts,
            Accounts =
            [
                .. Open(accounts).Select(a =>
                    new DraftAccount(a.Row.Id, a.Row.PlatformCode, a.Details?.Typed ?? "", a.Details?.DisplayName, a.Row.Use)),
            ],
        };

    public void Save(DeclarationDraft? stored, Draft draft)
    {
        var member = access.Scope.MemberId!.Value;
        var content = secrets.Seal(SecretField.DraftContent, member, draft.Pack());
        if (stored is null)
            db.DeclarationDrafts.Add(DeclarationDraft.Start(member, content, clock.GetUtcNow()));
        else
            stored.Save(content, clock.GetUtcNow());
    }
}

/// <summary>The draft as it is now, and what it stands against.</summary>
/// <param name="Latest">The member's latest declaration, whatever became of it; whoever changes it attaches it first.</param>
/// <param name="Stored">Null while nothing has been typed: the draft then repeats the latest declaration.</param>
/// <param name="Accounts">Accounts of the latest declaration, sealed.</param>
public sealed record DraftState(Draft Draft, Declaration? Latest, DeclarationDraft? Stored, IReadOnlyList<DeclaredAccount> Accounts)
{
    /// <summary>
    /// What was typed is stored and cannot be read any more: <see cref="Draft"/> is what the latest declaration would begin. It is not
    /// submitted before the member has been told.
    /// </summary>
    public bool IsLost { get; init; }

    /// <summary>Something was decided or submitted after the draft began; the member must look before submitting it.</summary>
    public bool IsStale => Draft.BasedOn != (Latest is null ? null : new DraftBasis(Latest.Id, Latest.Version));
}

/// <summary>A declared account with its details opened; null where they cannot be read any more.</summary>
public sealed record OpenAccount(DeclaredAccount Row, AccountDetails? Details);
