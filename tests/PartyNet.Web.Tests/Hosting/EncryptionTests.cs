using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>C5: what the site of an office speaks with whoever connects.</summary>
[Trait("Security", "C5")]
public sealed class EncryptionTests(Site site)
{
    [Theory]
    [InlineData(SslProtocols.None, null, SslProtocols.Tls13)]
    [InlineData(SslProtocols.Tls12, null, SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls12, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, SslProtocols.Tls12)]
    public async Task What_keeps_secrets_is_spoken(SslProtocols offered, TlsCipherSuite? suite, SslProtocols expected)
    {
        await using var production = await ProductionSite.StartAsync(site, new LogWatch());
        Assert.Equal(expected, await SpokenAsync(production, offered, suite));
    }

    [Theory]
    [InlineData(TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384)]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_AES_256_GCM_SHA384)]
    [InlineData(TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA)]
    public async Task What_can_be_read_later_or_changed_on_the_way_is_not(TlsCipherSuite suite)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the machine decides which suites there are.");
        await using var production = await ProductionSite.StartAsync(site, new LogWatch());
        await Assert.ThrowsAnyAsync<Exception>(() => SpokenAsync(production, SslProtocols.Tls12, suite));
    }

    private static async Task<SslProtocols> SpokenAsync(ProductionSite production, SslProtocols offered, TlsCipherSuite? suite)
    {
        var address = production.Client.BaseAddress!;
        using var wire = new TcpClient(address.Host, address.Port);
        // The certificate is the site's own; what is asked here is how it is spoken, not with whom.
        await using var secured = new SslStream(wire.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown is not null);
        await secured.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = address.Host,
            EnabledSslProtocols = offered,
            CipherSuitesPolicy = suite is { } only && OperatingSystem.IsLinux() ? new CipherSuitesPolicy([only]) : null,
        });
        return secured.SslProtocol;
    }
}
