using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Decides row by row what a member list would do, and remembers what the preview shows.</summary>
internal sealed class MemberComparison(Unit unit, BranchFinder branches, ISecrets secrets)
{
    private readonly MemberFinder _finder = new(secrets);
    private readonly List<PlannedChange> _changes = [];
    private readonly List<CellProblem> _problems = [];

    public IReadOnlyList<PlannedChange> Changes => _changes;
    public IReadOnlyList<CellProblem> Problems => _problems;

    /// <summary>Members that stand in the file.</summary>
    public IReadOnlyCollection<Guid> Met => _finder.Met;

    public PlannedRow<MemberTarget> Plan(MemberRow row, KnownMembers known)
    {
        _problems.AddRange(row.Problems);
        if (row.IsBlocked)
            return new PlannedRow<MemberTarget>(row.Number, ImportAction.Problem, unit.Path, null, null, null);

        var (member, doubt) = _finder.ByNumber(row, known);
        if (doubt is not null || (member is not null && (doubt = MemberFinder.Contradiction(row, member)) is not null))
            return Problem(row, MemberFields.FullName, row.FullName, doubt);
        if (row.Branch is null && branches.Names(row.BranchAbove))
            row = row with { Branch = row.BranchAbove };
        if (member is null && row.Branch is null)
            member = _finder.Anywhere(row, known);
        var (branch, reason) = branches.Find(row.Branch, member?.Branch);
        if (branch is null)
            return Problem(row, MemberFields.Branch, row.Branch ?? "", reason!);

        var isSure = member is not null || row.HasNumber;
        if (member is null)
            (member, doubt) = _finder.ByName(row, branch, known);
        if (_finder.FindTwin(row, branch, member, isSure) is { } earlier)
        {
            return Problem(
                row, MemberFields.FullName, row.FullName,
                $"Trùng người với {RowPlace.InWords(earlier.Number, earlier.Sheet)} trong cùng tệp, hoặc hai đồng chí cùng họ tên "
                + "chưa có gì để phân biệt. Bỏ bớt một dòng, hoặc ghi số định danh cá nhân, "
                + $"hoặc ghi “{MemberFinder.NewPerson}” vào cột Mã PartyNet nếu là người khác.");
        }

        if (doubt is not null)
            return Decision(row, doubt);
        if (row.IsNew && member is not null)
        {
            _problems.Add(new CellProblem(
                row.Number, null, MemberFields.Code.Column.Heading, MemberFinder.NewPerson,
                $"Hiểu là đồng chí {member.Describe()}. Nếu là người khác thì ghi số định danh cá nhân để phân biệt.", Blocks: false)
            {
                Sheet = row.Sheet,
            });
        }

        return member is null ? Create(row, branch) : Compare(row, branch, member);
    }

    private PlannedRow<MemberTarget> Create(MemberRow row, Unit branch)
    {
        _changes.Add(new PlannedChange(row.Number, ImportAction.Create, row.FullName, [], row.Sheet));
        var target = new MemberTarget
        {
            MemberId = Guid.CreateVersion7(),
            NewCode = MemberCode.New(),
            BranchId = branch.Id,
            Row = row,
            NewNumbers = [.. MemberFields.Numbers.Where(field => field.Given(row) is not null).Select(field => field.Index)],
        };
        return new PlannedRow<MemberTarget>(row.Number, ImportAction.Create, branch.Path, target.MemberId, null, target);
    }

    private PlannedRow<MemberTarget> Compare(MemberRow row, Unit branch, KnownMember known)
    {
        var member = known.Member;
        // An older list has the older card; the number that took its place stays.
        if (row.CardNumber is { IsOld: true } && _finder.HasNewCard(known))
            row = row with { CardNumber = null, OldCardNumber = row.CardNumber };
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

        if (differences.Count == 0)
            return new PlannedRow<MemberTarget>(row.Number, ImportAction.Unchanged, branch.Path, member.Id, member.Version, null);
        _changes.Add(new PlannedChange(row.Number, ImportAction.Update, row.FullName, differences, row.Sheet));
        var target = new MemberTarget { MemberId = member.Id, BranchId = branch.Id, Row = row, NewNumbers = newNumbers };
        return new PlannedRow<MemberTarget>(row.Number, ImportAction.Update, branch.Path, member.Id, member.Version, target);
    }

    private PlannedRow<MemberTarget> Decision(MemberRow row, string question) =>
        Hold(row, ImportAction.Decision, MemberFields.FullName, row.FullName, question);

    private PlannedRow<MemberTarget> Problem(MemberRow row, MemberField field, string found, string reason) =>
        Hold(row, ImportAction.Problem, field, found, reason);

    private PlannedRow<MemberTarget> Hold(MemberRow row, ImportAction action, MemberField field, string found, string reason)
    {
        _problems.Add(new CellProblem(row.Number, null, field.Column.Heading, found, reason, Blocks: true)
        {
            AsksWho = action == ImportAction.Decision,
            Sheet = row.Sheet,
        });
        return new PlannedRow<MemberTarget>(row.Number, action, unit.Path, null, null, null);
    }
}
