using System.Collections.Frozen;
using PartyNet.Domain.Members;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// "Khác": a platform that nobody has listed, so the member says its name too: <c>Viber: 0912 345 678</c>,
/// <c>Lotus: https://…</c>. A link alone is enough, because its host names the platform.
/// </summary>
internal sealed class OtherRule : PlatformRule
{
    private const int MaxName = 50;

    /// <summary>Words before a colon that make a link dangerous or no link of an account; none is a social network.</summary>
    private static readonly FrozenSet<string> Schemes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "javascript", "vbscript", "data", "file", "ftp", "http", "https", "mailto", "tel", "blob", "about", "intent");

    public override string Asks => "tên mạng xã hội, dấu hai chấm, rồi đường dẫn, số điện thoại hoặc tên tài khoản";

    public override string Example => "Viber: 0912 345 678";

    internal override Reading Read(Platform platform, string text)
    {
        if (TypedText.HoldsSeveralAddresses(text))
            return Reading.Refuse(Refusals.Several);
        if (IsLink(text))
            return WebsiteRule.ReadLink(platform, text, AccountKind.Person);

        var (name, address) = Split(text);
        if (address.Length == 0 || !IsPlatformName(name))
            return Reading.Refuse($"Chưa rõ mạng xã hội nào hoặc tài khoản nào. {Instead}");

        var reading = NameOrLink.Read(platform, address);
        if (reading.Refusal is not null)
            return reading;
        // A link identifies the account by itself; a number or a name only together with the platform.
        var key = reading.Canonical!.StartsWith("https://", StringComparison.Ordinal)
            ? reading.Key
            : $"{name.ToLowerInvariant()}:{reading.Key}";
        return reading with { Canonical = $"{name}: {reading.Canonical}", Key = key };
    }

    private static bool IsPlatformName(string name) =>
        Names.FitAnyScript(name, 1, MaxName, " .-&+")
        && !Schemes.Contains(name)
        && !name.Contains("www.", StringComparison.OrdinalIgnoreCase);

    private static (string Name, string Address) Split(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0 && !text.AsSpan(colon).StartsWith("://"))
            return Parts(text, colon, colon + 1);
        if (text.LastIndexOf(' ') is > 0 and var space && IsLink(text[(space + 1)..]))
            return Parts(text, space, space);
        if (text.IndexOfAny([.. "+0123456789"]) is > 0 and var digit && VietnamesePhoneNumber.LooksLikeOne(text.AsSpan(digit)))
            return Parts(text, digit, digit);
        return ("", text);
    }

    private static (string Name, string Address) Parts(string text, int nameEnd, int addressStart) =>
        (
            string.Join(' ', text[..nameEnd].Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd(' ', '-'),
            text[addressStart..].Trim()
        );

    private static bool IsLink(string text) =>
        text.Contains('/', StringComparison.Ordinal)
        && !text.Contains(' ', StringComparison.Ordinal)
        && !VietnamesePhoneNumber.LooksLikeOne(text);
}
