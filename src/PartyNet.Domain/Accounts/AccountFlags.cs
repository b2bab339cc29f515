namespace PartyNet.Domain.Accounts;

/// <summary>
/// What a reviewer should know about an address that was accepted. Flags never block: the member may be right.
/// The numbers are stored: never renumber them.
/// </summary>
[Flags]
public enum AccountFlags
{
    None = 0,

    /// <summary>A share link or shortener: it does not tell whose account it is.</summary>
    FullLinkNeeded = 1,

    /// <summary>A personal Zalo QR link: the phone number behind it is not known.</summary>
    PhoneNeeded = 2,

    VideoLink = 4,
    PostLink = 8,
    InviteLink = 16,

    /// <summary>A form that the platform has replaced: it works for now, and does not match the new form of the same account.</summary>
    OldLinkForm = 32,

    UnknownPhonePrefix = 64,
    Landline = 128,

    /// <summary>A name without a link on a platform whose names PartyNet knows nothing about.</summary>
    NameOnly = 256,

    /// <summary>Declared as a website although it belongs to a platform that has its own place.</summary>
    OtherPlatform = 512,

    /// <summary>The member could not get at the address, and says what they know instead: <see cref="AccountAddress.Unknown"/>.</summary>
    AddressUnknown = 1024,
}

/// <summary>The codes (public, in the command line's output) and Vietnamese sentences of the flags, in one order.</summary>
public static class AccountFlagTexts
{
    private static readonly (AccountFlags Flag, string Code, string Sentence)[] Table =
    [
        (AccountFlags.FullLinkNeeded, "full-link-needed",
            "Đường dẫn chia sẻ hoặc rút gọn này không cho biết tài khoản nào: cần đường dẫn đầy đủ của trang cá nhân."),
        (AccountFlags.PhoneNeeded, "phone-needed",
            "Mã QR Zalo không cho biết số nào: cần số điện thoại đăng ký Zalo."),
        (AccountFlags.VideoLink, "video-link",
            "Đây là đường dẫn video; chỉ tên tài khoản đăng video được lưu."),
        (AccountFlags.PostLink, "post-link",
            "Đây là đường dẫn bài viết hoặc tin; chỉ tên tài khoản đăng bài được lưu."),
        (AccountFlags.InviteLink, "invite-link",
            "Đây là đường dẫn mời vào nhóm; đường dẫn mời có thể hết hạn, nên ghi thêm tên nhóm."),
        (AccountFlags.OldLinkForm, "old-link-form",
            "Đây là dạng đường dẫn cũ; nên dùng đường dẫn hiện nay (với YouTube là tên bắt đầu bằng @)."),
        (AccountFlags.UnknownPhonePrefix, "unknown-prefix",
            "Đầu số điện thoại này lạ; đồng chí kiểm tra lại từng chữ số."),
        (AccountFlags.Landline, "landline",
            "Đây là số điện thoại cố định; đồng chí kiểm tra xem có đúng là số đăng ký tài khoản không."),
        (AccountFlags.NameOnly, "name-only",
            "Chỉ có tên, chưa có đường dẫn; nên ghi đường dẫn để nhận ra đúng tài khoản."),
        (AccountFlags.OtherPlatform, "other-platform",
            "Đường dẫn này thuộc một mạng xã hội đã có mục riêng; nên khai ở mục đó."),
        (AccountFlags.AddressUnknown, "address-unknown",
            "Người khai chưa lấy được địa chỉ, mới ghi những gì biết: đồng chí giúp tìm, rồi trả lại kèm hướng dẫn để bổ sung."),
    ];

    public static IReadOnlyList<string> Codes(this AccountFlags flags) => Pick(flags, static row => row.Code);

    public static IReadOnlyList<string> Sentences(this AccountFlags flags) => Pick(flags, static row => row.Sentence);

    private static string[] Pick(AccountFlags flags, Func<(AccountFlags Flag, string Code, string Sentence), string> column) =>
        flags == AccountFlags.None ? [] : [.. Table.Where(row => flags.HasFlag(row.Flag)).Select(column)];
}
