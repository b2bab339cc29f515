namespace PartyNet.Web.Tests.Hosting;

/// <summary>Settings with which the site does not start: they cannot work, or let anybody forge or read what is not theirs.</summary>
public sealed class RefusedSettingTests(Site site)
{
    [Theory]
    [Trait("Security", "I9")]
    [InlineData("Proxy:Networks", "proxy.tinhuy.vn", "Proxy__Networks")]
    [InlineData("Proxy:Networks", "10.0.0.0/7", "Proxy__Networks")]
    [InlineData("Proxy:Networks", "127.0.0.1;0.0.0.0/0", "Proxy__Networks")]
    [InlineData("Proxy:Networks", "::/0", "Proxy__Networks")]
    [InlineData("Proxy:Hops", "0", "Proxy__Hops")]
    [InlineData("Proxy:Hops", "hai", "Proxy__Hops")]
    [InlineData("ForwardedHeaders_Enabled", "true", "ASPNETCORE_FORWARDEDHEADERS_ENABLED")]
    [InlineData("urls", "http://127.0.0.1:0", "--urls")]
    [InlineData("urls", "", "--urls")]
    [InlineData("Metrics:Address", "0.0.0.0:9464", "Metrics__Address")]
    [InlineData("Metrics:Address", "[::]:9464", "Metrics__Address")]
    [InlineData("Metrics:Address", "9464", "Metrics__Address")]
    [InlineData("Telemetry:Endpoint", "collector", "Telemetry__Endpoint")]
    [InlineData("Retention:SlipsDays", "7", "Retention__SlipsDays")]
    [InlineData("Jobs:Run", "no", "Jobs__Run")]
    public async Task It_is_named(string name, string value, string named) =>
        Assert.Contains(named, await ProductionSite.RefusalAsync(site, name, value), StringComparison.Ordinal);
}
