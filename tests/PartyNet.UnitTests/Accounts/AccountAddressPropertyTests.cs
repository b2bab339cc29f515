using System.Globalization;
using System.Text;
using CsCheck;
using PartyNet.Domain.Accounts;

namespace PartyNet.UnitTests.Accounts;

public sealed class AccountAddressPropertyTests
{
    /// <summary>What real and hostile addresses are made of, so that random ones get past the first check.</summary>
    private static readonly string[] Fragments =
    [
        "https://",
        "http://",
        "HTTPS://",
        "//",
        "/",
        "?",
        "#",
        "&",
        "=",
        ":",
        "@",
        ".",
        "..",
        "%",
        "%2F",
        "%41",
        "%C4%91",
        "%ff",
        "%00",
        "%25",
        "+",
        "-",
        "_",
        ",",
        ";",
        "'",
        "|",
        "\\",
        " ",
        "\t",
        "\n",
        "\0",
        "\u200B",
        "\u202E",
        "\uFEFF",
        "\u00A0",
        "\uD800",
        "\uDC00",
        "\uFFFE",
        "e\u0302\u0301",
        "Đ",
        "đ",
        "İ",
        "ı",
        "ſ",
        "K",
        "ａ",
        "。",
        "①",
        "😀",
        "facebook.com",
        "www.",
        "m.",
        "fb.com",
        "l.facebook.com/l.php?u=",
        "share/",
        "p/",
        "people/",
        "pages/",
        "groups/",
        "profile.php?id=",
        "posts/",
        "pfbid0a",
        "100004123456789",
        "zalo.me/",
        "zalo://chat?phone=",
        "qr/p/",
        "g/",
        "0912345678",
        "+84",
        "84",
        "E+8",
        "tiktok.com/@",
        "vm.tiktok.com/",
        "t/",
        "youtube.com/",
        "channel/UCabcdefghij-0123456_-AZ",
        "c/",
        "user/",
        "x.com/",
        "status/1",
        "instagram.com/",
        "stories/",
        "threads.net/@",
        "t.me/",
        "joinchat/",
        "tg://resolve?domain=",
        "linkedin.com/in/",
        "pub/",
        "company/",
        "bit.ly/",
        "example.vn",
        "localhost",
        "127.0.0.1",
        "[::1]",
        ":443",
        ":8080",
        "user:pass@",
        "utm_source=x",
        "index.html",
        "Viber",
        "abcde",
        "Nguyen.Van.A",
        "a",
        "javascript:",
        "link:",
    ];

