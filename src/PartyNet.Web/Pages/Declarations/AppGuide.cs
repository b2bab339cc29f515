using PartyNet.Domain.Accounts;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>What of a drawn telephone is marked.</summary>
public enum PhoneMark
{
    /// <summary>The last button at the foot.</summary>
    Corner,

    /// <summary>The name below the picture of the person.</summary>
    Name,

    /// <summary>The three dots beside the name.</summary>
    Dots,

    /// <summary>A line in the middle.</summary>
    Line,
}

/// <summary>One step to where an application shows the address of one's account.</summary>
/// <param name="Words">What to do.</param>
/// <param name="Shown">What is written at the mark.</param>
public sealed record GuideStep(string Words, PhoneMark Mark, string Shown);

/// <summary>Where the four applications that nearly everybody has show the address: as drawings of our own, step by step.</summary>
public static class AppGuide
{
    public static IReadOnlyList<GuideStep> Of(Platform platform) => Steps.GetValueOrDefault(platform, []);

    private static readonly Dictionary<Platform, IReadOnlyList<GuideStep>> Steps = new()
    {
        [Platform.Zalo] =
        [
            new("Mở Zalo, bấm “Cá nhân” ở góc dưới bên phải.", PhoneMark.Corner, "Cá nhân"),
            new("Bấm dòng “Tài khoản và bảo mật”.", PhoneMark.Line, "Tài khoản và bảo mật"),
            new("Số ở dòng “Số điện thoại” là số cần ghi.", PhoneMark.Line, "Số điện thoại"),
        ],
        [Platform.Facebook] =
        [
            new("Mở Facebook, bấm vào hình của đồng chí để vào trang cá nhân.", PhoneMark.Name, "Hoa Nguyễn"),
            new("Bấm nút ba chấm ở cạnh tên.", PhoneMark.Dots, "Hoa Nguyễn"),
            new(
                "Kéo xuống cuối: dòng bắt đầu bằng facebook.com là đường dẫn cần ghi. Nếu nút sao chép cho ra đường dẫn có chữ “share”, "
                    + "đồng chí gõ lại dòng nhìn thấy này.",
                PhoneMark.Line,
                "facebook.com/…"),
        ],
        [Platform.TikTok] =
        [
            new("Mở TikTok, bấm “Hồ sơ” ở góc dưới bên phải.", PhoneMark.Corner, "Hồ sơ"),
            new("Dòng bắt đầu bằng @ ở dưới hình là tên tài khoản cần ghi.", PhoneMark.Name, "@hoa.nguyen"),
        ],
        [Platform.YouTube] =
        [
            new("Mở YouTube, bấm “Bạn” ở góc dưới bên phải.", PhoneMark.Corner, "Bạn"),
            new("Bấm “Xem kênh” ở dưới tên.", PhoneMark.Line, "Xem kênh"),
            new("Dòng bắt đầu bằng @ là tên kênh cần ghi.", PhoneMark.Name, "@hoa.nguyen"),
        ],
    };
}
