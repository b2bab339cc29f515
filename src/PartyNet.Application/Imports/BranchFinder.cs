using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Finds the branch that a list means, by code or name, below the unit that is loaded. It never guesses between two.</summary>
internal sealed class BranchFinder
{
    private readonly Unit _root;
    private readonly Dictionary<string, UnitKind> _kinds;
    private readonly List<Unit> _units;
    private readonly UnitNames _branches;
    private readonly UnitNames _all;

    private BranchFinder(Unit root, IEnumerable<UnitKind> kinds, List<Unit> units)
    {
        (_root, _units) = (root, units);
        _kinds = kinds.ToDictionary(k => k.Code);
        _branches = new UnitNames([.. units.Where(IsOpenBranch)]);
        _all = new UnitNames(units);
    }

    public static async Task<BranchFinder> LoadAsync(IPartyNetDb db, Unit root, CancellationToken cancellationToken)
    {
        var kinds = await db.UnitKinds.ToListAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd)
            .ToListAsync(cancellationToken);
        return new BranchFinder(root, kinds, units);
    }

    /// <summary>Whether a title or the name of a sheet is a branch's.</summary>
    public bool Names(string? text) => text is not null && _branches.Among(VietnameseText.Normalize(text), _all).Units.Count == 1;

    /// <summary>The branch, with what is to be said of how it was understood; or null with the reason. Both in Vietnamese.</summary>
    /// <param name="typed">Name or code; blank leaves a member where they are.</param>
    /// <param name="present">Where the member is now; null for somebody new. Of several branches of one name it is meant.</param>
    public (Unit? Branch, string? Said) Find(string? typed, Unit? present)
    {
        var text = VietnameseText.Normalize(typed);
        if (text.Length == 0)
            return Unnamed(present);
        if (present is not null && present.Path.IsWithin(_root.Path) && Names(present, text))
            return (present, null);

        var found = _branches.Among(text, _all);
        return found.Units.Count switch
        {
            1 => (found.Units[0], found.Note),
            0 => (null, found.Contradiction ?? WhyNone(text)),
            _ => (null, $"Có {found.Units.Count} chi bộ cùng tên “{text}” ({FirstCodes(found.Units)}…). Ghi mã chi bộ thay cho tên."),
        };
    }

    /// <summary>A list without the column loads into the unit itself, where that is a branch.</summary>
    private (Unit?, string?) Unnamed(Unit? present)
    {
        if (present is not null)
        {
            return present.Path.IsWithin(_root.Path)
                ? (present, null)
                : (null, "Đồng chí này đang sinh hoạt ngoài tổ chức đang nhập. Nếu chuyển đến thì ghi chi bộ mới.");
        }

        return IsOpenBranch(_root) ? (_root, null) : (null, "Dòng này thiếu chi bộ. Ghi tên hoặc mã chi bộ.");
    }

    private string WhyNone(string text)
    {
        var named = _units.FirstOrDefault(u => Names(u, text));
        if (named is null)
        {
            return UnitNames.IsCode(text)
                ? $"Không có chi bộ nào mang mã “{text}” trong tổ chức đang nhập. Kiểm tra mã, hoặc ghi tên chi bộ."
                : $"Không có chi bộ nào tên “{text}” trong tổ chức đang nhập. Kiểm tra tên, hoặc ghi mã chi bộ.";
        }

        return named.ValidTo is not null
            ? $"“{named.Name}” đã kết thúc hoạt động. Ghi chi bộ hiện nay."
            : $"“{named.Name}” ({_kinds[named.KindCode].Name}) không có đảng viên sinh hoạt trực tiếp. Ghi tên hoặc mã một chi bộ.";
    }

    private static string FirstCodes(IEnumerable<Unit> found) =>
        string.Join(", ", found.Select(u => u.Code).Order(StringComparer.Ordinal).Take(3));

    private bool IsOpenBranch(Unit unit) => unit.ValidTo is null && _kinds[unit.KindCode].HoldsMembers;

    private static bool Names(Unit unit, string text) =>
        unit.Code.Equals(text, StringComparison.OrdinalIgnoreCase) || VietnameseText.SearchKey(unit.Name) == VietnameseText.SearchKey(text);
}
