using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Imports;
using PartyNet.Application.Imports.Loads;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Imports.Loads;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Imports.Loads;

/// <summary>A database of its own with a world in it: a worker takes up whatever was ordered there, and nothing of another test.</summary>
internal sealed class LoadSite : IAsyncDisposable
{
    private readonly ClusterDatabase _database;
    private readonly Installation _installation;
    private readonly ServiceProvider _services;

    private LoadSite(ClusterDatabase database, Installation installation, ServiceProvider services, World world) =>
        (_database, _installation, _services, World) = (database, installation, services, world);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public World World { get; }

    public LoadWorker Worker => _services.GetRequiredService<LoadWorker>();

    /// <param name="way">How it connects; null for straight.</param>
    public static async Task<LoadSite> OpenAsync(TestDatabase databases, Func<string, string>? way = null)
    {
        var database = await databases.NewDatabaseAsync();
        var installation = new Installation(
            DataSources.ForApp(way?.Invoke(database.AppConnectionString) ?? database.AppConnectionString), database.OwnerConnectionString,
            KeyRing.Generate(), isDemo: false);
        var services = TestDatabase.Services(installation, TestDatabase.Clock);
        return new LoadSite(database, installation, services, await World.CreateAsync(services));
    }

    /// <summary>Rows of a query, columns joined by "|"; nothing is hidden from it.</summary>
    public async Task<string[]> SqlAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var rows = new List<string>();
        while (await reader.ReadAsync(Stop))
        {
            rows.Add(string.Join(
                '|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : $"{reader.GetValue(i)}")));
        }

        return [.. rows];
    }

    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(_database.AdminConnectionString);
        await connection.OpenAsync(Stop);
        return connection;
    }

    /// <summary>As the site connects.</summary>
    public ValueTask<NpgsqlConnection> OpenAppAsync() => _installation.App.OpenConnectionAsync(Stop);

    /// <summary>As after a new start: of the connections of before none is left.</summary>
    public void StartAnew() => _installation.App.Clear();

    /// <summary>Names of those on the roll, in the order of the roster.</summary>
    public Task<string[]> MembersAsync() => SqlAsync("select full_name from registry.members order by roster_key");

    /// <summary>Hands a list in and plans it.</summary>
    public async Task<Guid> PlannedAsync(
        AccessScope caller, Unit unit, byte[] file, ImportKind kind = ImportKind.Members, string name = "danh-sach.csv")
    {
        var load = await World.StartedAsync(caller, unit, file, kind, name);
        Done(await PlanAsync(caller, unit, load));
        await Worker.WorkAsync(Stop);
        return load;
    }

    public Task<ErrorOr<Success>> PlanAsync(AccessScope caller, Unit unit, Guid load) =>
        World.RunAsync<PlanLoad, ErrorOr<Success>>(caller, use => use.HandleAsync(new(unit, load), Stop));

    public Task<ErrorOr<Success>> CommitAsync(AccessScope caller, Unit unit, Guid load, bool goodRowsOnly = false) =>
        World.RunAsync<CommitLoad, ErrorOr<Success>>(caller, use => use.HandleAsync(new(unit, load, goodRowsOnly), Stop));

    public Task<ErrorOr<Success>> UndoAsync(AccessScope caller, Unit unit, Guid load) =>
        World.RunAsync<UndoLoad, ErrorOr<Success>>(caller, use => use.HandleAsync(new(unit, load), Stop));

    /// <summary>Asks for the commit and has it done.</summary>
    public async Task<LoadView> CommittedAsync(AccessScope caller, Unit unit, Guid load, bool goodRowsOnly = false)
    {
        Done(await CommitAsync(caller, unit, load, goodRowsOnly));
        await Worker.WorkAsync(Stop);
        return await World.LoadAsync(caller, unit, load);
    }

    public async Task<LoadPlanView> PlanOfAsync(
        AccessScope caller, Unit unit, Guid load, ImportAction? only = null, DoubtKind? asking = null, int afterRow = 0)
    {
        var plan = await World.RunAsync<GetLoadPlan, ErrorOr<LoadPlanView>>(
            caller, use => use.HandleAsync(new(unit, load, only, asking, afterRow), Stop));
        Assert.False(plan.IsError, plan.IsError ? plan.FirstError.Description : "");
        return plan.Value;
    }

    public static void Done(ErrorOr<Success> answer) => Assert.False(answer.IsError, answer.IsError ? answer.FirstError.Description : "");

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _installation.DisposeAsync();
        await _database.DisposeAsync();
    }
}
