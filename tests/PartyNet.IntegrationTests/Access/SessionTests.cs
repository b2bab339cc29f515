using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class SessionTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 15)]
    [Trait("Security", "S3")]
    public async Task A_session_dies_when_nobody_has_used_it_for_so_many_minutes(bool isStaff, int minutes)
    {
        var world = await database.NewWorldAsync(_clock);
        var session = await SignedInAsync(world, isStaff);

        _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await world.OpenAsync(session));
        _clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        Assert.NotNull(await world.OpenAsync(session));
        _clock.Advance(TimeSpan.FromMinutes(minutes));
        Assert.Null(await world.OpenAsync(session));
    }

    [Theory]
    [InlineData(false, 12)]
    [InlineData(true, 8)]
    [Trait("Security", "S3")]
    public async Task A_session_ends_after_so_many_hours_however_busy_it_is(bool isStaff, int hours)
    {
        var world = await database.NewWorldAsync(_clock);
        var session = await SignedInAsync(world, isStaff);

        for (var minute = 10; minute < hours * 60; minute += 10)
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            Assert.NotNull(await world.OpenAsync(session));
        }

        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await world.OpenAsync(session));
    }

    [Fact]
    public async Task A_role_that_ends_by_its_own_date_makes_staff_of_its_holder_until_then()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync();
        await GiveAsync(world, user, TestDatabase.Morning.AddDays(-1), TestDatabase.Morning.AddDays(30));
        var asStaff = (await world.SignInAsync(user)).Value.Reference;
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await world.OpenAsync(asStaff));

        _clock.Advance(TimeSpan.FromDays(30));
        var asMember = (await world.SignInAsync(user)).Value.Reference;
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty((await world.OpenAsync(asMember))!.Scope.Grants);
    }

    [Fact]
    public async Task A_role_reaches_nothing_before_its_first_and_after_its_last_moment()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserAsync();
        await GiveAsync(world, user, TestDatabase.Morning.AddMinutes(10), TestDatabase.Morning.AddMinutes(20));
        var session = await world.SessionAsync(user);

        Assert.Empty((await world.OpenAsync(session))!.Scope.Grants);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Single((await world.OpenAsync(session))!.Scope.Grants);
        _clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty((await world.OpenAsync(session))!.Scope.Grants);
    }

    [Fact]
    public async Task Signing_out_ends_this_session_and_no_other()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserAsync();
        var (one, other) = (await world.SessionAsync(user), await world.SessionAsync(user));

        await world.EndAsync(one, SessionEnd.SignedOut);

        Assert.Null(await world.OpenAsync(one));
        Assert.NotNull(await world.OpenAsync(other));
    }

    [Theory]
    [InlineData("")]
    [InlineData("khong-phai-phien")]
    [InlineData("phiên")]
    [Trait("Security", "S7")]
    public async Task A_reference_that_nobody_was_given_opens_nothing(string reference)
    {
        var world = await database.NewWorldAsync(_clock);

        Assert.Null(await world.OpenAsync(reference));
    }

    [Fact]
    [Trait("Security", "S1")]
    public async Task The_database_holds_no_reference_that_a_cookie_could_carry()
    {
        var world = await database.NewWorldAsync(_clock);
        var reference = await world.SessionAsync(await world.UserAsync());

        await using var superuser = await database.OpenAsSuperuserAsync();
        await using var search = superuser.CreateCommand();
        search.CommandText =
            "select count(*) from access.sessions s where s.token_hash = convert_to($1, 'UTF8') or position($1 in s::text) > 0";
        search.Parameters.Add(new() { Value = reference });
        Assert.Equal(0L, await search.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static Task GiveAsync(World world, User user, DateTimeOffset from, DateTimeOffset to)
    {
        var grant = Grant.Give(Guid.CreateVersion7(), user.Id, null, Role.Board, world.District, from, to);
        return world.WriteAsync(ProcessType.GrantGiven, db => db.Grants.Add(grant));
    }

    private static async Task<string> SignedInAsync(World world, bool isStaff)
    {
        var user = await world.UserWithPasswordAsync(await world.MemberAsync(), isStaff ? [(Role.Secretary, world.Branch)] : []);
        if (isStaff)
            await world.WithoutFactorAsync(user);
        return (await world.SignInAsync(user)).Value.Reference;
    }
}
