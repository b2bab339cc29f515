using PartyNet.Domain.Units;

namespace PartyNet.Demo;

/// <summary>
/// What the board of a demo district tells its members before they declare. A real board writes its own; this names only what is
/// confirmed about the regulation, and says of itself that it is a sample.
/// </summary>
internal static class DemoNotice
{
    private const string Title = "Thông báo về việc kê khai tài khoản mạng xã hội";

    private const string Body = """
        Đây là văn bản mẫu của dữ liệu mẫu, không phải văn bản của một tổ chức đảng có thật. Khi dùng thật, Ban của đồng chí thay bằng thông báo của mình.

        Mục đích. Lập danh sách tài khoản mạng xã hội do chính đảng viên kê khai, để chi bộ và cấp ủy quản lý danh sách và hỗ trợ đảng viên khi tài khoản bị kẻ xấu giả mạo hoặc lợi dụng. Danh sách không dùng để theo dõi nội dung đăng tải.

        Căn cứ. Quy định số 85-QĐ/TW ngày 07/10/2022 của Ban Bí thư về việc cán bộ, đảng viên thiết lập và sử dụng trang thông tin điện tử cá nhân trên internet, mạng xã hội; Hướng dẫn số 99-HD/BTGTW ngày 20/3/2023 của Ban Tuyên giáo Trung ương.

        Dữ liệu được lưu. Các tài khoản đồng chí kê khai: mạng xã hội, địa chỉ tài khoản, tên hiển thị, loại tài khoản. Số điện thoại và địa chỉ tài khoản được mã hóa khi lưu.

        Ai được xem. Đồng chí; bí thư chi bộ; cấp ủy và Ban của cấp ủy cấp trên trực tiếp quản lý chi bộ. Mỗi lần xem hoặc xuất danh sách đều được ghi lại và đồng chí xem được những lần đó.

        Quyền của đồng chí. Xem lại, kê khai lại khi có thay đổi, và phản ánh với bí thư chi bộ khi thấy dữ liệu về mình không đúng.
        """;

    public static UnitNotice Publish(Unit unit, DateTimeOffset at, DemoRandom random) =>
        UnitNotice.Publish(random.Id(), unit.Id, 1, Title, Body, at);
}
