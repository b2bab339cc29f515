using PartyNet.Domain.Units;

namespace PartyNet.Domain.Access;

/// <summary>
/// Who may give which role where, and end it: roles go down the tree, from those who hold more than they give. Nobody gives one to
/// themselves, whatever they hold; that is checked with the person in hand.
/// </summary>
public static class RoleGiving
{
    /// <summary>
    /// Whether whoever holds a role at a unit may give another at the same unit or below. They hold all its rights; at their own unit it is
    /// a lower role, except that a board takes in colleagues, since above a root there is nobody. PostgreSQL says it once more
    /// (<c>access.may_give</c>); a test holds the two together.
    /// </summary>
    public static bool MayGive(Role held, UnitPath at, Role given, UnitPath where) =>
        where.IsWithin(at)
        && RolePermissions.Of(held).HasFlag(Permissions.GiveRoles | RolePermissions.Of(given))
        && (where != at || held != given || given == Role.Board);

    /// <summary>Stands in for somebody, and so is given until a day.</summary>
    public static bool EndsByItself(Role role) => role == Role.Deputy;

    /// <summary>Why the role is not held at such a unit, in Vietnamese; null where it can be.</summary>
    /// <param name="holdsMembers">The unit is a branch.</param>
    public static string? WrongPlace(Role role, bool holdsMembers) => role switch
    {
        Role.Secretary when !holdsMembers => "Vai trò bí thư chi bộ chỉ giao ở tổ chức là chi bộ.",
        Role.Deputy when !holdsMembers => "Vai trò phó bí thư chi bộ chỉ giao ở tổ chức là chi bộ.",
        Role.Committee when holdsMembers => "Vai trò cấp ủy chỉ giao ở tổ chức có chi bộ trực thuộc.",
        _ => null,
    };
}
