using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;

namespace PartyNet.Web.Pages.MyData;

/// <summary>One line of the audit in the words of the member whom it concerns.</summary>
public static class AccessText
{
    /// <summary>"Bí thư, Chi bộ Khu 14 đã mở bản kê khai số 2".</summary>
    public static string What(AccessToMyData row) =>
        $"{Who(row)} {Act(row)}{HowOften(row)}";

    /// <summary>"đã mở bản kê khai số 2".</summary>
    public static string Act(AccessToMyData row) =>
        Did(row.Type, row.Declaration is { } number ? $"bản kê khai số {number}" : "bản kê khai");

    /// <summary>", 5 lần, từ 14:05 đến 14:50"; nothing for what was done once.</summary>
    private static string HowOften(AccessToMyData row)
    {
        if (row.Times == 1)
            return "";
        var (from, to) = (VietnamTime.Clock(row.From), VietnamTime.Clock(row.At));
        return from == to ? $", {Numbers.Text(row.Times)} lần" : $", {Numbers.Text(row.Times)} lần, từ {from} đến {to}";
    }

    /// <summary>
    /// By role and unit, as the branch knows them, after the name where members read it; the member's own acts are told apart.
    /// </summary>
    public static string Who(AccessToMyData row) => row switch
    {
        { IsOwn: true } => "Đồng chí",
        { Type: ProcessType.SlipFrozen } => "Một người chưa đăng nhập",
        { Role: { } role } => Officer(row.Name, role, row.UnitName, row.BoardName),
        _ => "Người vận hành hệ thống",
    };

    /// <summary>"Nguyễn Văn A – Bí thư, Chi bộ Khu 14", or without the name.</summary>
    public static string Officer(string? name, Role role, string? unit, string? board) =>
        name is null ? RolePermissions.Name(role, unit, board) : $"{name} – {RolePermissions.Name(role, unit, board)}";

