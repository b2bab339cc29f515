using System.Collections.Frozen;

namespace PartyNet.Domain.Accounts.Rules;

/// <summary>
/// Facebook. A person or page has a user name in which neither case nor dots count, or a numeric id; what the app's
/// "copy link" gives is an opaque share link.
/// </summary>
internal sealed class FacebookRule : SocialPlatformRule
{
    private const string Site = "https://www.facebook.com/";
    private const int MinUserName = 5;
    private const int MaxUserName = 50;

    /// <summary>First parts of paths that are functions of Facebook, never somebody's name. Files (<c>.php</c>) are none either.</summary>
    private static readonly FrozenSet<string> Functions = FrozenSet.Create(
        "group",
        "groups",
        "facewebmodal",
        "page",
        "pages",
        "people",
        "pg",
        "p",
        "watch",
        "reel",
        "reels",
        "marketplace",
        "gaming",
        "events",
        "share",
        "sharer",
        "dialog",
        "help",
        "messages",
        "login",
        "hashtag",
        "stories",
        "story",
        "me",
        "search",
        "settings",
        "notifications",
        "friends",
        "bookmarks",
        "saved",
        "photo",
        "photos",
        "video",
        "videos",
        "live",
        "media",
        "media_set",
        "posts",
        "permalink",
        "notes",
        "home",
        "public",
        "directory",
        "privacy",
        "policies",
        "policy",
        "legal",
        "terms",
        "about",
        "ads",
        "adsmanager",
        "business",
        "latest",
        "plugins",
        "tr",
        "recover",
        "checkpoint",
        "games",
        "fundraisers",
        "donate",
        "memories",
        "feed",
        "feeds",
        "flx",
        "careers",
        "lite",
        "mobile",
        "profile",
        "https",
        "http"
    );

    /// <summary>Second parts of paths that show something a person posted.</summary>
    private static readonly FrozenSet<string> Posts = FrozenSet.Create(
        "posts",
        "photos",
        "photo",
        "videos",
        "video",
        "reels",
        "reel",
        "permalink",
        "events",
        "notes",
        "stories",
        "story",
        "media_set",
        "live",
        "live_videos"
    );

    public override string Asks => "đường dẫn trang cá nhân hoặc tên người dùng Facebook";

    public override string Example => "facebook.com/nguyen.van.a";

    protected override IReadOnlyList<string> Hosts { get; } =
    ["facebook.com", "fb.com", "m.me", "fb.me", "fb.watch", "l.facebook.com", "lm.facebook.com", "messenger.com"];

    protected override IReadOnlyList<string> Prefixes { get; } = ["www", "m", "mobile", "web", "touch", "mbasic", "free", "business"];

    protected override IReadOnlyList<string> Nicknames { get; } = ["fb", "face"];

    protected override string AppScheme => "fb";

    /// <summary>A page may be written as a person is, and nothing tells it from one: their names and numbers are one register.</summary>
    internal override AccountKind RegisterOf(AccountKind kind) => kind is AccountKind.Page ? AccountKind.Person : kind;

    protected override Reading ReadName(Platform platform, string name)
    {
        // An id typed without its link has 14 digits or more; shorter numbers are telephone numbers or slips.
        if (Names.IsDigits(name, 14, 20) && name[0] != '0')
            return PersonById(name);
        var reading = UserName(platform, name);
        return reading.Refusal is null && name.EndsWith('.') ? Reading.Refuse(BadName(platform)) : reading;
    }

    protected override Reading ReadLink(Platform platform, string host, WebAddress link) =>
        host switch
        {
            "l.facebook.com" or "lm.facebook.com" => Unwrap(platform, link),
            "fb.me" => link.Segments switch
            {
                [var name] when IsNameRather(name) => UserName(platform, name),
                [var token] => Opaque(host, token),
                _ => Reading.Refuse(Refusals.HomePage(platform)),
            },
            "fb.watch" => Reading.Refuse(Refusals.LeadsTo(platform, "một video")),
            "messenger.com" => Reading.Refuse(Refusals.LeadsTo(platform, "một cuộc trò chuyện")),
            "m.me" => link.Lower switch
            {
                [var id, ..] when IsId(id) => PersonById(id),
                [var name, ..] => ReadName(platform, name),
                [] => Reading.Refuse(Refusals.HomePage(platform)),
            },
            _ => link.Lower is ["l.php"] or ["flx", "warn", ..] ? Unwrap(platform, link) : ReadPath(platform, link),
        };

