using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Security;

namespace PartyNet.Web.Tests.Hosting;

public sealed class GivenUpRequestTests(Site site)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_visitor_who_hangs_up_while_the_page_is_made_is_no_error()
    {
        var log = new LogWatch();
        TaskCompletionSource asked = new(), givenUp = new();
        await using var app = await site.BuildAsync(log);
        app.MapGet("/lau", (PartyNetDbContext db, CancellationToken stop) => AskSlowlyAsync(db, asked, givenUp, stop))
            .WithMetadata(new AccessAttribute(AccessRequirement.Open));
        await app.StartAsync(TestContext.Current.CancellationToken);

        var address = new Uri(app.Urls.First());
        using (var visitor = new TcpClient(address.Host, address.Port))
        {
            visitor.Client.Send("GET /lau HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8);
            await asked.Task.WaitAsync(LongEnough, TestContext.Current.CancellationToken);
        }

        await givenUp.Task.WaitAsync(LongEnough, TestContext.Current.CancellationToken);
        // Stopping waits for what is still under way, and so for what it has to log.
        await app.StopAsync(TestContext.Current.CancellationToken);
        Assert.Empty(log.Complaints);
    }

    [Fact]
    public async Task A_failure_is_logged_all_the_same()
    {
        var log = new LogWatch();
        await using var app = await site.BuildAsync(log);
        app.MapGet("/hong", string () => throw new OperationCanceledException("Nobody gave up."))
            .WithMetadata(new AccessAttribute(AccessRequirement.Open));
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var answer = await client.GetAsync("/hong", TestContext.Current.CancellationToken);
        await app.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains(
            log.Complaints,
            line => line.StartsWith("Error: ", StringComparison.Ordinal) && line.Contains("Nobody gave up.", StringComparison.Ordinal)
        );
    }

    private static async Task AskSlowlyAsync(
        PartyNetDbContext db,
        TaskCompletionSource asked,
        TaskCompletionSource givenUp,
        CancellationToken stop
    )
    {
        asked.SetResult();
        try
        {
            await db.Database.ExecuteSqlAsync($"select pg_sleep(600)", stop);
        }
        finally
        {
            givenUp.SetResult();
        }
    }
}
