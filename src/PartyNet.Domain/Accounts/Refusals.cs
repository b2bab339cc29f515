namespace PartyNet.Domain.Accounts;

/// <summary>
/// Why an address is refused, in the words that the member reads: what is wrong, then what to do. The typed text is never
/// repeated in them, so that a sentence can be logged and shown anywhere.
/// </summary>
internal static class Refusals
{
    public const string TooLong = "Nội dung dài quá 2.000 ký tự. Đồng chí chỉ ghi một đường dẫn hoặc một tên tài khoản.";
    public const string BrokenText = "Nội dung có ký tự hỏng hoặc ký tự điều khiển. Đồng chí gõ lại, hoặc sao chép lại đường dẫn.";
    public const string Several = "Ô này có nhiều tài khoản. Đồng chí khai mỗi tài khoản một lần.";
    public const string Email = "Đây là địa chỉ thư điện tử, không phải tài khoản mạng xã hội. Đồng chí ghi đường dẫn hoặc tên tài khoản.";
    public const string NotWeb =
        "Đây không phải đường dẫn trang web (bắt đầu bằng https://). Đồng chí sao chép lại đường dẫn của tài khoản.";
    public const string Credentials =
        "Đường dẫn có dấu @ trước tên miền, là dấu hiệu đường dẫn giả mạo. Đồng chí sao chép lại đường dẫn của tài khoản.";
    public const string IpAddress = "Đường dẫn dùng địa chỉ IP thay cho tên miền. Đồng chí ghi đường dẫn có tên miền.";
    public const string Port = "Đường dẫn có số cổng sau tên miền. Đồng chí bỏ phần dấu hai chấm và số cổng, hoặc sao chép lại đường dẫn.";
    public const string Malformed = "Đường dẫn viết chưa đúng hoặc bị cắt mất một phần. Đồng chí sao chép lại đường dẫn của tài khoản.";
    public const string UnknownPlatform = "Chưa có mạng xã hội này. Đồng chí chọn một mạng trong danh sách, hoặc chọn Khác.";

    public const string LettersInNumber =
        "Trong số điện thoại có chữ cái trông giống chữ số. Đồng chí thay chữ O bằng số 0, chữ l hoặc I bằng số 1.";

    public const string CommaInLink = "Trong đường dẫn có dấu phẩy; dấu phẩy nên là dấu chấm. Đồng chí sửa lại, ví dụ facebook.com/ten.";
    public const string SpaceInLink = "Ở giữa đường dẫn có dấu cách. Đồng chí xóa dấu cách đó.";

    public static string Empty(PlatformRule rule) => $"Chưa ghi tài khoản. {rule.Instead}";

    public static string DisplayName(Platform platform) =>
        $"Đây là tên hiển thị hoặc có chữ thừa, chưa đủ để nhận ra tài khoản {platform.Name}. {platform.Rule.Instead}";

    public static string BadName(Platform platform, string shape) =>
        $"Tên tài khoản {platform.Name} chưa đúng: phải gồm {shape}. {platform.Rule.Instead}";

    public static string Phone(Platform platform) => $"Đây là số điện thoại, không phải tài khoản {platform.Name}. {platform.Rule.Instead}";

    public static string HomePage(Platform platform) =>
        $"Đường dẫn này mới tới trang chủ của {platform.Name}, chưa tới tài khoản nào. {platform.Rule.HowTo}";

    public static string NotAnAccount(Platform platform) =>
        $"Đường dẫn này tới một chức năng của {platform.Name}, không tới tài khoản nào. {platform.Rule.HowTo}";

    public static string NotOf(Platform platform) =>
        $"Đường dẫn này không thuộc {platform.Name}, dù có thể trông giống. {platform.Rule.Instead}";

    public static string BelongsTo(Platform owner, Platform platform) =>
        $"Đây là đường dẫn của {owner.Name}, không phải của {platform.Name}. Đồng chí chọn {owner.Name} rồi khai lại.";

    public static string LeadsTo(Platform platform, string what) => $"Đây là đường dẫn tới {what}. {platform.Rule.HowTo}";

    public static string NotPublic(Platform platform) =>
        $"Địa chỉ này không phải tên miền công khai trên Internet. {platform.Rule.Instead}";
}
