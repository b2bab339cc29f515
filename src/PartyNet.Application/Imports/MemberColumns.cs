namespace PartyNet.Application.Imports;

/// <summary>What a column of a member list can mean.</summary>
internal enum MemberField
{
    Ordinal = 1,
    MemberCode,
    FullName,
    Surname,
    GivenName,
    CardNumber,
    OldCardNumber,
    CitizenNumber,
    BirthDate,
    JoinedOn,
    OfficialOn,
    Branch,
    ResidenceBranch,
    Status,
    Position,
    WorkStatus,
    Phone,
}

/// <summary>
/// Headings of member lists in use: the eight-column list, the 33-column collection sheet, our own roster, and what offices write
/// (<c>docs/import-formats.md</c>).
/// </summary>
internal static class MemberColumns
{
    public static ListColumns<MemberField> All { get; } = new(
        new(MemberField.Ordinal, "STT", "Số TT", "TT", "Số thứ tự"),
        new(MemberField.MemberCode, "Mã đảng viên", "Mã ĐV", "Mã PartyNet"),
        new(MemberField.FullName, "Họ và tên", "Họ tên", "Họ, tên", "Họ và tên đảng viên", "Họ tên đảng viên", "Tên đảng viên", "Họ và tên khai sinh", "Họ và tên / Họ và tên khai sinh"),
        new(MemberField.Surname, "Họ và tên đệm", "Họ đệm", "Họ và đệm", "Họ và chữ đệm", "Họ, chữ đệm", "Họ"),
        new(MemberField.GivenName, "Tên"),
        new(MemberField.CardNumber, "Số thẻ đảng viên", "Số thẻ đảng", "Số thẻ ĐV", "Số thẻ", "Thẻ đảng viên", "Thẻ đảng", "Mã thẻ đảng viên"),
        new(MemberField.OldCardNumber, "Số thẻ đảng cũ", "Số thẻ cũ", "Số thẻ theo Đảng quyết định 85", "Số thẻ đảng theo quyết định 85"),
        new(MemberField.CitizenNumber, "Số CCCD", "CCCD", "Căn cước", "Căn cước công dân", "Số căn cước", "Số căn cước công dân", "Số định danh", "Số định danh cá nhân",
            "Mã định danh cá nhân", "CCCD/CMND", "CMND/CCCD", "Số CCCD/CMND", "Số CMND/CCCD", "Số CCCD/Định danh cá nhân"),
        new(MemberField.BirthDate, "Ngày sinh", "Sinh ngày", "Ngày tháng năm sinh", "Năm sinh", "Sinh năm", "Ngày, tháng sinh"),
        new(MemberField.JoinedOn, "Ngày kết nạp", "Ngày kết nạp Đảng", "Ngày vào Đảng", "Ngày tháng năm vào Đảng", "Ngày tháng năm kết nạp", "Ngày vào Đảng dự bị", "Ngày vào ĐCSVN", "Vào Đảng", "Kết nạp"),
        new(MemberField.OfficialOn, "Ngày chính thức", "Ngày vào Đảng chính thức", "Ngày công nhận chính thức", "Ngày công nhận đảng viên chính thức", "Ngày tháng năm chính thức", "Vào Đảng chính thức"),
        new(MemberField.Branch, "Chi bộ đang sinh hoạt", "Chi bộ", "Chi bộ sinh hoạt", "Chi bộ sinh hoạt Đảng", "Tên chi bộ", "Mã chi bộ", "Tổ chức Đảng đang sinh hoạt", "Tổ chức Đảng", "Đơn vị sinh hoạt", "Nơi sinh hoạt Đảng"),
        new(MemberField.ResidenceBranch, "Chi bộ nơi cư trú", "Chi bộ cư trú", "Tổ chức Đảng nơi cư trú", "Chi ủy nơi cư trú", "Nơi giữ mối liên hệ"),
        new(MemberField.Status, "Trạng thái", "Trạng thái hoạt động", "Trạng thái sinh hoạt", "Trạng thái đảng viên", "Tình trạng đảng viên", "Tình trạng sinh hoạt", "Loại đảng viên"),
        new(MemberField.Position, "Chức vụ", "Chức vụ Đảng", "Chức vụ Đảng, chính quyền", "Chức danh", "Chức vụ trong Đảng"),
        new(MemberField.WorkStatus, "Tình trạng công tác", "Đương chức/Hưu", "Đương chức, nghỉ hưu", "Diện đảng viên"),
        new(MemberField.Phone, "Số điện thoại", "Điện thoại", "Điện thoại di động", "Số điện thoại di động", "Di động", "SĐT", "Số ĐT", "ĐT"));

    /// <summary>One of these beside the name tells two people of one name apart.</summary>
    public static IReadOnlyList<MemberField> Distinguishing { get; } = [MemberField.MemberCode, MemberField.CardNumber, MemberField.CitizenNumber, MemberField.BirthDate];

    /// <summary>Cells that only a member's row has: totals, section titles and signatures have none of them.</summary>
    public static IReadOnlyList<MemberField> Personal { get; } =
        [MemberField.MemberCode, MemberField.CardNumber, MemberField.OldCardNumber, MemberField.CitizenNumber, MemberField.BirthDate, MemberField.JoinedOn, MemberField.OfficialOn, MemberField.Status, MemberField.Phone];
}

/// <summary>What a column of a unit list can mean.</summary>
internal enum UnitField
{
    Ordinal = 1,
    Code,
    Name,
    Kind,
    ParentCode,
}

/// <summary>Headings of unit lists: mã; tên; loại; mã cấp trên.</summary>
internal static class UnitColumns
{
    public static ListColumns<UnitField> All { get; } = new(
        new(UnitField.Ordinal, "STT", "Số TT", "TT", "Số thứ tự"),
        new(UnitField.Code, "Mã", "Mã đơn vị", "Mã tổ chức", "Mã tổ chức Đảng", "Mã chi bộ", "Mã TCĐ"),
        new(UnitField.Name, "Tên", "Tên đơn vị", "Tên tổ chức", "Tên tổ chức Đảng", "Tên chi bộ", "Tổ chức Đảng"),
        new(UnitField.Kind, "Loại", "Loại đơn vị", "Loại tổ chức", "Loại tổ chức Đảng", "Loại hình", "Loại hình tổ chức"),
        new(UnitField.ParentCode, "Mã cấp trên", "Cấp trên", "Mã đơn vị cấp trên", "Mã tổ chức cấp trên", "Mã tổ chức Đảng cấp trên", "Mã cấp trên trực tiếp", "Trực thuộc"));

    public static IReadOnlyList<UnitField> Necessary { get; } = [UnitField.Code, UnitField.Name, UnitField.Kind, UnitField.ParentCode];
}
