using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using PartyNet.Web.Frame;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Pages;

/// <summary>What a person reads when a page cannot be shown.</summary>
public sealed class ErrorPageTests : IAsyncLifetime
{
    private const string Secret = "SELECT matkhau FROM people";

    private PageHost host = null!;
    private SiteBrowser visitor = null!;

    public async ValueTask InitializeAsync()
    {
        host = await PageHost.StartAsync(
            frame: new PageFrame(new CallerLabel("Người đang đăng nhập", null), [], IsDemo: false, null),
            endpoints: app =>
            {
                app.Map("/tra-loi/{code:int}", (int code) => Results.StatusCode(code));
                app.Map("/hong", string () => throw new InvalidOperationException(Secret));
            }
        );
        visitor = new SiteBrowser(host.Client);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(400, "Yêu cầu chưa được thực hiện")]
    [InlineData(403, "Đồng chí không có quyền xem trang này")]
    [InlineData(404, "Không tìm thấy trang")]
    [InlineData(409, "Nội dung vừa được người khác thay đổi")]
    [InlineData(413, "Nội dung gửi lên quá lớn")]
    [InlineData(429, "Có quá nhiều yêu cầu cùng lúc")]
    [InlineData(500, "Có lỗi xảy ra")]
    [InlineData(503, "Hệ thống đang tạm ngừng")]
    public async Task A_bare_status_becomes_a_page_in_Vietnamese_with_a_reference(int code, string title)
    {
        using var response = await visitor.GetAsync($"/tra-loi/{code}");
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Equal(code, (int)response.StatusCode);
        Assert.Equal(title, page.QuerySelector("h1")!.TextContent);
        Assert.Equal($"{title} – PartyNet", page.Title);
        Assert.Matches("^[0-9A-Z]{5}-[0-9A-Z]{5}$", page.QuerySelector("main .pn-code")!.TextContent);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains(
            "frame-ancestors 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_failure_tells_nothing_technical_and_does_not_ask_the_database_who_is_signed_in()
    {
        using var response = await visitor.GetAsync("/hong");
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("Có lỗi xảy ra", page.QuerySelector("h1")!.TextContent);
        Assert.DoesNotContain(Secret, page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Người đang đăng nhập", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_post_gets_its_page_too()
    {
        using var response = await visitor.PostAsync("/tra-loi/409");
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Contains(
            "Nội dung vừa được người khác thay đổi",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("/loi/500")]
    [InlineData("/loi/200")]
    [InlineData("/loi/abc")]
    [InlineData("/khong-co")]
    public async Task Typing_the_address_of_an_error_page_finds_nothing(string path)
    {
        using var response = await visitor.GetAsync(path);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("Không tìm thấy trang", page.QuerySelector("h1")!.TextContent);
    }

    [Fact]
    public async Task Two_failures_have_two_references()
    {
        async Task<string> ReferenceAsync()
        {
            using var response = await visitor.GetAsync("/hong");
            return (await SiteBrowser.ReadAsync(response)).QuerySelector("main .pn-code")!.TextContent;
        }

        Assert.NotEqual(await ReferenceAsync(), await ReferenceAsync());
    }
}
