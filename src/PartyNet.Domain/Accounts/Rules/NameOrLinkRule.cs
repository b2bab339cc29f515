using PartyNet.Domain.Members;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>For a platform whose addresses PartyNet does not know: a public link, a telephone number, or the name as it is shown.</summary>
internal sealed class NameOrLinkRule : PlatformRule
{
    private const int MaxName = 100;

    public override string Asks => "đường dẫn, số điện thoại hoặc tên tài khoản";

    public override string Example => "https://mangxahoi.example.vn/nguyenvana";

    internal override Reading Read(Platform platform, string text)
    {
        if (TypedText.HoldsSeveralAddresses(text))
            return Reading.Refuse(Refusals.Several);
        text = text.TrimStart('@', ' ');
        if (VietnamesePhoneNumber.LooksLikeOne(text) && VietnamesePhoneNumber.TryParse(text, out var number, out _))
            return Reading.Accept(AccountKind.Person, number.National, number.E164, SocialPlatformRule.FlagsOf(number));
        if (text.AsSpan().ContainsAny('/', ':') || text.StartsWith("www.", StringComparison.OrdinalIgnoreCase))
            return text.Contains(' ', StringComparison.Ordinal)
                ? Reading.Refuse(Refusals.DisplayName(platform))
                : WebsiteRule.ReadLink(platform, text, AccountKind.Person);

        var name = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Names.FitAnyScript(name, 1, MaxName, " ._-&#+@")
            ? Reading.Accept(AccountKind.Person, name, name.ToLowerInvariant(), AccountFlags.NameOnly)
            : Reading.Refuse(Refusals.BadName(platform, "nhiều nhất 100 chữ cái, chữ số và dấu chấm, gạch dưới, gạch nối"));
    }
}
