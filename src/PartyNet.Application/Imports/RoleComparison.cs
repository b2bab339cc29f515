using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>What a row makes: somebody's role at a unit.</summary>
public sealed record RoleTarget(Guid MemberId, Role Role, Guid UnitId, DateTimeOffset? To);

/// <summary>Decides row by row what a list of roles would do, and remembers what the preview shows.</summary>
/// <param name="units">The root and everything below it, with whether members belong to it directly.</param>
/// <param name="held">Roles that are held there, or will be.</param>
/// <param name="caller">Gives these roles, and so must be one who may.</param>
internal sealed class RoleComparison(
    Unit root, IEnumerable<(Unit Unit, bool HoldsMembers)> units, IEnumerable<Grant> held, AccessScope caller, DateTimeOffset now)
{
    private readonly Dictionary<string, (Unit Unit, bool HoldsMembers)> _units =
        units.ToDictionary(unit => unit.Unit.Code, StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<(Guid? MemberId, Role Role, Guid? UnitId)> _held = [.. held.Select(g => (g.MemberId, g.Role, g.UnitId))];
    private readonly Dictionary<(Guid MemberId, Role Role, Guid UnitId), int> _rows = [];

    /// <param name="closed">Members whose login was closed: an administrator makes another one first.</param>
    /// <param name="decision">What a person says about the row; null where nobody has said anything.</param>
    public PlannedRow<RoleTarget> Plan(RoleRow row, KnownMembers known, IReadOnlySet<Guid> closed, RowDecision? decision)
    {
        if (decision?.Choice == RowChoice.Skip)
            return PlannedRow.Skipped<RoleTarget>(root, row.Number, null, row.Person.FullName);
        if (row.IsBlocked || row.Role is not { } role)
            return Bad(row);
        if (!_units.TryGetValue(row.UnitCode, out var place))
            return Bad(row, RoleColumns.UnitCode, row.UnitCode, "Không có tổ chức nào mang mã này trong phạm vi đang nhập. Xem lại mã.");
        if (RoleGiving.WrongPlace(role, place.HoldsMembers) is { } wrongPlace)
            return Bad(row, RoleColumns.Role, RolePermissions.Name(role), wrongPlace);
        if (!caller.MayGive(role, place.Unit.Path))
            return Bad(row, RoleColumns.Role, RolePermissions.Name(role), "Đồng chí không giao được vai trò này ở tổ chức này.");
        var (time, _, wrongTime) = RoleTime.Read(role, "", row.LastDay ?? "", now);
        if (time is null)
            return Bad(row, RoleColumns.LastDay, row.LastDay ?? "", wrongTime!);
        var (member, doubt) = Find(row.Person, known, closed);
        return member is null
            ? Bad(row, doubt!)
            : Compare(row, new RoleTarget(member.Member.Id, role, place.Unit.Id, time.To), member, place.Unit);
    }

    private PlannedRow<RoleTarget> Compare(RoleRow row, RoleTarget target, KnownMember member, Unit unit)
    {
        var key = (target.MemberId, target.Role, target.UnitId);
        if (!_rows.TryAdd(key, row.Number))
            return Bad(row, RoleColumns.FullName, row.Person.FullName, $"Vai trò này của đồng chí này đã có ở dòng {_rows[key]}.");
        var subject = $"{member.Member.FullName} – {RolePermissions.Name(target.Role, unit.Name, unit.BoardName)}";
        var (action, made) = _held.Contains(key) ? (ImportAction.Unchanged, null) : (ImportAction.Create, target);
        return new(row.Number, action, root.Path, target.MemberId, null, made) { View = Shown(row, action, subject) };
    }

    /// <summary>The member whose number or code it is, of this very name; nobody is guessed.</summary>
    private (KnownMember? Member, Doubt? Doubt) Find(MemberRow person, KnownMembers known, IReadOnlySet<Guid> closed)
    {
        if (!person.HasNumber && person.MemberCode is null)
            return (null, new("Dòng này thiếu số định danh. Ghi số định danh cá nhân, số thẻ đảng hoặc mã PartyNet."));
        var (member, doubt) = MemberFinder.ByNumber(person, known);
        if (member is null)
        {
            return (null, doubt ?? new(
                "Không có đảng viên nào mang số này trong phạm vi đang nhập. Xem lại số, hoặc nhập danh sách đảng viên trước."));
        }

        if (member.SearchKey != MemberFinder.NameOf(person))
            return (null, new("Số này là của một đồng chí khác họ tên. Kiểm tra xem các cột có lệch dòng không."));
        if (!member.Member.IsOnRoll())
            return (null, new("Đồng chí này không còn sinh hoạt ở chi bộ nên không giữ vai trò được."));
        if (member.Member.Id == caller.MemberId)
            return (null, new("Đồng chí không tự giao vai trò cho mình được. Vai trò của đồng chí do cấp trên giao."));
        return closed.Contains(member.Member.Id)
            ? (null, new("Tài khoản đăng nhập của đồng chí này đã đóng. Đề nghị quản trị hệ thống mở tài khoản đăng nhập mới trước."))
            : (member, null);
    }

    private PlannedRow<RoleTarget> Bad(RoleRow row, ListColumn column, string found, string reason) => Bad(row with
    {
        Problems = [.. row.Problems, new CellProblem(row.Number, null, column.Heading, found, reason, Blocks: true)],
    });

    private PlannedRow<RoleTarget> Bad(RoleRow row, Doubt doubt)
    {
        var bad = Bad(row, RoleColumns.Number, "", doubt.Reason);
        return bad with { View = bad.View! with { Told = [.. doubt.Told.Select(m => m.Member.Id)] } };
    }

    private PlannedRow<RoleTarget> Bad(RoleRow row) => new(row.Number, ImportAction.Problem, root.Path, null, null, null)
    {
        View = Shown(row, ImportAction.Problem, row.Person.FullName),
    };

    private static PlannedRowView Shown(RoleRow row, ImportAction action, string subject) =>
        new(row.Number, null, action, subject, [], row.Problems, []);
}
