using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;

namespace PartyNet.Application.Imports;

/// <summary>
/// Headings of lists of accounts: who the member is, in the columns of a member list, and their accounts, by network or in any column.
/// </summary>
internal static class AccountColumns
{
    private static readonly string[] Prefixes =
    [
        "Link", "Đường dẫn", "Đường link", "Địa chỉ", "Tài khoản", "Nick", "Tên", "Link tài khoản", "Link trang", "Link trang cá nhân",
        "Đường dẫn tài khoản", "Đường link tài khoản", "Địa chỉ tài khoản", "Tên tài khoản", "Trang cá nhân",
    ];

    /// <summary>Fields that say who is meant.</summary>
    public static IReadOnlyList<MemberField> Who { get; } =
    [
        MemberFields.FullName, MemberFields.Birth, MemberFields.Branch, MemberFields.CardNumber, MemberFields.CitizenNumber,
        MemberFields.Phone, MemberFields.Code,
    ];

    /// <summary>Accounts of whatever network.</summary>
    public static ListColumn Any { get; } = new(
        "Tài khoản mạng xã hội", "Tài khoản MXH", "Mạng xã hội", "MXH", "Các tài khoản mạng xã hội", "Tài khoản", "Link",
        "Link mạng xã hội", "Link tài khoản", "Đường link", "Đường dẫn", "Đường dẫn tài khoản", "Đường link tài khoản", "Địa chỉ tài khoản",
        "Nick", "Tên nick", "Nickname", "Tên tài khoản", "Tên đăng nhập", "Tên người dùng", "ID", "ID tài khoản", "URL", "Link trang",
        "Link trang cá nhân", "Trang cá nhân", "Tên tài khoản hoặc đường link", "Tài khoản hoặc đường link", "Link hoặc số điện thoại",
        "Tài khoản/Số điện thoại", "Tài khoản/SĐT", "SĐT/Link", "Số điện thoại/Link")
    { MayRepeat = true };

    /// <summary>The network of the account beside it, where each account has a row of its own; see <see cref="AccountNetwork"/>.</summary>
    public static ListColumn Network { get; } = new(
        "Tên mạng xã hội", "Nền tảng", "Nền tảng mạng xã hội", "Loại mạng", "Loại mạng xã hội", "Loại MXH", "Tên mạng", "Tên MXH",
        "Loại tài khoản", "Loại tài khoản mạng xã hội", "Ứng dụng", "Tên ứng dụng", "Kênh", "Tên kênh", "Mạng", "Tên nền tảng")
    { MayRepeat = true };

    /// <summary>Accounts on networks that are none of the platforms, each with the name of its own.</summary>
    public static ListColumn OtherNetworks { get; } =
        Of("Khác", "Mạng khác", "Mạng xã hội khác", "MXH khác", "Tài khoản khác", "Các mạng khác", "Tài khoản mạng xã hội khác");

    public static ListColumn Zalo { get; } = Of(
        "Zalo", "Số Zalo", "SĐT Zalo", "Số điện thoại Zalo", "Số ĐT Zalo", "SĐT đăng ký Zalo", "Số điện thoại đăng ký Zalo",
        "SĐT dùng Zalo", "Số điện thoại dùng Zalo", "Zalo cá nhân");

    /// <summary>A column of accounts, and the network that its heading names; null where each cell says that itself.</summary>
    public static IReadOnlyList<(ListColumn Column, Platform? Platform)> Accounts { get; } =
    [
        (Zalo, Platform.Zalo),
        (Of("Facebook", Words("FB", "FB cá nhân", "Face", "Facebook cá nhân", "Trang Facebook")), Platform.Facebook),
        (Of("TikTok", Words("Tik Tok", "Kênh TikTok")), Platform.TikTok),
        (Of("YouTube", Words("You Tube", "Kênh YouTube", "YT")), Platform.YouTube),
        (Of("Twitter", "X (trước là Twitter)", "Mạng X", "Link X", "Link Twitter"), Platform.X),
        (Of("Instagram", Words("IG", "Insta")), Platform.Instagram),
        (Of("Threads"), Platform.Threads),
        (Of("Telegram"), Platform.Telegram),
        (Of("LinkedIn"), Platform.LinkedIn),
        (Of("Trang web", "Website", "Web", "Blog", "Trang web, blog", "Link website"), Platform.Website),
        (OtherNetworks, Platform.Other),
        (Any, null),
    ];

    public static ListColumns All { get; } = new(
        [MemberFields.Ordinal, .. Who.SelectMany(field => field.Columns), .. Accounts.Select(account => account.Column), Network]);

    /// <summary>
    /// Whether a header is of a list of accounts: it names accounts, and nothing by which a list of members tells people apart, unless the
    /// same people stand in several rows, one for each account.
    /// </summary>
    public static bool AreThePoint(ListHeader header) =>
        header.Columns.Contains(MemberFields.FullName.Column)
        && Accounts.Select(account => account.Column).Append(Network).Any(header.Columns.Contains)
        && (header.RepeatsPeople || !Who.Where(field => field.TellsApart).SelectMany(field => field.Columns).Any(header.Columns.Contains));

    /// <summary>
    /// A list of members that has accounts as well says that they are not loaded with it; one of ours has them only to be read.
    /// </summary>
    public static ListContext Told(ListContext context, ListHeader? header) =>
        header is null || header.Columns.Contains(MemberFields.Code.Column)
            || !Accounts.Any(account => header.Columns.Contains(account.Column))
            ? context
            : context with
            {
                Notes =
                [
                    .. context.Notes,
                    "Các cột tài khoản mạng xã hội không nhập cùng danh sách đảng viên. Muốn hỏi đảng viên về các tài khoản ấy thì nhập "
                        + "tệp này lần nữa, chọn loại danh sách “Tài khoản đã thu thập”.",
                ],
            };

    /// <summary>Under the network's name, and under what people write before it.</summary>
    private static ListColumn Of(string network, params string[] others) =>
        new(network, [.. Before(network), .. others]) { MayRepeat = true, Together = Any };

    private static string[] Words(params string[] names) => [.. names.SelectMany(name => Before(name).Prepend(name))];

    private static IEnumerable<string> Before(string name) =>
        Prefixes.Select(word => $"{word} {name}");
}
