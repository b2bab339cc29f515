using PartyNet.Application.Members;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Imports.Templates;

/// <summary>
/// The template of each list. Columns and allowed values come from the catalogues that the import reads by, so that no template asks for
/// what the import does not know. Whoever stands in a made-up row has a number that nobody is given: 000 is no province.
/// </summary>
internal static class ListTemplates
{
    private const string Day = "Ngày/tháng/năm.";

    private const string Number = "Ghi đủ chữ số, kể cả số 0 ở đầu. Không có thì để trống.";

    private static readonly TemplateColumn[] Member =
    [
        new(MemberFields.FullName.Column.Heading, 32, "Họ, chữ đệm và tên. Không ghi “đồng chí”, chức vụ, ghi chú vào ô này.",
            "Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Thử") { IsNecessary = true },
        new(MemberFields.Birth.Column.Heading, 12, $"{Day} Chỉ nhớ năm thì ghi năm.", "15/03/1958", "1965", "02/09/1990"),
        new(MemberFields.Branch.Column.Heading, 24,
            "Tên hoặc mã chi bộ như ở trang “Tổ chức”. Hai chi bộ trùng tên thì ghi mã. Chi bộ tự nhập danh sách của mình thì để trống "
                + "được.",
            "Chi bộ thôn Mẫu", "Chi bộ thôn Thử", "Chi bộ thôn Thử"),
        new(MemberFields.Position.Column.Heading, 16, "Chức vụ Đảng, chính quyền. Không có thì để trống.", "Bí thư", "", ""),
        new(MemberFields.CardNumber.Column.Heading, 16, $"12 chữ số; thẻ cũ 8 chữ số. {Number}", "000158000001", "", "000190000003"),
        new(MemberFields.CitizenNumber.Column.Heading, 16, $"12 chữ số. {Number}", "000158000001", "000165000002", "000190000003"),
        new(MemberFields.Phone.Column.Heading, 16, "Số di động của đồng chí đó.", "0590 000 001", "", "0590 000 003"),
        new(MemberFields.JoinedOn.Column.Heading, 13, Day, "03/02/1985", "", "19/05/2020"),
        new(MemberFields.OfficialOn.Column.Heading, 13, Day, "03/02/1986", "", "19/05/2021"),
        new(MemberFields.Status.Column.Heading, 22, "Loại đảng viên, tình trạng sinh hoạt, hoặc cả hai cách nhau dấu phẩy.",
            "Chính thức, đang sinh hoạt", "Miễn sinh hoạt", "Chính thức")
        {
            Values =
            [
                .. Enum.GetValues<MemberKind>().Select(kind => kind.Name()),
                .. Enum.GetValues<ActivityStatus>().Select(status => status.Name()),
            ],
        },
        new(MemberFields.Work.Column.Heading, 14, "Đồng chí đang công tác hay đã thôi công tác.", "Hưu trí", "Hưu trí", "Đương chức")
        {
            Values = [.. Enum.GetValues<WorkStatus>().Where(status => status != WorkStatus.Unknown).Select(status => status.Name())],
        },
        new(MemberFields.Residence.Column.Heading, 24, "Chi bộ nơi đồng chí đó cư trú và giữ mối liên hệ, nếu khác nơi sinh hoạt.",
            "", "", "Chi bộ khu phố Mẫu"),
        new(MemberFields.Code.Column.Heading, 14,
            "Mã trong danh sách xuất từ hệ thống. Chưa có trong hệ thống thì để trống; trùng tên với người khác thì ghi chữ "
                + $"“{MemberFinder.NewPerson}”.",
            "", "", ""),
    ];

