using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Declarations;

namespace PartyNet.Web.Forms;

/// <summary>
/// How a form is called when it is offered to be sent again, and under which labels what was typed into it is shown. A form that does not
/// stand here is never kept: those for signing in and out, and what holds a password.
/// </summary>
/// <param name="Title">Within a sentence.</param>
public sealed record FormWords(string Title, params IReadOnlyList<TypedField> Typed)
{
    private static readonly TypedField Platform = new("Form.Platform", "Mạng xã hội", code => Domain.Accounts.Platform.Find(code)?.Name);

    private static readonly TypedField Use = new(
        "Form.Use", "Loại tài khoản", use => Enum.TryParse<AccountUse>(use, out var known) ? known.InFirstPerson() : null);

    private static readonly TypedField Role = new(
        "Form.Role", "Vai trò", role => Enum.TryParse<Role>(role, out var known) ? RolePermissions.Name(known) : null);

    private static readonly TypedField Reply = new("]", "Trả lời người xem xét");

    private static readonly TypedField Notes = new(".Note", "Nhận xét");

    private static readonly FormWords GivingRole = new(
        "giao vai trò",
        new("Form.Post", "Vai trò", post => RolePost.Read(post) is { } read ? RolePermissions.Name(read.Role, read.UnitCode) : null),
        new("Form.From", "Từ ngày"),
        new("Form.To", "Đến hết ngày"));

    private static readonly FormWords AskingReset = new("đề nghị đặt lại lớp xác nhận thứ hai");
    private static readonly FormWords ApprovingReset = new("đồng ý đặt lại lớp xác nhận thứ hai");
    private static readonly FormWords WithdrawingReset = new("rút đề nghị đặt lại lớp xác nhận thứ hai");

