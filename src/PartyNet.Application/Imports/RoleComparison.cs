using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>What a row makes: somebody's role at a unit.</summary>
public sealed record RoleTarget(Guid MemberId, Role Role, Guid UnitId, DateTimeOffset? To);

/// <summary>Decides row by row what a list of roles would do, and remembers what the preview shows.</summary>
/// <param name="places">The root and everything below it.</param>
/// <param name="held">Roles that are held there, or will be.</param>
/// <param name="caller">Gives these roles, and so must be one who may.</param>
internal sealed class RoleComparison(
    Unit root, RolePlaces places, IEnumerable<Grant> held, AccessScope caller, ISecrets secrets, DateTimeOffset now)
{
    private readonly MemberFinder _finder = new(secrets);
    private readonly HashSet<(Guid? MemberId, Role Role, Guid? UnitId)> _held = [.. held.Select(g => (g.MemberId, g.Role, g.UnitId))];
    private readonly Dictionary<(Guid MemberId, Role Role, Guid UnitId), int> _rows = [];

    /// <param name="closed">Members whose login was closed: an administrator makes another one first.</param>
    /// <param name="decision">What a person says about the row; null where nobody has said anything.</param>
    public PlannedRow<RoleTarget> Plan(RoleRow row, KnownMembers known, IReadOnlySet<Guid> closed, RowDecision? decision)
    {
        if (decision?.Choice is RowChoice.Skip or RowChoice.New)
            return PlannedRow.Skipped<RoleTarget>(root, row.Number, null, row.Person.FullName);
        row = row with { Person = row.Person.CalledAs(known) };
        if (row.Person.IsBlocked || row.Role is not { } role)
            return PlannedRow.Blocked<RoleTarget>(root, row.Person);
        var chosen = decision?.MemberId is { } id ? known.WithId(id) : null;
        if (decision is not null && chosen is null)
            return Bad(row, MemberFields.FullName.Column, row.Person.FullName, Doubt.ChosenIsGone);

        var (member, doubt) = MemberFinder.ByNumber(row.Person, known, chosen);
        var (unit, said) = places.Find(row, member?.Branch);
        if (unit is null)
            return Bad(row, said!);
        if (said is not null)
            row = row with { Person = row.Person with { Problems = [.. row.Person.Problems, said] } };
        if (places.WrongPlace(role, unit) is { } wrongPlace)
            return Bad(row, RoleColumns.Role, RolePermissions.Name(role), wrongPlace);
        if (!caller.MayGive(role, unit.Path))
            return Bad(row, RoleColumns.Role, RolePermissions.Name(role), "Đồng chí không giao được vai trò này ở tổ chức này.");
        var (time, _, wrongTime) = RoleTime.Read(role, "", row.LastDay ?? "", now);
        if (time is null)
            return Bad(row, RoleColumns.LastDay, row.LastDay ?? "", wrongTime!);
        if (doubt is null && member is null)
            (member, doubt) = _finder.ByNameAt(row.Person, unit, known);
        doubt ??= member is null ? Unknown(row.Person) : WhyNot(row.Person, member, closed, isChosen: chosen is not null);
        if (doubt is { Kind: not null })
            return PlannedRow.Asking<RoleTarget>(root, row.Person, doubt, secrets);
        return doubt is null
            ? Compare(row, new RoleTarget(member!.Member.Id, role, unit.Id, time.To), member, unit)
            : Bad(row, RoleColumns.Number, "", doubt);
    }

    private PlannedRow<RoleTarget> Compare(RoleRow row, RoleTarget target, KnownMember member, Unit unit)
    {
        var key = (target.MemberId, target.Role, target.UnitId);
        if (!_rows.TryAdd(key, row.Number))
        {
            return Bad(
                row, MemberFields.FullName.Column, row.Person.FullName, $"Vai trò này của đồng chí này đã có ở dòng {_rows[key]}.");
        }

        var subject = $"{member.Member.FullName} – {RolePermissions.Name(target.Role, unit.Name, unit.BoardName)}";
        var (action, made) = _held.Contains(key) ? (ImportAction.Unchanged, null) : (ImportAction.Create, target);
        return new(row.Number, action, root.Path, target.MemberId, null, made)
        {
            View = PlannedRowView.Of(row.Person, action) with { Subject = subject },
        };
    }

    /// <summary>Why this member is not given a role by the row; null where they may be.</summary>
    private Doubt? WhyNot(MemberRow person, KnownMember member, IReadOnlySet<Guid> closed, bool isChosen)
    {
        if (!isChosen && member.Name != NameKey.Loose(person.FullName))
            return new("Số này là của một đồng chí khác họ tên. Kiểm tra xem các cột có lệch dòng không.");
        if (!member.Member.IsOnRoll())
            return new("Đồng chí này không còn sinh hoạt ở chi bộ nên không giữ vai trò được.");
        if (member.Member.Id == caller.MemberId)
            return new("Đồng chí không tự giao vai trò cho mình được. Vai trò của đồng chí do cấp trên giao.");
        return closed.Contains(member.Member.Id)
            ? new("Tài khoản đăng nhập của đồng chí này đã đóng. Đề nghị quản trị hệ thống mở tài khoản đăng nhập mới trước.")
            : null;
    }

    private static Doubt Unknown(MemberRow person) => new(
        person.HasNumber || person.MemberCode is not null
            ? "Không có đảng viên nào mang số này trong phạm vi đang nhập. Xem lại số, hoặc nhập danh sách đảng viên trước."
            : "Không có đảng viên nào cùng họ tên, ngày sinh như dòng này trong phạm vi đang nhập. Xem lại họ tên, ngày sinh, "
                + "hoặc nhập danh sách đảng viên trước.");

    private PlannedRow<RoleTarget> Bad(RoleRow row, ListColumn column, string found, string reason) =>
        Bad(row, column, found, new Doubt(reason));

    private PlannedRow<RoleTarget> Bad(RoleRow row, CellProblem problem) => PlannedRow.Blocked<RoleTarget>(
        root, row.Person with { Problems = [.. row.Person.Problems, problem] });

    private PlannedRow<RoleTarget> Bad(RoleRow row, ListColumn column, string found, Doubt doubt) =>
        PlannedRow.Held<RoleTarget>(root, row.Person, column, found, doubt);
}
