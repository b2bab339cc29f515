using PartyNet.Domain.Accounts;

namespace PartyNet.UnitTests.Accounts;

public sealed class HostileAddressTests
{
    private static readonly string[] Megabytes =
    [
        new('a', 1_000_000), new(' ', 1_000_000), new('0', 1_000_000), new('/', 1_000_000), new('\uD800', 1_000_000), new('\0', 1_000_000),
        "https://www.facebook.com/" + new string('a', 1_000_000), string.Concat(Enumerable.Repeat("e\u0301", 500_000)),
    ];

    /// <summary>Up to the limit everything is looked at, so the worst of it has to be cheap and safe too.</summary>
    private static readonly string[] AtTheLimit =
    [
        .. "aĐ%/.@?&+ :0\u0301\u200B\uFE0F".Select(c => "https://example.vn/" + new string(c, AccountAddress.MaxLength - 19)),
        .. "a/.@: 0-".Select(c => new string(c, AccountAddress.MaxLength)),
    ];

    [Fact]
    public void Megabytes_are_refused_before_they_are_looked_at()
    {
        foreach (var platform in Platform.BuiltIn)
        {
            foreach (var typed in Megabytes)
            {
                var address = AccountAddress.Parse(platform, typed);
                Assert.Equal(AddressOutcome.Refused, address.Outcome);
                Assert.Contains("2.000 ký tự", address.Reason);
            }
        }
    }

    [Fact]
    public void Texts_at_the_limit_are_answered_and_their_canonical_forms_fit_too()
    {
        foreach (var platform in Platform.BuiltIn)
        {
            foreach (var typed in AtTheLimit)
            {
                var address = AccountAddress.Parse(platform, typed);
                Assert.True((address.Canonical ?? "").Length <= AccountAddress.MaxLength);
                Assert.Equal(address.Canonical, address.IsAccepted ? AccountAddress.Parse(platform, address.Canonical).Canonical : null);
            }
        }
    }

    [Fact]
    public void An_address_that_grows_past_the_limit_by_encoding_is_refused()
    {
        var address = AccountAddress.Parse(Platform.Website, "https://example.vn/" + new string('Đ', 1_000));
        Assert.Equal(AddressOutcome.Refused, address.Outcome);
        Assert.Contains("2.000 ký tự", address.Reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200B\uFEFF")]
    [InlineData("\"\"")]
    [InlineData("\r\n\t")]
    public void Nothing_typed_asks_for_what_the_platform_needs(string? typed)
    {
        Assert.All(Platform.BuiltIn, platform =>
        {
            var address = AccountAddress.Parse(platform, typed);
            Assert.Equal(AddressOutcome.Refused, address.Outcome);
            Assert.Contains(platform.Rule.Example, address.Reason);
        });
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img onerror=alert(1)>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)//facebook.com/abcde")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:msgbox(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.vn/abc")]
    [InlineData("https://user:pass@example.vn/abc")]
    [InlineData("https://facebook.com@evil.example.vn/abcde")]
    [InlineData("https://facebook.com\\@evil.example.vn/abcde")]
    [InlineData("http://127.0.0.1/abcde")]
    [InlineData("http://[::1]/abcde")]
    [InlineData("http://2130706433/abcde")]
    [InlineData("http://0x7f000001/abcde")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://localhost/abcde")]
    [InlineData("http://máy.chủ.nội.bộ.local/abcde")]
    [InlineData("https://example.vn:8080/abcde")]
    [InlineData("abc\0de")]
    [InlineData("abcde\uD83D")]
    [InlineData("'; DROP TABLE members; --")]
    [InlineData("=HYPERLINK(\"https://evil.example.vn\")")]
    [InlineData("../../etc/passwd")]
    [InlineData("https://example.vn/a https://example.vn/b")]
    public void No_platform_accepts_it(string typed)
    {
        Assert.All(Platform.BuiltIn.Append(new Platform("mangmoi", "Mạng mới", PlatformRule.NameOrLink)), platform =>
        {
            var address = AccountAddress.Parse(platform, typed);
            Assert.True(address.Outcome == AddressOutcome.Refused, $"{platform.Code}: {address.Canonical}");
            Assert.DoesNotContain("evil", address.Reason);
        });
    }

    [Theory]
    [InlineData("facebook.com.evil.example.vn")]
    [InlineData("facebook.com.vn")]
    [InlineData("facebook.evil.vn")]
    [InlineData("faceb00k.com")]
    [InlineData("facebo\u043Ek.com")]
    [InlineData("ｆａｃｅｂｏｏｋ.com")]
    [InlineData("facebook。com")]
    [InlineData("xn--facebok-o0a.com")]
    [InlineData("evil.facebook.com")]
    [InlineData("facebook.com.")]
    [InlineData("-www.facebook.com")]
    [InlineData("facebook.com%2eevil.vn")]
    [InlineData("facebook.com%00.evil.vn")]
    [InlineData("facebook\uFF0Ecom")]
    [InlineData("notfacebook.com")]
    [InlineData("face-book.com")]
    public void Hosts_that_only_look_like_the_platform_are_refused(string host)
    {
        Assert.Equal(AddressOutcome.Refused, AccountAddress.Parse(Platform.Facebook, $"https://{host}/nguyen.van.a").Outcome);
        Assert.Equal(AddressOutcome.Refused, AccountAddress.Parse(Platform.Facebook, $"{host}/nguyen.van.a").Outcome);
    }

    [Fact]
    public void The_domain_references_nothing_that_could_reach_a_network()
    {
        var references = typeof(AccountAddress).Assembly.GetReferencedAssemblies().Select(a => a.Name!).ToList();
        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, name => name.StartsWith("System.Net", StringComparison.Ordinal));
    }
}
