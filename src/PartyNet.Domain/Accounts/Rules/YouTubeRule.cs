namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// YouTube. Every account that shows itself is a channel: a handle in any script, a case-sensitive channel id, or one of two
/// older forms that keep working.
/// </summary>
internal sealed class YouTubeRule : SocialPlatformRule
{
    private const string Site = "https://www.youtube.com/";

    public override string Asks => "tên kênh bắt đầu bằng @ hoặc đường dẫn kênh YouTube";

    public override string Example => "youtube.com/@chibo14";

    public override string HowTo => "Đồng chí mở kênh của mình rồi sao chép đường dẫn.";

    public override AccountKind UsualKind => AccountKind.Channel;

    protected override IReadOnlyList<string> Hosts { get; } = ["youtube.com", "youtu.be", "youtube-nocookie.com"];

    protected override IReadOnlyList<string> Prefixes { get; } = ["www", "m", "mobile", "web", "touch", "music", "studio"];

    protected override IReadOnlyList<string> Nicknames { get; } = ["ytb"];

    protected override Reading ReadName(Platform platform, string name) => IsChannelId(name) ? Channel(name) : Handle(platform, name);

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) => (host, link.Lower) switch
    {
        ("youtu.be" or "youtube-nocookie.com", _) => Video(platform),
        (_, []) => Reading.Refuse(Refusals.HomePage(platform)),
        (_, [['@', ..], ..]) => Handle(platform, link.Segments[0][1..]),
        (_, ["channel", _, ..]) when IsChannelId(link.Segments[1]) => Channel(link.Segments[1]),
        (_, ["user", _, ..]) => Named(platform, "user", link.Segments[1], AccountFlags.None),
        (_, ["c", _, ..]) => Named(platform, "c", link.Segments[1], AccountFlags.OldLinkForm),
        (_, ["watch" or "shorts" or "live" or "embed" or "v" or "clip", ..]) => Video(platform),
        (_, ["playlist", ..]) => Reading.Refuse(Refusals.LeadsTo(platform, "một danh sách phát")),
        (_, ["post" or "hashtag", ..]) => Reading.Refuse(Refusals.LeadsTo(platform, "một bài viết")),
        _ => Reading.Refuse($"Đường dẫn này không tới kênh nào: đường dẫn kênh YouTube có dấu @ trước tên, hoặc có /channel/. {HowTo}"),
    };

    private static Reading Video(Platform platform) => Reading.Refuse(Refusals.LeadsTo(platform, "một video"));

    private static Reading Channel(string id) => Reading.Accept(AccountKind.Channel, $"{Site}channel/{id}", id);

    private static Reading Handle(Platform platform, string name) =>
        Names.FitAnyScript(name, 3, 30, "_-.·") && !name.EndsWith('.')
            ? Reading.Accept(AccountKind.Channel, $"{Site}@{name}", name.ToLowerInvariant())
            : Reading.Refuse(Refusals.BadName(
                platform,
                "từ 3 đến 30 chữ cái, chữ số, dấu gạch dưới, gạch nối và dấu chấm sau dấu @, không kết thúc bằng dấu chấm"));

    private static Reading Named(Platform platform, string folder, string name, AccountFlags flags) =>
        Names.FitAnyScript(name, 1, 100, "_-.")
            ? Reading.Accept(AccountKind.Channel, $"{Site}{folder}/{name}", $"{folder}/{name.ToLowerInvariant()}", flags)
            : Reading.Refuse(Refusals.NotAnAccount(platform));

    private static bool IsChannelId(string text) =>
        text is ['U', 'C', .. { Length: 22 } rest] && Names.IsToken(rest);
}
