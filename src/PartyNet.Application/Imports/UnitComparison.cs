using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Decides row by row what a unit list would do, and what its plan shows.</summary>
internal sealed class UnitComparison
{
    private readonly Unit _root;
    private readonly IReadOnlyList<UnitKind> _kinds;
    private readonly IReadOnlyList<Unit> _known;
    private readonly Dictionary<string, Unit> _knownByCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<Guid, Unit> _knownById;
    private readonly string? _codeAbove;
    private readonly HashSet<string> _elsewhere;
    private readonly Dictionary<string, int> _rowOfCode = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, UnitRow> _good = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Guid> _newIds = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="known">The root and everything below it.</param>
    /// <param name="elsewhere">Codes of the list that belong to units outside.</param>
    /// <param name="codeAbove">Of the unit above the root; null without one.</param>
    public UnitComparison(
        Unit root, IReadOnlyList<UnitKind> kinds, IReadOnlyList<Unit> known, IEnumerable<string> elsewhere, string? codeAbove)
    {
        (_root, _kinds, _known, _codeAbove) = (root, kinds, known, codeAbove);
        foreach (var unit in known)
            _knownByCode.TryAdd(unit.Code, unit);
        _knownById = known.ToDictionary(u => u.Id);
        _elsewhere = elsewhere.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Units below the root that do not stand in the list.</summary>
    public int CountAbsent(IEnumerable<UnitRow> rows)
    {
        var codes = rows.Select(row => row.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _known.Count(unit => unit.Id != _root.Id && unit.ValidTo is null && !codes.Contains(unit.Code));
    }

    /// <param name="peopled">Branches that members belong to.</param>
    /// <param name="decisions">What a person says about rows, by their numbers.</param>
    public List<PlannedRow<UnitTarget>> Plan(
        IReadOnlyList<UnitRow> rows, IReadOnlySet<Guid> peopled, IReadOnlyDictionary<int, RowDecision> decisions)
    {
        // First each row by itself: under a superior that cannot be loaded nothing can.
        var problems = rows.Where(row => !row.IsBlocked && !IsSkipped(row))
            .Select(row => (row.Number, Problem: ProblemOf(row, peopled))).ToDictionary(pair => pair.Number, pair => pair.Problem);
        foreach (var row in rows.Where(row => problems.TryGetValue(row.Number, out var problem) && problem is null))
        {
            _good.Add(row.Code, row);
            if (!_knownByCode.ContainsKey(row.Code))
                _newIds.Add(row.Code, IsRoot(row.Code) ? _root.Id : Guid.CreateVersion7());
        }

        return
        [
            .. rows.Select(row => IsSkipped(row)
                ? PlannedRow.Skipped<UnitTarget>(_root, row.Number, null, row.Name)
                : Plan(row, problems.GetValueOrDefault(row.Number))),
        ];

        bool IsSkipped(UnitRow row) => decisions.GetValueOrDefault(row.Number)?.Choice == RowChoice.Skip;
    }

    /// <summary>Branches that the list would make something in which no member can stand.</summary>
    public IReadOnlyList<Guid> LosingMembers(IEnumerable<UnitRow> rows) =>
    [
        .. from row in rows
           let unit = _knownByCode.GetValueOrDefault(row.Code)
           where unit is not null && HoldsMembers(unit.KindCode) && row.KindAmong(_kinds) is { HoldsMembers: false }
           select unit.Id,
    ];

    private CellProblem? ProblemOf(UnitRow row, IReadOnlySet<Guid> peopled)
    {
        if (!_rowOfCode.TryAdd(row.Code, row.Number))
            return At(row, UnitColumns.Code, row.Code, $"Mã này đã có ở dòng {_rowOfCode[row.Code]}. Mỗi tổ chức một mã.");
        if (_elsewhere.Contains(row.Code))
            return At(row, UnitColumns.Code, row.Code, "Mã này thuộc một tổ chức ngoài phạm vi đang nhập. Kiểm tra lại mã.");
        // Whatever is of a kind that is not used any more stays so.
        if (row.KindAmong(_kinds) is not { } kind || !(kind.IsActive || _knownByCode.GetValueOrDefault(row.Code)?.KindCode == kind.Code))
            return row.UnknownKind(_kinds);
        return !kind.HoldsMembers && _knownByCode.TryGetValue(row.Code, out var unit) && peopled.Contains(unit.Id)
            ? At(row, UnitColumns.Kind, row.Kind,
                $"Tổ chức này đang có đảng viên, mà {kind.Name} không có đảng viên sinh hoạt trực tiếp. Chuyển đảng viên đi trước.")
            : null;
    }

    private PlannedRow<UnitTarget> Plan(UnitRow row, CellProblem? problem)
    {
        if (IsRoot(row.Code) && row.ParentCode is { Length: > 0 } above && !above.Equals(_codeAbove, StringComparison.OrdinalIgnoreCase))
        {
            row = row.With(At(row, UnitColumns.ParentCode, above,
                "Danh sách này không đổi cấp trên của tổ chức đang nhập; ô này không dùng đến.") with
            { Blocks = false });
        }

        problem ??= row.IsBlocked ? null : ProblemAbove(row);
        if (problem is not null)
            row = row.With(problem);
        if (row.IsBlocked)
        {
            return new(row.Number, ImportAction.Problem, _root.Path, null, null, null)
            {
                View = Shown(row, ImportAction.Problem),
            };
        }

        var kind = row.KindAmong(_kinds)!;
        var parent = IsRoot(row.Code) ? _root.ParentId : IdOf(ParentCode(row));
        return _knownByCode.TryGetValue(row.Code, out var unit) ? Compare(row, unit, kind, parent) : Create(row, kind, parent);
    }

    private PlannedRow<UnitTarget> Create(UnitRow row, UnitKind kind, Guid? parent)
    {
        var id = _newIds[row.Code];
        var target = new UnitTarget(id, row.Code, row.Name, kind.Code, parent);
        var facts = RowFact.Said((UnitColumns.Code, row.Code), (UnitColumns.Kind, kind.Name), (UnitColumns.ParentCode, ParentCode(row)));
        return new(row.Number, ImportAction.Create, _root.Path, id, null, target)
        {
            View = Shown(row, ImportAction.Create) with { Facts = facts },
        };
    }

    private PlannedRow<UnitTarget> Compare(UnitRow row, Unit unit, UnitKind kind, Guid? parent)
    {
        var differences = new List<PlannedDifference>();
        if (unit.Name != row.Name)
            differences.Add(PlannedDifference.Of(UnitColumns.Name, unit.Name, row.Name));
        if (unit.KindCode != kind.Code)
            differences.Add(PlannedDifference.Of(UnitColumns.Kind, _kinds.First(k => k.Code == unit.KindCode).Name, kind.Name));
        if (unit.ParentId != parent)
            differences.Add(PlannedDifference.Of(UnitColumns.ParentCode, ParentCode(unit), ParentCode(row)));
        var (action, target) = differences.Count == 0
            ? (ImportAction.Unchanged, null)
            : (ImportAction.Update, new UnitTarget(unit.Id, unit.Code, row.Name, kind.Code, parent));
        return new(row.Number, action, _root.Path, unit.Id, unit.Version, target) { View = Shown(row, action, differences) };
    }

    private static PlannedRowView Shown(UnitRow row, ImportAction action, IReadOnlyList<PlannedDifference>? differences = null) =>
        new(row.Number, null, action, row.Name.Length > 0 ? row.Name : row.Code, differences ?? [], row.Problems, []);

    /// <summary>Walks up from a unit as the superiors will be: it must come to the root, and not past itself.</summary>
    private CellProblem? ProblemAbove(UnitRow row)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var at = row.Code; !IsRoot(at); at = ParentOf(at))
        {
            if (!_good.ContainsKey(at) && !_knownByCode.ContainsKey(at))
            {
                return At(row, UnitColumns.ParentCode, row.ParentCode ?? "", _rowOfCode.TryGetValue(at, out var above)
                    ? $"Tổ chức cấp trên ở dòng {above} có lỗi. Sửa dòng đó trước."
                    : "Không có tổ chức nào mang mã này trong tệp hoặc trong phạm vi đang nhập.");
            }

            if (!seen.Add(at))
            {
                var hangs = !at.Equals(row.Code, StringComparison.OrdinalIgnoreCase);
                return At(row, UnitColumns.ParentCode, row.ParentCode ?? "", hangs && _rowOfCode.TryGetValue(at, out var inCircle)
                    ? $"Tổ chức cấp trên ở dòng {inCircle} có lỗi. Sửa dòng đó trước."
                    : "Các tổ chức này là cấp trên của nhau thành vòng. Sửa mã cấp trên.");
            }
        }

        var below = LevelsBelow(row);
        var deepest = _root.Path.Depth + seen.Count + below;
        return deepest > UnitPath.MaxDepth
            ? At(row, UnitColumns.ParentCode, row.ParentCode ?? "",
                $"Tổ chức {(below > 0 ? "bên dưới tổ chức " : "")}này nằm ở cấp thứ {deepest}; nhiều nhất {UnitPath.MaxDepth} cấp.")
            : null;
    }

