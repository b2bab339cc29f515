using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>What a row makes: questions to a member.</summary>
public sealed record AccountTarget(Guid MemberId, IReadOnlyList<ListedAccount> Accounts);

/// <summary>A row, and the member whom it means; or why that is not clear.</summary>
internal sealed record FoundRow(AccountRow Row, KnownMember? Member, Doubt? Doubt, bool IsSkipped = false);

/// <summary>
/// Decides row by row what a list of accounts would do. Members are found by the evidence of member lists (<see cref="MemberFinder"/>); a
/// name that one member of the branch has is enough here, because nothing of theirs is changed: they are asked.
/// </summary>
internal sealed class AccountComparison(Unit unit, BranchFinder branches, ISecrets secrets)
{
    private readonly MemberFinder _finder = new(secrets);

    // Of all rows of a file: what several of them say is proposed once.
    private readonly HashSet<(Guid Member, string Identity)> _met = [];

    /// <param name="decision">What a person says about the row; null where nobody has said anything.</param>
    public FoundRow Find(AccountRow row, KnownMembers known, RowDecision? decision)
    {
        if (decision?.Choice is RowChoice.Skip or RowChoice.New)
            return new FoundRow(row, null, null, IsSkipped: true);
        row = row with { Person = row.Person.CalledAs(known) };
        if (row.Person.IsBlocked)
            return new FoundRow(row, null, null);
        var chosen = decision?.MemberId is { } id ? known.WithId(id) : null;
        if (decision?.Choice == RowChoice.Member && chosen is null)
            return new FoundRow(row, null, Doubt.ChosenIsGone);

        var (member, doubt, said) = Find(row.Person, known, chosen);
        if (said is not null)
            row = row with { Person = row.Person.With(MemberFields.Branch.Column, row.Person.Branch ?? "", said, blocks: false) };
        return member is null || member.Member.IsOnRoll()
            ? new FoundRow(row, member, doubt)
            : new FoundRow(row, null, new Doubt("Đồng chí này không còn sinh hoạt ở chi bộ nên không kê khai nữa."));
    }

    public PlannedRow<AccountTarget> Plan(FoundRow found, StandingAccounts standing)
    {
        var (row, member, doubt, isSkipped) = found;
        var person = row.Person;
        if (isSkipped)
            return PlannedRow.Skipped<AccountTarget>(unit, person.Number, person.Sheet, person.FullName);
        if (member is null)
            return Hold(row, doubt);

        var id = member.Member.Id;
        var fresh = row.Accounts.Where(account => !standing.Have(id, account) && _met.Add((id, account.Address.Identity!))).ToList();
        var action = fresh.Count > 0 ? ImportAction.Create : ImportAction.Unchanged;
        return new(person.Number, action, member.Branch.Path, id, null, fresh.Count > 0 ? new AccountTarget(id, fresh) : null)
        {
            View = PlannedRowView.Of(person, action, [.. fresh.Select(account => PlannedDifference.Of(account))]),
        };
    }

    /// <summary>The member, or why none is clear, and what is to be said of how the branch was understood.</summary>
    private (KnownMember? Member, Doubt? Doubt, string? Said) Find(MemberRow row, KnownMembers known, KnownMember? chosen)
    {
        var (member, doubt) = MemberFinder.ByNumber(row, known, chosen);
        if (doubt is null && chosen is null && member is not null)
            doubt = MemberFinder.Contradiction(row, member);
        if (doubt is not null)
            return (null, doubt, null);
        if (branches.Names(row.BranchAbove))
            row = row with { Branch = row.BranchAbove };
        if ((member ?? (row.Branch is null ? _finder.Anywhere(row, known) : null)) is { } sure)
            return (sure, null, null);
        var (branch, said) = branches.Find(row.Branch, present: null);
        if (branch is null)
            return (null, new Doubt(said!), null);

        (member, doubt) = _finder.ByName(row, branch, known);
        if (doubt is { Members: [var only] } && !row.HasNumber && only.Branch.Id == branch.Id
            && NameKey.Exact(only.FullName) == NameKey.Exact(row.FullName))
            return (only, null, said);
        return member is not null
            ? (member, null, said)
            : (null, doubt ?? new Doubt($"{branch.Name} không có đồng chí nào tên này. Kiểm tra họ tên, chi bộ."), said);
    }

    /// <summary>Without a doubt the row's own problems hold it up.</summary>
    private PlannedRow<AccountTarget> Hold(AccountRow row, Doubt? doubt) => doubt switch
    {
        null => PlannedRow.Blocked<AccountTarget>(unit, row.Person),
        { Members.Count: > 0 } => Ask(row, doubt),
        _ => PlannedRow.Held<AccountTarget>(unit, row.Person, MemberFields.FullName.Column, row.Person.FullName, doubt),
    };

    /// <summary>Of two of one name an office knows whose account it is by the account.</summary>
    private PlannedRow<AccountTarget> Ask(AccountRow row, Doubt doubt)
    {
        var asking = PlannedRow.Asking<AccountTarget>(unit, row.Person, doubt, secrets);
        return asking with
        {
            View = asking.View! with
            {
                Facts =
                [
                    .. asking.View.Facts,
                    .. row.Accounts.Select(account => new RowFact(account.Platform.Name, account.Address.Masked!)),
                ],
            },
        };
    }
}
