using System.Net;
using Microsoft.Extensions.Configuration;
using PartyNet.Web.Hosting;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// What a proxy of this site tells of a request is believed, whichever proxy it is; what the sender wrote before it, and what others say,
/// is not.
/// </summary>
[Trait("Security", "I9")]
public sealed class TrustedProxyTests(Site site)
{
    private const string Member = "203.0.113.9", Other = "198.51.100.4", Name = ProxiedSite.Name;

    public static TheoryData<string, int, string[], string> Proxies => new()
    {
        { "nginx", 1, [$"Host: {Name}", $"X-Forwarded-For: {Member}", "X-Forwarded-Proto: https"], $"https {Name} 203.0.113.0" },
        {
            "nginx that keeps its upstream's name", 1,
            ["Host: 127.0.0.1:5080", $"X-Forwarded-Host: {Name}:8443", $"X-Forwarded-For: {Member}", "X-Forwarded-Proto: https"],
            $"https {Name}:8443 203.0.113.0"
        },
        {
            "nginx that adds to what the sender wrote", 1,
            [$"Host: {Name}", $"X-Forwarded-For: {Other}, {Member}", "X-Forwarded-Proto: https"], $"https {Name} 203.0.113.0"
        },
        {
            "Caddy", 1,
            [$"Host: {Name}", $"X-Forwarded-Host: {Name}", $"X-Forwarded-For: {Member}", "X-Forwarded-Proto: https"],
            $"https {Name} 203.0.113.0"
        },
        {
            "two, one after another", 2,
            [$"Host: {Name}", $"X-Forwarded-For: {Member}, 127.0.0.1", "X-Forwarded-Proto: https"], $"https {Name} 203.0.113.0"
        },
        {
            "two that both tell the scheme, after a forged address", 2,
            [$"Host: {Name}", $"X-Forwarded-For: {Other}, {Member}, 127.0.0.1", "X-Forwarded-Proto: https, https"],
            $"https {Name} 203.0.113.0"
        },
        {
            "IPv6", 1, [$"Host: {Name}", "X-Forwarded-For: 2001:db8:12:3456::9", "X-Forwarded-Proto: https"],
            $"https {Name} 2001:db8:12:3400::"
        },
        {
            "a name that is not the site's", 1,
            [$"Host: {Name}", "X-Forwarded-Host: evil.example", $"X-Forwarded-For: {Member}", "X-Forwarded-Proto: https"],
            $"https {Name} 203.0.113.0"
        },
        {
            "no address that can be read, so that nothing else is believed either", 1,
            [$"Host: {Name}", "X-Forwarded-For: somebody", "X-Forwarded-Proto: https"], $"http {Name} 127.0.0.0"
        },
    };

    [Theory]
    [MemberData(nameof(Proxies))]
    public async Task What_a_proxy_tells_is_believed(string proxy, int hops, string[] headers, string seen)
    {
        Assert.NotEmpty(proxy);
        await using var proxied = await ProxiedSite.StartAsync(site, ("Proxy:Hops", $"{hops}"));
        using var client = proxied.Through([.. headers.Select(h => h.Split(": ")).Select(h => (h[0], h[1]))]);

        Assert.Equal(seen, await ProxiedSite.SeenAsync(client));
    }

    [Fact]
    public async Task Where_no_proxy_is_named_nobody_is_one()
    {
        await using var production = await ProductionSite.StartAsync(site, new LogWatch(), hosts: $"127.0.0.1;{Name}");
        foreach (var (name, value) in (IEnumerable<(string, string)>)
            [("X-Forwarded-For", Member), ("X-Forwarded-Proto", "http"), ("X-Forwarded-Host", Name)])
            production.Client.DefaultRequestHeaders.Add(name, value);

        Assert.Equal(
            $"https {production.Client.BaseAddress!.Authority} 127.0.0.0", await ProxiedSite.SeenAsync(production.Client));
    }

    [Fact]
    public async Task Whoever_comes_to_the_proxy_without_encryption_is_led_to_https()
    {
        await using var proxied = await ProxiedSite.StartAsync(site);
        using var client = proxied.Through(("Host", Name), ("X-Forwarded-For", Member), ("X-Forwarded-Proto", "http"));

        using var answer = await client.GetAsync(new Uri("/dang-nhap?a=1", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.PermanentRedirect, $"https://{Name}/dang-nhap?a=1"),
            (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1/32")]
    [InlineData("10.1.0.0/16; ::1 ;fd00:12:3::/48", "10.1.0.0/16", "::1/128", "fd00:12:3::/48")]
    [InlineData("")]
    public void Networks_are_read_as_people_write_them(string written, params string[] read)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Proxy:Networks", (string?)written)]).Build();

        Assert.Equal(read, TrustedProxies.Read(settings).Networks.Select(network => network.ToString()));
    }
}
