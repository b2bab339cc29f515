using BenchmarkDotNet.Attributes;
using PartyNet.Domain.Accounts;

namespace PartyNet.Benchmarks.Accounts;

/// <summary>
/// Reading declared addresses. Target: 50,000 a second on one core and 1 KB allocated each, so the time and memory reported
/// per operation (one address) must stay under 20 µs and 1 KB, for the mix and for each sort alone.
/// </summary>
[MemoryDiagnoser]
public class AccountAddressBenchmarks
{
    private const int Count = 32;

    private (Platform Platform, string Typed)[] _inputs = [];

    [Params("mix", "phones", "links", "names", "vietnamese", "websites", "refused")]
    public string Sort { get; set; } = "mix";

    [GlobalSetup]
    public void Setup()
    {
        var rows = Inputs[Sort];
        _inputs = [.. Enumerable.Range(0, Count).Select(i => rows[i % rows.Length])];
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public int Parse()
    {
        var accepted = 0;
        foreach (var (platform, typed) in _inputs)
        {
            if (AccountAddress.Parse(platform, typed).IsAccepted)
                accepted++;
        }
        return accepted;
    }

    private static readonly (Platform Platform, string Typed)[] Phones =
    [
        (Platform.Zalo, "0912345678"),
        (Platform.Zalo, "+84 912 345 678"),
        (Platform.Zalo, "0912.345.678"),
        (Platform.Zalo, "https://zalo.me/84912345678"),
        (Platform.Zalo, "3.33875455E+8"),
        (Platform.Zalo, "01638754555"),
    ];

    private static readonly (Platform Platform, string Typed)[] Links =
    [
        (Platform.Facebook, "https://www.facebook.com/nguyen.van.a"),
        (Platform.Facebook, "https://m.facebook.com/Nguyen.Van.A?locale=vi_VN&mibextid=ZbWKwL"),
        (Platform.Facebook, "https://www.facebook.com/profile.php?id=100004123456789&sk=about"),
        (Platform.Facebook, "https://www.facebook.com/share/1AbCdEfGhJ/?mibextid=wwXIfr"),
        (Platform.Facebook, "https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.facebook.com%2Fnguyen.van.a&h=AT0"),
        (Platform.TikTok, "https://www.tiktok.com/@chibo14?_t=8x&_r=1"),
        (Platform.YouTube, "https://www.youtube.com/channel/UCabcdefghij-0123456_-AZ/featured"),
        (Platform.Telegram, "https://t.me/chibo14"),
    ];

    private static readonly (Platform Platform, string Typed)[] Names =
    [
        (Platform.Facebook, "nguyen.van.a"),
        (Platform.TikTok, "@chibo14"),
        (Platform.X, "@chibo14"),
        (Platform.Instagram, "chibo.14"),
        (Platform.YouTube, "@ChiBo14"),
    ];

    private static readonly (Platform Platform, string Typed)[] Vietnamese =
    [
        (Platform.YouTube, "https://www.youtube.com/@%C4%90o%C3%A0n14"),
        (Platform.YouTube, "@Đoàn14"),
        (Platform.YouTube, "@\u0110oa\u0300n14"),
        (Platform.LinkedIn, "https://vn.linkedin.com/in/nguy%E1%BB%85n-v%C4%83n-a-14/"),
    ];

    private static readonly (Platform Platform, string Typed)[] Websites =
    [
        (Platform.Website, "https://www.example.vn/blog/bai-1?utm_source=zalo&p=2"),
        (Platform.Website, "example.vn"),
        (Platform.Website, "https://đảng.example.vn/tin-tức/"),
        (Platform.Other, "Viber: 0912 345 678"),
    ];

    private static readonly (Platform Platform, string Typed)[] Refused =
    [
        (Platform.Facebook, "Nguyễn Văn A"),
        (Platform.Zalo, "không dùng"),
        (Platform.Facebook, "https://www.facebook.com/nguyen.van.a/posts/123456789"),
        (Platform.Facebook, "https://facebook.com.evil.example.vn/nguyen.van.a"),
        (Platform.YouTube, "https://youtu.be/abcdefghijk"),
        (Platform.TikTok, "@đảng"),
    ];

    private static readonly Dictionary<string, (Platform Platform, string Typed)[]> Inputs = new()
    {
        // As declared in practice: two Zalo numbers and two Facebook links for every other account.
        ["mix"] = [.. Phones, .. Links, .. Phones, .. Links[..5], .. Names, .. Vietnamese[..1], .. Websites[..1]],
        ["phones"] = Phones,
        ["links"] = Links,
        ["names"] = Names,
        ["vietnamese"] = Vietnamese,
        ["websites"] = Websites,
        ["refused"] = Refused,
    };
}
