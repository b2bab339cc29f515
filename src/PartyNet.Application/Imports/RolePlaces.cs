using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>The units at which a list of roles may give some: a unit and everything below it.</summary>
internal sealed class RolePlaces
{
    private const int MostNamed = 4;

    private readonly Dictionary<Guid, (Unit Unit, bool HoldsMembers)> _units;
    private readonly UnitNames _names;
    private readonly Unit _root;

    private RolePlaces(Unit root, IEnumerable<(Unit Unit, bool HoldsMembers)> units)
    {
        _root = root;
        _units = units.ToDictionary(place => place.Unit.Id);
        _names = new UnitNames([.. _units.Values.Select(place => place.Unit)]);
    }

    public static async Task<RolePlaces> LoadAsync(IPartyNetDb db, Unit root, CancellationToken cancellationToken)
    {
        var units = await db.Units.AsNoTracking().Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd && u.ValidTo == null)
            .Join(db.UnitKinds, u => u.KindCode, k => k.Code, (u, k) => new { Unit = u, k.HoldsMembers }).ToListAsync(cancellationToken);
        return new RolePlaces(root, units.Select(place => (place.Unit, place.HoldsMembers)));
    }

    /// <summary>
    /// The unit that a row means, with what is to be said of how it was understood; or null with what is wrong at its cell.
    /// </summary>
    /// <param name="own">The branch of the member, where that is known; of several units of one name it is meant.</param>
    public (Unit? Unit, CellProblem? Said) Find(RoleRow row, Unit? own)
    {
        var behindRole = row.RoleUnit.Length > 0 ? Among(row.RoleUnit) : new([], "", null);
        if (row.Unit is null && row.RoleUnit.Length > 0)
            return One(RoleColumns.Role, row.RoleUnit, behindRole);
        if (row.Unit is not { } written)
        {
            return row.UnitAbove is { } title && Among(title) is { Units: [var above] }
                ? (above, null)
                : (_root, Note(RoleColumns.Unit, "", $"Dòng này không ghi tổ chức: hiểu là {_root.Name}."));
        }

        var (unit, said) = One(RoleColumns.Unit, written, Among(written));
        return unit is null || row.RoleUnit.Length == 0 || behindRole.Units.Contains(unit)
            ? (unit, said)
            : (null, Problem(
                RoleColumns.Role, row.RoleUnit,
                $"Chữ đứng sau vai trò không phải tên {unit.Name}. Ô này chỉ ghi vai trò: {string.Join(", ", WrittenRole.Names)}."));

        (Unit?, CellProblem?) One(ListColumn column, string typed, NamedUnits named)
        {
            var found = named.Units;
            // A branch has a secretary, a committee has members of the committee: one name, and only one can be meant.
            var meant = found.Count > 1 && row.Role is { } role ? [.. found.Where(unit => WrongPlace(role, unit) is null)] : found;
            if ((meant.Count == 1 ? meant[0] : meant.FirstOrDefault(unit => unit.Id == own?.Id)) is { } one)
                return (one, named.Besides.Length > 0 ? Note(column, typed, NamedUnits.NoteOf(one, named.Besides)) : null);
            return (null, Problem(
                column, typed, named.Contradiction ?? (meant.Count == 0 && found.Count == 0 ? WhyNone(typed) : WhyNotOne(found))));
        }

        NamedUnits Among(string text) => _names.Among(text, _names);

        CellProblem Note(ListColumn column, string found, string reason) => Problem(column, found, reason) with { Blocks = false };

        CellProblem Problem(ListColumn column, string found, string reason) =>
            new(row.Number, null, column.Heading, found, reason, Blocks: true);
    }

    /// <summary>Why the role is not held at such a unit, in Vietnamese; null where it can be.</summary>
    public string? WrongPlace(Role role, Unit unit) =>
        RoleGiving.WrongPlace(role, _units[unit.Id].HoldsMembers) is { } reason
            ? role == Role.Committee ? reason : $"{reason} Bí thư, phó bí thư đảng ủy thì ghi “{RolePermissions.Name(Role.Committee)}”."
            : null;

    private string WhyNotOne(IReadOnlyList<Unit> found)
    {
        var named = found.Take(MostNamed).Select(unit =>
            unit.Name + (unit.ParentId is { } parent && _units.TryGetValue(parent, out var above) ? $", {above.Unit.Name}" : "")
                + $" (mã {unit.Code})");
        return $"Có {found.Count} tổ chức cùng tên này: {string.Join("; ", named)}{(found.Count > MostNamed ? "; …" : ".")} "
            + "Ghi mã tổ chức thay cho tên.";
    }

    private static string WhyNone(string typed) => UnitNames.IsCode(typed)
        ? "Không có tổ chức nào mang mã này trong phạm vi đang nhập. Xem lại mã, hoặc ghi tên tổ chức."
        : "Không có tổ chức nào tên này trong phạm vi đang nhập. Xem lại tên, hoặc ghi mã tổ chức.";
}
