using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Identity;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>The one statement with which a request begins.</summary>
public sealed class SessionStatementTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Fact]
    public async Task The_unit_that_the_address_names_comes_with_the_session_whoever_asks()
    {
        var world = await database.NewWorldAsync();
        var session = await world.SessionAsync(await world.UserAsync());

        var unit = (await world.OpenAsync(session, world.SecondBranch.Code))!.Unit!;

        Assert.Equal(Values(world.SecondBranch), Values(unit));
        Assert.Null((await world.OpenAsync(session, "t-khong-co"))!.Unit);
        Assert.Null((await world.OpenAsync(session))!.Unit);
    }

    [Fact]
    public async Task That_a_session_is_in_use_is_written_at_most_once_a_minute()
    {
        var world = await database.NewWorldAsync(_clock);
        var session = await world.SessionAsync(await world.UserAsync());
        var id = (await world.OpenAsync(session))!.Scope.SessionId!.Value;

        _clock.Advance(TimeSpan.FromMinutes(1));
        await world.OpenAsync(session);
        Assert.Equal(TestDatabase.Morning, await LastSeenAsync(id));

        _clock.Advance(TimeSpan.FromSeconds(1));
        await world.OpenAsync(session);
        Assert.Equal(_clock.GetUtcNow(), await LastSeenAsync(id));
    }

    [Fact]
    public async Task Nothing_of_the_session_is_left_on_the_connection_that_is_kept()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        var reference = await world.SessionAsync(await world.UserAsync(member, (Role.Secretary, world.Branch)));

        await world.RunAsync<IServiceProvider, bool>(AccessScope.Nobody, async request =>
        {
            var (sessions, kept) = (request.GetRequiredService<ISessions>(), request.GetRequiredService<IKeptConnection>());
            var db = request.GetRequiredService<PartyNetDbContext>();
            Assert.Null(await sessions.OpenAsync("khong-co", null, kept, TestContext.Current.CancellationToken));
            Assert.Equal(ConnectionState.Closed, db.Database.GetDbConnection().State);

            var session = await sessions.OpenAsync(reference, null, kept, TestContext.Current.CancellationToken);
            var connection = db.Database.GetDbConnection();

            Assert.Equal(member.Id, session!.Scope.MemberId);
            Assert.Equal(ConnectionState.Open, connection.State);
            Assert.Equal("", await ValueAsync(connection, "select concat(" + string.Join(", ", Settings.Select(name =>
                $"current_setting('app.{name}', true)")) + ")"));
            Assert.Equal(0L, await ValueAsync(connection, "select count(*) from registry.members"));
            Assert.Equal(0L, await ValueAsync(connection, "select count(*) from access.sessions"));

            request.GetRequiredService<AccessContext>().Scope = session.Scope;
            await using (await db.BeginReadAsync(TestContext.Current.CancellationToken))
                Assert.Equal(member.Id, (await db.Members.SingleAsync(TestContext.Current.CancellationToken)).Id);
            Assert.Equal(0L, await ValueAsync(connection, "select count(*) from registry.members"));

            await kept.GiveBackAsync();
            Assert.Equal(ConnectionState.Closed, connection.State);
            Assert.NotSame(connection, db.Database.GetDbConnection());
            return true;
        });
    }

    private static readonly string[] Settings =
        ["realm", "user", "member", "help_contact", "scope_from", "scope_to", "scope_roots", "process"];

    [Theory]
    [InlineData("enable_nestloop", "enable_indexscan", "enable_bitmapscan")]
    [InlineData("enable_hashjoin", "enable_mergejoin", "enable_seqscan")]
    [InlineData("enable_nestloop", "enable_hashjoin", "enable_material")]
    [InlineData("enable_nestloop", "enable_mergejoin", "enable_memoize")]
    public async Task Whatever_plan_is_taken_the_answer_is_the_same(params string[] without)
    {
        await using var own = await database.NewDatabaseAsync();
        await using var app = DataSources.ForApp(own.AppConnectionString);
        await using var services = TestDatabase.Services(new(app, own.OwnerConnectionString, KeyRing.Generate(), isDemo: false), _clock);
        var world = await World.CreateAsync(services);
        var helper = await world.MemberAsync(name: "Trần Văn Nhật", phone: "+84900000001");
        await world.UserAsync(helper, (Role.Secretary, world.Branch));
        var user = await world.UserAsync(await world.MemberAsync(), (Role.Board, world.District), (Role.Secretary, world.SecondBranch));
        var reference = await world.SessionAsync(user);
        var options = string.Join(' ', without.Select(method => $"-c {method}=off"));
        var settings = new NpgsqlConnectionStringBuilder(own.AppConnectionString) { Options = options };
        await using var restrained = NpgsqlDataSource.Create(settings);

        var session = await OpenAsync(new Sessions(restrained, SessionRules.Standard, _clock), reference, world.Branch.Code);

        Assert.Equal((helper.Id, "Trần Văn Nhật"), (session.HelpContact!.MemberId, session.HelpContact.FullName));
        Assert.NotNull(session.HelpContact.Phone);
        Assert.Equal((user.Id, user.MemberId, world.Branch.Id), (session.Scope.UserId, session.Scope.MemberId, session.Scope.BranchId));
        Assert.Equal([(Role.Secretary, world.SecondBranch.Code), (Role.Board, world.District.Code)],
            session.Roles.Select(r => (r.Role, r.UnitCode)).Order());
        Assert.Equal([world.District.Path], session.Scope.Roots);
        Assert.Equal(Values(world.Branch), Values(session.Unit!));
    }

    private static object?[] Values(Unit unit) =>
    [
        unit.Id, unit.ParentId, unit.Path.Value, unit.Code, unit.Name, unit.SearchKey, unit.KindCode, unit.BoardName, unit.ValidFrom,
        unit.ValidTo, unit.Version,
    ];

    private static async Task<CallerSession> OpenAsync(ISessions sessions, string reference, string unitCode) =>
        (await sessions.OpenAsync(reference, unitCode, TestContext.Current.CancellationToken))!;

    private static async Task<object?> ValueAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private async Task<DateTimeOffset> LastSeenAsync(Guid session)
    {
        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var read = superuser.CreateCommand();
        read.CommandText = "select last_seen_at from access.sessions where id = $1";
        read.Parameters.Add(new() { Value = session });
        return new DateTimeOffset((DateTime)(await read.ExecuteScalarAsync(TestContext.Current.CancellationToken))!);
    }
}
