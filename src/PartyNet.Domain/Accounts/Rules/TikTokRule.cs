namespace PartyNet.Domain.Accounts.Rules;

/// <summary>TikTok. A name changes at most once in 30 days, and the profile link with it; the app shares opaque short links.</summary>
internal sealed class TikTokRule : SocialPlatformRule
{
    public override string Asks => "tên người dùng hoặc đường dẫn TikTok";

    public override string Example => "@chibo14";

    protected override IReadOnlyList<string> Hosts { get; } = ["tiktok.com", "vm.tiktok.com", "vt.tiktok.com"];

    protected override Reading ReadName(Platform platform, string name) => Handle(platform, name);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) => (host, link.Lower) switch
    {
        (_, []) => Reading.Refuse(Refusals.HomePage(platform)),
        ("vm.tiktok.com" or "vt.tiktok.com", _) => Opaque(host, link.Segments[0]),
        (_, ["t", _, ..]) => Opaque("www.tiktok.com/t", link.Segments[1]),
        // tiktok.com/vi-VN/@ten: what stands first is the language of the page.
        (_, [var language, ['@', .. var name], ..]) when IsLanguage(language) => Handle(platform, name),
        (_, [['@', .. var name], "video" or "photo", ..]) => Handle(platform, name, AccountFlags.VideoLink),
        (_, [['@', .. var name], ..]) => Handle(platform, name),
        (_, ["v" or "embed" or "music" or "tag", ..]) => Reading.Refuse(Refusals.LeadsTo(platform, "một video hoặc chủ đề")),
        _ => Reading.Refuse($"Đường dẫn này không tới tài khoản nào: đường dẫn tài khoản TikTok có dấu @ trước tên người dùng. {HowTo}"),
    };

    private static bool IsLanguage(string part) =>
        part.Length is 2 or 5 && part.AsSpan(0, 2).ContainsAnyExceptInRange('a', 'z') is false && (part.Length == 2 || part[2] == '-');

    private static Reading Handle(Platform platform, string name, AccountFlags flags = AccountFlags.None)
    {
        var handle = name.ToLowerInvariant();
        return Names.Fit(handle, 2, 24, Names.WithDotsAndUnderscores) && !handle.EndsWith('.')
            ? Reading.Accept(AccountKind.Person, $"https://www.tiktok.com/@{handle}", handle, flags)
            : Reading.Refuse(
                Refusals.BadName(platform, "từ 2 đến 24 chữ cái không dấu, chữ số, dấu gạch dưới và dấu chấm, không kết thúc bằng dấu chấm")
            );
    }
}
