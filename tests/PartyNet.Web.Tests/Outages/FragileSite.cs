using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Outages;

/// <summary>The site on a server of its own, which a test may stop, freeze, starve or fill.</summary>
internal sealed class FragileSite : IAsyncDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(90);

    private readonly EmbeddedServerOptions _options;
    private readonly Installation _installation;
    private readonly WebApplication _app;
    private readonly ServiceProvider _services;
    private readonly HttpClient _client;
    private EmbeddedServer _server;

    private FragileSite(EmbeddedServerOptions options, EmbeddedServer server, Installation installation)
    {
        (_options, _server, _installation) = (options, server, installation);
        _app = Site.Build(installation, Log, Clock);
        _services = TestDatabase.Services(installation, Clock);
        // Whoever is left without an answer for so long hangs; how soon it comes is measured by hand.
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = TimeSpan.FromSeconds(30),
        };
    }

    public LogWatch Log { get; } = new();

    public FakeTimeProvider Clock { get; } = new(TestDatabase.Morning);

    public NpgsqlDataSource Database => _installation.App;

    public ServerTree Processes => new(_server.DataDirectory);

    public string AdminConnectionString => _server.AdminConnectionString();

    /// <param name="folder">Where the server's data go; by default a temporary folder.</param>
    /// <param name="connections">How many connections the site may have at once.</param>
    public static async Task<FragileSite> StartAsync(string? folder = null, int connections = 10)
    {
        var options = new EmbeddedServerOptions
        {
            DataDirectory = folder ?? Path.Combine(Path.GetTempPath(), $"partynet-fragile-{Guid.CreateVersion7():n}"),
            Durable = false,
        };
        var server = await EmbeddedServer.StartAsync(options, NullLogger.Instance, CancellationToken.None);
        await DatabaseMigrator.MigrateAsync(server.OwnerConnectionString(), TestDatabase.Clock, CancellationToken.None);
        var app = new NpgsqlConnectionStringBuilder(server.AppConnectionString()) { MaxPoolSize = connections };
        var site = new FragileSite(options, server, new Installation(
            DataSources.ForApp(app.ConnectionString), server.OwnerConnectionString(), KeyRing.Generate(), isDemo: false));
        await site._app.StartAsync();
        site._client.BaseAddress = new Uri(site._app.Urls.First());
        return site;
    }

    public Task<World> NewWorldAsync() => World.CreateAsync(_services);

    public SiteBrowser Visitor() => new(_client);

    public async Task<SiteBrowser> SignedInAsync(User user)
    {
        var browser = Visitor();
        var (name, value) = await Site.SessionCookieAsync(_app.Services, user);
        browser.SetCookie(name, value);
        return browser;
    }

    /// <summary>The reference of a new session, which stands in a cookie and nowhere else.</summary>
    public Task<string> SessionAsync(User user) => World.SessionAsync(_services, user);

    /// <summary>All that the server has on its disk.</summary>
    public IEnumerable<string> DataFiles() =>
        Directory.EnumerateFiles(Path.Combine(_server.DataDirectory, "postgres"), "*", SearchOption.AllDirectories);

    public Task StopServerAsync() => _server.StopAsync();

    public async Task StartServerAsync() =>
        _server = await EmbeddedServer.StartAsync(_options, NullLogger.Instance, CancellationToken.None);

    /// <summary>As the server's superuser, past the site.</summary>
    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>No request came to grief by a failure of the site's own.</summary>
    public void AssertNoFailure() => Assert.DoesNotContain(
        Log.Complaints, line => line.Contains(" → 5", StringComparison.Ordinal) && !line.Contains(" → 503 ", StringComparison.Ordinal)
            || line.Contains("unhandled", StringComparison.OrdinalIgnoreCase));

    /// <summary>Asks until all is well; until then nothing but "come again" is said.</summary>
    public async Task HealsAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(LongEnough);
        while (true)
        {
            using var answer = await ask();
            if (answer.StatusCode == HttpStatusCode.OK)
                return;
            Assert.True(
                answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {string.Join('\n', Log.Complaints)}");
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Delay(50, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Whatever a test that failed has left.
        if (OperatingSystem.IsLinux() && Processes.AreThere)
            await Processes.ThawAsync();
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await _server.DisposeAsync();
        Directory.Delete(_server.DataDirectory, recursive: true);
    }
}
