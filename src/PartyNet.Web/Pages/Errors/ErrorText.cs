namespace PartyNet.Web.Pages.Errors;

/// <summary>What a person reads when a page cannot be shown: what happened, and what they can do. Never why in technical words.</summary>
public sealed record ErrorText(string Title, string What, string Then)
{
    /// <param name="isForm">Something was sent that somebody may have typed.</param>
    /// <param name="isList">It was a list, which waited in vain for its turn (<see cref="Security.ListGate"/>).</param>
    public static ErrorText For(int status, bool isForm = false, bool isList = false) => status switch
    {
        400 => new("Yêu cầu chưa được thực hiện",
            "Biểu mẫu đã cũ hoặc đã được gửi từ một phiên làm việc khác, nên chưa có gì được lưu.",
            "Đề nghị đồng chí quay lại trang trước, tải lại trang rồi gửi lần nữa."),
        401 or 403 => new("Đồng chí không có quyền xem trang này",
            "Trang này dành cho người được giao nhiệm vụ khác.",
            "Nếu đồng chí cần xem để làm nhiệm vụ được giao, đề nghị liên hệ cấp ủy quản lý trực tiếp."),
        404 or 405 => new("Không tìm thấy trang",
            "Địa chỉ có thể đã gõ thiếu, hoặc nội dung không còn ở đây, hoặc không thuộc phạm vi đồng chí được xem.",
            "Đề nghị đồng chí kiểm tra lại địa chỉ, hoặc trở về trang đầu."),
        409 => new("Nội dung vừa được người khác thay đổi",
            "Trong lúc đồng chí đang xem, một đồng chí khác đã xử lý trước. Thay đổi của đồng chí chưa được lưu.",
            "Đề nghị đồng chí mở lại trang để xem nội dung mới nhất rồi quyết định."),
        413 => new("Nội dung gửi lên quá lớn",
            "Nội dung hoặc tệp gửi lên vượt quá dung lượng cho phép, nên chưa có gì được lưu.",
            "Đề nghị đồng chí quay lại trang trước, viết gọn lại hoặc chia nhỏ tệp rồi gửi lần nữa."),
        421 => new("Kết nối chưa được bảo vệ",
            "Nội dung được gửi bằng http, đường truyền mà người khác đọc được, nên hệ thống không nhận.",
            "Đề nghị đồng chí mở trang bằng địa chỉ bắt đầu bằng https:// rồi gửi lại. Nếu vừa gửi mật khẩu, đồng chí nên đổi mật khẩu."),
        429 when isForm && isList => new("Hệ thống đang nhận tệp khác",
            "Nhiều danh sách được gửi lên hoặc mở ra cùng lúc, nên danh sách của đồng chí chưa được nhận. Chưa có gì thay đổi.",
            "Đề nghị đồng chí chờ ít phút, bấm nút quay lại của trình duyệt, chọn lại tệp rồi gửi lần nữa."),
        429 => new("Có quá nhiều yêu cầu cùng lúc",
            "Hệ thống tạm dừng nhận thêm yêu cầu để bảo vệ dữ liệu của đồng chí.",
            "Đề nghị đồng chí chờ một phút rồi thử lại. Nội dung đã lưu không bị mất."),
        503 when isForm => new("Hệ thống đang tạm ngừng",
            "Hệ thống chưa xác nhận được nội dung đồng chí vừa gửi. Nội dung đã lưu trước đó không bị mất.",
            "Đề nghị đồng chí chờ ít phút, bấm nút quay lại của trình duyệt (nội dung vừa điền còn nguyên trong trang) rồi gửi lần nữa. "
                + "Gửi hai lần cũng chỉ được ghi một lần."),
        503 => new("Hệ thống đang tạm ngừng",
            "Hệ thống chưa phục vụ được lúc này. Nội dung đồng chí đã lưu không bị mất.",
            "Đề nghị đồng chí thử lại sau ít phút."),
        >= 400 and < 500 => new("Yêu cầu chưa được thực hiện",
            "Hệ thống không nhận được đầy đủ nội dung đồng chí gửi, nên chưa có gì được lưu.",
            "Đề nghị đồng chí quay lại trang trước rồi thử lại."),
        _ => new("Có lỗi xảy ra",
            "Lỗi do hệ thống, không phải do đồng chí. Sự việc đã được ghi lại để quản trị hệ thống xem.",
            "Đề nghị đồng chí thử lại sau ít phút. Nếu vẫn gặp lỗi, đề nghị báo mã số dưới đây cho quản trị hệ thống."),
    };
}
