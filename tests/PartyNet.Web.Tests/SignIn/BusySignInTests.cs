using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.SignIn;

/// <summary>More people sign in than the machine can look at.</summary>
public sealed class BusySignInTests
{
    [Fact]
    [Trait("Security", "A6")]
    public async Task Whoever_signs_in_while_all_places_are_taken_is_told_to_come_again_and_those_who_are_in_notice_nothing()
    {
        var clock = new FakeTimeProvider(TestDatabase.Morning);
        await using var site = new Site(clock);
        var log = new LogWatch();
        await using var app = await site.BuildAsync(log);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        var world = await site.Database.NewWorldAsync();
        var (visitor, member) = (new SiteBrowser(client), new SiteBrowser(client));
        var (name, value) = await Site.SessionCookieAsync(app.Services, await world.UserAsync(await world.MemberAsync()));
        member.SetCookie(name, value);
        var form = SiteBrowser.FormWith(await visitor.OpenAsync("/dang-nhap"), "Đăng nhập");
        var guard = app.Services.GetRequiredService<ISignInGuard>();
        using var gate = new ManualResetEventSlim();
        var stop = TestContext.Current.CancellationToken;
        var hashing = Enumerable.Range(0, Math.Max(1, Environment.ProcessorCount - 1))
            .Select(_ => guard.TryHashAsync(() => gate.Wait(stop), stop)).ToList();

        var signIn = visitor.SubmitAsync(form, "/dang-nhap", ("Form.Login", "ai-do"), ("Form.Password", "mật khẩu của ai đó"));
        await member.OpenAsync("/");
        // Whether the form has come as far as the queue cannot be seen from here.
        while (!signIn.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(signIn, Task.Delay(20, stop));
        }

        using var answer = await signIn;
        gate.Set();
        await Task.WhenAll(hashing);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)), (answer.StatusCode, answer.Headers.RetryAfter!.Delta));
        Assert.Contains(
            "Nhiều đồng chí đang đăng nhập cùng lúc", (await SiteBrowser.ReadAsync(answer)).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        // One line says so, for whoever runs the site.
        Assert.Contains("→ 503", Assert.Single(log.Complaints), StringComparison.Ordinal);
    }
}
