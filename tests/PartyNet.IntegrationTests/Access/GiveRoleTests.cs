using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>Roles are given down the tree by those who hold them.</summary>
[Trait("Security", "Z6")]
public sealed class GiveRoleTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    [Fact]
    public async Task A_board_names_a_secretary_who_had_no_login_and_both_sides_see_it()
    {
        var world = await database.NewWorldAsync(_clock);
        var board = await Superior.InAsync(world, Role.Board, world.District);
        var member = await world.MemberAsync(name: "Trần Thị Giao");

        Assert.False((await board.GiveAsync(member, Role.Secretary, world.Branch)).IsError);

        var grant = Assert.Single(await board.GrantsAsync(member));
        Assert.Equal((Role.Secretary, world.Branch.Id, (DateTimeOffset?)null), (grant.Role, grant.UnitId!.Value, grant.ValidTo));
        var user = await world.ReadAsync(
            AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.MemberId == member.Id));
        Assert.Equal((member.Code.ToLowerInvariant(), null), (user.UserName, user.PasswordHash));
        Assert.True((await world.ScopeOfAsync(user)).Allows(Permissions.Review, world.Branch.Path));

        var row = Assert.Single(await board.ListAsync(world.Grassroots));
        Assert.Equal(("Trần Thị Giao", Role.Secretary, true), (row.FullName, row.Role, row.MayEnd));
        Assert.Equal(new RoleGiver(Role.Board, world.District.Name, null), row.By);
        var mine = await world.RunAsync<PartyNet.Application.Members.GetMyData, ErrorOr<PartyNet.Application.Members.MyRecord>>(
            await world.ScopeOfAsync(user), use => use.HandleAsync(TestContext.Current.CancellationToken));
        var own = Assert.Single(mine.Value.Roles);
        Assert.Equal((Role.Secretary, world.Branch.Name, world.District.Name), (own.Role, own.UnitName, own.By!.UnitName));
        Assert.Single(await world.EventsAboutAsync<GrantGiven>(member.Id));
        Assert.Single(await world.EventsByAsync<GrantGiven>(board.User.Id));
    }

    [Fact]
    [Trait("Security", "Z11")]
    public async Task Who_is_signed_in_acts_in_the_role_from_the_next_sign_in_on_and_no_more_after_its_end()
    {
        var world = await database.NewWorldAsync(_clock);
        var committee = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        var member = await world.MemberAsync();
        var user = await world.UserAsync(member);
        var before = await world.SessionAsync(user);

        await committee.GiveAsync(member, Role.Secretary, world.Branch);
        Assert.Equal(SessionEnd.RoleChanged, (await world.EndAsync(before))!.Why);
        var between = await world.SessionAsync(await world.FreshAsync(user));
        Assert.Single((await world.OpenAsync(between))!.Scope.Grants);

        var grant = Assert.Single(await committee.GrantsAsync(member));
        Assert.False((await committee.EndAsync(grant.Id, world.Grassroots)).IsError);
        Assert.Equal(SessionEnd.RoleChanged, (await world.EndAsync(between))!.Why);
        Assert.Empty((await world.ScopeOfAsync(await world.FreshAsync(user))).Grants);
        Assert.Equal(ErrorType.NotFound, (await committee.EndAsync(grant.Id, world.Grassroots)).FirstError.Type);
        Assert.Single(await world.EventsAboutAsync<GrantRevoked>(member.Id));
    }

    [Fact]
    public async Task A_deputy_ends_with_the_clock_and_is_given_no_other_way()
    {
        var world = await database.NewWorldAsync(_clock);
        var secretary = await Superior.InAsync(world, Role.Secretary, world.Branch, await world.MemberAsync());
        var member = await world.MemberAsync();

        Assert.Equal("To", (await secretary.GiveAsync(member, Role.Deputy, world.Branch)).FirstError.Code);
        var lastDay = PartyNet.Domain.Text.VietnamTime.Date(PartyNet.Domain.Text.VietnamTime.Day(_clock.GetUtcNow().AddDays(3)));
        Assert.False((await secretary.GiveAsync(member, Role.Deputy, world.Branch, to: lastDay)).IsError);

        var grant = Assert.Single(await secretary.GrantsAsync(member));
        var user = await world.ReadAsync(AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.MemberId == member.Id));
        _clock.SetUtcNow(grant.ValidTo!.Value.AddTicks(-10));
        Assert.True((await world.ScopeOfAsync(user)).Allows(Permissions.Review, world.Branch.Path));
        Assert.False((await world.ScopeOfAsync(user)).Allows(Permissions.GiveRoles, world.Branch.Path));
        _clock.SetUtcNow(grant.ValidTo!.Value);
        Assert.Empty((await world.ScopeOfAsync(user)).Grants);
    }

    /// <summary>Who gives, to whom and where it is tried, and what is answered.</summary>
    [Theory]
    // A secretary names no secretary, nobody above, and nobody beside.
    [InlineData(Role.Secretary, "branch", Role.Secretary, "branch")]
    [InlineData(Role.Secretary, "branch", Role.Committee, "grassroots")]
    [InlineData(Role.Secretary, "branch", Role.Board, "branch")]
    [InlineData(Role.Secretary, "branch", Role.Deputy, "second-branch")]
    [InlineData(Role.Committee, "grassroots", Role.Committee, "grassroots")]
    [InlineData(Role.Committee, "grassroots", Role.Board, "branch")]
    [InlineData(Role.Committee, "grassroots", Role.Secretary, "other-branch")]
    [InlineData(Role.Board, "grassroots", Role.Board, "district")]
    [InlineData(Role.Board, "district", Role.Administrator, "district")]
    // The right role at the wrong kind of unit.
    [InlineData(Role.Board, "district", Role.Secretary, "grassroots")]
    [InlineData(Role.Board, "district", Role.Committee, "branch")]
    public async Task Nobody_gives_what_they_do_not_hold(Role held, string at, Role given, string where)
    {
        var world = await database.NewWorldAsync(_clock);
        Unit Place(string name) => name switch
        {
            "branch" => world.Branch,
            "second-branch" => world.SecondBranch,
            "other-branch" => world.OtherBranch,
            "grassroots" => world.Grassroots,
            _ => world.District,
        };
        var giver = await Superior.InAsync(world, held, Place(at));
        var member = await world.MemberAsync();

        var refused = (await giver.GiveAsync(member, given, Place(where), to: "31/12/2026", page: Place(at))).FirstError;

        Assert.Equal(ErrorType.Forbidden, refused.Type);
        Assert.Empty(await giver.GrantsAsync(member));
    }

    [Fact]
    public async Task Nobody_gives_themselves_a_role_and_nobody_ends_their_own()
    {
        var world = await database.NewWorldAsync(_clock);
        var own = await world.MemberAsync();
        var board = await Superior.InAsync(world, Role.Board, world.District, own);
        await Superior.InAsync(world, Role.Board, world.District);

        Assert.Equal(ErrorType.Forbidden, (await board.GiveAsync(own, Role.Secretary, world.Branch)).FirstError.Type);
        var grant = Assert.Single(await board.GrantsAsync(own));
        Assert.Equal(ErrorType.Forbidden, (await board.EndAsync(grant.Id, world.District)).FirstError.Type);
        Assert.Null(Assert.Single(await board.GrantsAsync(own)).ValidTo);
    }

    [Fact]
    public async Task Whom_the_caller_does_not_reach_and_who_has_left_gets_no_role()
    {
        var world = await database.NewWorldAsync(_clock);
        var committee = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        var (neighbour, gone) = (
            await world.MemberAsync(world.OtherBranch),
            await world.MemberAsync(shape: m => m.ChangeStatus(ActivityStatus.TransferredOut)));

        Assert.Equal(ErrorType.NotFound, (await committee.GiveAsync(neighbour, Role.Secretary, world.Branch)).FirstError.Type);
        Assert.Equal(ErrorType.Forbidden, (await committee.GiveAsync(gone, Role.Secretary, world.Branch)).FirstError.Type);
        Assert.Empty(await committee.GrantsAsync(neighbour));
        Assert.Empty(await committee.GrantsAsync(gone));
    }

    [Fact]
    public async Task The_last_one_of_a_board_stays_also_where_two_end_each_other_at_once()
    {
        var world = await database.NewWorldAsync(_clock);
        var above = await Superior.InAsync(world, Role.Board, world.District);
        var (one, other) = (await world.MemberAsync(), await world.MemberAsync());
        var first = await Superior.InAsync(world, Role.Board, world.Grassroots, one);
        var second = await Superior.InAsync(world, Role.Board, world.Grassroots, other);
        var (grantOfFirst, grantOfSecond) = ((await first.GrantsAsync(one))[0].Id, (await first.GrantsAsync(other))[0].Id);

        var ended = await Task.WhenAll(
            EndsAsync(() => first.EndAsync(grantOfSecond, world.Grassroots)),
            EndsAsync(() => second.EndAsync(grantOfFirst, world.Grassroots)));

        Assert.Single(ended, isDone => isDone);
        var left = ended[0] ? grantOfFirst : grantOfSecond;
        var refused = (await above.EndAsync(left, world.District)).FirstError;
        Assert.Equal(ErrorType.Forbidden, refused.Type);
        Assert.Contains("người cuối cùng của ban", refused.Description, StringComparison.Ordinal);

        // Whose role was ended a moment before has no session any more.
        static async Task<bool> EndsAsync<T>(Func<Task<ErrorOr<T>>> end)
        {
            try
            {
                return !(await end()).IsError;
            }
            catch (SessionEndedException)
            {
                return false;
            }
        }
    }

    [Fact]
    [Trait("Security", "B1")]
    public async Task A_form_that_is_sent_twelve_times_at_once_gives_and_ends_once()
    {
        var world = await database.NewWorldAsync(_clock);
        var board = await Superior.InAsync(world, Role.Board, world.District);
        var member = await world.MemberAsync();
        var (giving, ending) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var given = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => board.GiveAsync(member, Role.Secretary, world.Branch, key: giving)));
        Assert.All(given, answer => Assert.False(answer.IsError));
        var grant = Assert.Single(await board.GrantsAsync(member));
        var again = await board.GiveAsync(member, Role.Secretary, world.Branch);
        Assert.Equal("Đồng chí này đang giữ vai trò đó rồi.", again.FirstError.Description);

        var ended = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => board.EndAsync(grant.Id, world.District, ending)));
        Assert.All(ended, answer => Assert.False(answer.IsError));
        Assert.Single(await world.EventsByAsync<GrantGiven>(board.User.Id));
        Assert.Single(await world.EventsByAsync<GrantRevoked>(board.User.Id));
        Assert.True((await board.GiveAsync(member, Role.Secretary, world.Branch, key: Guid.Empty)).IsError);
    }

    [Fact]
    public async Task A_role_may_begin_on_a_later_day_and_be_called_off_before()
    {
        var world = await database.NewWorldAsync(_clock);
        var board = await Superior.InAsync(world, Role.Board, world.District);
        var member = await world.MemberAsync();
        var day = PartyNet.Domain.Text.VietnamTime.Day(_clock.GetUtcNow().AddDays(10));

        await board.GiveAsync(member, Role.Secretary, world.Branch, from: PartyNet.Domain.Text.VietnamTime.Date(day));

        var user = await world.ReadAsync(AccessScope.SignIn, db => db.Users.AsNoTracking().SingleAsync(u => u.MemberId == member.Id));
        Assert.Empty((await world.ScopeOfAsync(user)).Grants);
        var row = Assert.Single(await board.ListAsync(world.Branch));
        Assert.False((await board.EndAsync(row.GrantId, world.Branch)).IsError);
        Assert.Empty(await board.ListAsync(world.Branch));
        _clock.Advance(TimeSpan.FromDays(11));
        Assert.Empty((await world.ScopeOfAsync(user)).Grants);
    }
}
