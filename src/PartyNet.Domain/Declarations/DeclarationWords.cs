namespace PartyNet.Domain.Declarations;

/// <summary>How declarations and their parts are called by those who review and list them: the one place for these words.</summary>
public static class DeclarationWords
{
    public static string Name(this DeclarationStatus status) => status switch
    {
        DeclarationStatus.Submitted => "Chờ xem xét",
        DeclarationStatus.Returned => "Đã trả lại",
        DeclarationStatus.Confirmed => "Đã xác nhận",
        DeclarationStatus.Superseded => "Đã có bản mới thay",
        DeclarationStatus.Withdrawn => "Đã rút để nộp bản mới",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Name(this AccountUse use) => use switch
    {
        AccountUse.Personal => "Tài khoản cá nhân",
        AccountUse.RunByMember => "Trang, nhóm, kênh do đảng viên phụ trách",
        _ => throw new ArgumentOutOfRangeException(nameof(use)),
    };

    public static string Name(this DefectField field) => field switch
    {
        DefectField.WholeList => "Toàn bộ danh sách",
        DefectField.Address => "Địa chỉ",
        DefectField.DisplayName => "Tên hiển thị",
        DefectField.Use => "Loại tài khoản",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
