using PartyNet.Domain.Members;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// Zalo. A person is a telephone number; groups and official accounts (OA) have ids; a personal QR link hides the number.
/// </summary>
internal sealed class ZaloRule : SocialPlatformRule
{
    public override string Asks => "số điện thoại đăng ký Zalo";

    public override string Example => "0912 345 678";

    public override string HowTo => Instead;

    protected override IReadOnlyList<string> Hosts { get; } = ["zalo.me", "chat.zalo.me", "oa.zalo.me", "zaloapp.com"];

    protected override string AppScheme => "zalo";

    protected override Reading? ReadPhone(Platform platform, string text) => Phone(text);

    protected override Reading ReadName(Platform platform, string name) =>
        Reading.Refuse(HasLettersForDigits(name) ? Refusals.LettersInNumber : Refusals.DisplayName(platform));

    private static bool HasLettersForDigits(string name) => name.AsSpan().IndexOfAny("OolI") >= 0
        && VietnamesePhoneNumber.TryParse(name.Replace('O', '0').Replace('o', '0').Replace('l', '1').Replace('I', '1'), out _, out _);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link)
    {
        if (link.Parameter("phone") is { } phone && IsWholeNumber(phone))
            return Phone(phone);
        return link.Lower switch
        {
            [] => Reading.Refuse(Refusals.HomePage(platform)),
            ["g", var id, ..] when IsId(id) => Group(id),
            ["qr", "g", var id, ..] when IsId(id) => Group(id),
            ["qr", "p", var token, ..] when IsId(token) =>
                Reading.Accept(AccountKind.Person, $"https://zaloapp.com/qr/p/{token}", $"qr/p/{token}", AccountFlags.PhoneNeeded),
            [var id, ..] when Names.IsDigits(id, 15, 20) => Reading.Accept(AccountKind.OfficialAccount, $"https://zalo.me/{id}", id),
            [var digits, ..] when IsWholeNumber(digits) => Phone(digits),
            _ => Reading.Refuse($"Đường dẫn này không cho biết số điện thoại, nhóm hay trang Zalo OA nào. {HowTo}"),
        };
    }

    /// <summary>In a link nothing drops a leading zero, so a number without one is something else.</summary>
    private static bool IsWholeNumber(string text) =>
        text.Trim(' ', '+') is var digits
        && Names.IsDigits(digits, 10, 14)
        && (digits[0] == '0' || digits.StartsWith("84", StringComparison.Ordinal));

    private static bool IsId(string text) => Names.Fit(text, 5, 40, Names.Alphanumeric);

    private static Reading Group(string id) => Reading.Accept(AccountKind.Group, $"https://zalo.me/g/{id}", id);

    private static Reading Phone(string text) =>
        VietnamesePhoneNumber.TryParse(text, out var number, out var problem)
            ? Reading.Accept(AccountKind.Person, $"https://zalo.me/{number.National}", number.E164, FlagsOf(number))
            : Reading.Refuse(problem);
}
