using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Administration;

/// <summary>A user in words.</summary>
public static class UserWords
{
    private const string Member = "Đảng viên";

    public static string Roles(UserRow user) => (user.Grants.Count, user.IsMember) switch
    {
        (0, false) => "Chưa có vai trò",
        (0, true) => Member,
        (1, false) => Role(user.Grants[0]),
        _ => string.Join("; ", user.Grants.Select(Role).Concat(user.IsMember ? [Member] : [])),
    };

    public static string Role(GrantRow grant) =>
        RolePermissions.Name(grant.Role, grant.UnitName) + (grant.UnitCode is { } code ? $" ({code})" : "");

    public static string State(UserRow user) => user switch
    {
        { ClosedAt: not null } => "Đã đóng",
        { HasPassword: false } => "Chưa đặt mật khẩu",
        _ => "Đang dùng",
    };

    /// <summary>What has just been done to a user, and what follows from it.</summary>
    public static string Done(UserChange change) => change switch
    {
        UserChange.RoleGiven => "Đã giao vai trò",
        UserChange.RoleEnded => "Đã cho thôi giữ vai trò",
        UserChange.SessionsEnded => "Đã kết thúc mọi phiên đăng nhập",
        UserChange.Closed => "Đã đóng tài khoản đăng nhập",
    };

    /// <inheritdoc cref="Done"/>
    public static string Then(UserChange change) => change switch
    {
        UserChange.RoleGiven => "Người này vào hệ thống với vai trò đó từ lần đăng nhập sau.",
        UserChange.RoleEnded => "Người này đã bị đăng xuất và không còn vai trò đó. Nếu cho thôi nhầm, vai trò được giao lại như lần đầu.",
        UserChange.SessionsEnded => "Mọi máy đã bị đăng xuất. Người này đọc được vì sao ở trang đăng nhập.",
        UserChange.Closed => "Người này đã bị đăng xuất và không đăng nhập được nữa.",
    };
}
