using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Pages.Board;

/// <summary>A role that somebody holds, in words.</summary>
public static class RoleWords
{
    public static string Name(RoleHolder row) => RolePermissions.Name(row.Role, row.UnitName, row.BoardName);

    public static string Holder(RoleHolder row) => row.FullName ?? "Người không có trong danh sách đảng viên ở đây";

    public static string Giver(RoleGiver? by) => by switch
    {
        null => "Khi cài đặt hệ thống",
        { Role: { } role } => RolePermissions.Name(role, by.UnitName, by.BoardName),
        _ => "Danh sách nhập vào hệ thống",
    };

    /// <summary>"đến hết 31/12/2026"; the last day counts.</summary>
    public static string Until(DateTimeOffset? to) =>
        to is { } end ? $"đến hết {VietnamTime.Date(VietnamTime.Day(end.AddTicks(-1)))}" : "chưa định ngày thôi";
}
