using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Demo;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>A district of 12,500 members in a database of its own, and use cases whose statements are noted.</summary>
public sealed class ListDatabase(TestDatabase databases) : IAsyncLifetime
{
    private const int Members = 12_500;

    /// <summary>Tables with fewer rows are read as a whole, and may be.</summary>
    private const int SmallTable = 1_000;

    private readonly StatementCapture _capture = new();
    private ClusterDatabase _database = null!;
    private Installation _installation = null!;
    private ServiceProvider _services = null!;

    internal NpgsqlDataSource App => _installation.App;

    internal PlanRules Rules { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await databases.NewDatabaseAsync();
        var keys = KeyRing.Generate();
        await DemoOrganisation.LoadAsync(
            _database.OwnerConnectionString,
            keys,
            new DemoSize(Members, 1),
            TestDatabase.Clock,
            CancellationToken.None
        );
        // As a server does by itself some time after so many rows have come.
        await AskAsync<int>("vacuum analyze");
        Rules = new PlanRules(
            (
                await AskAsync<string>(
                    $"""
                    select relname::text from pg_class
                    where relkind = 'r' and relnamespace::regnamespace::text in ('registry', 'access', 'audit') and reltuples > {SmallTable}
                    """
                )
            ).ToHashSet()
        );
        _installation = new Installation(
            DataSources.ForApp(_database.AppConnectionString),
            _database.OwnerConnectionString,
            keys,
            isDemo: true
        );
        _services = TestDatabase.Services(
            _installation,
            TestDatabase.Clock,
            services => services.ConfigureDbContext<PartyNetDbContext>(options => options.AddInterceptors(_capture))
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Runs a use case in a scope and answers what it sent to the database.</summary>
    internal async Task<IReadOnlyList<Statement>> CaptureAsync<TUseCase>(AccessScope scope, Func<TUseCase, Task> use)
        where TUseCase : notnull
    {
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope;
        _capture.Take();
        await use(request.ServiceProvider.GetRequiredService<TUseCase>());
        return _capture.Take();
    }

    internal async Task<Unit> UnitAsync(string code)
    {
        await using var db = DatabaseMigrator.Context(_database.AdminConnectionString);
        return await db.Units.AsNoTracking().SingleAsync(u => u.Code == code);
    }

    /// <summary>Looks from outside the walls.</summary>
    internal async Task<IReadOnlyList<T>> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_database.AdminConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync())
            values.Add(rows.GetFieldValue<T>(0));
        return values;
    }
}
