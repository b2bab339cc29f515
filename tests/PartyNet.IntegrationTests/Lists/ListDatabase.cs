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

/// <summary>Tests of long lists share one database: loading it takes longer than they do.</summary>
[CollectionDefinition(nameof(LongLists))]
public sealed class LongLists : ICollectionFixture<ListDatabase>;

/// <summary>
/// A district of 12,500 members in a database of its own, or the demo of another size that <see cref="Other"/> names; and use cases whose
/// statements are noted.
/// </summary>
public sealed class ListDatabase(TestDatabase databases) : IAsyncLifetime
{
    /// <summary>Variable of the environment with the connection string of a superuser to a demo that is loaded already.</summary>
    public const string Other = "PARTYNET_LISTS_DATABASE";

    private const int Members = 12_500;

    /// <summary>More users than the demo has, one for each member of a large district and some of other places.</summary>
    public const int MoreUsers = 20_000;

    /// <summary>Tables with fewer rows are read as a whole, and may be.</summary>
    private const int SmallTable = 1_000;

    private readonly StatementCapture _capture = new();
    private ClusterDatabase? _database;
    private string _admin = null!;
    private Installation _installation = null!;
    private ServiceProvider _services = null!;
    private ActorProof _proof = null!;
    private IReadOnlyList<Guid> _users = [];
    private int _asked;

    internal NpgsqlDataSource App => _installation.App;

    internal PlanRules Rules { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var keys = KeyRing.Generate();
        var app = Environment.GetEnvironmentVariable(Other) is { Length: > 0 } other ? Join(other) : await LoadAsync(keys);
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
        _installation = new Installation(DataSources.ForApp(app), ownerConnectionString: "", keys, isDemo: true);
        _services = TestDatabase.Services(
            _installation,
            TestDatabase.Clock,
            services => services.ConfigureDbContext<PartyNetDbContext>(options => options.AddInterceptors(_capture))
        );
        _users = await AskAsync<Guid>("select id from access.users where closed_at is null order by id limit 1000");
        _proof = await ProveAsync(_users[0]);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
    }

    /// <returns>Connection string of the application's role.</returns>
    private string Join(string admin)
    {
        _admin = admin;
        return new NpgsqlConnectionStringBuilder(admin) { Username = DatabaseRoles.App }.ConnectionString;
    }

    private async Task<string> LoadAsync(KeyRing keys)
    {
        _database = await databases.NewDatabaseAsync();
        _admin = _database.AdminConnectionString;
        await DemoOrganisation.LoadAsync(
            _database.OwnerConnectionString,
            keys,
            new DemoSize(Members, 1),
            TestDatabase.Clock,
            CancellationToken.None
        );
        await AddUsersAsync();
        // As a server does by itself some time after so many rows have come.
        await AskAsync<int>("vacuum analyze");
        return _database.AppConnectionString;
    }

    /// <summary>Logins that begin alike and are told apart by digits: “thanh.dv-00042”, and every hundredth “hoa.bt-00100”.</summary>
    private async Task AddUsersAsync()
    {
        // Out of reach of triggers, as the demo is written; what they keep is made afterwards.
        await AskAsync<int>(
            $"""
            set session_replication_role = replica;
            insert into access.users (id, user_name, normalized_user_name, created_at, security_stamp,
                email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
            select gen_random_uuid(), login, upper(login), now(), 'x', false, false, false, false, 0
            from generate_series(1, {MoreUsers}) n,
                lateral (select (case when n % 100 = 0 then 'hoa.bt-' else 'thanh.dv-' end) || lpad(n::text, 5, '0') as login) l
            order by md5(n::text);
            set session_replication_role = default;
            select 1 from access.refill_user_search();
            """);
    }

    /// <summary>Runs a use case in a scope, as somebody who is signed in, and answers what it sent to the database.</summary>
    internal async Task<IReadOnlyList<Statement>> CaptureAsync<TUseCase>(AccessScope scope, Func<TUseCase, Task> use)
        where TUseCase : notnull
    {
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope with { Proof = _proof };
        _capture.Take();
        await use(request.ServiceProvider.GetRequiredService<TUseCase>());
        return _capture.Take();
    }

    /// <summary>Runs a use case in a scope, each time as somebody else: nobody may walk a long list as fast as a test.</summary>
    internal async Task<TAnswer> AskAsync<TUseCase, TAnswer>(AccessScope scope, Func<TUseCase, Task<TAnswer>> use)
        where TUseCase : notnull
    {
        var proof = await ProveAsync(_users[Interlocked.Increment(ref _asked) % _users.Count]);
        await using var request = _services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope with { Proof = proof };
        return await use(request.ServiceProvider.GetRequiredService<TUseCase>());
    }

    private async Task<ActorProof> ProveAsync(Guid user) => new(await World.SessionAsync(_services, new User { Id = user }));

    internal async Task<Unit> UnitAsync(string code)
    {
        await using var db = DatabaseMigrator.Context(_admin);
        return await db.Units.AsNoTracking().SingleAsync(u => u.Code == code);
    }

    /// <summary>Looks from outside the walls.</summary>
    internal async Task<IReadOnlyList<T>> AskAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_admin);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 120 };
        await using var rows = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await rows.ReadAsync())
            values.Add(rows.GetFieldValue<T>(0));
        return values;
    }
}
