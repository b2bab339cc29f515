using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;
using PartyNet.Infrastructure;
using PartyNet.TestCommon;
using PartyNet.Web.Security;
using Serilog.Core;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>
/// The real site on a real port over the shared test database. Register it as an assembly fixture; a warning or error that the site
/// logs meanwhile fails the run.
/// </summary>
public sealed class Site : IAsyncDisposable
{
    private readonly LogWatch _log = new();
    private readonly Lazy<Task<WebApplication>> _app;
    private readonly Lazy<Task<Installation>> _installation;
    private readonly TimeProvider _clock;
    private readonly bool _isGuest;
    private readonly ConcurrentBag<HttpClient> _strangers = [];
    private HttpClient? _client;

    public Site()
        : this(TestDatabase.Clock)
    {
    }

    /// <param name="clock">Of this site alone; its database and its worlds stay on their morning.</param>
    internal Site(TimeProvider clock)
        : this(new TestDatabase(), clock) => _installation = new(Database.InstallationAsync);

    /// <summary>The site once more over the same database, its statements on another way to the server.</summary>
    internal Site(Site other, Func<string, string> way)
        : this(other.Database, TestDatabase.Clock)
    {
        _installation = new(() => other.Database.InstallationAsync(way));
        _isGuest = true;
    }

    private Site(TestDatabase database, TimeProvider clock)
    {
        (Database, _clock) = (database, clock);
        _installation = null!;
        _app = new Lazy<Task<WebApplication>>(StartAsync);
    }

    public TestDatabase Database { get; }

    public async Task<IServiceProvider> ServicesAsync() => (await _app.Value).Services;

    public async Task<IReadOnlyList<RouteEndpoint>> EndpointsAsync() =>
        [.. (await ServicesAsync()).GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()];

    /// <summary>A browser without a session.</summary>
    public async Task<SiteBrowser> VisitorAsync()
    {
        var app = await _app.Value;
        return new SiteBrowser(
            _client ??= new HttpClient(Browsing()) { BaseAddress = new Uri(app.Urls.First()) }
        );
    }

    /// <summary>A browser that calls the site by a domain name, as browsers do that are to offer passkeys.</summary>
    public async Task<SiteBrowser> VisitorAtAsync(string name)
    {
        var address = await AddressAsync();
        var client = new HttpClient(Browsing()) { BaseAddress = address, DefaultRequestHeaders = { Host = $"{name}:{address.Port}" } };
        _strangers.Add(client);
        return new SiteBrowser(client);
    }

    /// <summary>A browser in a network of its own: wrong tries are counted by network, and all other browsers share one.</summary>
    public async Task<SiteBrowser> StrangerAsync()
    {
        var handler = Browsing();
        var from = new IPAddress([127, .. RandomNumberGenerator.GetBytes(2), 1]);
        handler.ConnectCallback = async (connecting, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(from, 0));
            await socket.ConnectAsync(connecting.DnsEndPoint, stop);
            return new NetworkStream(socket, ownsSocket: true);
        };
        var client = new HttpClient(handler) { BaseAddress = await AddressAsync() };
        _strangers.Add(client);
        return new SiteBrowser(client);
    }

    private static SocketsHttpHandler Browsing() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // Longer than a busy machine takes to say whether a large form may come.
        Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
    };

    public async Task<Uri> AddressAsync() => new((await _app.Value).Urls.First());

    /// <summary>A browser in which the user is signed in.</summary>
    public async Task<SiteBrowser> SignedInAsync(User user)
    {
        var (name, value) = await SessionCookieAsync(user);
        var browser = await VisitorAsync();
        browser.SetCookie(name, value);
        return browser;
    }

    /// <summary>The cookie of a new session of the user.</summary>
    public async Task<(string Name, string Value)> SessionCookieAsync(User user) =>
        await SessionCookieAsync((await _app.Value).Services, user);

    /// <inheritdoc cref="SessionCookieAsync(User)"/>
    internal static async Task<(string Name, string Value)> SessionCookieAsync(IServiceProvider services, User user)
    {
        var reference = await World.SessionAsync(services, user);
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(SessionStore.Scheme);
        // What the cookie handler writes for a session kept in a store: a ticket with nothing but the reference.
        var identity = new ClaimsIdentity(
            [new Claim("Microsoft.AspNetCore.Authentication.Cookies-SessionId", reference)],
            SessionStore.Scheme
        );
        var ticket = new AuthenticationTicket(new ClaimsPrincipal(identity), SessionStore.Scheme);
        return (options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }

    public async ValueTask DisposeAsync()
    {
        if (_app.IsValueCreated)
        {
            _client?.Dispose();
            foreach (var stranger in _strangers)
                stranger.Dispose();
            var app = await _app.Value;
            await app.StopAsync();
            await app.DisposeAsync();
        }

        if (!_isGuest)
            await Database.DisposeAsync();
        else if (_installation.IsValueCreated)
            await (await _installation.Value).DisposeAsync();
        Assert.Empty(_log.Complaints);
    }

    /// <summary>The site once more over the same database, not started yet: for a test that adds to it or stops it.</summary>
    public async Task<WebApplication> BuildAsync(LogWatch log) => Build(await _installation.Value, log, _clock);

    /// <summary>The site over an installation, not started yet.</summary>
    internal static WebApplication Build(Installation installation, LogWatch log, TimeProvider clock)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PartyNetApp).Assembly.GetName().Name,
            EnvironmentName = Environments.Development,
            // Jobs go by the clock of the server, and worlds stay on their morning.
            Args = ["--urls", "http://127.0.0.1:0", "--Jobs:Run", "false"],
        });
        builder.Services.AddStrictQueries().AddFewHashRounds().AddSingleton<ILogEventSink>(log);
        return PartyNetApp.Build(builder, installation, clock);
    }

    private async Task<WebApplication> StartAsync()
    {
        var app = await BuildAsync(_log);
        await app.StartAsync();
        return app;
    }
}
