using ErrorOr;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Infrastructure;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>A role counts from its first moment on, up to its end and not at it: for queries, sessions and use cases alike.</summary>
public sealed class GrantInForceTests(TestDatabase database)
{
    private const string Password = "bốn từ không liên quan";
    private static readonly DateTimeOffset Morning = TestDatabase.Morning;

    private readonly FakeTimeProvider _clock = new(Morning);

    public static TheoryData<int, int?, bool> Moments { get; } = new()
    {
        { 0, null, true },
        { -1, null, true },
        { 1, null, false },
        { -2, -1, false },
        { -1, 0, false },
        { -1, 1, true },
        { 0, 1, true },
        { 0, 0, false },
    };

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task Queries_the_database_and_sessions_agree_when_a_role_counts(int from, int? to, bool expected)
    {
        var world = await database.NewWorldAsync(_clock);
        var (start, end) = (Morning.AddMilliseconds(from), to is { } last ? Morning.AddMilliseconds(last) : (DateTimeOffset?)null);
        var user = await UserAsync(world, Role.Secretary, start, end);

        Assert.Equal(
            expected,
            await world.ReadAsync(world.Everything, db => db.Grants.InForce(Morning).AnyAsync(g => g.UserId == user.Id))
        );
        Assert.Equal(expected, await IsInForceAsync(start, end));
        Assert.Equal(expected, (await world.ScopeOfAsync(user)).Allows(Permissions.Review, world.Branch.Path));
        var listed = await world.RunAsync<ListUsers, ErrorOr<UserPage>>(
            await AdministrationAsync(world), list => list.HandleAsync(new(user.UserName!), CancellationToken.None));
        Assert.Equal(expected, listed.Value.Page.Rows.Single().Grants.Any());
    }

    [Theory]
    [InlineData(-1, 1, 15)]
    [InlineData(-1, null, 15)]
    [InlineData(-2, -1, 30)]
    [InlineData(1, null, 30)]
    public async Task Who_holds_a_role_only_for_a_time_is_signed_out_as_soon_as_staff(int from, int? to, int minutes)
    {
        var world = await database.NewWorldAsync(_clock);
        var deputy = await UserAsync(world, Role.Secretary, Morning.AddDays(from), to is { } last ? Morning.AddDays(last) : null);
        await SetPasswordAsync(world, deputy);

        var signedIn = await world.RunAsync<SignIn, ErrorOr<SignedIn>>(
            AccessScope.Nobody, signIn => signIn.HandleAsync(new(deputy.UserName!, Password, "203.0.113.0/24"), CancellationToken.None));

        Assert.False(signedIn.IsError);
        Assert.Equal(
            minutes,
            await world.ReadAsync(
                AccessScope.SignIn,
                db => db.Sessions.Where(s => s.UserId == deputy.Id).Select(s => s.IdleMinutes).SingleAsync()
            )
        );
    }

    [Fact]
    public async Task A_role_with_an_end_is_not_given_twice_before_it_and_can_be_given_from_it_on()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await UserAsync(world, Role.Administrator, Morning.AddDays(-1), Morning.AddDays(1));

        _clock.SetUtcNow(Morning.AddDays(1).AddMilliseconds(-1));
        var early = await GiveAsync(world, user);
        _clock.SetUtcNow(Morning.AddDays(1));
        var inTime = await GiveAsync(world, user);

        Assert.Equal("Người này đang giữ vai trò đó rồi.", early.FirstError.Description);
        Assert.False(inTime.IsError);
    }

    [Fact]
    public async Task A_role_with_an_end_can_be_taken_away_before_it_and_only_before_it()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await UserAsync(world, Role.Secretary, Morning.AddDays(-1), Morning.AddDays(1));
        var ended = await UserAsync(world, Role.Secretary, Morning.AddDays(-1), Morning);

        Assert.False((await RevokeAsync(world, user)).IsError);
        Assert.Equal(ErrorType.NotFound, (await RevokeAsync(world, user)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await RevokeAsync(world, ended)).FirstError.Type);
        Assert.False((await world.ScopeOfAsync(user)).Allows(Permissions.Review, world.Branch.Path));
    }

    [Fact]
    public async Task An_administrator_for_a_time_does_not_count_as_the_one_who_stays()
    {
        await using var own = await database.NewDatabaseAsync();
        await using var installation = new Installation(
            DataSources.ForApp(own.AppConnectionString),
            own.OwnerConnectionString,
            KeyRing.Generate(),
            isDemo: false
        );
        await using var services = TestDatabase.Services(installation, _clock);
        var world = await World.CreateAsync(services);
        var lasting = await UserAsync(world, Role.Administrator, Morning.AddDays(-1), null);
        await UserAsync(world, Role.Administrator, Morning.AddDays(-1), Morning.AddDays(1));

        var refused = await RevokeAsync(world, lasting);
        await UserAsync(world, Role.Administrator, Morning.AddDays(-1), null);
        var allowed = await RevokeAsync(world, lasting);

        Assert.Equal(ErrorType.Forbidden, refused.FirstError.Type);
        Assert.False(allowed.IsError);
    }

    /// <summary>An administrator for a time, and so not counted as one who stays.</summary>
    private static async Task<AccessScope> AdministrationAsync(World world) =>
        await world.ScopeOfAsync(await UserAsync(world, Role.Administrator, Morning.AddDays(-1), Morning.AddDays(9)));

    private static async Task<User> UserAsync(World world, Role role, DateTimeOffset from, DateTimeOffset? to)
    {
        Member? member = role == Role.Administrator ? null : await world.MemberAsync();
        var user = await world.UserAsync(member);
        await world.WriteAsync(ProcessType.GrantGiven, db => db.Grants.Add(
            Grant.Give(Guid.CreateVersion7(), user.Id, member?.Id, role, role == Role.Administrator ? null : world.Branch, from, to)));
        return user;
    }

    private static async Task SetPasswordAsync(World world, User user)
    {
        var hash = await world.RunAsync<IPasswordHasher<User>, string>(
            AccessScope.Nobody,
            hasher => Task.FromResult(hasher.HashPassword(user, Password))
        );
        await world.WriteAsync(ProcessType.PasswordSet, db => db.Users.Attach(user).Entity.PasswordHash = hash);
    }

    private static async Task<ErrorOr<Success>> GiveAsync(World world, User user) =>
        await world.RunAsync<GiveGrant, ErrorOr<Success>>(
            await AdministrationAsync(world),
            give => give.HandleAsync(new(user.Id, Role.Administrator, "", Guid.CreateVersion7()), CancellationToken.None)
        );

    private static async Task<ErrorOr<Success>> RevokeAsync(World world, User user)
    {
        var grant = await world.ReadAsync(
            AccessScope.SignIn,
            db => db.Grants.Where(g => g.UserId == user.Id).Select(g => g.Id).SingleAsync()
        );
        return await world.RunAsync<RevokeGrant, ErrorOr<Success>>(
            await AdministrationAsync(world),
            revoke => revoke.HandleAsync(new(user.Id, grant, Guid.CreateVersion7()), CancellationToken.None));
    }

    private async Task<bool> IsInForceAsync(DateTimeOffset from, DateTimeOffset? to)
    {
        await using var command = (await database.InstallationAsync()).App.CreateCommand("select access.is_in_force($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter { Value = from });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)to ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz }
        );
        command.Parameters.Add(new NpgsqlParameter { Value = Morning });
        return (bool)(await command.ExecuteScalarAsync())!;
    }
}
