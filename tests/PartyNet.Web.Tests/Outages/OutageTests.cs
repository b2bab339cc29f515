using System.Net;
using Npgsql;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Outages;

/// <summary>
/// B5: the database is away. Whoever asks is told to come again, in words and without a wait, and nobody gets in who would not; what was
/// sent is done once when it is sent again; all is well as soon as the database is back.
/// </summary>
[Trait("Security", "B5")]
public sealed class OutageTests
{
    private const string Title = "Hệ thống đang tạm ngừng";

    [Theory]
    [InlineData("stopped")]
    [InlineData("frozen")]
    [InlineData("starved")]
    [InlineData("closed")]
    public async Task Whoever_needs_the_database_is_told_to_come_again_and_finds_it_back(string outage)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are frozen by their entries in /proc.");
        await using var site = await FragileSite.StartAsync(connections: 3);
        var world = await site.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var member = await site.SignedInAsync(declarer.User);
        var path = $"/ke-khai/tai-khoan/{Guid.CreateVersion7()}?mang=youtube";
        var form = SiteBrowser.FormWith(await member.OpenAsync(path), "Tiếp tục");
        var visitor = site.Visitor();
        var signIn = SiteBrowser.FormWith(await visitor.OpenAsync("/dang-nhap"), "Đăng nhập");

        var mend = await BreakAsync(site, outage);
        Func<Task<HttpResponseMessage>>[] needing =
        [
            () => member.GetAsync("/"),
            () => member.GetAsync("/ke-khai"),
            () => member.GetAsync("/khong-co"),
            () => member.GetAsync("/quan-tri"),
            () => secretary.GetAsync($"/chi-bo/{world.Branch.Code}/dang-vien"),
            () => secretary.GetAsync($"/chi-bo/{world.Branch.Code}/dang-vien?q=an"),
            () => member.SubmitAsync(form, path, ("Form.Address", "@an.nguyen")),
            () => visitor.SubmitAsync(signIn, "/dang-nhap", ("Form.Login", "ai-do"), ("Form.Password", "mật khẩu của ai đó")),
        ];
        var answers = await Task.WhenAll(needing.Select(ask => ask()));
        using var alive = await site.Visitor().GetAsync("/health/live");
        using var ready = await site.Visitor().GetAsync("/health/ready");
        using var plain = await site.Visitor().GetAsync("/dang-nhap");
        using var sheet = await site.Visitor().GetAsync("/lib/favicon.svg");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (alive.StatusCode, ready.StatusCode));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (plain.StatusCode, sheet.StatusCode));
        foreach (var answer in answers)
            await SaysComeAgainAsync(answer, declarer.Member.FullName);
        foreach (var sent in answers[6..])
            Assert.Contains("hai lần cũng chỉ được ghi một lần", await WordsAsync(sent), StringComparison.Ordinal);
        var kept = await SiteBrowser.ReadAsync(answers[6]);
        Assert.Contains("@an.nguyen", kept.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        site.AssertNoFailure();

        await mend();
        await site.HealsAsync(() => member.GetAsync("/"));
        await site.HealsAsync(() => site.Visitor().GetAsync("/health/ready"));
        using var again = await member.SubmitAsync(SiteBrowser.FormWith(kept, "Gửi"), "");
        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        // Again and again, as somebody would who does not believe it.
        for (var i = 0; i < 2; i++)
            Assert.Equal(
                HttpStatusCode.Redirect,
                (await member.SubmitAsync(form, path, ("Form.Address", "@an.nguyen"))).StatusCode);
        Assert.Single((await declarer.DraftAsync()).Content.Accounts);
        foreach (var answer in answers)
            answer.Dispose();
    }

    [Fact]
    public async Task A_killed_server_is_started_again_and_the_site_goes_on()
    {
        await using var site = await FragileSite.StartAsync();
        var world = await site.NewWorldAsync();
        var member = await site.SignedInAsync(await world.UserAsync(await world.MemberAsync()));
        await member.OpenAsync("/");

        // A server for tests says what is written before it is: killed, it would forget the session, and the member be asked to sign in.
        await site.RunAsync("checkpoint");
        site.Processes.Kill();

        await site.HealsAsync(() => member.GetAsync("/"));
        await site.HealsAsync(() => site.Visitor().GetAsync("/health/ready"));
        site.AssertNoFailure();
    }

    /// <returns>How it is mended.</returns>
    private static async Task<Func<Task>> BreakAsync(FragileSite site, string outage)
    {
        switch (outage)
        {
            case "stopped":
                await site.StopServerAsync();
                return site.StartServerAsync;
            case "frozen":
                var processes = site.Processes;
                await processes.FreezeAsync();
                return processes.ThawAsync;
            case "starved":
                var held = new List<NpgsqlConnection>();
                for (var i = 0; i < 3; i++)
                    held.Add(await site.Database.OpenConnectionAsync());
                return async () => await Task.WhenAll(held.Select(connection => connection.CloseAsync()));
            default:
                await site.RunAsync("alter role partynet_app connection limit 0");
                await site.RunAsync("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'partynet_app'");
                return () => site.RunAsync("alter role partynet_app connection limit -1");
        }
    }

    private static async Task SaysComeAgainAsync(HttpResponseMessage answer, string name)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter!.Delta);
        var page = await SiteBrowser.ReadAsync(answer);
        Assert.Contains(Title, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(name, page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", page.Source.Text, StringComparison.Ordinal);
    }

    private static async Task<string> WordsAsync(HttpResponseMessage answer) =>
        (await SiteBrowser.ReadAsync(answer)).QuerySelector("main")!.TextContent;
}
