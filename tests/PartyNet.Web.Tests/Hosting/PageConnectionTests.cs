using System.Data;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.Web.Tests.Access;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// A page reads on the connection that opened its session. The sites here have one connection in all: whoever held it too long, or asked
/// for a second one beside it, would leave the next visitor with the answer of a busy site.
/// </summary>
public sealed class PageConnectionTests(Site site)
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    private static string OneConnection(string connection) =>
        new NpgsqlConnectionStringBuilder(connection) { MaxPoolSize = 1 }.ConnectionString;

    /// <summary>A list is carried out in the background on two connections, one of which marks the order as taken.</summary>
    private static bool IsCarriedOutMeanwhile(AccessRow row) => row.Address.Contains("/nhap", StringComparison.Ordinal);

    [Fact]
    public async Task No_page_asks_for_a_second_connection_and_each_gives_its_own_back()
    {
        await using var narrow = new Site(site, OneConnection);
        var cast = await Cast.CreateAsync(narrow);

        foreach (var row in PageTable.Rows.Where(row => !IsCarriedOutMeanwhile(row)))
        {
            foreach (var role in AccessTable.Roles.Where(role => row[role] == "200"))
            {
                var browser = await cast.BrowserAsync(role);
                using var answer = await browser.GetAsync(await cast.FillAsync(row.Address, role, Guid.CreateVersion7()));
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{row.Address} as {role}: {answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData("GET", "/", ConnectionState.Open)]
    [InlineData("HEAD", "/ke-khai/them", ConnectionState.Open)]
    [InlineData("POST", "/ke-khai/them", ConnectionState.Closed)]
    [InlineData("GET", "/co-chu?co=1", ConnectionState.Closed)]
    public async Task The_connection_of_the_session_is_kept_for_a_page_that_is_looked_at(
        string method, string address, ConnectionState kept)
    {
        var found = new TaskCompletionSource<ConnectionState>();
        await using var open = await OpenAsync((context, _, _) =>
        {
            var db = context.RequestServices.GetRequiredService<PartyNetDbContext>();
            found.SetResult(db.Database.GetDbConnection().State);
            return Task.CompletedTask;
        });

        using var answer = await open.SendFirstAsync(new HttpMethod(method), address);

        Assert.Equal(kept, await found.Task);
        await open.OpenBesideAsync();
    }

    [Fact]
    public async Task Whoever_reads_slowly_holds_none()
    {
        await using var open = await OpenAsync((context, next, standing) =>
        {
            context.Response.Body = new SlowReader(context.Response.Body, standing);
            return next(context);
        });

        var first = open.SendFirstAsync(HttpMethod.Get, "/");
        await open.Standing.Reached.Task.WaitAsync(LongEnough, TestContext.Current.CancellationToken);
        await open.OpenBesideAsync();

        open.Standing.GoesOn.SetResult();
        using var answer = await first;
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_sends_slowly_holds_none()
    {
        await using var open = await OpenAsync((_, _, _) => Task.CompletedTask);
        using var visitor = new TcpClient(open.Address.Host, open.Address.Port);
        visitor.Client.Send(Encoding.ASCII.GetBytes(
            $"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {open.Cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n"));

        // The server asks for the form when somebody reads it: by then the session is open.
        var said = new byte[64];
        var length = await visitor.GetStream().ReadAsync(said, TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 100 ", Encoding.ASCII.GetString(said, 0, length), StringComparison.Ordinal);
        await open.OpenBesideAsync();
    }

    [Fact]
    public async Task Whoever_hangs_up_leaves_none_behind()
    {
        await using var open = await OpenAsync((context, _, _) =>
        {
            context.Abort();
            throw new OperationCanceledException("The visitor hung up.", context.RequestAborted);
        });

        await Assert.ThrowsAsync<HttpRequestException>(() => open.SendFirstAsync(HttpMethod.Get, "/"));

        await open.OpenBesideAsync();
    }

    [Fact]
    public async Task A_page_that_fails_leaves_none_behind()
    {
        await using var open = await OpenAsync((_, _, _) => throw new InvalidOperationException("Nothing works."));

        using var answer = await open.SendFirstAsync(HttpMethod.Get, "/");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await open.OpenBesideAsync();
    }

    /// <param name="stand">What a first visitor meets who has come as far as the page: the session is open, and nothing is read.</param>
    private async Task<OpenSite> OpenAsync(Func<HttpContext, RequestDelegate, Standing, Task> stand)
    {
        var narrow = new Site(site, OneConnection);
        var app = await narrow.BuildAsync(new LogWatch());
        var standing = new Standing();
        app.Use((context, next) => context.Request.Headers.UserAgent == OpenSite.First ? stand(context, next, standing) : next(context));
        await app.StartAsync(TestContext.Current.CancellationToken);
        var world = await site.Database.NewWorldAsync();
        var (name, value) = await Site.SessionCookieAsync(app.Services, await world.UserAsync(await world.MemberAsync()));
        return new OpenSite(narrow, app, $"{name}={value}", standing);
    }

    /// <summary>Where the first visitor stands, until they go on.</summary>
    private sealed class Standing
    {
        public TaskCompletionSource Reached { get; } = new();

        public TaskCompletionSource GoesOn { get; } = new();
    }

    private sealed class OpenSite(Site narrow, WebApplication app, string cookie, Standing standing) : IAsyncDisposable
    {
        public const string First = "first";

        private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };

        public Uri Address => _client.BaseAddress!;

        public string Cookie => cookie;

        public Standing Standing => standing;

        public Task<HttpResponseMessage> SendFirstAsync(HttpMethod method, string address) => SendAsync(method, address, First);

        public async Task OpenBesideAsync()
        {
            using var answer = await SendAsync(HttpMethod.Get, "/", "second");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        public async ValueTask DisposeAsync()
        {
            _client.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
            await narrow.DisposeAsync();
        }

        private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string who)
        {
            using var request = new HttpRequestMessage(method, address) { Headers = { { "Cookie", cookie }, { "User-Agent", who } } };
            return await _client.SendAsync(request, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Takes nothing before the visitor goes on.</summary>
    private sealed class SlowReader(Stream real, Standing standing) : Stream
    {
        public override bool CanRead => false;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            standing.Reached.TrySetResult();
            await standing.GoesOn.Task;
            await real.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => real.FlushAsync(cancellationToken);

        public override void Flush() => throw new NotSupportedException();
        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
