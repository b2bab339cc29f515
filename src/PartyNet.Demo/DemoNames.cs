namespace PartyNet.Demo;

/// <summary>
/// Names of people and places that are put together at random. Given names by which a well-known person could be meant are left out;
/// the places are invented.
/// </summary>
internal static class DemoNames
{
    // As often as they stand here: about as in the country.
    private static readonly string[] Surnames =
    [
        "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn",
        "Trần", "Trần", "Trần", "Trần", "Lê", "Lê", "Lê", "Phạm", "Phạm", "Hoàng", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
        "Huỳnh", "Ngô", "Dương", "Lý", "Đinh", "Trịnh", "Đoàn", "Lương", "Cao", "Tạ", "Hà", "Châu", "Thái", "Kiều", "Âu", "Ông",
    ];

    private static readonly string[] MensMiddles =
    [
        "Văn",
        "Văn",
        "Văn",
        "Văn",
        "Hữu",
        "Đức",
        "Công",
        "Quang",
        "Xuân",
        "Thanh",
        "Đình",
        "Ngọc",
        "Quốc",
        "Duy",
        "Viết",
        "Thế",
        "Gia",
        "Khắc",
        "Mạnh",
        "Bá",
    ];

    private static readonly string[] MensNames =
    [
        "An",
        "Ân",
        "Bảo",
        "Cảnh",
        "Cương",
        "Danh",
        "Đạt",
        "Điền",
        "Hào",
        "Hậu",
        "Hiển",
        "Hiệp",
        "Hòa",
        "Hoàn",
        "Huân",
        "Huấn",
        "Khang",
        "Khánh",
        "Khiêm",
        "Khôi",
        "Kiên",
        "Lộc",
        "Lợi",
        "Long",
        "Lực",
        "Nam",
        "Nhân",
        "Nhật",
        "Phong",
        "Phú",
        "Quân",
        "Quý",
        "Sơn",
        "Tài",
        "Tâm",
        "Tân",
        "Thành",
        "Thiện",
        "Thịnh",
        "Thông",
        "Thuận",
        "Tiến",
        "Tín",
        "Toàn",
        "Trung",
        "Trường",
        "Tùng",
        "Tường",
        "Vinh",
        "Vượng",
        "Ước",
        "Ý",
    ];

    private static readonly string[] WomensMiddles =
    [
        "Thị",
        "Thị",
        "Thị",
        "Thị",
        "Thị Thanh",
        "Thị Ngọc",
        "Thị Thu",
        "Thị Mỹ",
        "Thị Bích",
        "Thị Hồng",
        "Ngọc",
        "Thanh",
        "Mỹ",
        "Bích",
        "Như",
    ];

    private static readonly string[] WomensNames =
    [
        "Ái",
        "Cúc",
        "Diễm",
        "Diệp",
        "Dung",
        "Duyên",
        "Đào",
        "Hà",
        "Hạnh",
        "Hằng",
        "Hiền",
        "Hoa",
        "Hòa",
        "Huệ",
        "Hương",
        "Hường",
        "Khuê",
        "Lan",
        "Lệ",
        "Liên",
        "Liễu",
        "Loan",
        "Ly",
        "Mai",
        "Mơ",
        "Mỹ",
        "Nga",
        "Nguyệt",
        "Nhàn",
        "Nhung",
        "Oanh",
        "Phượng",
        "Quyên",
        "Quỳnh",
        "Sen",
        "Sương",
        "Tâm",
        "Thảo",
        "Thắm",
        "Thoa",
        "Thơ",
        "Thu",
        "Thúy",
        "Thùy",
        "Thủy",
        "Trang",
        "Trâm",
        "Trinh",
        "Tuyết",
        "Uyên",
        "Vân",
        "Xuân",
        "Yến",
    ];

    private static readonly string[] FirstOfPlace =
    [
        "Nhạn",
        "Liễu",
        "Sương",
        "Trúc",
        "Quế",
        "Lựu",
        "Mơ",
        "Thông",
        "Suối",
        "Mây",
        "Hạc",
        "Sen",
        "Bưởi",
        "Dừa",
        "Khói",
        "Trăng",
        "Cau",
        "Đước",
    ];

    private static readonly string[] LastOfPlace =
        ["Khê", "Lĩnh", "Trì", "Trang", "Vĩ", "Thạch", "Đoài", "Nội", "Thượng", "Hạ", "Biên", "Viên", "Sa", "Châu"];

    public static string Person(DemoRandom random, bool woman) =>
        $"{random.Pick(Surnames)} {random.Pick(woman ? WomensMiddles : MensMiddles)} {random.Pick(woman ? WomensNames : MensNames)}";

    /// <summary>The place with this number; numbers that follow each other give places that differ in both words.</summary>
    public static string Place(int number)
    {
        var index = number % (FirstOfPlace.Length * LastOfPlace.Length);
        return $"{FirstOfPlace[index % FirstOfPlace.Length]} "
            + $"{LastOfPlace[(index + (index / (FirstOfPlace.Length * LastOfPlace.Length / 2))) % LastOfPlace.Length]}";
    }
}
