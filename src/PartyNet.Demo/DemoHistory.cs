using PartyNet.Application.Declarations;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Demo;

/// <summary>Whose history it is and who decides.</summary>
/// <param name="Self">The member's own login, where there is one: then audit is written, too.</param>
/// <param name="Reviewer">The branch's secretary, or for the secretary somebody above.</param>
internal sealed record DemoCase(DemoMember Person, Unit Branch, UnitNotice Notice, DemoActor? Self, DemoActor Reviewer);

/// <summary>
/// The declarations of one member, written step by step under the rules by which the product moves them: submitting anew withdraws
/// what waits and supersedes what was returned; confirming supersedes what was confirmed before.
/// </summary>
internal sealed class DemoHistory(DemoCase of, SecretBox box, DemoRandom random, DemoRows rows)
{
    private readonly Member _member = of.Person.Member;
    private readonly DemoAudit? _audit = of.Self is null ? null : new DemoAudit(rows, random);
    private readonly List<DeclaredAccount> _latestAccounts = [];
    private IReadOnlyList<DemoAccount> _confirmedList = [];
    private IReadOnlyList<DemoAccount> _latestList = [];
    private Declaration? _latest;
    private Declaration? _confirmed;
    private int _number;

    public DemoMember Person => of.Person;

    public void Submit(IReadOnlyList<DemoAccount> accounts, DateTimeOffset at)
    {
        var previous = _latest?.Status == DeclarationStatus.Submitted ? _latest.PreviousId : _latest?.Id;
        var unchanged = previous is not null && previous == _confirmed?.Id && accounts.SequenceEqual(_confirmedList);
        var after = _latest?.Id;
        if (_latest?.Status == DeclarationStatus.Submitted)
            _latest.Withdraw();
        else if (_latest?.Status == DeclarationStatus.Returned)
            _latest.Supersede();

        var answer = accounts.Count == 0 ? DeclarationAnswer.NoAccounts : DeclarationAnswer.HasAccounts;
        _latest = Declaration.Submit(random.Id(), _member, ++_number, answer, unchanged, previous, accounts.Count, of.Notice.Id, at);
        _latestList = accounts;
        _latestAccounts.Clear();
        foreach (var account in accounts)
            Add(account);
        rows.Declarations.Add(_latest);
        _member.Follow(_latest, at);
        Record(ProcessType.DeclarationSubmitted, at, of.Self, new DeclarationFrozen(_latest.Id, _number, accounts.Count, unchanged, after));
    }

    public void Confirm(DateTimeOffset at)
    {
        _confirmed?.Supersede();
        _confirmed = _latest!;
        _confirmedList = _latestList;
        View(at);
        Record(
            ProcessType.DeclarationConfirmed,
            at,
            of.Reviewer,
            new DeclarationConfirmed(_confirmed.Id, _confirmed.Number, _confirmed.Version)
        );
        _confirmed.Confirm(of.Reviewer.UserId, at);
        _member.Follow(_confirmed, at);
    }

    /// <summary>
    /// Returns the declaration with what is wrong; an account is named by its place in the list, null means the list as a whole.
    /// </summary>
    public void Return(DateTimeOffset at, params ReadOnlySpan<(int? Account, DefectField Field, string Note)> defects)
    {
        View(at);
        Record(
            ProcessType.DeclarationReturned,
            at,
            of.Reviewer,
            new DeclarationReturned(_latest!.Id, _latest.Number, _latest.Version, defects.Length)
        );
        _latest.Return(of.Reviewer.UserId, at);
        foreach (var (account, field, note) in defects)
        {
            var id = random.Id();
            var accountId = account is { } place && place < _latestAccounts.Count ? _latestAccounts[place].Id : (Guid?)null;
            rows.Defects.Add(
                Defect.Create(
                    id,
                    _latest,
                    accountId,
                    accountId is null ? DefectField.WholeList : field,
                    box.Seal(SecretField.DefectNote, id, note)
                )
            );
        }

        _member.Follow(_latest, at);
    }

    /// <summary>Leaves a first declaration unfinished: the accounts are typed, of the last one it is not said yet whose it is.</summary>
    public void Begin(IReadOnlyList<DemoAccount> accounts, DateTimeOffset at)
    {
        var draft = new Draft
        {
            Accounts =
            [
                .. accounts.Select(
                    (a, i) => new DraftAccount(random.Id(), a.Platform.Code, a.Typed, a.DisplayName, i < accounts.Count - 1 ? a.Use : null)
                ),
            ],
        };
        rows.Drafts.Add(DeclarationDraft.Start(_member.Id, box.Seal(SecretField.DraftContent, _member.Id, draft.Pack()), at));
    }

    private void Add(DemoAccount account)
    {
        var id = random.Id();
        var address = account.Address;
        var details = new AccountDetails(account.Typed, address.Canonical!, account.DisplayName);
        var row = DeclaredAccount.Create(
            id,
            _latest!,
            _latestAccounts.Count + 1,
            account.Platform.Code,
            address,
            account.Use,
            box.Seal(SecretField.AccountDetails, id, details.Pack())
        );
        _latestAccounts.Add(row);
        rows.Accounts.Add(row);
        foreach (var index in box.Index(IndexedField.Account, address.Identity!))
        {
            rows.BlindIndexes.Add(new BlindIndex
            {
                Field = IndexedField.Account,
                KeyVersion = index.KeyVersion,
                OwnerId = id,
                Digest = index.Digest,
                MemberId = _member.Id,
                UnitPath = _member.UnitPath,
            });
        }
    }

    /// <summary>Nobody decides without having looked a few minutes before.</summary>
    private void View(DateTimeOffset decided) =>
        Record(
            ProcessType.DeclarationViewed,
            decided.AddMinutes(-random.Between(2, 9)),
            of.Reviewer,
            new DeclarationViewed(_latest!.Id, _latest.Number)
        );

    private void Record<TEvent>(ProcessType type, DateTimeOffset at, DemoActor? actor, TEvent happened)
        where TEvent : notnull
    {
        if (actor is not null)
            _audit?.Record(type, at, actor, of.Branch, happened, [(_member.Id, _latest!.Id)]);
    }
}
