using PartyNet.Application.Protection;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Decides row by row what a member list would do, and remembers what the preview shows.</summary>
internal sealed class MemberComparison(BranchFinder branches, ISecrets secrets)
{
    private readonly Dictionary<string, int> _rowOfPerson = [];
    private readonly HashSet<Guid> _met = [];
    private readonly List<PlannedChange> _changes = [];
    private readonly List<CellProblem> _problems = [];

    public IReadOnlyList<PlannedChange> Changes => _changes;
    public IReadOnlyList<CellProblem> Problems => _problems;

    /// <summary>Members that stand in the file.</summary>
    public IReadOnlyCollection<Guid> Met => _met;

    public IReadOnlyList<byte[]> DigestsOf(IEnumerable<MemberRow> rows) => [.. rows.SelectMany(NumberDigests)];

    public static IReadOnlyList<string> NamesOf(IEnumerable<MemberRow> rows) =>
        [.. rows.Where(r => r.CardNumber is null && r.CitizenNumber is null).Select(r => VietnameseText.SearchKey(r.FullName)).Distinct()];

    public PlannedRow<MemberTarget> Plan(MemberRow row, KnownMembers known, Unit unit)
    {
        _problems.AddRange(row.Problems);
        if (row.IsBlocked)
            return Problem(row, unit, null);
        var (branch, reason) = branches.Find(row.Branch ?? "");
        if (branch is null)
            return Problem(row, unit, new CellProblem(row.Number, null, "Chi bộ đang sinh hoạt", row.Branch ?? "", reason!, Blocks: true));
        if (FindTwin(row, branch) is { } earlier)
            return Problem(row, unit, Whole(row, $"Trùng người với dòng {earlier} trong cùng tệp. Bỏ bớt một dòng."));

        var candidates = Candidates(row, branch, known);
        if (candidates.Count > 1)
            return Problem(row, unit, Whole(row, "Khớp với nhiều đảng viên đã có trong danh sách. Bổ sung số thẻ đảng hoặc số định danh cá nhân để phân biệt."));
        if (candidates.Count == 0)
            return IsNamesakeWithNumber(row, branch, known)
                ? Problem(row, unit, Whole(row, "Chi bộ đã có một đảng viên cùng họ tên, cùng ngày sinh. Ghi số thẻ đảng hoặc số định danh cá nhân để biết có phải một người."))
                : Create(row, branch);
        return Compare(row, branch, candidates[0]);
    }

    private List<KnownMember> Candidates(MemberRow row, Unit branch, KnownMembers known)
    {
        var byNumber = NumberDigests(row).SelectMany(known.WithDigest).DistinctBy(m => m.Member.Id).ToList();
        if (byNumber.Count > 0 || row.CardNumber is not null || row.CitizenNumber is not null)
            return byNumber;
        return [.. known.Named(VietnameseText.SearchKey(row.FullName)).Where(m => !m.HasNumber && IsSamePerson(row, branch, m.Member))];
    }

    private static bool IsNamesakeWithNumber(MemberRow row, Unit branch, KnownMembers known) =>
        row.CardNumber is null && row.CitizenNumber is null
        && known.Named(VietnameseText.SearchKey(row.FullName)).Any(m => m.HasNumber && IsSamePerson(row, branch, m.Member));

    private static bool IsSamePerson(MemberRow row, Unit branch, Member member) =>
        member.UnitId == branch.Id && member.BirthDate == row.BirthDate && member.BirthYear == (row.BirthDate?.Year ?? row.BirthYear);

    private PlannedRow<MemberTarget> Create(MemberRow row, Unit branch)
    {
        var id = Guid.CreateVersion7();
        _changes.Add(new PlannedChange(row.Number, ImportAction.Create, row.FullName, []));
        var target = new MemberTarget
        {
            MemberId = id,
            Code = MemberCode.New(),
            BranchId = branch.Id,
            BranchPath = branch.Path.Value,
            FullName = row.FullName,
            BirthDate = row.BirthDate,
            BirthYear = row.BirthDate?.Year ?? row.BirthYear,
            JoinedOn = row.JoinedOn,
            OfficialOn = row.OfficialOn,
            Kind = row.Kind ?? MemberKind.Full,
            Activity = row.Activity ?? ActivityStatus.Active,
            Work = row.WorkStatus ?? WorkStatus.Unknown,
            Position = row.Position,
            CardNumber = row.CardNumber?.Value,
            CitizenNumber = row.CitizenNumber?.Value,
            Phone = row.Phone?.E164,
            ResidenceBranch = row.ResidenceBranch,
        };
        return new PlannedRow<MemberTarget>(row.Number, ImportAction.Create, branch.Path, id, null, target);
    }

