using PartyNet.Application.Access;
using PartyNet.Domain.Text;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Board;

/// <summary>A request to take a second factor away, in words.</summary>
public static class FactorResetWords
{
    public static string Person(FactorResetRow row) =>
        $"{row.FullName ?? "Người không có trong danh sách đảng viên ở đây"}, {row.UnitName}";

    public static string Asker(FactorResetRow row) => Named(row.AskerName, row.By);

    public static string State(FactorResetRow row) => row.State switch
    {
        FactorResetState.Waiting => $"Chờ cấp trên đồng ý đến {VietnamTime.Full(row.Until)}",
        FactorResetState.Approved =>
            $"Đã đặt lại lúc {VietnamTime.Full(row.ApprovedAt!.Value)}, {Named(row.ApproverName, row.ApprovedBy)} đồng ý",
        FactorResetState.Withdrawn => "Đã rút hoặc bị từ chối",
        FactorResetState.Expired => "Quá 7 ngày không ai đồng ý",
    };

    /// <summary>What has just been done, and what follows from it.</summary>
    public static string Done(ResetStep step) => step switch
    {
        ResetStep.Asked => "Đã đề nghị đặt lại lớp xác nhận thứ hai",
        ResetStep.Agreed => "Đã đặt lại lớp xác nhận thứ hai",
        ResetStep.Withdrawn => "Đã rút đề nghị",
    };

    /// <inheritdoc cref="Done"/>
    public static string Then(ResetStep step) => step switch
    {
        ResetStep.Asked => "Trong 7 ngày, một đồng chí khác ở cấp trên đồng ý thì lớp này mới được đặt lại.",
        ResetStep.Agreed =>
            "Đồng chí ấy đã bị đăng xuất ở mọi nơi, vào lại bằng mật khẩu hoặc phiếu mới và bật lại lớp này trước khi làm việc.",
        ResetStep.Withdrawn => "Lớp xác nhận thứ hai của đồng chí ấy giữ nguyên.",
    };

    private static string Named(string? name, RoleGiver? by) => name is null ? RoleWords.Giver(by) : $"{name} – {RoleWords.Giver(by)}";
}
