using PartyNet.Domain.Declarations;

namespace PartyNet.Domain.Members;

/// <summary>How the states of a member are called in lists, pages and exports: the one place for these words.</summary>
public static class MemberWords
{
    public static string Name(this MemberKind kind) => kind switch
    {
        MemberKind.Probationary => "Dự bị",
        MemberKind.Full => "Chính thức",
    };

    public static string Name(this WorkStatus status) => status switch
    {
        WorkStatus.Unknown => "Chưa rõ",
        WorkStatus.Serving => "Đương chức",
        WorkStatus.Retired => "Hưu trí",
        WorkStatus.Other => "Khác",
    };

    public static string Name(this ActivityStatus status) => status switch
    {
        ActivityStatus.Active => "Đang sinh hoạt",
        ActivityStatus.Exempt => "Miễn sinh hoạt",
        ActivityStatus.TransferredOut => "Đã chuyển sinh hoạt",
        ActivityStatus.Left => "Đã ra khỏi Đảng",
        ActivityStatus.Deceased => "Từ trần",
    };

    public static string Name(this CorrectionStatus status) => status switch
    {
        CorrectionStatus.Open => "Chờ xem xét",
        CorrectionStatus.Accepted => "Đã sửa",
        CorrectionStatus.Refused => "Không chấp nhận",
        CorrectionStatus.Withdrawn => "Đã rút lại",
    };

    /// <summary>A member stands where their latest declaration stands.</summary>
    public static string Name(this DeclarationState state) => state switch
    {
        DeclarationState.NotDeclared => "Chưa kê khai",
        DeclarationState.Submitted => DeclarationStatus.Submitted.Name(),
        DeclarationState.Returned => DeclarationStatus.Returned.Name(),
        DeclarationState.Confirmed => DeclarationStatus.Confirmed.Name(),
    };
}
