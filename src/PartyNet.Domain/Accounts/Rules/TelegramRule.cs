using System.Collections.Frozen;
using PartyNet.Domain.Members;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// Telegram. A public name may be a person, a channel or a group, and the link does not tell which; an invitation is always
/// to a group or channel; a number after + is a telephone number.
/// </summary>
internal sealed class TelegramRule : SocialPlatformRule
{
    private const string Site = "https://t.me/";

    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "c",
        "s",
        "addstickers",
        "addemoji",
        "addtheme",
        "addlist",
        "share",
        "proxy",
        "socks",
        "joinchat",
        "login",
        "confirmphone",
        "setlanguage",
        "bg",
        "invoice",
        "boost",
        "giftcode",
        "contact",
        "iv",
        "m",
        "resolve",
        "join",
        "http",
        "https"
    );

    public override string Asks => "tên người dùng, số điện thoại hoặc đường dẫn Telegram";

    public override string Example => "@chibo14";

    protected override IReadOnlyList<string> Hosts { get; } = ["t.me", "telegram.me", "telegram.dog"];

    protected override IReadOnlyList<string> Nicknames { get; } = ["tele"];

    protected override string AppScheme => "tg";

    /// <summary>abcde.t.me is another way to write t.me/abcde.</summary>
    protected override string? MatchHost(string host) =>
        base.MatchHost(host) ?? (host.EndsWith(".t.me", StringComparison.Ordinal) && IsUserName(host[..^5]) ? host : null);

    protected override Reading? ReadPhone(Platform platform, string text) => Phone(text);

    protected override Reading ReadName(Platform platform, string name) => UserName(platform, name);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link)
    {
        if (!Hosts.Contains(host))
            return UserName(platform, host[..^5]);
        return link.Lower switch
        {
            [] => Reading.Refuse(Refusals.HomePage(platform)),
            ["resolve"] when link.Parameter("domain") is { } name => UserName(platform, name),
            ["resolve"] when link.Parameter("phone") is { } digits => Phone(digits),
            ["join"] when link.Parameter("invite") is { } hash => Invitation(platform, hash),
            [['+', .. var digits], ..] when Names.IsDigits(digits, 1, 20) => Phone("+" + digits),
            [['+', ..], ..] => Invitation(platform, link.Segments[0][1..]),
            ["joinchat", _, ..] => OldInvitation(platform, link.Segments[1]),
            ["s", var name, ..] => UserName(platform, name),
            [var name, var post, ..] when Names.IsDigits(post, 1, 12) => UserName(platform, name, AccountFlags.PostLink),
            [var name, ..] => UserName(platform, name.TrimStart('@')),
        };
    }

    private static Reading Phone(string text) =>
        VietnamesePhoneNumber.TryParse(text, out var number, out var problem)
            ? Reading.Accept(AccountKind.Person, Site + number.E164, number.E164, FlagsOf(number))
            : Reading.Refuse(problem);

    /// <summary>Digits alone would read as a telephone number the next time, so they are no invitation.</summary>
    private static Reading Invitation(Platform platform, string hash) =>
        hash.Length is >= 8 and <= 64 && Names.IsToken(hash) && !Names.IsDigits(hash, 1, 64)
            ? Reading.Accept(AccountKind.Group, $"{Site}+{hash}", $"+{hash}", AccountFlags.InviteLink)
            : Reading.Refuse(Refusals.NotAnAccount(platform));

    /// <summary>The form of before 2021. Whatever stands behind it is an invitation, digits alone too.</summary>
    private static Reading OldInvitation(Platform platform, string hash) =>
        Invitation(platform, hash) is { Refusal: null } today ? today
        : Names.IsToken(hash)
            ? Reading.Accept(AccountKind.Group, $"{Site}joinchat/{hash}", $"joinchat/{hash}", AccountFlags.InviteLink)
            : Reading.Refuse(Refusals.NotAnAccount(platform));

    private static Reading UserName(Platform platform, string name, AccountFlags flags = AccountFlags.None)
    {
        var handle = name.ToLowerInvariant();
        if (Functions.Contains(handle))
            return Reading.Refuse(Refusals.NotAnAccount(platform));
        return IsUserName(handle)
            ? Reading.Accept(AccountKind.Person, Site + handle, handle, flags)
            : Reading.Refuse(Refusals.BadName(platform, "từ 5 đến 32 chữ cái không dấu, chữ số và dấu gạch dưới, bắt đầu bằng chữ cái"));
    }

    private static bool IsUserName(string name) =>
        Names.Fit(name, 5, 32, Names.WithUnderscores) && char.IsAsciiLetter(name[0]) && name[^1] != '_';
}
