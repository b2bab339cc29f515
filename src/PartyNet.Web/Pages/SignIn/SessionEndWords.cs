using PartyNet.Application.Access;

namespace PartyNet.Web.Pages.SignIn;

/// <summary>Why the page for signing in appears, in words; only the browser that held the session reads them.</summary>
public static class SessionEndWords
{
    /// <summary>Null where the browser brought no session that is over.</summary>
    public static string? Of(HttpContext context) => context.Features.Get<EndedSession>() is { } ended ? Words(ended) : null;

    private static string Words(EndedSession ended) => ended.Why switch
    {
        SessionEnd.Idle => $"Phiên làm việc đã kết thúc vì {ended.IdleMinutes} phút không có thao tác nào. Mời đồng chí đăng nhập lại.",
        SessionEnd.Expired => "Phiên làm việc đã đến giờ kết thúc. Mời đồng chí đăng nhập lại.",
        SessionEnd.SignedOut => "Đồng chí đã đăng xuất. Mời đồng chí đăng nhập lại nếu cần làm tiếp.",
        SessionEnd.Replaced => "Đã có lần đăng nhập khác trên trình duyệt này. Mời đồng chí đăng nhập lại.",
        SessionEnd.RoleChanged => "Vai trò của đồng chí vừa thay đổi. Mời đồng chí đăng nhập lại.",
        SessionEnd.PasswordSet => "Mật khẩu của đồng chí vừa được đặt lại. Mời đồng chí đăng nhập bằng mật khẩu mới.",
        SessionEnd.UserClosed => "Tài khoản đăng nhập của đồng chí đã được đóng. Nếu cần dùng lại, đồng chí hỏi quản trị hệ thống.",
        SessionEnd.SlipUsed => "Phiếu kích hoạt của đồng chí vừa được dùng để vào hệ thống ở nơi khác. Nếu không phải đồng chí dùng, "
            + "báo ngay bí thư chi bộ.",
        SessionEnd.FactorReset => "Lớp xác nhận thứ hai của đồng chí vừa được đặt lại. Mời đồng chí đăng nhập rồi bật lại.",
        SessionEnd.EndedByAdministrator => "Quản trị hệ thống đã kết thúc mọi phiên đăng nhập của đồng chí. Mời đồng chí đăng nhập lại; "
            + "nếu không rõ vì sao, đồng chí hỏi quản trị hệ thống.",
        SessionEnd.EndedElsewhere => "Đồng chí đã kết thúc phiên này từ một nơi khác. Mời đồng chí đăng nhập lại nếu cần làm tiếp.",
    };
}
