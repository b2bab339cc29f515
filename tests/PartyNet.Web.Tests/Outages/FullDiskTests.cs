using System.Net;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Outages;

/// <summary>
/// B5 on a disk that is really full. Pages that record nobody's view go on; what must be recorded and cannot be is not shown and not done;
/// whoever asks for health is told; and room on the disk is all that it takes to go on.
/// </summary>
[Trait("Security", "B5")]
public sealed class FullDiskTests
{
    private const int MostViews = 2000;

    [Fact]
    public async Task Reading_goes_on_nothing_is_shown_unrecorded_and_room_heals()
    {
        await using var disk = await MountedFolder.OfMegabytesAsync(300);
        await using var site = await FragileSite.StartAsync(Path.Combine(disk.Path, "data"));
        var world = await site.NewWorldAsync();
        var declarer = await Declarer.InAsync(world);
        await declarer.AddAsync("zalo", "0905000001");
        var declaration = (await declarer.SubmitAsync()).Id;
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var member = await site.SignedInAsync(declarer.User);
        var view = $"/chi-bo/{world.Branch.Code}/ra-soat/{declaration}";
        await member.OpenAsync("/");
        await LeaveLogAsync(site);
        var before = await ViewsAsync(site);

        disk.Fill();
        // The next page would note that the session is in use.
        site.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(site.Visitor(), "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Visitor(), "/health/live"));
        var (shown, refused) = (0, 0);
        while (refused < 3 && shown < MostViews)
        {
            using var answer = await secretary.GetAsync(view);
            if (answer.StatusCode == HttpStatusCode.OK)
                shown++;
            else
            {
                Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
                Assert.NotNull(answer.Headers.RetryAfter);
                Assert.DoesNotContain(
                    "0905000001", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.Equal(3, refused);
        foreach (var page in (string[])["/", "/ke-khai", "/du-lieu-cua-toi"])
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(member, page));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(site.Visitor(), "/health/ready"));
        Assert.Equal(shown, await ViewsAsync(site) - before);

        disk.MakeRoom();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(secretary, view));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Visitor(), "/health/ready"));
        Assert.Equal(shown + 1, await ViewsAsync(site) - before);
        site.AssertNoFailure();
    }

    [Fact]
    public async Task A_server_that_the_full_disk_has_brought_down_comes_back_with_the_room()
    {
        await using var disk = await MountedFolder.OfMegabytesAsync(300);
        await using var site = await FragileSite.StartAsync(Path.Combine(disk.Path, "data"));
        var world = await site.NewWorldAsync();
        var member = await site.SignedInAsync(await world.UserAsync(await world.MemberAsync()));

        // What a server for tests says is written may not be yet, and be forgotten when it ends.
        await site.RunAsync("checkpoint");
        disk.Fill();
        await BringDownAsync(site);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(member, "/"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(site.Visitor(), "/health/ready"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(site.Visitor(), "/health/live"));

        disk.MakeRoom();
        await site.HealsAsync(() => member.GetAsync("/"));
        await site.HealsAsync(() => site.Visitor().GetAsync("/health/ready"));
    }

    /// <summary>Room in the log for what the test writes: that a server without any ends is the other test.</summary>
    private static async Task LeaveLogAsync(FragileSite site)
    {
        for (var i = 0; i < 8; i++)
        {
            await site.RunAsync("create table if not exists filling (at int); insert into filling values (1)");
            await site.RunAsync("select pg_switch_wal()");
        }

        await site.RunAsync("drop table filling");
        await site.RunAsync("checkpoint");
    }

    /// <summary>
    /// Writes until the log has no room, upon which the server ends. Little by little and to the disk each time: a server starts without
    /// more room where what it kept of its log ends in the first three quarters of a file.
    /// </summary>
    private static Task BringDownAsync(FragileSite site) => Assert.ThrowsAnyAsync<Npgsql.NpgsqlException>(() => site.RunAsync(
        "select pg_logical_emit_message(false, 'thử', repeat('x', 8000), flush => true) from generate_series(1, 50000)"));

    private static Task<long> ViewsAsync(FragileSite site) =>
        site.CountAsync($"select count(*) from audit.processes where type = {(int)Domain.Audit.ProcessType.DeclarationViewed}");

    private static async Task<HttpStatusCode> StatusAsync(SiteBrowser browser, string path)
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }
}