    private static string Did(ProcessType type, string declaration) => type switch
    {
        ProcessType.Installed => "đã cài đặt hệ thống",
        ProcessType.SealedValueUnreadable => "gặp dữ liệu không đọc được",
        ProcessType.InstallationChecked => "đã kiểm tra hệ thống",
        ProcessType.KeysRotated => "đã thay khóa của dữ liệu",
        ProcessType.KeyRetired => "đã bỏ khóa cũ của dữ liệu",
        ProcessType.BackedUp => "đã sao lưu dữ liệu",
        ProcessType.Restored => "đã khôi phục dữ liệu",
        ProcessType.DeclarationSubmitted => $"đã nộp {declaration}",
        ProcessType.DeclarationViewed => $"đã mở {declaration}",
        ProcessType.DeclarationConfirmed => $"đã xác nhận {declaration}",
        ProcessType.ConfirmationWithdrawn => $"đã rút lại xác nhận {declaration}",
        ProcessType.ReadyRequestsChanged => "đã sửa các câu yêu cầu dùng sẵn",
        ProcessType.FactCorrectionAsked => "đã đề nghị sửa thông tin trong danh sách đảng viên",
        ProcessType.FactCorrectionWithdrawn => "đã rút lại đề nghị sửa thông tin",
        ProcessType.FactCorrectionViewed => "đã mở đề nghị sửa thông tin của đồng chí",
        ProcessType.FactCorrectionAccepted => "đã chấp nhận đề nghị của đồng chí và sửa danh sách đảng viên",
        ProcessType.FactCorrectionRefused => "đã trả lời không chấp nhận đề nghị sửa thông tin của đồng chí",
        ProcessType.DeclarationReturned => $"đã trả lại {declaration} để sửa",
        ProcessType.MembersSearched => "đã tìm trong danh sách và thấy tên đồng chí",
        ProcessType.MembersViewed => "đã xem danh sách đảng viên có tên đồng chí",
        ProcessType.MemberViewed => "đã mở trang thông tin của đồng chí",
        ProcessType.NumberRevealed => "đã xem đủ một số của đồng chí",
        ProcessType.ReviewQueueViewed => $"đã xem danh sách bản kê khai chờ xem xét, có {declaration} của đồng chí",
        ProcessType.UnusualReading => "đã mở nhiều bản kê khai bất thường",
        ProcessType.RosterViewed => "đã xem danh sách tổng hợp có tên đồng chí",
        ProcessType.ViewerNamesSet => "đã quyết định có nêu tên người xem hay không",
        ProcessType.RosterTemplateSet => "đã chọn cột hoặc phần đầu, phần ký của danh sách",
        ProcessType.RosterExported => "đã xuất danh sách có tên đồng chí",
        ProcessType.RosterDelivered => "đã nhận tệp danh sách có tên đồng chí",
        ProcessType.NoticePublished => "đã công bố thông báo về việc kê khai",
        ProcessType.MembersImportPlanned => "đã đối chiếu danh sách đảng viên có tên đồng chí",
        ProcessType.MembersImported => "đã nhập danh sách đảng viên có tên đồng chí",
        ProcessType.AccountsImportPlanned => "đã đối chiếu danh sách tài khoản đã thu thập có tên đồng chí",
        ProcessType.AccountsImported => "đã nhập danh sách tài khoản đã thu thập để hỏi đồng chí",
        ProcessType.ProposalsForgotten => "hệ thống đã tự xóa tài khoản mà danh sách của tổ chức có ghi và đồng chí chưa trả lời",
        ProcessType.UnitKindSet => "đã sửa danh mục loại tổ chức",
        ProcessType.ProposalsAnswered => "đã trả lời về tài khoản mà danh sách của tổ chức có ghi",
        ProcessType.UnitsImportPlanned => "đã đối chiếu danh sách tổ chức đảng",
        ProcessType.UnitsImported => "đã nhập danh sách tổ chức đảng",
        ProcessType.RolesImportPlanned => "đã đối chiếu danh sách vai trò có tên đồng chí",
        ProcessType.RolesImported => "đã nhập danh sách vai trò có tên đồng chí",
        ProcessType.ImportUndone => "đã hoàn tác một danh sách có tên đồng chí",
        ProcessType.ListHandedIn => "đã đưa một danh sách vào để nhập",
        ProcessType.ListReadingKept => "đã chọn cách đọc một danh sách",
        ProcessType.ListRowsDecided => "đã quyết định các dòng của một danh sách",
        ProcessType.ListWorkAsked => "đã yêu cầu nhập một danh sách",
        ProcessType.ListPlanViewed => "đã xem trước danh sách sắp nhập có tên đồng chí",
        ProcessType.ListErrorsHandedOut => "đã tải các dòng chưa nhập được của một danh sách",
        ProcessType.ListGivenUp => "đã bỏ một danh sách chưa nhập",
        ProcessType.DemoLoaded => "đã nạp dữ liệu mẫu",
        ProcessType.SignedIn => "đã đăng nhập",
        ProcessType.SignInFailed => "đã đăng nhập không thành công",
        ProcessType.SignedOut => "đã đăng xuất",
        ProcessType.PasswordSet => "đã đặt mật khẩu",
        ProcessType.GrantGiven => "đã giao vai trò trong hệ thống cho đồng chí",
        ProcessType.GrantRevoked => "đã thôi giao vai trò trong hệ thống cho đồng chí",
        ProcessType.UserCreated => "đã tạo tài khoản đăng nhập cho đồng chí",
        ProcessType.UserClosed => "đã đóng tài khoản đăng nhập của đồng chí",
        ProcessType.AccessDenied => "đã mở một trang ngoài phạm vi",
        ProcessType.SetupLinkIssued => "đã cấp đường dẫn đặt mật khẩu cho đồng chí",
        ProcessType.FactorEnrolled => "đã bật lớp xác nhận thứ hai",
        ProcessType.RecoveryCodesRenewed => "đã tạo mã dự phòng mới",
        ProcessType.RecoveryCodesShown => "đã xem mã dự phòng",
        ProcessType.PasskeyAdded => "đã thêm một khóa đăng nhập của mình",
        ProcessType.PasskeyRemoved => "đã bỏ một khóa đăng nhập của mình",
        ProcessType.FactorReset => "đã đặt lại lớp xác nhận thứ hai của đồng chí",
        ProcessType.FactorResetAsked => "đã đề nghị đặt lại lớp xác nhận thứ hai của đồng chí",
        ProcessType.FactorResetApproved => "đã đồng ý đặt lại lớp xác nhận thứ hai của đồng chí",
        ProcessType.FactorResetWithdrawn => "đã rút hoặc từ chối đề nghị đặt lại lớp xác nhận thứ hai",
        ProcessType.OwnSessionsEnded => "đã kết thúc phiên đăng nhập ở nơi khác",
        ProcessType.UserSessionsEnded => "đã kết thúc mọi phiên đăng nhập của đồng chí",
        ProcessType.PasswordChanged => "đã đổi mật khẩu",
        ProcessType.RolesViewed => "đã xem trang phân công có tên đồng chí",
        ProcessType.SetupLinkShown => "đã xem đường dẫn đặt mật khẩu của đồng chí",
        ProcessType.SlipsPrinted => "đã in phiếu kích hoạt cho đồng chí",
        ProcessType.SlipUsed => "đã vào hệ thống bằng phiếu kích hoạt",
        ProcessType.SlipsLost => "đã báo mất phiếu kích hoạt của đồng chí: phiếu bị khóa",
        ProcessType.BirthDateRecorded => "đã ghi ngày sinh của đồng chí vào danh sách",
        ProcessType.SlipFrozen => "đã nhập sai năm lần, phiếu kích hoạt của đồng chí bị khóa",
    };
}
