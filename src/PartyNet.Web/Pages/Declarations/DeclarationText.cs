using PartyNet.Application.Declarations;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Declarations;
using PartyNet.Web.Links;

namespace PartyNet.Web.Pages.Declarations;

/// <summary>How the journey puts its questions.</summary>
public static class DeclarationText
{
    /// <summary>The platform as a choice in a list.</summary>
    public static string AsChoice(Platform platform) =>
        platform == Platform.Other ? "Mạng xã hội khác" : platform == Platform.X ? "X (trước là Twitter)" : platform.Name;

    /// <summary>Those that most members use stand first; the others behind "Mạng khác".</summary>
    public static bool IsUsual(Platform platform) => platform.Column is not null;

    /// <summary>Whether people have a page of their own there, whose link they can copy.</summary>
    public static bool HasProfile(Platform platform) =>
        platform != Platform.Zalo && platform != Platform.Website && platform != Platform.Other;

    /// <summary>What the member is asked for, as the question of a page.</summary>
    public static string Question(Platform platform)
    {
        var asks = RuleOf(platform).Asks;
        return char.ToUpperInvariant(asks[0]) + asks[1..];
    }

    /// <summary>What an answer looks like.</summary>
    public static string Example(Platform platform) => $"Ví dụ: {RuleOf(platform).Example}";

    /// <summary>Where the network's name has a field of its own, the address is one of any network.</summary>
    private static PlatformRule RuleOf(Platform platform) => platform == Platform.Other ? PlatformRule.NameOrLink : platform.Rule;

    /// <summary>What the member confirms, on the screen and on paper.</summary>
    public static string Attested(DeclarationAnswer? answer) => answer == DeclarationAnswer.NoAccounts
        ? "Tôi xác nhận hiện nay không sử dụng tài khoản mạng xã hội nào, và chịu trách nhiệm về nội dung kê khai."
        : "Tôi xác nhận danh sách này đầy đủ, đúng sự thật, và chịu trách nhiệm về nội dung kê khai.";

    /// <summary>Who looks at the declaration: nobody confirms their own, so a secretary's goes up.</summary>
    public static string Reviewer(bool isReviewedAbove, string branch) => isReviewedAbove ? "Cấp ủy cấp trên" : $"Bí thư {branch}";
}

/// <summary>An account of the draft as a card.</summary>
/// <param name="Return">The page that its corrections lead back to.</param>
public sealed record AccountCard(DraftAccount Account, int Position, ComeBack Return);

/// <summary>The attestation at the foot of what is submitted.</summary>
/// <param name="Button">Names the act.</param>
/// <param name="AsksFirst">Something asked for is neither changed nor answered: the member is asked once before it is submitted so.</param>
public sealed record Attestation(MyDraft Draft, NoticeInForce? Notice, string Button, bool AsksFirst = false);

/// <summary>The choice of platforms.</summary>
/// <param name="IsFirst">"Tôi không sử dụng mạng xã hội" is a choice as long as nothing is on the list.</param>
public sealed record PlatformQuestion(bool IsFirst);

/// <summary>The notice, in full until the member has declared with it before them, and then folded into a line.</summary>
public sealed record NoticeToRead(NoticeInForce? Notice, bool IsKnown)
{
    public static NoticeToRead Of(NoticeInForce? notice, MyDraft draft) =>
        new(notice, notice is not null && draft.Latest?.Notice == notice.Id);
}

/// <summary>What a reviewer noted on one field, each with the place to answer by words.</summary>
public sealed record DefectNotes(IEnumerable<DefectToMend> Defects, Dictionary<Guid, string> Replies)
{
    public static ReplyToDefects.Command Said(Dictionary<Guid, string> replies) =>
        new([.. replies.Select(r => new DefectReply(r.Key, r.Value))]);
}
