using System.Collections.Frozen;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>Threads, whose accounts are Instagram's.</summary>
internal sealed class ThreadsRule : SocialPlatformRule
{
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "t",
        "search",
        "login",
        "activity",
        "settings",
        "for_you",
        "following",
        "liked",
        "saved",
        "custom_feed",
        "intent",
        "about",
        "http",
        "https"
    );

    public override string Asks => "tên người dùng hoặc đường dẫn Threads";

    public override string Example => "@chibo14";

    protected override IReadOnlyList<string> Hosts { get; } = ["threads.com", "threads.net"];

    protected override Reading ReadName(Platform platform, string name) => UserName(platform, name);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) => link.Lower switch
    {
        [] => Reading.Refuse(Refusals.HomePage(platform)),
        ["t", ..] => Reading.Refuse(Refusals.LeadsTo(platform, "một bài viết")),
        [var name, "post", ..] => UserName(platform, name.TrimStart('@'), AccountFlags.PostLink),
        [var name, ..] => UserName(platform, name.TrimStart('@')),
    };

    private static Reading UserName(Platform platform, string name, AccountFlags flags = AccountFlags.None)
    {
        var handle = name.ToLowerInvariant();
        if (Functions.Contains(handle))
            return Reading.Refuse(Refusals.NotAnAccount(platform));
        return InstagramRule.IsUserName(handle)
            ? Reading.Accept(AccountKind.Person, $"https://www.threads.com/@{handle}", handle, flags)
            : Reading.Refuse(Refusals.BadName(platform, InstagramRule.NameShape));
    }
}
