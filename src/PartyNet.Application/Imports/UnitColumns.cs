namespace PartyNet.Application.Imports;

/// <summary>Headings of unit lists: mã; tên; loại; mã cấp trên.</summary>
internal static class UnitColumns
{
    public static ListColumn Ordinal { get; } = new("STT", "Số TT", "TT", "Số thứ tự");

    public static ListColumn Code { get; } = new("Mã", "Mã đơn vị", "Mã tổ chức", "Mã tổ chức Đảng", "Mã chi bộ", "Mã TCĐ");

    public static ListColumn Name { get; } = new("Tên", "Tên đơn vị", "Tên tổ chức", "Tên tổ chức Đảng", "Tên chi bộ", "Tổ chức Đảng");

    public static ListColumn Kind { get; } =
        new("Loại", "Loại đơn vị", "Loại tổ chức", "Loại tổ chức Đảng", "Loại hình", "Loại hình tổ chức",
            "Loại hình tổ chức Đảng", "Loại chi bộ", "Loại TCĐ", "Loại hình TCĐ");

    public static ListColumn ParentCode { get; } = new(
        "Mã cấp trên", "Cấp trên", "Mã đơn vị cấp trên", "Mã tổ chức cấp trên", "Mã tổ chức Đảng cấp trên", "Mã cấp trên trực tiếp",
        "Trực thuộc", "Tổ chức cấp trên", "Tổ chức Đảng cấp trên", "Đơn vị cấp trên", "Mã TCĐ cấp trên", "Cấp trên trực tiếp", "Mã đảng bộ",
        "Thuộc tổ chức Đảng", "Mã đơn vị trực thuộc");

    public static IReadOnlyList<ListColumn> Necessary { get; } = [Code, Name, Kind, ParentCode];

    public static ListColumns All { get; } = new([Ordinal, .. Necessary]);
}