    private Reading ReadPath(Platform platform, WebAddress link) =>
        link.Lower switch
        {
            [] => Reading.Refuse(Refusals.HomePage(platform)),
            ["profile.php"] when link.Parameter("id") is { } id && Names.IsDigits(id, 1, 20) && id[0] != '0' => PersonById(id),
            ["profile.php", ..] or ["me", ..] => Reading.Refuse(
                "Đường dẫn này không có mã tài khoản, mỗi người mở sẽ thấy trang của chính mình. Đồng chí mở trang cá nhân của mình "
                    + "rồi sao chép đường dẫn."
            ),

            ["people", _, var id, ..] when IsId(id) => PersonById(id),
            ["people", _, ['p', 'f', 'b', 'i', 'd', ..], ..] => Opaque("www.facebook.com/people/_", link.Segments[2]),

            ["profile", var id, ..] when IsId(id) => PersonById(id),
            ["page", var id, ..] when IsId(id) => PageById(id),
            ["page"] when link.Parameter("id") is { } id && IsId(id) => PageById(id),
            ["group", var group, ..] => Group(platform, group),
            ["facewebmodal", ..] => Unwrap(platform, link, "href"),

            ["groups", _, "user", var id, ..] when IsId(id) => PersonById(id),
            ["groups", _, "posts" or "permalink", ..] => Post(platform),
            ["groups", "feed" or "discover" or "joins" or "create" or "search", ..] => Reading.Refuse(Refusals.NotAnAccount(platform)),
            ["groups", var group, ..] => Group(platform, group),

            ["pages", _, var id, ..] when IsId(id) => PageById(id),
            ["pages" or "p", .., var last] when TrailingId(last) is { } id => PageById(id),
            ["p", var nameAndId, ..] when TrailingId(nameAndId) is { } id => PageById(id),
            ["pg", var page, ..] => UserName(platform, page, AccountKind.Page, "pg/"),

            ["share", "p" or "v" or "r", ..] => Post(platform),
            ["share", "g", _, ..] => Opaque("www.facebook.com/share/g", link.Segments[2], AccountKind.Group),
            ["share", _] => Opaque("www.facebook.com/share", link.Segments[1]),

            ["story.php" or "permalink.php" or "photo.php" or "photo" or "reel" or "reels" or "posts" or "stories", ..] => Post(platform),
            ["watch" or "video.php" or "videos" or "live", ..] => Reading.Refuse(Refusals.LeadsTo(platform, "một video")),
            ["events", ..] => Reading.Refuse(Refusals.LeadsTo(platform, "một sự kiện")),
            [var function, ..] when IsFunction(function) => Reading.Refuse(Refusals.NotAnAccount(platform)),
            [_, var part, ..] when Posts.Contains(part) => Post(platform),

            [var id, ..] when IsId(id) => PersonById(id),
            [var pageNameAndId, ..] when TrailingId(pageNameAndId) is { } id => PageById(id),
            [var name, ..] => UserName(platform, name.TrimStart('@')),
        };

    private static Reading Post(Platform platform) => Reading.Refuse(Refusals.LeadsTo(platform, "một bài viết"));

    private static Reading PersonById(string id) => Reading.Accept(AccountKind.Person, $"{Site}profile.php?id={id}", id);

    private static Reading PageById(string id) => Reading.Accept(AccountKind.Page, $"{Site}pages/-/{id}", id);

    private static Reading Group(Platform platform, string group) =>
        Names.Fit(group, 1, 100, Names.WithDotsAndUnderscores) && group[^1] != '.'
            ? Reading.Accept(AccountKind.Group, $"{Site}groups/{group}", group)
            : Reading.Refuse(Refusals.NotAnAccount(platform));

    private static Reading UserName(Platform platform, string name, AccountKind kind = AccountKind.Person, string folder = "")
    {
        var shown = name.Trim('.').ToLowerInvariant();
        var key = shown.Replace(".", "", StringComparison.Ordinal);
        if (IsFunction(shown) || IsFunction(key))
            return Reading.Refuse(Refusals.NotAnAccount(platform));
        var fits =
            Names.Fit(key, MinUserName, MaxUserName, Names.Alphanumeric)
            && !Names.IsDigits(key, 1, MaxUserName)
            && !shown.Split('.').Any(part => part is "com" or "net");
        return fits
            ? Reading.Accept(kind, $"{Site}{folder}{shown}", key)
            : Reading.Refuse(BadName(platform));
    }

    private static string BadName(Platform platform) =>
        Refusals.BadName(platform, "từ 5 đến 50 chữ cái không dấu, chữ số và dấu chấm, không kết thúc bằng dấu chấm");

    /// <summary>fb.me leads by a name or by a code of mixed letters: a dot, or plain letters before digits, make a name.</summary>
    private static bool IsNameRather(string text)
    {
        var words = text.TrimEnd([.. "0123456789"]);
        return text.Contains('.', StringComparison.Ordinal)
            || (words.Length >= MinUserName && !words.AsSpan().ContainsAnyExceptInRange('a', 'z'));
    }

    /// <summary>l.facebook.com shows a warning, then goes to <c>u</c>. Only one step is followed, and only to Facebook itself.</summary>
    private Reading Unwrap(Platform platform, WebAddress link, string parameter = "u") =>
        link.Parameter(parameter) is { } target
        && WebAddress.TryRead(target, out var inner, out _)
        && !inner.HasPort
        && MatchHost(inner.Host) is "facebook.com" or "fb.com"
            ? ReadPath(platform, inner)
            : Reading.Refuse(Refusals.NotOf(platform));

    private static bool IsFunction(string name) => Functions.Contains(name) || name.EndsWith(".php", StringComparison.Ordinal);

    private static bool IsId(string text) => Names.IsDigits(text, 5, 20) && text[0] != '0';

    /// <summary>Ten-Trang-100012345678 → the digits. Pages without a user name have such addresses.</summary>
    private static string? TrailingId(string text) =>
        text[(text.LastIndexOf('-') + 1)..] is var id && Names.IsDigits(id, 8, 20) && id[0] != '0' ? id : null;
}
