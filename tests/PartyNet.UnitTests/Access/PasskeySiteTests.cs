using PartyNet.Application.Access;

namespace PartyNet.UnitTests.Access;

/// <summary>Where browsers offer passkeys: at a domain name over https, and on the machine itself.</summary>
[Trait("Security", "A11")]
public sealed class PasskeySiteTests
{
    [Theory]
    [InlineData("https", "ke-khai.example.vn", "https://ke-khai.example.vn", "ke-khai.example.vn")]
    [InlineData("https", "Ke-Khai.Example.VN:8443", "https://ke-khai.example.vn:8443", "ke-khai.example.vn")]
    [InlineData("https", "ke-khai.example.vn:443", "https://ke-khai.example.vn", "ke-khai.example.vn")]
    [InlineData("https", "maychu", "https://maychu", "maychu")]
    [InlineData("http", "localhost:5080", "http://localhost:5080", "localhost")]
    [InlineData("http", "thu.localhost", "http://thu.localhost", "thu.localhost")]
    public void A_domain_name_over_https_has_them(string scheme, string host, string origin, string name)
    {
        var site = PasskeySite.Of(scheme, host)!;

        Assert.Equal((origin, name), (site.Origin, site.Name));
    }

    [Theory]
    [InlineData("http", "ke-khai.example.vn")]
    [InlineData("https", "10.0.0.5")]
    [InlineData("https", "10.0.0.5:8443")]
    [InlineData("https", "[fd00::5]")]
    [InlineData("http", "127.0.0.1:5080")]
    [InlineData("https", "")]
    [InlineData("https", null)]
    [InlineData("https", "a b")]
    [InlineData("ftp", "localhost")]
    public void A_bare_address_or_plain_http_has_none(string scheme, string? host) => Assert.Null(PasskeySite.Of(scheme, host));
}
