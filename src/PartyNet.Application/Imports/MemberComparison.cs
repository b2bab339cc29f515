using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Decides row by row what a member list would do, and what its plan shows.</summary>
internal sealed class MemberComparison(Unit unit, BranchFinder branches, ISecrets secrets)
{
    private readonly MemberFinder _finder = new(secrets);
    private readonly RowTwins _twins = new();

    /// <param name="decision">What a person says about the row; null where nobody has said anything.</param>
    public PlannedRow<MemberTarget> Plan(MemberRow row, KnownMembers known, RowDecision? decision)
    {
        if (decision?.Choice == RowChoice.Skip)
            return PlannedRow.Skipped<MemberTarget>(unit, row.Number, row.Sheet, row.FullName);
        row = row.CalledAs(known);
        if (row.IsBlocked)
            return PlannedRow.Blocked<MemberTarget>(unit, row);

        var chosen = decision is { Choice: RowChoice.Member, MemberId: { } id } ? known.WithId(id) : null;
        if (decision?.Choice == RowChoice.Member && chosen is null)
            return Problem(row, MemberFields.FullName, row.FullName, Doubt.ChosenIsGone);

        var isNew = decision?.Choice == RowChoice.New;
        var (member, doubt) = MemberFinder.ByNumber(row, known, chosen);
        if (doubt is null && chosen is null && member is not null)
            doubt = MemberFinder.Contradiction(row, member) ?? (isNew ? MemberFinder.NotNew(member) : null);
        if (doubt is not null)
            return Problem(row, MemberFields.FullName, row.FullName, doubt);
        if (branches.Names(row.BranchAbove))
            row = row with { Branch = row.BranchAbove };
        if (member is null && row.Branch is null && !isNew)
            member = _finder.Anywhere(row, known);
        var (branch, said) = branches.Find(row.Branch, member?.Branch);
        if (branch is null)
            return Problem(row, MemberFields.Branch, row.Branch ?? "", new(said!), member);
        if (said is not null)
            row = row.With(MemberFields.Branch.Column, row.Branch ?? "", said, blocks: false);
        return Place(row, branch, member, known, isNew, isDecided: isNew || chosen is not null);
    }

    private PlannedRow<MemberTarget> Place(
        MemberRow row, Unit branch, KnownMember? member, KnownMembers known, bool isNew, bool isDecided)
    {
        var isSure = member is not null || row.HasNumber;
        Doubt? doubt = null;
        if (member is null)
            (member, doubt) = _finder.ByName(row, branch, known);
        IReadOnlyList<KnownMember> others = [];
        if (isNew)
            (others, member, doubt) = (member is null ? doubt?.Members ?? [] : [member], null, null);
        if (_twins.Find(row, branch.Id, member?.Member.Id, isSure, isDecided) is { } earlier)
        {
            return Problem(row, MemberFields.FullName, row.FullName, new Doubt(
                $"Trùng người với {earlier.InWords} trong cùng tệp, hoặc hai đồng chí cùng họ tên "
                    + "chưa có gì để phân biệt. Bỏ bớt một dòng, hoặc ghi số định danh cá nhân, "
                    + $"hoặc ghi “{MemberFinder.NewPerson}” vào cột Mã PartyNet nếu là người khác."), member);
        }

        if (doubt is not null)
            return PlannedRow.Asking<MemberTarget>(unit, row, doubt, secrets);
        return member is null ? Create(row, branch, others) : Compare(Told(row, member), branch, member);
    }

    /// <summary>Of whom the list says that they are new, and who is there all the same.</summary>
    private static MemberRow Told(MemberRow row, KnownMember member) => row.IsNew
        ? row.With(
            MemberFields.Code.Column, MemberFinder.NewPerson,
            $"Hiểu là đồng chí {member.Describe()}. Nếu là người khác thì ghi số định danh cá nhân để phân biệt.", blocks: false)
        : row;

    private static PlannedRow<MemberTarget> Create(MemberRow row, Unit branch, IReadOnlyList<KnownMember> others)
    {
        var target = new MemberTarget
        {
            MemberId = Guid.CreateVersion7(),
            NewCode = MemberCode.New(),
            BranchId = branch.Id,
            Others = [.. others.Select(other => other.Member.Id)],
            Row = row,
            NewNumbers = [.. MemberFields.Numbers.Where(field => field.Given(row) is not null).Select(field => field.Index)],
        };
        return new(row.Number, ImportAction.Create, branch.Path, target.MemberId, null, target)
        {
            View = PlannedRowView.Of(row, ImportAction.Create) with { Facts = MemberFields.Said(row with { Branch = branch.Name }) },
        };
    }

    private PlannedRow<MemberTarget> Compare(MemberRow row, Unit branch, KnownMember known)
    {
        var member = known.Member;
        // An older list has the older card; the number that took its place stays.
        if (row.CardNumber is { IsOld: true } && _finder.HasNewCard(known))
            row = row with { CardNumber = null, OldCardNumber = row.CardNumber };
        foreach (var former in MemberFields.Numbers.Where(number => number.IsFormer(known, row, secrets)))
        {
            row = row.With(
                former.Column, NumberMask.Of(former.Given(row)!), "Đây là số cũ của đồng chí này; số hiện nay giữ nguyên.", blocks: false);
        }

        var differences = new List<PlannedDifference>();
        var newNumbers = new List<IndexedField>();
        var before = known.BranchName;
        if (known.Transfer(branch))
            differences.Add(PlannedDifference.Of(MemberFields.Branch.Column, before, known.BranchName));
        foreach (var field in MemberFields.All)
        {
            if (field.Compare(known, row, secrets) is not { } difference)
                continue;
            differences.Add(difference);
            if (field is NumberField number)
                newNumbers.Add(number.Index);
        }

        var action = differences.Count == 0 ? ImportAction.Unchanged : ImportAction.Update;
        var target = differences.Count == 0
            ? null
            : new MemberTarget { MemberId = member.Id, BranchId = branch.Id, Row = row, NewNumbers = newNumbers };
        return new(row.Number, action, branch.Path, member.Id, member.Version, target)
        {
            View = PlannedRowView.Of(row, action, differences),
        };
    }

    private PlannedRow<MemberTarget> Problem(MemberRow row, MemberField field, string found, Doubt doubt, KnownMember? member = null) =>
        PlannedRow.Held<MemberTarget>(unit, row, field.Column, found, doubt, member);
}
