using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.Spreadsheets;

namespace PartyNet.TestCommon;

/// <summary>
/// The migrated database that all tests of a process share. Each test makes its own <see cref="World"/>: a root unit of its own, so that
/// the product's scope keeps tests apart and they run in parallel without a reset. Register it as an assembly fixture.
/// </summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestCluster _cluster = new();
    private readonly Lazy<Task<ClusterDatabase>> _migrated;
    private readonly Lazy<Task<Opened>> _opened;

    public TestDatabase() => (_migrated, _opened) = (new(MigrateAsync), new(OpenAsync));

    /// <summary>A Monday morning in Vietnam.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Stands still on that morning: the clock of the databases, the site, the command line and each world, unless a test brings its own.
    /// No test may come out differently because of the hour at which it runs.
    /// </summary>
    public static TimeProvider Clock { get; } = new FakeTimeProvider(Morning);

    public async Task<Installation> InstallationAsync() => (await _opened.Value).Installation;

    /// <summary>The same installation, its statements on another way to the server.</summary>
    public async Task<Installation> InstallationAsync(Func<string, string> way)
    {
        var opened = await _opened.Value;
        return new Installation(
            DataSources.ForApp(way(opened.Database.AppConnectionString)),
            opened.Database.OwnerConnectionString,
            opened.Installation.Keys,
            isDemo: false
        );
    }

    /// <summary>A connection that row-level security does not bind, for looking at whole tables as nobody in the product can.</summary>
    public async Task<NpgsqlConnection> OpenAsSuperuserAsync()
    {
        var connection = new NpgsqlConnection((await _opened.Value).Database.AdminConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public async Task<World> NewWorldAsync(FakeTimeProvider? clock = null)
    {
        var opened = await _opened.Value;
        return await World.CreateAsync(clock is null ? opened.Services : Services(opened.Installation, clock));
    }

    /// <summary>A database in which nothing has ever been done.</summary>
    public Task<ClusterDatabase> NewEmptyDatabaseAsync() => _cluster.CreateDatabaseAsync();

    /// <summary>
    /// A fresh migrated database for a test of something that concerns whole tables: a copy of one that nobody opens, since to copy
    /// costs less than to migrate.
    /// </summary>
    public async Task<ClusterDatabase> NewDatabaseAsync() => await _cluster.CreateDatabaseAsync((await _migrated.Value).Name);

    /// <summary>
    /// The product's services. Passwords are hashed in few rounds: at full strength they were a good part of what tests take, and what a
    /// hash costs is looked at by the tests of that alone.
    /// </summary>
    /// <param name="more">What the test adds to the services.</param>
    public static ServiceProvider Services(Installation installation, TimeProvider clock, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection().AddLogging().AddStrictQueries().AddPartyNet(installation, clock).AddSpreadsheets()
            .AddFewHashRounds();
        more?.Invoke(services);
        return services.BuildServiceProvider(validateScopes: true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_opened.IsValueCreated)
        {
            var opened = await _opened.Value;
            await opened.Services.DisposeAsync();
            await opened.Installation.DisposeAsync();
            await opened.Database.DisposeAsync();
        }

        await _cluster.DisposeAsync();
    }

    private async Task<ClusterDatabase> MigrateAsync()
    {
        var database = await _cluster.CreateDatabaseAsync();
        await DatabaseMigrator.MigrateAsync(database.OwnerConnectionString, Clock, CancellationToken.None);
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        NpgsqlConnection.ClearPool(connection);
        return database;
    }

    private async Task<Opened> OpenAsync()
    {
        var database = await NewDatabaseAsync();
        var installation = new Installation(
            DataSources.ForApp(database.AppConnectionString),
            database.OwnerConnectionString,
            KeyRing.Generate(),
            isDemo: false
        );
        return new Opened(database, installation, Services(installation, Clock));
    }

    private sealed record Opened(ClusterDatabase Database, Installation Installation, ServiceProvider Services);
}
