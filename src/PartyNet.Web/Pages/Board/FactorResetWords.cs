using PartyNet.Application.Access;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Pages.Board;

/// <summary>A request to take a second factor away, in words.</summary>
public static class FactorResetWords
{
    public static string Person(FactorResetRow row) => $"{row.FullName ?? "Tài khoản không gắn với đảng viên ở đây"}, {row.UnitName}";

    public static string Asker(FactorResetRow row) => Named(row.AskerName, row.By);

    public static string State(FactorResetRow row) => row.State switch
    {
        FactorResetState.Waiting => $"Chờ cấp trên duyệt đến {VietnamTime.Full(row.Until)}",
        FactorResetState.Approved =>
            $"Đã đặt lại lúc {VietnamTime.Full(row.ApprovedAt!.Value)}, {Named(row.ApproverName, row.ApprovedBy)} duyệt",
        FactorResetState.Withdrawn => "Đã rút hoặc bị từ chối",
        FactorResetState.Expired => "Quá 7 ngày không ai duyệt",
    };

    private static string Named(string? name, RoleGiver? by) => name is null ? RoleWords.Giver(by) : $"{name} – {RoleWords.Giver(by)}";
}