    private PlannedRow<MemberTarget> Compare(MemberRow row, Unit branch, KnownMember known)
    {
        var member = known.Member;
        _met.Add(member.Id);
        var differences = new List<PlannedDifference>();
        var target = new MemberTarget
        {
            MemberId = member.Id,
            BranchId = branch.Id,
            BranchPath = branch.Path.Value,
            Moves = branch.Id != member.UnitId,
            FullName = Changed("Họ và tên", member.FullName, row.FullName, t => t)!,
            BirthDate = Changed("Ngày sinh", member.BirthDate, row.BirthDate, Words),
            BirthYear = row.BirthDate?.Year ?? Changed("Năm sinh", member.BirthYear, row.BirthDate is null ? row.BirthYear : null, y => $"{y}"),
            JoinedOn = Changed("Ngày kết nạp", member.JoinedOn, row.JoinedOn, Words),
            OfficialOn = Changed("Ngày chính thức", member.OfficialOn, row.OfficialOn, Words),
            Kind = Changed("Loại đảng viên", (MemberKind?)member.Kind, row.Kind, k => k!.Value.Name())!.Value,
            Activity = Changed("Trạng thái", (ActivityStatus?)member.ActivityStatus, row.Activity, a => a!.Value.Name())!.Value,
            Work = Changed("Đương chức, hưu", (WorkStatus?)member.WorkStatus, row.WorkStatus, w => w!.Value.Name())!.Value,
            Position = Changed("Chức vụ", member.Position, row.Position, t => t!),
            ResidenceBranch = Changed("Chi bộ nơi cư trú", known.ResidenceBranch, row.ResidenceBranch, t => t!),
            CardNumber = NewNumber("Số thẻ Đảng viên", IndexedField.CardNumber, row.CardNumber?.Value, member.CardNumber is not null),
            CitizenNumber = NewNumber("Số CCCD", IndexedField.CitizenNumber, row.CitizenNumber?.Value, member.CitizenNumber is not null),
            Phone = NewNumber("Số điện thoại", IndexedField.Phone, row.Phone?.E164, member.Phone is not null),
        };
        if (target.Moves)
            differences.Add(new PlannedDifference("Chi bộ", branches.NameOf(member.UnitId), branch.Name));
        if (differences.Count == 0)
            return new PlannedRow<MemberTarget>(row.Number, ImportAction.Unchanged, branch.Path, member.Id, member.Version, null);
        _changes.Add(new PlannedChange(row.Number, ImportAction.Update, row.FullName, differences));
        return new PlannedRow<MemberTarget>(row.Number, ImportAction.Update, branch.Path, member.Id, member.Version, target);

        // A blank cell never overwrites.
        T? Changed<T>(string field, T? before, T? now, Func<T, string> words)
        {
            if (now is null || Equals(before, now))
                return before;
            differences.Add(new PlannedDifference(field, before is null ? "(chưa có)" : words(before), words(now)));
            return now;
        }

        string? NewNumber(string field, IndexedField index, string? number, bool hasOne)
        {
            if (number is null || secrets.Index(index, number).Any(v => known.Holds(v.Digest)))
                return null;
            differences.Add(new PlannedDifference(field, hasOne ? "(số khác)" : "(chưa có)", $"…{number[^3..]}"));
            return number;
        }
    }

    /// <summary>The row of the same file that stands for the same person, if there was one.</summary>
    private int? FindTwin(MemberRow row, Unit branch)
    {
        List<string> persons = [];
        if (row.CardNumber is { } card)
            persons.Add($"n{card.Value}");
        if (row.CitizenNumber is { } citizen)
            persons.Add($"n{citizen.Value}");
        if (persons.Count == 0)
            persons.Add($"p{VietnameseText.SearchKey(row.FullName)}|{row.BirthDate}|{row.BirthYear}|{branch.Id}");
        var twin = persons.Select(p => _rowOfPerson.TryGetValue(p, out var earlier) ? earlier : (int?)null).FirstOrDefault(r => r is not null);
        foreach (var person in persons)
            _rowOfPerson.TryAdd(person, row.Number);
        return twin;
    }

    // The card number equals the citizen number since 2025, and lists put it in either column.
    private IEnumerable<byte[]> NumberDigests(MemberRow row) =>
        new[] { row.CardNumber?.Value, row.CitizenNumber?.Value }.OfType<string>().Distinct()
            .SelectMany(number => secrets.Index(IndexedField.CardNumber, number).Concat(secrets.Index(IndexedField.CitizenNumber, number)))
            .Select(value => value.Digest);

    private PlannedRow<MemberTarget> Problem(MemberRow row, Unit unit, CellProblem? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
        return new PlannedRow<MemberTarget>(row.Number, ImportAction.Problem, unit.Path, null, null, null);
    }

    private static CellProblem Whole(MemberRow row, string reason) => new(row.Number, null, "Họ và tên", row.FullName, reason, Blocks: true);

    private static string Words(DateOnly? date) => $"{date:dd/MM/yyyy}";
}