    private static readonly Dictionary<(string Page, string? Handler), FormWords> All = new()
    {
        [("/Declarations/Start", null)] = new("tiếp tục bản kê khai"),
        [("/Declarations/Start", "Reply")] = new("trả lời người xem xét", Reply),
        [("/Declarations/Start", "Answer")] = new("trả lời về tài khoản chi bộ có ghi"),
        [("/Declarations/Add", null)] = new("chọn mạng xã hội", Platform),
        [("/Declarations/Account", null)] = new(
            "thông tin tài khoản", Platform, new("Form.Network", "Tên mạng xã hội"), new("Form.Address", "Địa chỉ"),
            new("Form.Known", "Những gì biết về tài khoản"),
            new("Form.DisplayName", "Tên hiển thị"), Use, Reply),
        [("/Declarations/Remove", null)] = new("bỏ một tài khoản khỏi danh sách"),
        [("/Declarations/List", null)] = new("danh sách tài khoản"),
        [("/Declarations/Check", null)] = new("nộp bản kê khai"),
        [("/Declarations/Discard", null)] = new("bỏ bản nháp"),
        [("/Review/Declaration", "Confirm")] = new("xác nhận bản kê khai", Notes),
        [("/Review/Declaration", "Withdraw")] = new("rút lại xác nhận bản kê khai"),
        [("/Review/ReadyRequests", null)] = new("lưu câu yêu cầu dùng sẵn", new TypedField("Form.Words", "Câu yêu cầu")),
        [("/Review/ReadyRequests", "Remove")] = new("bỏ câu yêu cầu dùng sẵn"),
        [("/Review/Unchanged", null)] = new("xác nhận các bản kê khai không thay đổi"),
        [("/Review/Declaration", "Draft")] = new("lưu nháp nhận xét", Notes),
        [("/Review/Declaration", "Return")] = new("trả lại bản kê khai để sửa", Notes),
        [("/Administration/UnitKind", null)] = new(
            "lưu loại tổ chức", new("Form.Name", "Tên loại"), new("Form.OtherNames", "Danh sách còn ghi là")),
        [("/Branch/Slips", null)] = new("in phiếu kích hoạt"),
        [("/Branch/Slips", "Lost")] = new("báo mất phiếu kích hoạt"),
        [("/Branch/SlipBirthDate", null)] = new("ghi ngày sinh", new TypedField("Form.BirthDate", "Ngày sinh")),
        [("/MyData/Factor", "Enrol")] = new("bật lớp xác nhận thứ hai"),
        [("/MyData/Factor", "Codes")] = new("tạo mã dự phòng mới"),
        [("/MyData/Factor", "Refuse")] = new("từ chối đặt lại lớp xác nhận thứ hai"),
        [("/MyData/Corrections", null)] = new(
            "đề nghị sửa thông tin", new("Form.Fact", "Mục", code => MemberFacts.All.Find(code)?.Name),
            new("Form.Value", "Thông tin đúng"), new("Form.Reason", "Vì sao")),
        [("/MyData/Corrections", "Withdraw")] = new("rút lại đề nghị sửa thông tin"),
        [("/Branch/Correction", "Accept")] = new("chấp nhận đề nghị sửa thông tin"),
        [("/Branch/Correction", "Refuse")] = new("không chấp nhận đề nghị sửa thông tin", new TypedField("Form.Reason", "Vì sao")),
        [("/Branch/Correction", "Reveal")] = new("xem đủ số đảng viên đề nghị ghi"),
        [("/MyData/Passkeys", null)] = new("thêm khóa đăng nhập", new TypedField("Form.Name", "Tên khóa")),
        [("/MyData/RemovePasskey", null)] = new("bỏ một khóa đăng nhập"),
        [("/MyData/Sessions", null)] = new("kết thúc phiên đăng nhập ở nơi khác"),
        [("/Board/Export", null)] = new(
            "xuất danh sách", new("Purpose", "Mục đích"), new("Heading.Number", "Số, ký hiệu"), new("Heading.Subject", "Trích yếu")),
        [("/Board/ExportColumns", null)] = new("chọn các cột của danh sách"),
        [("/Board/Notices", null)] = new("công bố thông báo", new("Form.Title", "Tiêu đề"), new("Form.Body", "Nội dung")),
        [("/Board/ViewerNames", null)] = new("nêu tên người xem dữ liệu", new TypedField(
            "Form.AreTold", "Đảng viên đọc được", told => told == "true" ? "Họ tên, vai trò và đơn vị" : "Vai trò và đơn vị")),
        [("/Board/Roles", "Give")] = GivingRole,
        [("/Board/Roles", "End")] = new("thôi giao vai trò"),
        [("/Board/Roles", "AskReset")] = AskingReset,
        [("/Board/Roles", "ApproveReset")] = ApprovingReset,
        [("/Board/Roles", "WithdrawReset")] = WithdrawingReset,
        [("/Branch/Member", null)] = new("xem đủ một số của đảng viên"),
        [("/Branch/Roles", "Give")] = GivingRole,
        [("/Branch/Roles", "End")] = new("thôi giao vai trò"),
        [("/Branch/Roles", "AskReset")] = AskingReset,
        [("/Branch/Roles", "ApproveReset")] = ApprovingReset,
        [("/Branch/Roles", "WithdrawReset")] = WithdrawingReset,
        [("/Imports/Start", null)] = new("nộp danh sách để đọc thử"),
        [("/Imports/Reading", "Read")] = new("sửa cách đọc tệp"),
        [("/Imports/Reading", "Fonts")] = new("cách đọc chữ phông cũ"),
        [("/Imports/Reading", "Plan")] = new("xem trước khi nhập danh sách"),
        [("/Imports/Plan", null)] = new("so lại danh sách với hệ thống"),
        [("/Imports/Plan", "Decide")] = new("quyết định các dòng của danh sách"),
        [("/Imports/Commit", null)] = new("nhập danh sách vào hệ thống"),
        [("/Imports/GiveUp", null)] = new("bỏ lần nhập danh sách"),
        [("/Imports/Result", "Undo")] = new("hoàn tác lần nhập danh sách"),
        [("/Administration/Index", "Check")] = new("kiểm tra hệ thống"),
        [("/Administration/NewUser", null)] = new(
            "thêm người dùng", new("Form.Login", "Tên đăng nhập"), new("Form.MemberCode", "Mã PartyNet của đảng viên")),
        [("/Administration/SetupLink", null)] = new("tạo đường dẫn đặt mật khẩu"),
        [("/Administration/User", "Give")] = new("giao vai trò", Role, new("Form.UnitCode", "Mã tổ chức đảng")),
        [("/Administration/User", "Revoke")] = new("thôi giao vai trò"),
        [("/Administration/User", "Link")] = new("tạo đường dẫn đặt mật khẩu"),
        [("/Administration/User", "EndSessions")] = new("kết thúc mọi phiên đăng nhập của một người dùng"),
        [("/Administration/User", "Close")] = new("đóng tài khoản đăng nhập"),
    };

    /// <summary>The forms that are kept.</summary>
    public static IReadOnlyCollection<(string Page, string? Handler)> Kept => All.Keys;

    public static FormWords? Of(string page, string? handler) =>
        All.GetValueOrDefault((page, string.IsNullOrEmpty(handler) ? null : handler));
}

/// <summary>A field whose content is shown.</summary>
/// <param name="NameEnd">How its name ends: fields of a list have a number within.</param>
/// <param name="Say">The words for a choice; null where the content is words already.</param>
public sealed record TypedField(string NameEnd, string Label, Func<string, string?>? Say = null)
{
    public bool Is(SentField field) => field.Name.EndsWith(NameEnd, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(field.Value);

    public string Shown(string value) => Say?.Invoke(value) ?? value;
}
