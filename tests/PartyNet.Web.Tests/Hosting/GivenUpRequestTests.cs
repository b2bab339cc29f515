using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Security;

namespace PartyNet.Web.Tests.Hosting;

public sealed class GivenUpRequestTests(Site site)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    [Fact]
    public Task A_visitor_who_hangs_up_while_the_page_is_made_is_no_error() =>
        HangUpAsync((db, stop) => db.Database.ExecuteSqlAsync($"select pg_sleep(600)", stop));

    /// <summary>
    /// Which of the two is heard first, the given up request or the server's word that it cancelled, is a matter of luck.
    /// </summary>
    [Fact]
    public Task Nor_is_it_an_outage_when_the_server_says_that_it_cancelled() =>
        HangUpAsync(async (_, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new PostgresException("canceling statement due to user request", "ERROR", "ERROR", PostgresErrorCodes.QueryCanceled);
        });

    private async Task HangUpAsync(Func<PartyNetDbContext, CancellationToken, Task> ask)
    {
        var log = new LogWatch();
        TaskCompletionSource asked = new(), givenUp = new();
        await using var app = await site.BuildAsync(log);
        app.MapGet("/lau", (PartyNetDbContext db, CancellationToken stop) => AskSlowlyAsync(() => ask(db, stop), asked, givenUp))
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

    private static async Task AskSlowlyAsync(Func<Task> ask, TaskCompletionSource asked, TaskCompletionSource givenUp)
    {
        asked.SetResult();
        try
        {
            await ask();
        }
        finally
        {
            givenUp.SetResult();
        }
    }
}
