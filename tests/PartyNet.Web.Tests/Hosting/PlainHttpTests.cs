using System.Net;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>An office's site asked without encryption: who reads is led to https, what was sent is refused, nothing breaks.</summary>
public sealed class PlainHttpTests(Site site)
{
    [Theory]
    [InlineData("GET", "/", 308)]
    [InlineData("HEAD", "/dang-nhap", 308)]
    [InlineData("GET", "/chi-bo/t-1/dang-vien?q=Nguy%E1%BB%85n&tro-ve=%2F%2Fevil.example", 308)]
    [InlineData("GET", "/lib/site.css", 308)]
    [InlineData("POST", "/dang-nhap", 421)]
    [InlineData("PUT", "/dang-nhap", 421)]
    [InlineData("GET", "/health/live", 200)]
    [InlineData("GET", "/health/ready", 200)]
    public async Task Nothing_is_shown_or_taken_without_encryption(string method, string path, int expected)
    {
        var log = new LogWatch();
        await using var production = await ProductionSite.StartAsync(site, log);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = production.PlainAddress };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method is "POST" or "PUT")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("Form.Password", "bí mật")]);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode)expected, answer.StatusCode);
        var secure = new Uri(production.Client.BaseAddress!, path).AbsoluteUri;
        Assert.Equal(expected == 308 ? secure : null, answer.Headers.Location?.AbsoluteUri);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        if (expected == 421)
            Assert.Equal("Kết nối chưa được bảo vệ", (await SiteBrowser.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
        Assert.Empty(log.Complaints);
    }

    [Fact]
    public async Task Where_the_site_itself_has_no_https_it_is_at_the_usual_port()
    {
        await using var production = await ProductionSite.StartAsync(
            site, new LogWatch(), hosts: "kekhai.tinhuy.vn", routes: app => app.Urls.Add("http://127.0.0.1:0"));
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = production.PlainAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dang-nhap?tro-ve=%2Fke-khai");
        request.Headers.Host = "kekhai.tinhuy.vn:8080";

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("https://kekhai.tinhuy.vn/dang-nhap?tro-ve=%2Fke-khai", answer.Headers.Location?.OriginalString);
    }
}
