namespace PartyNet.Web.Demo;

/// <summary>The roles of the demo organisation, as the sign-in page offers them. The codes are the logins of the demo's users.</summary>
public static class DemoRoles
{
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        ("dang-vien", "Đảng viên"),
        ("dang-vien-khac", "Đảng viên khác cùng chi bộ"),
        ("bi-thu", "Bí thư chi bộ"),
        ("bi-thu-khac", "Bí thư chi bộ khác"),
        ("cap-uy", "Cấp ủy cơ sở"),
        ("ban", "Ban của cấp ủy cấp trên"),
        ("ban-khac", "Ban của đảng bộ khác"),
        ("quan-tri", "Quản trị hệ thống"),
    ];
}
