using PartyNet.Application.Protection;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Protection;

namespace PartyNet.Infrastructure.Demo;

/// <summary>
/// The declarations of one member, written step by step under the rules by which the product moves them: submitting anew withdraws
/// what waits and supersedes what was returned; confirming supersedes what was confirmed before.
/// </summary>
/// <param name="reviewer">The user who decides: the branch's secretary, or for the secretary somebody above.</param>
internal sealed class DemoHistory(DemoMember person, UnitNotice notice, Guid reviewer, SecretBox box, DemoRandom random, DemoRows rows)
{
    private readonly Member _member = person.Member;
    private readonly List<DeclaredAccount> _latestAccounts = [];
    private IReadOnlyList<DemoAccount> _confirmedList = [];
    private IReadOnlyList<DemoAccount> _latestList = [];
    private Declaration? _latest;
    private Declaration? _confirmed;
    private int _number;

    public DemoMember Person => person;

    public void Submit(IReadOnlyList<DemoAccount> accounts, DateTimeOffset at)
    {
        var previous = _latest?.Status == DeclarationStatus.Submitted ? _latest.PreviousId : _latest?.Id;
        var unchanged = previous is not null && previous == _confirmed?.Id && accounts.SequenceEqual(_confirmedList);
        if (_latest?.Status == DeclarationStatus.Submitted)
            _latest.Withdraw();
        else if (_latest?.Status == DeclarationStatus.Returned)
            _latest.Supersede();

        var answer = accounts.Count == 0 ? DeclarationAnswer.NoAccounts : DeclarationAnswer.HasAccounts;
        _latest = Declaration.Submit(random.Id(), _member, ++_number, answer, unchanged, previous, accounts.Count, notice.Id, at);
        _latestList = accounts;
        _latestAccounts.Clear();
        foreach (var account in accounts)
            Add(account);
        rows.Declarations.Add(_latest);
        _member.Follow(_latest, at);
    }

    public void Confirm(DateTimeOffset at)
    {
        _confirmed?.Supersede();
        _confirmed = _latest!;
        _confirmedList = _latestList;
        _confirmed.Confirm(reviewer, at);
        _member.Follow(_confirmed, at);
    }

    /// <summary>Returns the declaration with what is wrong; an account is named by its place in the list, null means the list as a whole.</summary>
    public void Return(DateTimeOffset at, params ReadOnlySpan<(int? Account, DefectField Field, string Note)> defects)
    {
        _latest!.Return(reviewer, at);
        foreach (var (account, field, note) in defects)
        {
            var id = random.Id();
            var accountId = account is { } place && place < _latestAccounts.Count ? _latestAccounts[place].Id : (Guid?)null;
            rows.Defects.Add(Defect.Create(id, _latest, accountId, accountId is null ? DefectField.WholeList : field, box.Seal(SecretField.DefectNote, id, note)));
        }

        _member.Follow(_latest, at);
    }

    private void Add(DemoAccount account)
    {
        var id = random.Id();
        var details = new AccountDetails(account.Typed, account.Canonical, account.DisplayName);
        var row = DeclaredAccount.Create(
            id, _latest!, _latestAccounts.Count + 1, account.PlatformCode, account.Kind, account.Use, account.Flags, box.Seal(SecretField.AccountDetails, id, details.Pack()));
        _latestAccounts.Add(row);
        rows.Accounts.Add(row);
        foreach (var index in box.Index(IndexedField.Account, BlindIndex.AccountValue(account.PlatformCode, account.Kind, account.Key)))
        {
            rows.BlindIndexes.Add(new BlindIndex
            {
                Field = IndexedField.Account, KeyVersion = index.KeyVersion, OwnerId = id, Digest = index.Digest, MemberId = _member.Id, UnitPath = _member.UnitPath,
            });
        }
    }
}
