using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Walls;

/// <summary>The functions that answer whoever prints slips, and whoever stands at the door, about logins that neither may read.</summary>
public sealed class LoginWallTests(TestDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("access.logins_within(text, int, boolean, text[], int, timestamptz)")]
    [InlineData("access.open_logins(uuid[], timestamptz)")]
    [InlineData("access.find_login(text, text, bytea[])")]
    public async Task They_are_the_owners_look_nowhere_else_and_are_for_the_application_alone(string function)
    {
        await using var connection = await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);

        await ClosedFunctions.AssertGuardedAsync(connection, function);
    }

    [Fact]
    public async Task Logins_are_told_of_members_in_scope_and_roles_wherever_they_are_held()
    {
        var world = await database.NewWorldAsync();
        var (inside, outside) = (await world.MemberAsync(), await world.MemberAsync(world.SecondBranch));
        var user = await world.UserAsync(inside, (Role.Board, world.District));
        await world.UserAsync(outside);
        var secretary = await world.ScopeAsync(Role.Secretary, world.Branch);

        var told = await world.ReadAsync(secretary, db => LoginsAsync(db, world, inside, outside));

        var login = Assert.Single(told);
        Assert.Equal((inside.Id, user.UserName, false), (login.MemberId, login.Login, login.HasPassword));
        Assert.Equal([world.District.Path.Value], login.RolePaths);
        // And what widened the scope has put it back.
        Assert.Equal(
            [inside.Code],
            await world.ReadAsync(secretary, async db =>
            {
                await LoginsAsync(db, world, inside);
                return await db.Members.Where(m => m.Id == inside.Id || m.Id == outside.Id).Select(m => m.Code).ToListAsync(Stop);
            }));
    }

    [Fact]
    public async Task Logins_come_into_being_for_members_in_scope_alone_and_once()
    {
        var world = await database.NewWorldAsync();
        var (inside, outside) = (await world.MemberAsync(), await world.MemberAsync(world.SecondBranch));

        for (var i = 0; i < 2; i++)
            await OpenAsync(world, inside.Id, outside.Id);

        var users = await world.ReadAsync(world.Everything, db => db.Users.Where(u => u.MemberId == inside.Id || u.MemberId == outside.Id)
            .Select(u => new { u.MemberId, u.UserName, u.NormalizedUserName, u.PasswordHash }).ToListAsync(Stop));

        var user = Assert.Single(users);
        Assert.Equal(
            ((Guid?)inside.Id, inside.Code.ToLowerInvariant(), inside.Code, null),
            (user.MemberId, user.UserName, user.NormalizedUserName, user.PasswordHash));
    }

    /// <summary>Logins come into being where slips are printed, and in no other process.</summary>
    [Fact]
    public async Task Logins_come_into_being_with_slips_alone()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => OpenAsync(world, ProcessType.MembersImported, member.Id));

        Assert.Equal("PN001", refused.SqlState);
    }

    private static Task<List<MemberLogin>> LoginsAsync(IPartyNetDb db, World world, params Domain.Members.Member[] members) =>
        db.LoginsWithin(world.District, [.. members.Select(m => m.Code)], members.Length, TestDatabase.Morning).ToListAsync(Stop);

    private static Task<bool> OpenAsync(World world, params IReadOnlyList<Guid> members) =>
        OpenAsync(world, ProcessType.SlipsPrinted, members);

    /// <summary>A process in which the branch's secretary opens logins.</summary>
    private static async Task<bool> OpenAsync(World world, ProcessType type, params IReadOnlyList<Guid> members) =>
        await world.RunAsync<IServiceProvider, bool>(await world.ScopeAsync(Role.Secretary, world.Branch), async services =>
        {
            await using var process = await services.GetRequiredService<IProcesses>()
                .BeginAsync(new ProcessStart(type, world.Branch), Stop);
            await services.GetRequiredService<IPartyNetDb>().OpenLoginsAsync(members, process.At, Stop);
            process.Record(new SlipsPrinted(world.Branch.Id, members.Count));
            await process.CommitAsync(Stop);
            return true;
        });
}
