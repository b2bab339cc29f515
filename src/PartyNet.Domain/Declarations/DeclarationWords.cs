namespace PartyNet.Domain.Declarations;

/// <summary>
/// How declarations and their parts are called: the one place for these words. Members and those who review read the same ones, so that
/// they mean the same thing on the telephone.
/// </summary>
public static class DeclarationWords
{
    /// <summary>The answer of a member who has no account.</summary>
    public const string NoAccounts = "Không sử dụng mạng xã hội";

    /// <summary>The answer of a member whose list is still right.</summary>
    public const string Unchanged = "Không có gì thay đổi";

    public static string Name(this DeclarationStatus status) => status switch
    {
        DeclarationStatus.Submitted => "Chờ xem xét",
        DeclarationStatus.Returned => "Đã trả lại",
        DeclarationStatus.Confirmed => "Đã xác nhận",
        DeclarationStatus.Superseded => "Đã có bản mới thay",
        DeclarationStatus.Withdrawn => "Đã rút để nộp bản mới",
    };

    /// <summary>What a version says, in short: "3 tài khoản".</summary>
    public static string Name(this DeclarationAnswer answer, int accounts) => answer switch
    {
        DeclarationAnswer.NoAccounts => NoAccounts,
        DeclarationAnswer.HasAccounts => $"{accounts} tài khoản",
    };

    /// <summary>The answer in the member's own mouth.</summary>
    public static string InFirstPerson(this DeclarationAnswer answer) => answer switch
    {
        DeclarationAnswer.NoAccounts => "Tôi không sử dụng mạng xã hội",
        DeclarationAnswer.HasAccounts => "Tôi có tài khoản mạng xã hội",
    };

    public static string Name(this AccountUse use) => use switch
    {
        AccountUse.Personal => "Tài khoản cá nhân",
        AccountUse.RunByMember => "Trang, nhóm hoặc kênh do đảng viên quản trị",
    };

    /// <summary>The answer to "Tài khoản này là của ai?" in the member's own mouth.</summary>
    public static string InFirstPerson(this AccountUse use) => use switch
    {
        AccountUse.Personal => "Tài khoản cá nhân của tôi",
        AccountUse.RunByMember => "Trang, nhóm hoặc kênh do tôi quản trị",
    };

    public static string Name(this DefectField field) => field switch
    {
        DefectField.WholeList => "Toàn bộ danh sách",
        DefectField.Address => "Địa chỉ",
        DefectField.DisplayName => "Tên hiển thị",
        DefectField.Use => "Loại tài khoản",
    };
}
