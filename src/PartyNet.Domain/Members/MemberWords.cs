namespace PartyNet.Domain.Members;

/// <summary>How the states of a member are called in lists, pages and exports: the one place for these words.</summary>
public static class MemberWords
{
    public static string Name(this MemberKind kind) => kind switch
    {
        MemberKind.Probationary => "Dự bị",
        MemberKind.Full => "Chính thức",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Name(this WorkStatus status) => status switch
    {
        WorkStatus.Unknown => "Chưa rõ",
        WorkStatus.Serving => "Đương chức",
        WorkStatus.Retired => "Hưu trí",
        WorkStatus.Other => "Khác",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static string Name(this ActivityStatus status) => status switch
    {
        ActivityStatus.Active => "Đang sinh hoạt",
        ActivityStatus.Exempt => "Miễn sinh hoạt",
        ActivityStatus.TransferredOut => "Đã chuyển sinh hoạt",
        ActivityStatus.Left => "Đã ra khỏi Đảng",
        ActivityStatus.Deceased => "Từ trần",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>As the branch and the board read it; the member's own pages speak to the member.</summary>
    public static string Name(this DeclarationState state) => state switch
    {
        DeclarationState.NotDeclared => "Chưa kê khai",
        DeclarationState.Submitted => "Chờ xem xét",
        DeclarationState.Returned => "Đã trả lại",
        DeclarationState.Confirmed => "Đã xác nhận",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
