using System.Collections.Frozen;
using PartyNet.Domain.Members;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// An account on a network that is none of the <see cref="Platform"/>s: which network, and which address there. Asked in two fields and
/// kept as the one text that people write by themselves: <c>Viber: 0912 345 678</c>.
/// </summary>
/// <param name="Network">Empty where it is not told, as beside a link, whose host says enough.</param>
/// <param name="Address">A link, a number or a name, or what is known of the account in place of it.</param>
public readonly record struct NamedAccount(string Network, string Address)
{
    public const int NetworkLength = 50;

    /// <summary>Some networks have a digit in their name; so many are a telephone number.</summary>
    private const int MostDigits = 4;

    /// <summary>Words before a colon that make a link dangerous or no link of an account; none is a social network.</summary>
    private static readonly FrozenSet<string> Schemes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "javascript", "vbscript", "data", "file", "ftp", "http", "https", "mailto", "tel", "blob", "about", "intent");

    /// <summary>Both as one text, from which <see cref="Of"/> reads the same two.</summary>
    public string Text => Network.Length == 0 ? Address
        : Address.StartsWith(AccountAddress.Unknown, StringComparison.Ordinal)
            ? $"{AccountAddress.Unknown}{Network}: {Address[AccountAddress.Unknown.Length..]}"
            : $"{Network}: {Address}";

    /// <summary>Whether this can be the name of a network: words, and neither a number nor a link.</summary>
    public static bool IsNetwork(string name) =>
        Names.FitAnyScript(name, 1, NetworkLength, " .-&+")
        && name.Count(char.IsDigit) <= MostDigits
        && !Schemes.Contains(name)
        && !name.Contains("www.", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Divides what was typed: at a colon, before a link, or before a telephone number. All of it is the address where there is none.
    /// </summary>
    public static NamedAccount Of(string text)
    {
        if (text.StartsWith(AccountAddress.Unknown, StringComparison.Ordinal))
        {
            var known = AtColon(text[AccountAddress.Unknown.Length..]);
            return known is { } named && IsNetwork(named.Network)
                ? named with { Address = AccountAddress.Unknown + named.Address }
                : new NamedAccount("", text);
        }

        if (AtColon(text) is { } divided)
            return divided;
        if (text.LastIndexOf(' ') is > 0 and var space && IsLink(text[(space + 1)..]))
            return Parts(text, space, space);
        // The digits at the end of “an.nguyen.60” are of its name.
        if (text.IndexOfAny([.. "+0123456789"]) is > 0 and var digit && text[digit - 1] is ' ' or '('
            && VietnamesePhoneNumber.LooksLikeOne(text.AsSpan(digit)))
            return Parts(text, digit, digit);
        return new NamedAccount("", text);
    }

    /// <summary>Whether a text is a link and nothing else.</summary>
    internal static bool IsLink(string text) =>
        text.Contains('/', StringComparison.Ordinal)
        && !text.Contains(' ', StringComparison.Ordinal)
        && !VietnamesePhoneNumber.LooksLikeOne(text);

    private static NamedAccount? AtColon(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && !text.AsSpan(colon).StartsWith("://") ? Parts(text, colon, colon + 1) : null;
    }

    private static NamedAccount Parts(string text, int nameEnd, int addressStart) =>
        new(
            string.Join(' ', text[..nameEnd].Split(' ', StringSplitOptions.RemoveEmptyEntries)).TrimEnd(' ', '-'),
            text[addressStart..].Trim());
}
