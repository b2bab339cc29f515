using System.Diagnostics;
using ErrorOr;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Demo;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.EmbeddedPostgres;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.Spreadsheets;
using PartyNet.Web;

namespace PartyNet.LoadBench;

/// <summary>
/// A demo organisation of a size on an embedded server of its own, and the site over it in this process, which shows what a page
/// sends to the database. Load goes to a <see cref="WebProcess"/>.
/// </summary>
internal sealed class BenchSite : IAsyncDisposable
{
    /// <summary>The demo role that the bench makes the board of the topmost unit: to it a list is as long as the organisation.</summary>
    public const string TopBoard = "ban-khac";

    private readonly BenchRun _run;
    private readonly EmbeddedServer _server;
    private readonly KeyRing _keys;

    private readonly Lazy<ServiceProvider> _services;

    private BenchSite(BenchRun run, int members, string data, EmbeddedServer server, KeyRing keys)
    {
        (_run, Members, AskedDirectory, _server, _keys) = (run, members, data, server, keys);
        // As in the demo: nobody there has a second factor.
        _services = new(() => new ServiceCollection().AddLogging().AddSingleton(SessionRules.Standard with { Grace = null })
            .AddPartyNet(Installation(), run.Clock).AddSpreadsheets().BuildServiceProvider());
    }

    public int Members { get; }

    /// <summary>What a process that is to join the server has as PARTYNET_DATA.</summary>
    public string AskedDirectory { get; }

    /// <summary>How long the demo took to load; nothing where it was kept from an earlier run.</summary>
    public TimeSpan Loading { get; private set; }

    public DateTimeOffset Now => _run.Clock.GetUtcNow();

    public string AppConnection => _server.AppConnectionString();

    public string OwnerConnection => _server.OwnerConnectionString();

    public string KeyFile => KeyFileIn(_server);

    /// <summary>Starts the server and brings it to the demo of this size.</summary>
    public static async Task<BenchSite> OpenAsync(BenchRun run, int members, CancellationToken cancellationToken)
    {
        if (!run.KeepsData)
            Forget(members);
        var data = Directory.CreateDirectory(DataOf(members)).FullName;
        var options = new EmbeddedServerOptions { DataDirectory = data };
        var server = await EmbeddedServer.StartAsync(options, NullLogger.Instance, cancellationToken);
        await DatabaseMigrator.MigrateAsync(server.OwnerConnectionString(), run.Clock, cancellationToken);
        var keys = KeyRing.LoadOrCreate(KeyFileIn(server));
        BenchRun.Say($"Loading {Figures.Count(members)} members…");
        var size = new DemoSize(members, 1);
        var site = new BenchSite(run, members, data, server, keys);
        var began = Stopwatch.GetTimestamp();
        if (await DemoOrganisation.LoadAsync(server.OwnerConnectionString(), keys, size, run.Clock, cancellationToken) is null)
            return site;
        site.Loading = Stopwatch.GetElapsedTime(began);
        await site.AppointTopBoardAsync(cancellationToken);
        return site;
    }

    /// <summary>Deletes what was kept of this size.</summary>
    public static void Forget(int members)
    {
        if (Directory.Exists(DataOf(members)))
            Directory.Delete(DataOf(members), recursive: true);
    }

    /// <summary>The site in this process; what it sends for a request is written down (<see cref="StatementTrace"/>).</summary>
    public async Task<WebApplication> StartInProcessAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(PartyNetApp).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            Args = ["--urls", "http://127.0.0.1:0", "--Jobs:Run", "false"],
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IStartupFilter, StatementTrace.EachRequest>();
        var app = PartyNetApp.Build(builder, Installation(), _run.Clock);
        await app.StartAsync(cancellationToken);
        return app;
    }

    /// <summary>A value that anybody may know, read from outside the walls.</summary>
    public async Task<T> ReadAsync<T>(string sql, params object[] values)
    {
        await using var admin = await OpenAdminAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(sql, admin) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A connection that no wall holds.</summary>
    public async Task<NpgsqlConnection> OpenAdminAsync(CancellationToken cancellationToken)
    {
        var admin = new NpgsqlConnection(_server.AdminConnectionString());
        await admin.OpenAsync(cancellationToken);
        return admin;
    }

    /// <summary>Runs a part of the product in a scope, as a request of its own.</summary>
    public async Task<TResult> UseAsync<TPart, TResult>(AccessScope scope, Func<TPart, Task<TResult>> use)
        where TPart : notnull
    {
        await using var request = _services.Value.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope;
        return await use(request.ServiceProvider.GetRequiredService<TPart>());
    }

    /// <summary>The scope of the demo's administrator, signed in.</summary>
    public async Task<AccessScope> AdministratorAsync(CancellationToken cancellationToken)
    {
        var signedIn = await UseAsync<SignInToDemo, SignedIn?>(
            AccessScope.Nobody, signIn => signIn.HandleAsync("quan-tri", cancellationToken));
        var session = await UseAsync<ISessions, CallerSession?>(
            AccessScope.Nobody, sessions => sessions.OpenAsync(signedIn!.Reference, unitCode: null, cancellationToken));
        return session!.Scope;
    }

    public async Task<Unit> FindUnitAsync(string code, CancellationToken cancellationToken) => await UseAsync<IPartyNetDb, Unit>(
        AccessScope.Nobody, db => db.Units.AsNoTracking().SingleAsync(u => u.Code == code, cancellationToken));

    /// <summary>Code of the unit that a demo role was given by the demo.</summary>
    public Task<string> UnitOfAsync(string login) => ReadAsync<string>(
        """
        select u.code from access.grants g join registry.units u on u.id = g.unit_id join access.users s on s.id = g.user_id
        where s.user_name = $1 order by g.valid_from, g.id limit 1
        """,
        login);

    public Task<string> TopUnitAsync() => ReadAsync<string>("select code from registry.units order by path limit 1");

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
            await _services.Value.DisposeAsync();
        await _server.DisposeAsync();
        if (!_run.KeepsData)
            Forget(Members);
    }

    private static string KeyFileIn(EmbeddedServer server) => Path.Combine(server.DataDirectory, "keys.json");

    private static string DataOf(int members) => Path.Combine(Path.GetTempPath(), "partynet-bench", Figures.Plain(members));

    private Installation Installation() => new(
        StatementTrace.Listen(AppConnection), _server.OwnerConnectionString(), _keys, isDemo: true, _server.DataDirectory);

    private async Task AppointTopBoardAsync(CancellationToken cancellationToken)
    {
        var board = await ReadAsync<Guid>("select id from access.users where user_name = $1", TopBoard);
        var command = new GiveGrant.Command(board, Role.Board, await TopUnitAsync(), Guid.CreateVersion7());
        var given = await UseAsync<GiveGrant, ErrorOr<Success>>(
            await AdministratorAsync(cancellationToken), give => give.HandleAsync(command, cancellationToken));
        if (given.IsError)
            throw new InvalidOperationException(given.FirstError.Description);
    }
}
