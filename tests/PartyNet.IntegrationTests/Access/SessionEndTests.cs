using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Protection;
using PartyNet.IntegrationTests.Retention;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>A session that is over says why to the browser that held it, and to nobody else.</summary>
[Trait("Security", "S2")]
public sealed class SessionEndTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Fact]
    public async Task A_living_session_and_a_reference_that_nobody_was_given_have_no_end()
    {
        var world = await database.NewWorldAsync(_clock);

        Assert.Null(await world.EndAsync(await world.SessionAsync(await world.UserAsync())));
        Assert.Null(await world.EndAsync("khong-phai-phien"));
    }

    [Fact]
    public async Task Time_ends_a_session_that_nobody_used_and_one_that_was_busy()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserAsync();
        var (unused, busy) = (await world.SessionAsync(user), await world.SessionAsync(user));
        for (var minute = 0; minute < 12 * 60; minute += 20)
        {
            Assert.NotNull(await world.OpenAsync(busy));
            _clock.Advance(TimeSpan.FromMinutes(20));
            if (minute == 20)
                Assert.Equal(SessionEnd.Idle, (await world.EndAsync(unused))!.Why);
        }

        Assert.Null(await world.OpenAsync(busy));
        Assert.Equal((user.Id, SessionEnd.Expired), ((await world.EndAsync(busy))!.UserId, (await world.EndAsync(busy))!.Why));
    }

    [Theory]
    [InlineData(SessionEnd.SignedOut)]
    [InlineData(SessionEnd.Replaced)]
    public async Task What_ended_one_session_is_told_of_it_and_not_of_another(SessionEnd why)
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserAsync();
        var (one, other) = (await world.SessionAsync(user), await world.SessionAsync(user));

        await world.EndAsync(one, why);
        await world.EndAsync(one, SessionEnd.Idle);

        Assert.Null(await world.OpenAsync(one));
        Assert.Equal(why, (await world.EndAsync(one))!.Why);
        Assert.NotNull(await world.OpenAsync(other));
    }

    [Fact]
    public async Task A_role_given_and_a_role_ended_end_every_session_of_the_user_and_of_nobody_else()
    {
        var world = await database.NewWorldAsync(_clock);
        var administrator = await Administrator.InAsync(world);
        var (user, bystander) = (await world.UserAsync(), await world.UserAsync());
        var others = await world.SessionAsync(bystander);
        string[] before = [await world.SessionAsync(user), await world.SessionAsync(user)];

        Assert.False((await administrator.GiveAsync(user, Role.Board, world.District)).IsError);
        await AssertEndedAsync(world, SessionEnd.RoleChanged, before);
        var between = await world.SessionAsync(await world.FreshAsync(user));
        Assert.NotNull(await world.OpenAsync(between));

        Assert.False((await administrator.RevokeAsync(user)).IsError);
        await AssertEndedAsync(world, SessionEnd.RoleChanged, between);
        Assert.NotNull(await world.OpenAsync(others));
    }

    [Fact]
    public async Task A_role_that_could_not_be_given_ends_nothing()
    {
        var world = await database.NewWorldAsync(_clock);
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync(null, (Role.Board, world.District));
        var session = await world.SessionAsync(user);

        Assert.True((await administrator.GiveAsync(user, Role.Board, world.District)).IsError);
        Assert.True((await administrator.GiveAsync(user, Role.Secretary, world.District)).IsError);

        Assert.NotNull(await world.OpenAsync(session));
    }

    [Fact]
    public async Task A_new_password_and_closing_say_so()
    {
        var world = await database.NewWorldAsync(_clock);
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();
        var before = await world.SessionAsync(user);

        Assert.False((await world.SetPasswordAsync((await administrator.LinkAsync(user)).Value)).IsError);
        await AssertEndedAsync(world, SessionEnd.PasswordSet, before);

        var after = await world.SessionAsync(await world.FreshAsync(user));
        Assert.False((await administrator.CloseAsync(user)).IsError);
        await AssertEndedAsync(world, SessionEnd.UserClosed, after, before);
    }

    [Fact]
    public async Task A_session_that_is_over_is_kept_a_week_to_say_why()
    {
        await using var own = await database.NewDatabaseAsync();
        await using var app = DataSources.ForApp(own.AppConnectionString);
        await using var services = TestDatabase.Services(new(app, own.OwnerConnectionString, KeyRing.Generate(), isDemo: false), _clock);
        var world = await World.CreateAsync(services);
        var session = await world.SessionAsync(await world.UserAsync());
        await world.EndAsync(session, SessionEnd.SignedOut);

        _clock.Advance(TimeSpan.FromDays(7));
        await Forget.OneAsync(app, "sessions", _clock.GetUtcNow());
        Assert.NotNull(await world.EndAsync(session));

        await Forget.OneAsync(app, "sessions", _clock.GetUtcNow().AddSeconds(1));
        Assert.Null(await world.EndAsync(session));
    }

    private static async Task AssertEndedAsync(World world, SessionEnd why, params string[] sessions)
    {
        foreach (var session in sessions)
        {
            Assert.Null(await world.OpenAsync(session));
            Assert.Equal(why, (await world.EndAsync(session))!.Why);
        }
    }
}
