using PartyNet.Application.Declarations;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;
using PartyNet.Web.TagHelpers;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>The words in which the product speaks to members about their own declarations.</summary>
public static class DeclarationText
{
    public const string PersonalUse = "Tài khoản cá nhân của tôi";
    public const string RunByMe = "Trang, nhóm hoặc kênh do tôi quản trị";

    public static string Of(AccountUse use) => use switch
    {
        AccountUse.Personal => PersonalUse,
        AccountUse.RunByMember => RunByMe,
    };

    public static (StatusKind Kind, string Words) Of(DeclarationStatus status) => status switch
    {
        DeclarationStatus.Submitted => (StatusKind.Info, "Chờ xem xét"),
        DeclarationStatus.Returned => (StatusKind.Error, "Trả lại để sửa"),
        DeclarationStatus.Confirmed => (StatusKind.Success, "Đã xác nhận"),
        DeclarationStatus.Superseded => (StatusKind.Plain, "Đã có bản mới thay"),
        DeclarationStatus.Withdrawn => (StatusKind.Plain, "Đồng chí đã nộp bản khác thay"),
    };

    public static string Of(DeclarationAnswer answer, int accounts) => answer switch
    {
        DeclarationAnswer.NoAccounts => "Không sử dụng mạng xã hội",
        DeclarationAnswer.HasAccounts => $"{accounts} tài khoản",
    };

    public static string Of(DefectField field) => field switch
    {
        DefectField.WholeList => "Cả danh sách",
        DefectField.Address => "Tài khoản",
        DefectField.DisplayName => "Tên hiển thị",
        DefectField.Use => "Tài khoản này là của ai",
    };

    /// <summary>The platform as a choice in a list.</summary>
    public static string AsChoice(Platform platform) =>
        platform == Platform.Other ? "Mạng xã hội khác" : platform == Platform.X ? "X (trước là Twitter)" : platform.Name;

    /// <summary>What the member is asked for, as the question of a page.</summary>
    public static string Question(Platform platform) => char.ToUpperInvariant(platform.Rule.Asks[0]) + platform.Rule.Asks[1..];

    /// <summary>Who looks at the declaration: nobody confirms their own, so a secretary's goes up.</summary>
    public static string Reviewer(bool isReviewedAbove, string branch) => isReviewedAbove ? "Cấp ủy cấp trên" : $"Bí thư {branch}";
}

/// <summary>An account of the draft as a card.</summary>
/// <param name="Return">The page that its corrections lead back to.</param>
public sealed record AccountCard(DraftAccount Account, int Position, ComeBack Return);

/// <summary>The attestation at the foot of what is submitted.</summary>
/// <param name="Button">Names the act.</param>
public sealed record Attestation(MyDraft Draft, NoticeInForce? Notice, string Button);

/// <summary>The choice of a platform.</summary>
/// <param name="IsHeading">Whether the question is the page's heading.</param>
/// <param name="OffersNone">"Tôi không sử dụng mạng xã hội" is a choice as long as nothing is on the list.</param>
public sealed record PlatformQuestion(bool IsHeading, bool OffersNone, bool IsFirst);
