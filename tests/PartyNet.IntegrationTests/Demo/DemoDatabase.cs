using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Demo;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Demo;

/// <summary>A database with the standard demo, loaded once for the tests that only look at it.</summary>
public sealed class DemoDatabase(TestDatabase databases) : IAsyncLifetime
{
    public KeyRing Keys { get; } = KeyRing.Generate();

    public ClusterDatabase Database { get; private set; } = null!;

    public DemoLoaded Loaded { get; private set; } = null!;

    public Installation Installation { get; private set; } = null!;

    public ServiceProvider Services { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await databases.NewDatabaseAsync();
        Loaded = (
            await DemoOrganisation.LoadAsync(
                Database.OwnerConnectionString,
                Keys,
                DemoSize.Standard,
                TestDatabase.Clock,
                CancellationToken.None
            )
        )!;
        Installation = new Installation(
            DataSources.ForApp(Database.AppConnectionString),
            Database.OwnerConnectionString,
            Keys,
            isDemo: true
        );
        // As the site is set in demo mode: nobody is asked for a second factor.
        Services = TestDatabase.Services(
            Installation, TestDatabase.Clock, services => services.AddSingleton(SessionRules.Standard with { Grace = null }));
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Installation.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Looks from outside the walls.</summary>
    public Task<IReadOnlyList<T>> ReadAsync<T>(string sql) => ReadAsync<T>(Database, sql);

    public static async Task<IReadOnlyList<T>> ReadAsync<T>(ClusterDatabase database, string sql)
    {
        await using var connection = new NpgsqlConnection(database.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync())
            values.Add(rows.GetFieldValue<T>(0));
        return values;
    }
}
