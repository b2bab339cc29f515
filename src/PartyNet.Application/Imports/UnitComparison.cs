using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Decides row by row what a unit list would do, and remembers what the preview shows.</summary>
internal sealed class UnitComparison
{
    private readonly Unit _root;
    private readonly IReadOnlyList<UnitKind> _kinds;
    private readonly Dictionary<string, Unit> _known;
    private readonly HashSet<string> _elsewhere;
    private readonly Dictionary<string, Guid> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<PlannedChange> _changes = [];
    private readonly List<CellProblem> _problems = [];

    public UnitComparison(Unit root, IReadOnlyList<UnitKind> kinds, IReadOnlyList<Unit> known, IEnumerable<string> elsewhere)
    {
        _root = root;
        _kinds = kinds;
        _known = known.ToDictionary(u => u.Code, StringComparer.OrdinalIgnoreCase);
        _elsewhere = elsewhere.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<PlannedChange> Changes => _changes;
    public IReadOnlyList<CellProblem> Problems => _problems;

    public List<PlannedRow<UnitTarget>> Plan(IReadOnlyList<UnitRow> rows)
    {
        _ids[_root.Code] = _root.Id;
        foreach (var unit in _known.Values)
            _ids[unit.Code] = unit.Id;
        var listed = new Dictionary<string, UnitRow>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in rows.Where(r => !r.IsBlocked))
        {
            listed.TryAdd(row.Code, row);
            _ids.TryAdd(row.Code, Guid.CreateVersion7());
        }

        return [.. rows.Select(row => Plan(row, listed))];
    }

    private PlannedRow<UnitTarget> Plan(UnitRow row, Dictionary<string, UnitRow> listed)
    {
        _problems.AddRange(row.Problems);
        if (row.IsBlocked)
            return Problem(row, null);
        if (!ReferenceEquals(listed[row.Code], row))
            return Problem(row, At(row, "Mã", row.Code, $"Mã này đã có ở dòng {listed[row.Code].Number}. Mỗi tổ chức một mã."));
        if (_elsewhere.Contains(row.Code))
            return Problem(row, At(row, "Mã", row.Code, "Mã này thuộc một tổ chức ngoài phạm vi đang nhập. Kiểm tra lại mã."));
        if (row.KindAmong(_kinds) is not { } kind)
            return Problem(row, At(row, "Loại", row.Kind, $"Không có loại tổ chức này. Ghi một trong: {string.Join(", ", _kinds.OrderBy(k => k.Position).Select(k => k.Name))}."));

        var isRoot = row.Code.Equals(_root.Code, StringComparison.OrdinalIgnoreCase);
        var parentCode = string.IsNullOrEmpty(row.ParentCode) ? _root.Code : row.ParentCode;
        if (!isRoot && !_ids.ContainsKey(parentCode))
            return Problem(row, At(row, "Mã cấp trên", parentCode, "Không có tổ chức nào mang mã này trong tệp hoặc trong phạm vi đang nhập."));
        if (!isRoot && LeadsBackTo(row.Code, parentCode, listed))
            return Problem(row, At(row, "Mã cấp trên", parentCode, "Các tổ chức này là cấp trên của nhau thành vòng. Sửa mã cấp trên."));

        Guid? parent = isRoot ? _root.ParentId : _ids[parentCode];
        return _known.TryGetValue(row.Code, out var unit) ? Compare(row, unit, kind, parent) : Create(row, kind, parent);
    }

    private PlannedRow<UnitTarget> Create(UnitRow row, UnitKind kind, Guid? parent)
    {
        var id = _ids[row.Code];
        _changes.Add(new PlannedChange(row.Number, ImportAction.Create, row.Name, []));
        return new PlannedRow<UnitTarget>(row.Number, ImportAction.Create, _root.Path, id, null, new UnitTarget(id, IsNew: true, row.Code, row.Name, kind.Code, parent));
    }

    private PlannedRow<UnitTarget> Compare(UnitRow row, Unit unit, UnitKind kind, Guid? parent)
    {
        var differences = new List<PlannedDifference>();
        if (unit.Name != row.Name)
            differences.Add(new PlannedDifference("Tên", unit.Name, row.Name));
        if (unit.KindCode != kind.Code)
            differences.Add(new PlannedDifference("Loại", _kinds.First(k => k.Code == unit.KindCode).Name, kind.Name));
        if (unit.ParentId != parent)
            differences.Add(new PlannedDifference("Cấp trên", CodeOf(unit.ParentId), CodeOf(parent)));
        if (differences.Count == 0)
            return new PlannedRow<UnitTarget>(row.Number, ImportAction.Unchanged, _root.Path, unit.Id, unit.Version, null);
        _changes.Add(new PlannedChange(row.Number, ImportAction.Update, row.Name, differences));
        return new PlannedRow<UnitTarget>(row.Number, ImportAction.Update, _root.Path, unit.Id, unit.Version, new UnitTarget(unit.Id, IsNew: false, unit.Code, row.Name, kind.Code, parent));
    }

    /// <summary>Whether the chain of superiors of a unit, as it will be, comes back to it.</summary>
    private bool LeadsBackTo(string code, string parentCode, Dictionary<string, UnitRow> listed)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { code };
        for (var above = parentCode; !above.Equals(_root.Code, StringComparison.OrdinalIgnoreCase);)
        {
            if (!seen.Add(above))
                return true;
            above = listed.TryGetValue(above, out var row)
                ? string.IsNullOrEmpty(row.ParentCode) ? _root.Code : row.ParentCode
                : CodeOf(_known.GetValueOrDefault(above)?.ParentId);
            if (above.Length == 0)
                return false;
        }

        return false;
    }

    private string CodeOf(Guid? id) => id is null ? "" : _ids.FirstOrDefault(pair => pair.Value == id).Key ?? "";

    private PlannedRow<UnitTarget> Problem(UnitRow row, CellProblem? problem)
    {
        if (problem is not null)
            _problems.Add(problem);
        return new PlannedRow<UnitTarget>(row.Number, ImportAction.Problem, _root.Path, null, null, null);
    }

    private static CellProblem At(UnitRow row, string header, string found, string reason) => new(row.Number, null, header, found, reason, Blocks: true);
}