    private static readonly TemplateColumn[] Role =
    [
        new(RoleColumns.Unit.Heading, 24,
            "Tên hoặc mã của chi bộ, đảng bộ, ban, như ở trang “Tổ chức”. Hai tổ chức trùng tên thì ghi mã.",
            "Chi bộ thôn Mẫu", "Chi bộ thôn Mẫu", "MAU-02")
        {
            IsNecessary = true,
        },
        new(MemberFields.FullName.Column.Heading, 28, "Họ và tên như trong danh sách đảng viên.",
            "Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Thử")
        {
            IsNecessary = true,
        },
        new(MemberFields.Birth.Column.Heading, 12, $"{Day} Để biết là ai khi không có số định danh.", "", "1965", ""),
        new(RoleColumns.Number.Heading, 18, $"Số CCCD hoặc số thẻ đảng viên của đồng chí đó. {Number}",
            "000158000001", "000165000002", ""),
        new(MemberFields.Code.Column.Heading, 14, "Mã trong danh sách xuất từ hệ thống; đã ghi số định danh thì để trống.",
            "", "", "MAU3"),
        new(RoleColumns.Role.Heading, 16, "Đồng chí đó làm gì trong hệ thống.", "Bí thư", "Phó bí thư", "Bí thư")
        {
            IsNecessary = true, Values = WrittenRole.Names,
        },
        new(RoleColumns.LastDay.Heading, 14, $"{Day} Phó bí thư cần có ngày này; vai trò khác để trống thì không có hạn.",
            "", "31/12/2027", ""),
    ];

    private static readonly TemplateColumn[] Account =
    [
        new(MemberFields.FullName.Column.Heading, 28, "Họ và tên như trong danh sách đảng viên.",
            "Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Thử") { IsNecessary = true },
        new(MemberFields.Branch.Column.Heading, 24,
            "Tên hoặc mã chi bộ. Chi bộ tự nhập danh sách của mình thì để trống được.",
            "Chi bộ thôn Mẫu", "Chi bộ thôn Thử", "Chi bộ thôn Thử"),
        new(MemberFields.Birth.Column.Heading, 12, "Để phân biệt khi chi bộ có hai đồng chí trùng tên. Không có thì để trống.",
            "15/03/1958", "", ""),
        new(MemberFields.Code.Column.Heading, 14, "Mã trong danh sách xuất từ hệ thống, nếu có.", "", "", ""),
        .. AccountColumns.Accounts.Where(account => account.Platform?.Column is not null).Select(account => new TemplateColumn(
            account.Column.Heading, 26, "Nhiều tài khoản thì cách nhau dấu chấm phẩy. Không có thì để trống.",
            account.Platform!.Rule.Example, "", "")),
        new(AccountColumns.OtherNetworks.Heading, 26, "Tên mạng xã hội, dấu hai chấm, rồi địa chỉ.", "", Platform.Other.Rule.Example, ""),
    ];

    public static ListTemplate Accounts { get; } = new("Tài khoản đã thu thập", "mau-tai-khoan-da-thu-thap.xlsx", Account);

    /// <summary>In the order of the catalogue, of which no field may be missing.</summary>
    public static ListTemplate Members { get; } = new(
        "Danh sách đảng viên", "mau-danh-sach-dang-vien.xlsx",
        [.. MemberFields.All.Select(field => Member.Single(column => column.Heading == field.Column.Heading))]);

    public static ListTemplate Roles { get; } = new("Danh sách vai trò", "mau-danh-sach-vai-tro.xlsx", Role);

    /// <param name="kinds">Names of the kinds of unit that the installation knows.</param>
    public static ListTemplate Units(IReadOnlyList<string> kinds) => new("Danh sách tổ chức đảng", "mau-danh-sach-to-chuc.xlsx",
    [
        new(UnitColumns.Code.Heading, 22, "Mã riêng của mỗi tổ chức: chữ không dấu, chữ số, dấu chấm, dấu gạch. Mã đã dùng thì không đổi.",
            "MAU", "MAU-01", "MAU-02") { IsNecessary = true },
        new(UnitColumns.Name.Heading, 36, "Tên đầy đủ.", "Đảng bộ xã Mẫu", "Chi bộ thôn Mẫu", "Chi bộ thôn Thử") { IsNecessary = true },
        new(UnitColumns.Kind.Heading, 34, "Một trong các loại bên cạnh.", [.. KindExamples(kinds)]) { IsNecessary = true, Values = kinds },
        new(UnitColumns.ParentCode.Heading, 16,
            "Mã của cấp trên trực tiếp, đã có trong hệ thống hoặc ở dòng khác của danh sách. Để trống thì trực thuộc tổ chức đang nhập.",
            "", "MAU", "MAU"),
    ]);

    private static IEnumerable<string> KindExamples(IReadOnlyList<string> kinds) =>
        kinds.Count == 0 ? [] : [kinds[Math.Min(2, kinds.Count - 1)], kinds[^1], kinds[^1]];
}
