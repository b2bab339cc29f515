using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// What a person typed as the address of an account, read by the rule of its platform: one canonical form to store and show,
/// and a key that is equal for every way to write the same account.
/// </summary>
public sealed record AccountAddress
{
    /// <summary>
    /// Most UTF-16 units of what may be typed, and of a canonical form. Longer texts are refused before they are looked at.
    /// </summary>
    public const int MaxLength = 2_000;

    /// <summary>What an account begins with whose address the member could not get at; what they know of it follows.</summary>
    public const string Unknown = "Chưa có địa chỉ: ";

    private const string Scheme = "https://";

    private readonly Platform? _platform;

    private AccountAddress(Platform? platform, Reading reading)
    {
        _platform = platform;
        (_, Canonical, Key, Flags, _) = reading;
        Kind = reading.Refusal is null ? reading.Kind : platform?.Rule.UsualKind ?? AccountKind.Person;
        Reason = reading.Refusal ?? (Flags == AccountFlags.None ? null : string.Join(' ', Flags.Sentences()));
    }

    public AddressOutcome Outcome =>
        Canonical is null ? AddressOutcome.Refused : Flags == AccountFlags.None ? AddressOutcome.Ok : AddressOutcome.Flagged;

    [MemberNotNullWhen(true, nameof(Canonical), nameof(Key), nameof(Identity), nameof(Masked), nameof(Display))]
    public bool IsAccepted => Canonical is not null;

    /// <summary>What the address leads to; for a refused one, what addresses of the platform usually lead to.</summary>
    public AccountKind Kind { get; }

    /// <summary>What is stored and shown: a link, or on platforms without links a name or number. Null when refused.</summary>
    public string? Canonical { get; }

    /// <summary>
    /// Equal for the same account however it was written, on the same platform and in the same register of names. Null when refused.
    /// </summary>
    public string? Key { get; }

    /// <summary>What two addresses of one account have in common, and no two accounts of whatever platform. Null when refused.</summary>
    public string? Identity => Key is null ? null : $"{_platform!.Code}|{(int)_platform.Rule.RegisterOf(Kind)}|{Key}";

    public AccountFlags Flags { get; }

    /// <summary>
    /// Vietnamese: for a refusal what is wrong and what to do, for flags what to look at; null where there is nothing to say.
    /// </summary>
    public string? Reason { get; }

    /// <summary>The canonical form as people read it: a grouped telephone number, or a link without https:// and www.</summary>
    public string? Display => Canonical is null ? null
        : PhoneNumber is { } number ? number.Display
        : WithoutStart(WithoutStart(Canonical, Scheme), "www.");

    /// <summary>
    /// As short as it can be told under the name of its network: a grouped telephone number, a user name, an id, what follows the host of a
    /// link.
    /// </summary>
    public string? Brief => PhoneNumber is not null || Link is not { } link ? Display
        : WithoutStart(link[(link.IndexOf('/', Scheme.Length) + 1)..], "profile.php?id=");

    /// <summary>For lists: enough to recognise an account that one knows, not enough to look up one that one does not.</summary>
    public string? Masked => Key is null ? null
        : PhoneNumber is { } number ? number.Masked
        : Mask(new StringInfo(Key));

    /// <summary>The canonical form where a page may offer it as a link, because its host is the platform's own; otherwise null.</summary>
    public string? Link =>
        Canonical is not null && _platform?.Rule is SocialPlatformRule && LeadsToItsPlatform(Canonical) ? Canonical : null;

    /// <summary>The network's name, where that is none of the platforms and is told; it tells of nobody.</summary>
    public string? Network
    {
        get
        {
            var name = _platform == Platform.Other && Canonical is not null ? NamedAccount.Of(Canonical).Network : "";
            return NamedAccount.IsNetwork(name) ? name : null;
        }
    }

    /// <summary>The number, where the account is one.</summary>
    public VietnamesePhoneNumber? PhoneNumber =>
        Key is not null && Key.StartsWith("+84", StringComparison.Ordinal) && VietnamesePhoneNumber.TryParse(Key, out var number, out _)
            ? number
            : null;

    /// <summary>
    /// Reads what was typed. Total: null, broken text and megabytes get a refusal, nothing throws. Idempotent: the canonical
    /// form reads as itself. Never touches the network. The forms are those of the product's page on account formats.
    /// </summary>
    public static AccountAddress Parse(Platform platform, string? typed)
    {
        ArgumentNullException.ThrowIfNull(platform);
        if (!TypedText.TryClean(typed ?? "", out var text, out var problem))
            return new AccountAddress(platform, Reading.Refuse(problem));
        if (text.Length == 0)
            return new AccountAddress(platform, Reading.Refuse(Refusals.Empty(platform.Rule)));

        var reading = ReadUnknown(platform, text) ?? platform.Rule.Read(platform, text);
        // Percent-encoding can make an address longer than what was typed.
        return new AccountAddress(platform, reading.Canonical?.Length > MaxLength ? Reading.Refuse(Refusals.TooLong) : reading);
    }

    /// <summary>
    /// As <see cref="Parse(Platform, string)"/> for a built-in platform; an unknown code is refused like an unreadable address.
    /// </summary>
    public static AccountAddress Parse(string? platformCode, string? typed) =>
        Platform.Find(platformCode) is { } platform
            ? Parse(platform, typed)
            : new AccountAddress(null, Reading.Refuse(Refusals.UnknownPlatform));

    private static Reading? ReadUnknown(Platform platform, string text)
    {
        if (!text.StartsWith(Unknown, StringComparison.Ordinal))
            return null;
        // Words like any, but for what no canonical form holds.
        var known = VietnameseText.Normalize(text[Unknown.Length..].Replace('<', '‹').Replace('>', '›').Replace('"', '”'));
        if (known.Length == 0)
            return null;
        var key = VietnameseText.SearchKey(known) is { Length: > 0 } letters ? letters : known;
        return Reading.Accept(platform.Rule.UsualKind, Unknown + known, key, AccountFlags.AddressUnknown);
    }

    private bool LeadsToItsPlatform(string link) =>
        WebAddress.TryRead(link, out var address, out _) && _platform!.Rule.Owns(address.Host);

    private static string Mask(StringInfo key) => key.LengthInTextElements is var length && length < 6
        ? $"{key.SubstringByTextElements(0, 1)}••••"
        : $"{key.SubstringByTextElements(0, 2)}••••{key.SubstringByTextElements(length - 2)}";

    private static string WithoutStart(string text, string start) =>
        text.StartsWith(start, StringComparison.Ordinal) ? text[start.Length..] : text;
}

/// <summary>What became of a typed address. Flagged ones are accepted and carry something for a reviewer to look at.</summary>
public enum AddressOutcome
{
    Ok,
    Flagged,
    Refused,
}
