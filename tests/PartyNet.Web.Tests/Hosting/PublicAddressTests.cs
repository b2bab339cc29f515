using System.Net;
using Microsoft.Extensions.Configuration;
using PartyNet.Application.Diagnosis;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>What <c>partynet doctor</c> says of the way from the address that people type to the site.</summary>
public sealed class PublicAddressTests(Site site)
{
    private const string Address = $"https://{ProxiedSite.Name}";

    /// <param name="told">What the proxy writes, beside what came with the request: null for a header it takes away.</param>
    [Theory]
    [InlineData("right", "1", null, "X-Forwarded-For=203.0.113.9", "X-Forwarded-Proto=https", "X-Forwarded-Host=kekhai.tinhuy.vn")]
    [InlineData("adds to the sender's address", "1", null, "X-Forwarded-For=+203.0.113.9", "X-Forwarded-Proto=https")]
    [InlineData("lets the sender's address through", "1", "X-Forwarded-For", "X-Forwarded-Proto=https")]
    [InlineData("more hops than there are", "2", "X-Forwarded-For", "X-Forwarded-For=+127.0.0.1", "X-Forwarded-Proto=https")]
    [InlineData("tells no scheme", "1", "X-Forwarded-Proto", "X-Forwarded-For=203.0.113.9", "X-Forwarded-Proto=")]
    [InlineData("asks by another name", "1", "AllowedHosts", "Host=127.0.0.1:5080", "X-Forwarded-Proto=https")]
    public async Task The_proxy_is_judged_by_what_the_site_saw(string what, string hops, string? named, params string[] told)
    {
        Assert.NotEmpty(what);
        await using var proxied = await ProxiedSite.StartAsync(site, ("Proxy:Hops", hops));
        using var proxy = new Proxy(proxied.Address, told);

        var finding = await LookAsync(Address, proxy);

        Assert.Contains(ProxiedSite.Name, finding.What, StringComparison.Ordinal);
        if (named is null)
            Assert.Equal(FindingState.Good, finding.State);
        else
            Assert.Contains(named, finding.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_program_at_the_address_is_told_apart()
    {
        using var other = new Other();

        Assert.Contains("không phải PartyNet", (await LookAsync(Address, other)).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://kekhai.tinhuy.vn", "https")]
    [InlineData("kekhai.tinhuy.vn", "https")]
    [InlineData("https://khong-co.invalid", "khong-co.invalid")]
    public async Task An_address_that_cannot_be_asked_is_said_so(string address, string named) =>
        Assert.Contains(named, (await LookAsync(address, null)).Words, StringComparison.Ordinal);

    [Fact]
    public async Task Without_the_setting_nothing_is_wrong() => Assert.Equal(FindingState.Good, (await LookAsync(null, null)).State);

    internal static Task<Finding> LookAsync(string? address, HttpMessageHandler? trust) => PublicAddress.LookAsync(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(PublicAddress.Setting, address)]).Build(),
        trust,
        TestContext.Current.CancellationToken);

    /// <summary>Hands requests on as a proxy does that is set in this way.</summary>
    private sealed class Proxy(Uri site, string[] told) : DelegatingHandler(ProxiedSite.Handler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host = request.RequestUri!.Authority;
            foreach (var header in told.Select(header => header.Split('=')))
            {
                var (name, value) = (header[0], header[1]);
                if (value.StartsWith('+'))
                    value = $"{string.Join(", ", request.Headers.GetValues(name))}, {value[1..]}";
                request.Headers.Remove(name);
                if (value.Length > 0)
                    request.Headers.TryAddWithoutValidation(name, value);
            }

            // What is not written over goes on as it came, the name of the host apart.
            if (!told.Any(header => header.StartsWith("X-Forwarded-Host", StringComparison.Ordinal)))
                request.Headers.Remove("X-Forwarded-Host");
            request.RequestUri = new Uri(site, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private sealed class Other : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("Xin chào các bạn nhé") });
    }
}
