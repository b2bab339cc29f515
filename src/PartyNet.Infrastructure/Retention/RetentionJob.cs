using PartyNet.Application.Access;
using PartyNet.Domain.Declarations;

namespace PartyNet.Infrastructure.Retention;

/// <summary>One kind of rows that is forgotten when its time is over.</summary>
/// <param name="Name">What <c>jobs.forget</c> knows it by.</param>
/// <param name="Title">What it is called where people read of it.</param>
/// <param name="Every">How often it runs.</param>
/// <param name="Kept">How long rows are kept.</param>
public sealed record RetentionJob(string Name, string Title, TimeSpan Every, Func<RetentionRules, TimeSpan> Kept)
{
    private static readonly TimeSpan Hourly = TimeSpan.FromHours(1);
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    /// <summary>All of them. What is not here is kept for good, or is cleared where it is used (docs/operations.md).</summary>
    public static IReadOnlyList<RetentionJob> All { get; } =
    [
        new("sessions", "phiên đã kết thúc", Hourly, rules => rules.Sessions),
        new("attempts", "lần thử đăng nhập", Hourly, _ => TimeSpan.FromDays(1)),
        new("places", "thiết bị và mạng đã lâu không dùng", Daily, _ => KnownPlace.Lifetime),
        new("slips", "phiếu kích hoạt hết hạn", Daily, rules => rules.Slips),
        new("links", "đường dẫn đặt mật khẩu hết hạn", Daily, _ => TimeSpan.FromDays(7)),
        new("recovery-sheets", "mã dự phòng không ai xem", Hourly, _ => TimeSpan.Zero),
        new("review-notes", "ghi chú xem xét bỏ dở", Hourly, _ => TimeSpan.FromDays(7)),
        new("form-keys", "dấu của biểu mẫu đã gửi", Daily, rules => rules.FormKeys),
        new("import-rows", "dòng của tệp nhập đã lập kế hoạch", Daily, rules => rules.ImportRows),
        new("import-files", "tệp danh sách đã nhập", Daily, rules => rules.ImportRows),
        new("proposed-accounts", "tài khoản trong danh sách mà đảng viên không trả lời", Daily, _ => ProposedAccount.Lifetime),
    ];
}
