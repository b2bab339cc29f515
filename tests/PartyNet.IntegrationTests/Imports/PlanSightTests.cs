using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Imports;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;
using static PartyNet.IntegrationTests.Imports.ImportWorld;

namespace PartyNet.IntegrationTests.Imports;

/// <summary>
/// Whoever carries out a plan leaves out to look for its people once more only where nobody can have come in between. In a database where
/// nobody else does anything.
/// </summary>
public sealed class PlanSightTests(TestDatabase databases) : IAsyncLifetime
{
    private ClusterDatabase _database = null!;
    private NpgsqlDataSource _app = null!;
    private ServiceProvider _services = null!;
    private World _world = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await databases.NewDatabaseAsync();
        _app = DataSources.ForApp(_database.AppConnectionString);
        _services = TestDatabase.Services(
            new Installation(_app, _database.OwnerConnectionString, KeyRing.Generate(), isDemo: false), TestDatabase.Clock);
        _world = await World.CreateAsync(_services);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Board)]
    public async Task A_plan_right_before_is_believed(Role? role)
    {
        var scope = await ScopeAsync(role);

        Assert.True(await IsAsSeenAsync(scope, await PlanAsync(scope)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Board)]
    public async Task Declarations_and_what_concerns_no_member_are_no_reason_to_look_again(Role? role)
    {
        var scope = await ScopeAsync(role);
        var declarer = await Declarer.AsAsync(_world, await _world.MemberAsync());
        var plan = await PlanAsync(scope);

        await declarer.DeclareAsync();
        await PlanAsync(_world.Everything);

        Assert.True(await IsAsSeenAsync(scope, plan));
    }

    [Theory]
    [InlineData("somebody comes", null)]
    [InlineData("somebody comes", Role.Board)]
    [InlineData("somebody is put right", null)]
    [InlineData("somebody is put right", Role.Board)]
    [InlineData("somebody moves with the branch", Role.Board)]
    [InlineData("somebody is given a role", Role.Board)]
    [InlineData("much has happened", Role.Board)]
    public async Task Whoever_may_have_come_in_between_is_looked_for(string since, Role? role)
    {
        var member = await _world.MemberAsync(_world.Branch, "Lê Văn An");
        var scope = await ScopeAsync(role);
        var plan = await PlanAsync(scope);
        Assert.True(await IsAsSeenAsync(scope, plan));

        await (since switch
        {
            "somebody comes" => _world.MemberAsync(_world.OtherBranch),
            "somebody is put right" => _world.ImportAsync(_world.Branch, Row("Lê Văn An", born: "12/05/1960", code: member.Code)),
            "somebody moves with the branch" => MoveBranchAsync(),
            "somebody is given a role" => _world.UserAsync(null, (Role.Secretary, _world.Branch)),
            "much has happened" => _database.AskAsync(
                """
                insert into audit.processes (id, type, at, request_id)
                select gen_random_uuid(), 1, now(), 'test' from generate_series(1, 1000) returning 1::text
                """, Stop),
            _ => throw new ArgumentException(since, nameof(since)),
        });

        Assert.False(await IsAsSeenAsync(scope, plan));
    }

    [Fact]
    public async Task Somebody_else_with_another_scope_looks_for_them()
    {
        var board = await ScopeAsync(Role.Board);
        var plan = await PlanAsync(_world.Everything);

        Assert.True(await IsAsSeenAsync(_world.Everything, plan));
        Assert.False(await IsAsSeenAsync(board, plan));
    }

    [Fact]
    public async Task Who_was_writing_when_the_plan_began_is_looked_for()
    {
        await using var other = new NpgsqlConnection(_database.AdminConnectionString);
        await other.OpenAsync(Stop);
        await using var writing = await other.BeginTransactionAsync(Stop);
        await using (var touch = new NpgsqlCommand("select pg_current_xact_id()", other, writing))
            await touch.ExecuteScalarAsync(Stop);

        var plan = await _world.PlanAsync(_world.Branch, Row("Lê Văn Ba", citizen: "001060000002"));

        Assert.Null(plan.Plan.SeesUpTo);
    }

    [Fact]
    public async Task A_process_that_drew_its_number_before_and_wrote_after_is_not_overlooked()
    {
        var plan = await PlanAsync(
            _world.Everything,
            before: () => _database.AskAsync("select nextval(pg_get_serial_sequence('audit.processes', 'sequence'))::text", Stop));

        await _database.AskAsync(
            """
            with late as (
                insert into audit.processes (id, sequence, type, at, request_id) overriding system value
                select gen_random_uuid(), max(n), 402, now(), 'test'
                from generate_series(1, (select max(sequence) from audit.processes)) n
                where not exists (select from audit.processes p where p.sequence = n) returning id)
            insert into audit.row_changes (process_id, table_name, operation, row_ids)
            select id, 'members', 'I', '{}' from late returning 1::text
            """, Stop);

        Assert.False(await IsAsSeenAsync(_world.Everything, plan));
    }

    private Task<AccessScope> ScopeAsync(Role? role) =>
        role is { } given ? _world.ScopeAsync(given, _world.District) : Task.FromResult(_world.Everything);

    /// <summary>
    /// Up to where a plan of this caller sees. The server is shared: until nobody writes into another of its databases just then.
    /// </summary>
    /// <param name="before">Done before each try: there may be a thousand of them.</param>
    private async Task<long> PlanAsync(AccessScope scope, Func<Task>? before = null)
    {
        while (true)
        {
            if (before is not null)
                await before();
            var planned = await InProcessAsync(scope, registry => registry.SeesUpToAsync(Stop));
            if (planned is { } upTo)
                return upTo;
        }
    }

    private Task<bool> IsAsSeenAsync(AccessScope scope, long upTo) =>
        InProcessAsync(scope, registry => registry.IsAsSeenAsync(upTo, Stop));

    private Task<T> InProcessAsync<T>(AccessScope scope, Func<IRegistryRows, Task<T>> ask) =>
        _world.RunAsync<IServiceProvider, T>(scope, async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(ProcessType.MembersImportPlanned, _world.District), Stop);
            var answer = await ask(services.GetRequiredService<IRegistryRows>());
            process.Record(new ImportCommitted(Guid.CreateVersion7(), 0, 0));
            await process.CommitAsync(Stop);
            return answer;
        });

    private async Task MoveBranchAsync() => await _world.CommittedAsync(
        _world.District,
        await _world.PlanUnitsAsync(_world.District, $"{_world.Branch.Code},{_world.Branch.Name},chi-bo,{_world.OtherGrassroots.Code}"));
}
