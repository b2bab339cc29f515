using System.Collections.Frozen;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>Instagram; its user names are Threads' user names too.</summary>
internal sealed class InstagramRule : SocialPlatformRule
{
    public const string NameShape =
        "nhiều nhất 30 chữ cái không dấu, chữ số, dấu gạch dưới và dấu chấm; dấu chấm không đứng đầu, đứng cuối hay liền nhau";

    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "p",
        "reel",
        "reels",
        "tv",
        "s",
        "live",
        "stories",
        "share",
        "explore",
        "direct",
        "accounts",
        "about",
        "legal",
        "developer",
        "web",
        "oauth",
        "challenge",
        "emails",
        "invites",
        "session",
        "_u",
        "_n",
        "http",
        "https"
    );

    public override string Asks => "tên người dùng hoặc đường dẫn Instagram";

    public override string Example => "@chibo14";

    protected override IReadOnlyList<string> Hosts { get; } = ["instagram.com", "instagr.am", "l.instagram.com", "ig.me"];

    protected override IReadOnlyList<string> Nicknames { get; } = ["ig", "insta"];

    protected override string AppScheme => "instagram";

    public static bool IsUserName(string name) =>
        Names.Fit(name, 1, 30, Names.WithDotsAndUnderscores)
        && name[0] != '.' && name[^1] != '.' && !name.Contains("..", StringComparison.Ordinal);

    protected override Reading ReadName(Platform platform, string name) => UserName(platform, name);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) =>
        (host, link.Lower) switch
        {
            ("l.instagram.com", _) => Unwrap(platform, link),
            ("ig.me", ["m", var name, ..]) => UserName(platform, name),
            ("ig.me", _) => Reading.Refuse(Refusals.NotAnAccount(platform)),
            _ => ReadPath(platform, link),
        };

    private static Reading ReadPath(Platform platform, WebAddress link) =>
        link.Lower switch
        {
            [] => Reading.Refuse(Refusals.HomePage(platform)),
            ["_u" or "_n", var name, ..] => UserName(platform, name),
            ["user"] when link.Parameter("username") is { } name => UserName(platform, name),
            ["stories", "highlights", ..] or ["p" or "reel" or "reels" or "tv" or "s" or "live", ..] => Reading.Refuse(
                Refusals.LeadsTo(platform, "một bài viết")
            ),
            ["stories", var name, ..] => UserName(platform, name, AccountFlags.PostLink),
            ["share", "p" or "reel", ..] => Reading.Refuse(Refusals.LeadsTo(platform, "một bài viết")),
            [var name, "p" or "reel" or "tv", _, ..] => UserName(platform, name.TrimStart('@'), AccountFlags.PostLink),
            [var name, ..] => UserName(platform, name.TrimStart('@')),
        };

    private static Reading UserName(Platform platform, string name, AccountFlags flags = AccountFlags.None)
    {
        var handle = name.ToLowerInvariant();
        if (Functions.Contains(handle))
            return Reading.Refuse(Refusals.NotAnAccount(platform));
        return IsUserName(handle)
            ? Reading.Accept(AccountKind.Person, $"https://www.instagram.com/{handle}", handle, flags)
            : Reading.Refuse(Refusals.BadName(platform, NameShape));
    }

    /// <summary>As Facebook's: one step, and only to Instagram itself.</summary>
    private Reading Unwrap(Platform platform, WebAddress link) =>
        link.Parameter("u") is { } target
        && WebAddress.TryRead(target, out var inner, out _)
        && !inner.HasPort
        && MatchHost(inner.Host) is "instagram.com" or "instagr.am"
            ? ReadPath(platform, inner)
            : Reading.Refuse(Refusals.NotOf(platform));
}
