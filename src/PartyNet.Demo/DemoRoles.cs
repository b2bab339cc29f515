namespace PartyNet.Demo;

/// <summary>The roles of the demo organisation, as the sign-in page offers them. A code is the login of the demo's user.</summary>
public static class DemoRoles
{
    public static IReadOnlyList<(string Code, string Name)> All { get; } =
    [
        (DemoUsers.Member, "Đảng viên"),
        (DemoUsers.OtherMember, "Đảng viên khác cùng chi bộ"),
        (DemoUsers.Secretary, "Bí thư chi bộ"),
        (DemoUsers.OtherSecretary, "Bí thư chi bộ khác"),
        (DemoUsers.Committee, "Cấp ủy cơ sở"),
        (DemoUsers.Board, "Ban của cấp ủy cấp trên"),
        (DemoUsers.OtherBoard, "Ban của đảng bộ khác"),
        (DemoUsers.Administrator, "Quản trị hệ thống"),
    ];
}
