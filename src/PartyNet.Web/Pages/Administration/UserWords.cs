using PartyNet.Application.Access;
using PartyNet.Domain.Access;

namespace PartyNet.Web.Pages.Administration;

/// <summary>A user in words.</summary>
public static class UserWords
{
    public static string Roles(UserRow user)
    {
        var roles = user.Grants.Select(Role).Concat(user.IsMember ? ["Đảng viên"] : []).ToList();
        return roles.Count == 0 ? "Chưa có vai trò" : string.Join("; ", roles);
    }

    public static string Role(GrantRow grant) =>
        RolePermissions.Name(grant.Role, grant.UnitName) + (grant.UnitCode is { } code ? $" ({code})" : "");

    public static string State(UserRow user) => user switch
    {
        { ClosedAt: not null } => "Đã đóng",
        { HasPassword: false } => "Chưa đặt mật khẩu",
        _ => "Đang dùng",
    };
}
