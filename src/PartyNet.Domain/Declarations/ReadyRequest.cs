namespace PartyNet.Domain.Declarations;

/// <summary>
/// A request that reviewers of a unit write again and again when they return a declaration, kept ready for the field that it is about. The
/// unit's own words; those that ship with the product are <see cref="ReadyRequestDefaults"/>.
/// </summary>
public sealed class ReadyRequest
{
    public const int WordsLength = 200;

    /// <summary>More in one list nobody reads through.</summary>
    public const int MostInUnit = 20;

    private ReadyRequest()
    {
    }

    public Guid Id { get; private init; }
    public Guid UnitId { get; private init; }
    public DefectField Field { get; private set; }
    public string Words { get; private set; } = "";

    /// <summary>Rises with every change.</summary>
    public int Version { get; private set; } = 1;

    public static ReadyRequest Keep(Guid id, Guid unitId, DefectField field, string words) =>
        new() { Id = id, UnitId = unitId, Field = field, Words = words };

    public void Change(DefectField field, string words)
    {
        (Field, Words) = (field, words);
        Version++;
    }
}

/// <summary>What every unit finds ready, field by field.</summary>
public static class ReadyRequestDefaults
{
    public static IReadOnlyList<string> For(DefectField field) => field switch
    {
        DefectField.Address =>
        [
            "Thiếu đường dẫn. Đồng chí ghi thêm đường dẫn hoặc số điện thoại của tài khoản.",
            "Đường dẫn không mở ra tài khoản của đồng chí. Đồng chí chép lại đường dẫn từ trang cá nhân.",
            "Đây là đường dẫn chia sẻ một bài viết, không phải đường dẫn tài khoản. Đồng chí chép lại từ trang cá nhân.",
            "Đây là trang, không phải tài khoản cá nhân. Đồng chí ghi tài khoản cá nhân, hoặc chọn lại loại tài khoản.",
            "Đây là nhóm, không phải tài khoản cá nhân. Đồng chí ghi tài khoản cá nhân, hoặc chọn lại loại tài khoản.",
            "Số điện thoại khác số trong danh sách đảng viên. Đồng chí xem lại số nào đang dùng.",
        ],
        DefectField.DisplayName =>
        [
            "Thiếu tên hiển thị. Đồng chí ghi tên mà người khác nhìn thấy trên mạng.",
            "Tên hiển thị khác tên đang thấy trên mạng. Đồng chí xem lại.",
        ],
        DefectField.Use =>
        [
            "Đồng chí xem lại loại tài khoản: tài khoản của cá nhân, hay trang, nhóm, kênh do đồng chí quản trị.",
            "Trang, nhóm hoặc kênh này do tổ chức quản lý, không phải tài khoản của đồng chí. Đồng chí xem lại.",
        ],
        DefectField.WholeList =>
        [
            "Còn thiếu tài khoản Zalo. Đồng chí khai thêm.",
            "Còn thiếu tài khoản Facebook. Đồng chí khai thêm.",
            "Một tài khoản được khai hai lần. Đồng chí bỏ bớt một.",
            "Tài khoản này không phải của đồng chí. Đồng chí bỏ khỏi danh sách.",
        ],
    };
}
