using PartyNet.Application.Members;

namespace PartyNet.Application.Imports;

/// <summary>
/// Headings of lists of roles: tổ chức; who is meant, in the columns of a member list; vai trò; and until when.
/// </summary>
internal static class RoleColumns
{
    public static ListColumn Unit { get; } = new(
        "Tổ chức", "Mã tổ chức", "Mã tổ chức Đảng", "Mã đơn vị", "Mã chi bộ", "Mã TCĐ", "Mã", "Tên tổ chức", "Tổ chức Đảng",
        "Tên tổ chức Đảng", "TCĐ", "Chi bộ", "Tên chi bộ", "Chi bộ sinh hoạt", "Chi bộ đang sinh hoạt", "Thuộc chi bộ", "Chi bộ, đảng bộ",
        "Chi bộ, đảng ủy", "Đơn vị", "Tên đơn vị", "Nơi giữ vai trò")
    { IsUnit = true };

    /// <summary>A card or a citizen number, whichever an office has.</summary>
    public static ListColumn Number { get; } = new("Số định danh", [.. MemberFields.CitizenNumber.Column.Headings]);

    public static ListColumn Role { get; } = new("Vai trò", "Vai trò trong hệ thống", "Chức vụ", "Chức vụ Đảng", "Chức danh");

    public static ListColumn LastDay { get; } = new("Đến hết ngày", "Đến ngày", "Ngày thôi giữ", "Hết hạn");

    /// <summary>Fields that say who is meant, beside <see cref="Number"/>.</summary>
    public static IReadOnlyList<MemberField> Who { get; } =
        [MemberFields.FullName, MemberFields.Birth, MemberFields.Phone, MemberFields.Code];

    /// <summary>Of these one is needed: nobody is given a role because of a name alone.</summary>
    public static IReadOnlyList<ListColumn> TellApart { get; } =
    [
        Number, MemberFields.CardNumber.Column, MemberFields.Birth.Column, MemberFields.Phone.Column, MemberFields.Code.Column,
    ];

    public static ListColumns All { get; } = new(
        [MemberFields.Ordinal, Unit, .. Who.SelectMany(field => field.Columns), Number, MemberFields.CardNumber.Column, Role, LastDay]);
}
