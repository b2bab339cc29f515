using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;
using PartyNet.IntegrationTests.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Somebody who is signed in sets another password, and gives the one from before.</summary>
public sealed class ChangePasswordTests(TestDatabase database)
{
    private const string New = "thuyền về bến cũ";

    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Security", "S2")]
    public async Task The_new_one_counts_every_other_session_ends_and_this_one_goes_on()
    {
        var world = await database.NewWorldAsync(_clock);
        var member = await world.MemberAsync();
        var user = await world.UserWithPasswordAsync(member);
        var (here, elsewhere) = ((await world.SignInAsync(user)).Value.Reference, (await world.SignInAsync(user)).Value.Reference);
        var link = (await (await Administrator.InAsync(world)).LinkAsync(user)).Value;
        var scope = (await world.OpenAsync(here))!.Scope;

        Assert.False((await ChangeAsync(world, scope)).IsError);

        Assert.Equal(user.Id, (await world.OpenAsync(here))!.Scope.UserId);
        Assert.Equal(SessionEnd.PasswordSet, (await world.EndAsync(elsewhere))!.Why);
        Assert.True((await world.SignInAsync(user)).IsError);
        Assert.False((await world.SignInAsync(user, New)).IsError);
        Assert.False(await world.CanUseAsync(link));
        Assert.Single(await world.EventsAboutAsync<PasswordSet>(member.Id));
        var seen = await world.RunAsync<GetWhoSawMyData, ErrorOr<Page<AccessToMyData>>>(
            scope, use => use.HandleAsync(new GetWhoSawMyData.Query(PageCursor.First), Stop));
        Assert.Contains(seen.Value.Rows, row => row is { Type: ProcessType.PasswordChanged, IsOwn: true });
    }

    [Theory]
    [Trait("Security", "A4")]
    [InlineData(Visitor.Password, "mưa rơi t", "New")]
    [InlineData(Visitor.Password, "đảng cộng sản việt nam", "New")]
    [InlineData(Visitor.Password, Visitor.Password, "New")]
    [InlineData("mưa rơi trên mái nhà", New, "Old")]
    [InlineData("", New, "Old")]
    public async Task What_is_wrong_is_told_at_its_field_and_changes_nothing(string old, string typed, string field)
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync(await world.MemberAsync());
        var session = (await world.SignInAsync(user)).Value.Reference;

        var refused = (await ChangeAsync(world, (await world.OpenAsync(session))!.Scope, old, typed)).FirstError;

        Assert.Equal((ErrorType.Validation, field), (refused.Type, refused.Code));
        Assert.False((await world.SignInAsync(user)).IsError);
    }

    /// <summary>A session that somebody left open is no place to guess the password at.</summary>
    [Fact]
    [Trait("Security", "A7")]
    public async Task Wrong_ones_are_counted_with_those_at_the_door()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync(await world.MemberAsync());
        var (scope, network) = (await world.ScopeOfAsync(user), Visitor.NewNetwork());
        for (var i = 0; i < 5; i++)
            Assert.Null((await ChangeAsync(world, scope, "mưa rơi trên mái nhà", network: network)).FirstError.Wait());

        Assert.NotNull((await ChangeAsync(world, scope, network: network)).FirstError.Wait());
        Assert.NotNull((await world.SignInAsync(user, network: network)).FirstError.Wait());
        Assert.False((await ChangeAsync(world, scope)).IsError);
    }

    [Fact]
    public async Task Whoever_has_none_is_told_how_to_get_one()
    {
        var world = await database.NewWorldAsync(_clock);
        var scope = await world.ScopeOfAsync(await world.UserAsync(await world.MemberAsync()));

        var refused = (await ChangeAsync(world, scope)).FirstError;

        Assert.Contains("bằng phiếu kích hoạt mới", refused.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ten_at_once_are_one_change()
    {
        var world = await database.NewWorldAsync(_clock);
        var user = await world.UserWithPasswordAsync(await world.MemberAsync());
        var scope = await world.ScopeOfAsync(user);

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ChangeAsync(world, scope)));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Single(
            await world.ReadAsync(world.Everything, db => db.Processes
                .Where(p => p.ActorId == user.Id && p.Type == ProcessType.PasswordChanged).ToListAsync(Stop)));
    }

    [Fact]
    [Trait("Security", "Z10")]
    public async Task No_sql_of_the_application_keeps_a_session_otherwise_or_somebody_elses()
    {
        var world = await database.NewWorldAsync(_clock);
        var (user, other) = (await world.UserAsync(await world.MemberAsync()), await world.UserAsync(await world.MemberAsync()));
        var (session, dead) = (await world.SessionAsync(user), await world.SessionAsync(other));
        var id = (await world.OpenAsync(dead))!.Scope.SessionId!.Value;
        Assert.False((await (await Administrator.InAsync(world)).EndSessionsAsync(other)).IsError);
        await using var raw = await RawCaller.OpenAsync(database);

        await raw.BeginAsync(session, ProcessType.OwnSessionsEnded, forSelf: true);
        Assert.Equal("PN001", await raw.RefusalAsync("select access.keep_own_session($1)", id));
        await raw.BeginAsync(session, ProcessType.PasswordChanged, forSelf: true);
        await raw.RunAsync("select access.keep_own_session($1)", id);
        await raw.CommitAsync();

        Assert.Null(await world.OpenAsync(dead));
    }

    private static Task<ErrorOr<Success>> ChangeAsync(
        World world, AccessScope scope, string old = Visitor.Password, string typed = New, string? network = null) =>
        world.RunAsync<ChangePassword, ErrorOr<Success>>(scope, use => use.HandleAsync(
            new ChangePassword.Command(old, typed, network ?? Visitor.NewNetwork(), Device: null, Guid.CreateVersion7()), Stop));
}
