using System.Net;
using System.Text;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Access;

/// <summary>Whatever is sent to a page, by whoever may open it, gets an answer that says what is wrong with it.</summary>
public sealed class StrangeRequestTests(Site site)
{
    private const string Form = "application/x-www-form-urlencoded";

    private const string Token = "__RequestVerificationToken={token}";

    /// <summary>{token} stands for a token that the site has given.</summary>
    private static readonly Strange[] All =
    [
        .. new[] { "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "LINK" }.Select(method => new Strange(method, "")),
        new("PUT", "", Token),
        new("DELETE", "?handler=khong-co", Token),
        new("POST", "", Token),
        new("POST", "?handler=khong-co", Token),
        new("POST", "", Token + "&Form.Login=%00&Form.Name=a%00b&dinh-dang=%00&Purpose=%00"),
        new("POST", "", Token, Form + "; charset=utf-7"),
        new("POST", "", Token, Form + "; charset=khong-co"),
        new("POST", "", "{}", "application/json"),
        new("POST", "", "%%%=%zz&=&==", Form),
        new("GET", "?handler=khong-co"),
        new("GET", "?q=%00"),
        new("GET", "?sau=%00&truoc=%ff%fe&q=%c0%80"),
        new("GET", "?sau=" + "x%f0%9f%98%80" + "&trang-thai=%E1%BA%BF"),
        new("GET", "/%00"),
        new("HEAD", "?handler="),
    ];

    [Fact]
    [Trait("Security", "I1")]
    public async Task No_method_handler_or_encoding_breaks_a_page()
    {
        var broken = new List<string>();
        var (pages, sent) = (0, 0);
        foreach (var row in PageTable.Rows.Where(row => row.Cells.Contains("200")).DistinctBy(row => row.Shape))
        {
            // What is sent with a token is done: the next page finds everything as it was.
            var cast = await Cast.CreateAsync(site);
            var role = AccessTable.Roles.Last(role => row[role] == "200");
            var (browser, address) = (await cast.BrowserAsync(role), await cast.FillAsync(row.Address, role, Guid.CreateVersion7()));
            var token = await TokenAsync(browser, address);
            pages++;
            foreach (var strange in All)
            {
                using var response = await browser.SendAsync(strange.To(address, token));
                sent++;
                if (response.StatusCode >= HttpStatusCode.InternalServerError)
                    broken.Add($"{strange} {row.Address} as {role}: {(int)response.StatusCode}");
            }
        }

        Assert.True(pages >= 26, $"Only {pages} pages were looked at.");
        Assert.Equal(pages * All.Length, sent);
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    [Theory]
    [InlineData("PUT", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("DELETE", "?handler=khong-co", HttpStatusCode.MethodNotAllowed)]
    [InlineData("PATCH", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("TRACE", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("LINK", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", "", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "?q=%00", HttpStatusCode.OK)]
    [InlineData("GET", "/%00", HttpStatusCode.BadRequest)]
    [InlineData("HEAD", "", HttpStatusCode.OK)]
    [InlineData("GET", "?q=Nguy%E1%BB%85n", HttpStatusCode.OK)]
    public async Task A_page_that_only_shows_answers(string method, string suffix, HttpStatusCode expected) =>
        Assert.Equal(
            expected,
            await AnswerAsync(
                "/ban/{district}/danh-sach", "ban", new Strange(method, suffix, method is "GET" or "HEAD" ? null : Token)));

    [Theory]
    [InlineData(Form, HttpStatusCode.BadRequest)]
    [InlineData(Form + "; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData(Form + "; charset=UTF-8", HttpStatusCode.BadRequest)]
    public async Task A_form_with_a_nul_or_in_another_encoding_is_refused(string contentType, HttpStatusCode expected) => Assert.Equal(
        expected,
        await AnswerAsync("/ban/{district}/danh-sach/xuat", "ban", new Strange("POST", "", Token + "&Purpose=%00", contentType)));

    [Fact]
    public async Task A_form_that_the_page_does_not_have_is_not_found() => Assert.Equal(
        HttpStatusCode.NotFound,
        await AnswerAsync("/quan-tri/nguoi-dung/{user}", "quan-tri", new Strange("POST", "?handler=khong-co", Token)));

    private async Task<HttpStatusCode> AnswerAsync(string page, string role, Strange strange)
    {
        var cast = await Cast.CreateAsync(site);
        var (browser, address) = (await cast.BrowserAsync(role), await cast.FillAsync(page, role, Guid.CreateVersion7()));
        using var response = await browser.SendAsync(strange.To(address, await TokenAsync(browser, address)));
        return response.StatusCode;
    }

    private static async Task<string> TokenAsync(SiteBrowser browser, string address) =>
        (await browser.OpenAsync(address)).QuerySelector("[name=__RequestVerificationToken]")?.GetAttribute("value") ?? "";

    private sealed record Strange(string Method, string Suffix, string? Body = null, string ContentType = Form)
    {
        public HttpRequestMessage To(string address, string token) => new(
            new HttpMethod(Method), Suffix is ['/', ..] ? address.TrimEnd('/') + Suffix : address + Suffix)
        {
            Content = Body is null ? null : Bytes(Body.Replace("{token}", Uri.EscapeDataString(token), StringComparison.Ordinal)),
        };

        private ByteArrayContent Bytes(string body)
        {
            var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
            return content;
        }
    }
}