    private static readonly Gen<Platform> AnyPlatform = Gen.OneOf(
        Platform.BuiltIn.Append(new Platform("mangmoi", "Mạng mới", PlatformRule.NameOrLink)).ToArray()
    );

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String,
        Gen.OneOf(Fragments).Array[1, 8].Select(parts => string.Concat(parts)),
        Gen.OneOf(Gen.OneOf(Fragments), Gen.String[Gen.Char, 0, 3]).Array[1, 6].Select(parts => string.Concat(parts)));

    /// <summary>Anything at all on any platform, or a row of the tables with something pushed into it.</summary>
    private static readonly Gen<(Platform Platform, string Typed)> AnyInput = Gen.OneOf(
        Gen.Select(AnyPlatform, AnyText),
        Gen.Select(Gen.OneOf(AddressRows.Typed().ToArray()), Gen.OneOf(Gen.OneOf(Fragments), Gen.String[Gen.Char, 0, 2]), Gen.Int[0, 100],
            (row, extra, at) => (row.Platform, row.Typed.Insert(at * row.Typed.Length / 100, extra))));

    [Fact]
    public void Any_text_gets_a_whole_answer()
    {
        AnyInput.Sample((platform, typed) =>
        {
            var address = AccountAddress.Parse(platform, typed);

            Assert.Equal(address.Outcome != AddressOutcome.Refused, address.IsAccepted);
            Assert.Equal(address.Outcome == AddressOutcome.Flagged, address.Flags != AccountFlags.None);
            Assert.Equal(address.Outcome == AddressOutcome.Ok, address.Reason is null);
            Assert.True(Enum.IsDefined(address.Kind));
            if (address.IsAccepted)
            {
                Assert.InRange(address.Canonical.Length, 1, AccountAddress.MaxLength);
                Assert.NotEmpty(address.Key);
                Assert.True(address.Canonical.IsNormalized() && address.Key.IsNormalized());
                Assert.DoesNotContain(
                    address.Canonical + address.Key + address.Display,
                    c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format
                );
                Assert.DoesNotContain(address.Canonical, c => c is '<' or '>' or '"');
            }
            else
            {
                Assert.Null(address.Key);
                Assert.Contains("ồng chí", address.Reason);
            }
        },
            iter: 20_000
        );
    }

    [Fact]
    public void Reading_a_canonical_form_gives_the_same_account()
    {
        AnyInput.Sample((platform, typed) =>
        {
            var first = AccountAddress.Parse(platform, typed);
            if (!first.IsAccepted)
                return;
            var second = AccountAddress.Parse(platform, first.Canonical);
            Assert.Equal((first.Canonical, first.Key, first.Kind), (second.Canonical, second.Key, second.Kind));
        }, iter: 20_000);
    }

    /// <summary>What may stand right behind the name in a link, and must not make another account once the link is read again.</summary>
    [Theory]
    [InlineData(".?en")]
    [InlineData("./")]
    [InlineData("./?x=1")]
    [InlineData(".#top")]
    [InlineData("..?en")]
    [InlineData("%2E?en")]
    [InlineData("-?en")]
    [InlineData("_/")]
    [InlineData(",?en")]
    [InlineData("@?en")]
    [InlineData("&?en")]
    public void What_ends_a_link_leaves_one_account(string ending)
    {
        var rows = AddressRows.Typed().ToArray();
        Assert.True(rows.Length > 300);
        Assert.All(rows, row =>
        {
            var first = AccountAddress.Parse(row.Platform, row.Typed + ending);
            if (!first.IsAccepted)
                return;
            var second = AccountAddress.Parse(row.Platform, first.Canonical);
            Assert.Equal((first.Canonical, first.Key, first.Kind), (second.Canonical, second.Key, second.Kind));
        });
    }

    private static readonly Platform[] Social = [.. Platform.BuiltIn.Except([Platform.Website, Platform.Other])];

    [Fact]
    public void What_a_social_platform_accepts_leads_to_its_own_hosts()
    {
        AnyInput.Where(input => Social.Contains(input.Platform)).Sample((platform, typed) =>
        {
            var address = AccountAddress.Parse(platform, typed);
            return !address.IsAccepted
                || address.Flags.HasFlag(AccountFlags.FullLinkNeeded)
                || address.Flags == AccountFlags.AddressUnknown && address.Link is null
                || address.Link == address.Canonical;
        }, iter: 20_000);
    }

    private static readonly Gen<string> Letters = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"], 5, 14].Select(s => "k" + s);

    /// <summary>A name that every platform accepts, on each platform that has names, with the link that leads to it.</summary>
    private static readonly Gen<(Platform Platform, string Name, string Link)> Named = Gen.Select(
        Gen.OneOf(
            (Platform.Facebook, "facebook.com/"),
            (Platform.TikTok, "tiktok.com/@"),
            (Platform.YouTube, "youtube.com/@"),
            (Platform.X, "x.com/"),
            (Platform.X, "twitter.com/"),
            (Platform.Instagram, "instagram.com/"),
            (Platform.Threads, "threads.net/@"),
            (Platform.Telegram, "t.me/"),
            (Platform.LinkedIn, "linkedin.com/in/")
        ),
        Letters,
        (platform, name) => (platform.Item1, name, platform.Item2 + name));

    [Fact]
    public void A_name_its_link_and_its_display_are_one_account()
    {
        Named.Sample((platform, name, link) =>
        {
            var key = AccountAddress.Parse(platform, name).Key;
            Assert.Equal(name, key);
            Assert.Equal(key, AccountAddress.Parse(platform, "@" + name).Key);
            Assert.Equal(key, AccountAddress.Parse(platform, link).Key);
            Assert.Equal(key, AccountAddress.Parse(platform, AccountAddress.Parse(platform, link).Display).Key);
        }, iter: 5_000);
    }

    /// <summary>What apps, browsers and people put around or into a link without meaning another account.</summary>
    private static readonly Func<string, string>[] Decorations =
    [
        link => "https://" + link,
        link => "HTTP://" + link,
        link => "https://www." + link,
        link => "WWW." + link,
        link => "https://m." + link,
        link => "mobile." + link,
        link => "https://vi-vn." + link,
        link => link + "/",
        link => link + "?utm_source=zalo&fbclid=x",
        link => link + "/?ref=1#top",
        link => $"  {link}\n",
        link => $"\u201C{link}\u201D",
        link => $"<{link}>,",
        link => "\uFEFF" + link,
        link => link.Insert(link.Length / 2, "\u200B"),
        link => link + "\u202C",
        link => link.ToUpperInvariant(),
        link => "Link: " + link,
        link => "//" + link,
    ];

    [Fact]
    public void Decoration_and_case_do_not_matter()
    {
        Gen.Select(Named, Gen.OneOf(Decorations)).Sample((named, decorate) =>
        {
            var plain = AccountAddress.Parse(named.Platform, named.Link);
            var decorated = AccountAddress.Parse(named.Platform, decorate(named.Link));
            Assert.Equal((plain.Key, plain.Kind, AddressOutcome.Ok), (decorated.Key, decorated.Kind, decorated.Outcome));
        }, iter: 5_000);
    }

    /// <summary>Where dots would make one of these the ending of a domain or file, Facebook has no such name.</summary>
    private static readonly string[] Endings = ["com", "net", "org", "php"];

    [Fact]
    public void Dots_in_a_Facebook_name_do_not_matter()
    {
        Gen.Select(
                Letters.Where(name => !Endings.Any(name.Contains)),
                Gen.Int[1, 3],
                Gen.Int[1, 3]
            )
            .Sample(
                (name, first, second) =>
                {
                    var dotted = name.Insert(first, ".").Insert(first + second, ".");
                    return AccountAddress.Parse(Platform.Facebook, dotted).Key
                        == AccountAddress.Parse(Platform.Facebook, "fb.com/" + name).Key;
                },
                iter: 2_000
            );
    }

    [Fact]
    public void Decomposed_letters_do_not_matter()
    {
        Gen.String[Gen.Char["aăâbcdđeêôơưáàảãạấầếềốồớờứừABCĐÊÔ0123456789"], 3, 20]
            .Where(name => name.Any(char.IsLetter))
            .Sample(
                name =>
                {
                    foreach (
                        var (platform, folder) in new[]
                        {
                            (Platform.YouTube, "youtube.com/@"),
                            (Platform.LinkedIn, "linkedin.com/in/"),
                            (Platform.Website, "example.vn/"),
                        }
                    )
                    {
                        var composed = AccountAddress.Parse(platform, folder + name);
                        Assert.True(composed.IsAccepted, composed.Reason);
                        Assert.Equal(composed.Key, AccountAddress.Parse(platform, (folder + name).Normalize(NormalizationForm.FormD)).Key);
                        Assert.Equal(composed.Key, AccountAddress.Parse(platform, folder + Uri.EscapeDataString(name)).Key);
                    }
                },
                iter: 2_000
            );
    }

    [Fact]
    public void A_phone_number_is_one_Zalo_account_however_it_is_written()
    {
        Gen.Select(Gen.Char["35789"], Gen.String[Gen.Char['0', '9'], 8, 8])
            .Sample(
                (first, rest) =>
                {
                    var subscriber = first + rest;
                    string[] forms =
                    [
                        "0" + subscriber,
                        "+84" + subscriber,
                        "84" + subscriber,
                        "0084 " + subscriber,
                        $"0{subscriber[..3]}.{subscriber[3..6]}.{subscriber[6..]}",
                        $"zalo.me/0{subscriber}",
                        $"https://zalo.me/84{subscriber}",
                        $"https://zalo.me/pc?phone=0{subscriber}",
                        $"zalo://chat?phone=%2B84{subscriber}",
                    ];
                    Assert.Equal(
                        "+84" + subscriber,
                        Assert.Single(forms.Select(form => AccountAddress.Parse(Platform.Zalo, form).Key).Distinct())
                    );
                },
                iter: 2_000
            );
    }
}
