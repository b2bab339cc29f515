using System.Collections.Frozen;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>X, once Twitter.</summary>
internal sealed class XRule : SocialPlatformRule
{
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "home",
        "share",
        "intent",
        "i",
        "hashtag",
        "explore",
        "search",
        "settings",
        "messages",
        "notifications",
        "login",
        "logout",
        "signup",
        "tos",
        "privacy",
        "compose",
        "download",
        "about",
        "jobs",
        "oauth",
        "account",
        "who_to_follow",
        "http",
        "https"
    );

    public override string Asks => "tên người dùng hoặc đường dẫn trang X (Twitter)";

    public override string Example => "@chibo14";

    protected override IReadOnlyList<string> Hosts { get; } = ["x.com", "twitter.com", "t.co"];

    protected override IReadOnlyList<string> Nicknames { get; } = ["twitter"];

    protected override string AppScheme => "twitter";

    protected override Reading ReadName(Platform platform, string name) => Handle(platform, name);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) => (host, link.Lower) switch
    {
        ("t.co", _) => Reading.Refuse(Refusals.LeadsTo(platform, "một nơi không rõ, đã rút gọn")),
        (_, []) => Reading.Refuse(Refusals.HomePage(platform)),
        (_, ["user"]) when link.Parameter("screen_name") is { } name => Handle(platform, name),
        (_, [var name, "status" or "statuses" or "article", ..]) => Handle(platform, name.TrimStart('@'), AccountFlags.PostLink),
        (_, [var name, ..]) => Handle(platform, name.TrimStart('@')),
    };

    private static Reading Handle(Platform platform, string name, AccountFlags flags = AccountFlags.None)
    {
        var handle = name.ToLowerInvariant();
        if (Functions.Contains(handle))
            return Reading.Refuse(Refusals.NotAnAccount(platform));
        return Names.Fit(handle, 1, 15, Names.WithUnderscores)
            ? Reading.Accept(AccountKind.Person, $"https://x.com/{handle}", handle, flags)
            : Reading.Refuse(Refusals.BadName(platform, "nhiều nhất 15 chữ cái không dấu, chữ số và dấu gạch dưới"));
    }
}
