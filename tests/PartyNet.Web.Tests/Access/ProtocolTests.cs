using System.Net;
using System.Net.Sockets;
using System.Text;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>I10: what HTTP allows to say and no browser says, word for word on the wire.</summary>
[Trait("Security", "I10")]
public sealed class ProtocolTests(Site site)
{
    private const string Form = "application/x-www-form-urlencoded";

    [Theory]
    [InlineData("GET /dang-nhap HTTP/1.1\r\nHost: {host}\r\nX-Long: {64k}\r\n\r\n", 431)]
    [InlineData("GET /dang-nhap?{10000 pairs} HTTP/1.1\r\nHost: {host}\r\n\r\n", 414)]
    [InlineData(
        "POST /dang-nhap HTTP/1.1\r\nHost: {host}\r\nContent-Type: " + Form + "\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "0\r\n\r\nGET /x", 400)]
    [InlineData("POST /dang-nhap HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400)]
    [InlineData("POST /dang-nhap HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("POST /dang-nhap HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400)]
    [InlineData("POST /dang-nhap HTTP/1.1\r\nHost: {host}\r\nContent-Type: " + Form + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400)]
    [InlineData("CONNECT evil.example:443 HTTP/1.1\r\nHost: {host}\r\n\r\n", 400)]
    [InlineData("TRACE /dang-nhap HTTP/1.1\r\nHost: {host}\r\n\r\n", 405)]
    [InlineData("GET /dang-nhap HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /dang-nhap HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /dang-nhap\0 HTTP/1.1\r\nHost: {host}\r\n\r\n", 400)]
    [InlineData("GET \\dang-nhap HTTP/1.1\r\nHost: {host}\r\n\r\n", 400)]
    [InlineData("GET /dang-nhap HTTP/1.1\r\nHost: {host}\r\n folded: x\r\n\r\n", 400)]
    public async Task A_request_that_is_none_is_refused(string text, int expected)
    {
        var address = await site.AddressAsync();
        text = text.Replace("{host}", address.Authority, StringComparison.Ordinal)
            .Replace("{64k}", new string('x', 64 * 1024), StringComparison.Ordinal)
            .Replace("{10000 pairs}", string.Join('&', Enumerable.Range(0, 10_000).Select(i => $"k{i}=1")), StringComparison.Ordinal);
        using var wire = new TcpClient(address.Host, address.Port);
        await using var stream = wire.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.Latin1);

        var status = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith($"HTTP/1.1 {expected} ", status, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_is_too_large_is_said_in_words_whether_or_not_its_length_is_said(bool saysLength)
    {
        var visitor = await site.VisitorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dang-nhap")
        {
            Content = new ByteArrayContent(Encoding.ASCII.GetBytes("Form.Login=" + new string('x', 1100 * 1024)))
            {
                Headers = { ContentType = new(Form) },
            },
            // Who asks first gets the answer; the site hangs up on the others while they still send.
            Headers = { ExpectContinue = saysLength, TransferEncodingChunked = !saysLength },
        };

        using var answer = await visitor.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("Nội dung gửi lên quá lớn", (await SiteBrowser.ReadAsync(answer)).QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task A_form_of_a_thousand_keys_is_refused_before_it_is_asked_where_it_comes_from()
    {
        var visitor = await site.VisitorAsync();
        var token = (await visitor.OpenAsync("/dang-nhap")).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (string, string)[] few = [("__RequestVerificationToken", token), .. Enumerable.Range(0, 400).Select(i => ($"k{i}", "1"))];
        using var taken = await visitor.PostAsync("/dang-nhap", few);
        using var refused = await visitor.PostAsync("/dang-nhap", [.. few, .. Enumerable.Range(0, 600).Select(i => ($"l{i}", "1"))]);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("Yêu cầu chưa được thực hiện", (await SiteBrowser.ReadAsync(refused)).QuerySelector("h1")!.TextContent);
        Assert.Equal("Đăng nhập", (await SiteBrowser.ReadAsync(taken)).QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("multipart/form-data; boundary=")]
    public async Task A_form_that_is_none_is_refused(string type)
    {
        var visitor = await site.VisitorAsync();
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Get])
        {
            using var request = new HttpRequestMessage(method, "/dang-nhap") { Content = new ByteArrayContent("--x\r\n\r\na"u8.ToArray()) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await visitor.SendAsync(request);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
    }
}
