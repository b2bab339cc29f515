using PartyNet.Domain.Accounts.Rules;
using PartyNet.Domain.Text;

namespace PartyNet.Domain.Accounts;

/// <summary>
/// A social network or kind of site that accounts are declared on. All of them stand here; an account on a network that has no row
/// is declared under <see cref="Other"/>.
/// </summary>
/// <param name="Code">Stable code, at most <see cref="CodeLength"/> characters; public in the command line and in exports.</param>
/// <param name="Name">Name shown to people.</param>
/// <param name="Rule">How its addresses are read.</param>
public sealed record Platform(string Code, string Name, PlatformRule Rule)
{
    public const int CodeLength = 20;
    public const int NameLength = 50;

    /// <summary>Its own column in an exported roster; null where its accounts stand with those of all other platforms.</summary>
    public PlatformColumn? Column { get; init; }

    public static Platform Zalo { get; } = new("zalo", "Zalo", new ZaloRule()) { Column = new(2, 14) };
    public static Platform Facebook { get; } = new("facebook", "Facebook", new FacebookRule()) { Column = new(1, 18) };
    public static Platform TikTok { get; } = new("tiktok", "TikTok", new TikTokRule()) { Column = new(3, 15) };
    public static Platform YouTube { get; } = new("youtube", "YouTube", new YouTubeRule()) { Column = new(4, 15) };
    public static Platform X { get; } = new("x", "X", new XRule());
    public static Platform Instagram { get; } = new("instagram", "Instagram", new InstagramRule());
    public static Platform Threads { get; } = new("threads", "Threads", new ThreadsRule());
    public static Platform Telegram { get; } = new("telegram", "Telegram", new TelegramRule());
    public static Platform LinkedIn { get; } = new("linkedin", "LinkedIn", new LinkedInRule());
    public static Platform Website { get; } = new("website", "Trang web, blog", new WebsiteRule());
    public static Platform Other { get; } = new("other", "Khác", new OtherRule());

    /// <summary>The platforms of a new installation, in the order in which forms offer them.</summary>
    public static IReadOnlyList<Platform> BuiltIn { get; } =
        [Zalo, Facebook, TikTok, YouTube, X, Instagram, Threads, Telegram, LinkedIn, Website, Other];

    /// <summary>Platforms with a column of their own in an exported roster, from left to right.</summary>
    public static IReadOnlyList<Platform> WithColumn { get; } =
        [.. BuiltIn.Where(platform => platform.Column is not null).OrderBy(platform => platform.Column!.Place)];

    /// <summary>The built-in platform that this host belongs to; null for hosts of nobody in particular.</summary>
    internal static Platform? OwnerOf(string host)
    {
        for (var i = 0; i < BuiltIn.Count; i++)
        {
            if (BuiltIn[i].Rule.Owns(host))
                return BuiltIn[i];
        }
        return null;
    }

    /// <summary>The built-in platform whose own host a link has; null for what is no link, and for hosts of nobody in particular.</summary>
    public static Platform? OfLink(string text) => WebAddress.TryRead(text, out var link, out _) ? OwnerOf(link.Host) : null;

    /// <summary>The built-in platform that people call so; null for a name of none of them.</summary>
    public static Platform? Named(string name)
    {
        var key = VietnameseText.SearchKey(name);
        return BuiltIn.FirstOrDefault(platform =>
            platform.Code == key || VietnameseText.SearchKey(platform.Name) == key || platform.Rule.IsCalled(key));
    }

    /// <summary>The built-in platform with this code, in whatever case; null where there is none.</summary>
    public static Platform? Find(string? code) =>
        BuiltIn.FirstOrDefault(platform => platform.Code.Equals(code, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Where a platform stands in an exported roster.</summary>
/// <param name="Place">Among the platforms, from left to right. Offices' own sheets and scripts rely on it.</param>
/// <param name="Width">In characters: what a usual account takes, told as short as under the name of its network.</param>
public sealed record PlatformColumn(int Place, int Width);