    /// <summary>How many levels a unit that moves brings along.</summary>
    private int LevelsBelow(UnitRow row) =>
        !IsRoot(row.Code) && _knownByCode.TryGetValue(row.Code, out var unit) && unit.ParentId != IdOf(ParentCode(row))
        ? _knownByCode.Values.Where(u => u.Path.IsWithin(unit.Path)).Max(u => u.Path.Depth) - unit.Path.Depth
        : 0;

    private bool IsRoot(string code) => code.Equals(_root.Code, StringComparison.OrdinalIgnoreCase);

    private bool HoldsMembers(string kindCode) => _kinds.Any(kind => kind.Code == kindCode && kind.HoldsMembers);

    private Guid IdOf(string code) => IsRoot(code) ? _root.Id : _knownByCode.TryGetValue(code, out var unit) ? unit.Id : _newIds[code];

    private string ParentOf(string code) => _good.TryGetValue(code, out var row) ? ParentCode(row) : ParentCode(_knownByCode[code]);

    /// <summary>Without a superior in the list a unit stays where it is, and a new one stands directly below the root.</summary>
    private string ParentCode(UnitRow row)
    {
        if (!string.IsNullOrEmpty(row.ParentCode))
            return row.ParentCode;
        return _knownByCode.TryGetValue(row.Code, out var unit) ? ParentCode(unit) : _root.Code;
    }

    private string ParentCode(Unit unit) =>
        unit.ParentId is { } parent && _knownById.TryGetValue(parent, out var above) ? above.Code : _root.Code;

    private static CellProblem At(UnitRow row, ListColumn column, string found, string reason) =>
        new(row.Number, null, column.Heading, found, reason, Blocks: true);
}
