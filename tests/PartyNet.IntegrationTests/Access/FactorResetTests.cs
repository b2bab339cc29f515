using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.IntegrationTests.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>A second factor that was lost is taken away by two people, one of them above all that the person holds.</summary>
[Trait("Security", "A15")]
public sealed class FactorResetTests(TestDatabase database)
{
    private readonly FakeTimeProvider _clock = new(TestDatabase.Morning);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_asks_one_above_approves_and_the_person_enrols_anew_before_anything_else()
    {
        var (world, member, secretary) = await SecretaryAsync(withPassword: true);
        var session = await world.SessionAsync(secretary);
        var (committee, board) = (
            await Superior.InAsync(world, Role.Committee, world.Grassroots), await Superior.InAsync(world, Role.Board, world.District));

        Assert.False((await AskAsync(committee, secretary)).IsError);
        Assert.NotNull(await world.OpenAsync(session));
        var asked = Assert.Single(await ListAsync(board, world.District));
        Assert.Equal(
            (FactorResetState.Waiting, member.FullName, world.Branch.Name, true),
            (asked.State, asked.FullName, asked.UnitName, asked.MayApprove));
        Assert.Equal(new RoleGiver(Role.Committee, world.Grassroots.Name, null), asked.By);
        Assert.False((await ApproveAsync(board, asked.Id, world.District)).IsError);

        Assert.Equal(SessionEnd.FactorReset, (await world.EndAsync(session))!.Why);
        // The password alone, and then nothing but enrolling: the role is older than the days of grace.
        _clock.Advance(TimeSpan.FromDays(14));
        var entered = (await world.OpenAsync((await world.SignInAsync(secretary)).Value.Reference))!.Scope;
        Assert.True(entered.MustEnrol);
        Assert.Empty(entered.Grants);
        var done = Assert.Single(await ListAsync(committee, world.Grassroots));
        Assert.Equal(
            (FactorResetState.Approved, new RoleGiver(Role.Board, world.District.Name, null), false),
            (done.State, done.ApprovedBy, done.MayApprove));
        Assert.Single(await world.EventsAboutAsync<FactorResetAsked>(member.Id));
        Assert.Single(await world.EventsAboutAsync<SecondFactorReset>(member.Id));
        Assert.Single(await world.EventsByAsync<FactorResetAsked>(committee.User.Id));
        Assert.Single(await world.EventsByAsync<SecondFactorReset>(board.User.Id));
    }

    [Fact]
    public async Task Neither_the_asker_nor_the_person_nor_somebody_of_their_level_or_elsewhere_approves()
    {
        var (world, _, secretary) = await SecretaryAsync();
        var asker = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        var colleague = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        await AskAsync(asker, secretary);
        var reset = Assert.Single(await ListAsync(asker, world.Grassroots)).Id;
        var atBranch = await Superior.InAsync(world, Role.Secretary, world.Branch);
        var person = new Superior(world, secretary, await world.ScopeOfAsync(secretary));
        var elsewhere = await Superior.InAsync(world, Role.Committee, world.OtherGrassroots);

        Assert.Equal(ErrorType.Forbidden, await RefusedAsync(asker, world.Grassroots));
        Assert.Equal(ErrorType.Forbidden, await RefusedAsync(person, world.Branch));
        Assert.Equal(ErrorType.Forbidden, await RefusedAsync(atBranch, world.Branch));
        Assert.Equal(ErrorType.NotFound, await RefusedAsync(elsewhere, world.OtherGrassroots));
        Assert.True(await HasFactorAsync(world, secretary));

        Assert.False((await ApproveAsync(colleague, reset, world.Grassroots)).IsError);
        Assert.False(await HasFactorAsync(world, secretary));

        async Task<ErrorType> RefusedAsync(Superior by, Unit unit) => (await ApproveAsync(by, reset, unit)).FirstError.Type;
    }

    [Fact]
    public async Task Whoever_covers_every_role_of_the_person_asks_and_nobody_else()
    {
        var (world, _, secretary) = await SecretaryAsync();
        var colleague = await Superior.InAsync(world, Role.Secretary, world.Branch);
        var deputy = await Superior.InAsync(world, Role.Deputy, world.Branch);
        var committee = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        var person = new Superior(world, secretary, await world.ScopeOfAsync(secretary));

        Assert.Equal(ErrorType.NotFound, (await AskAsync(deputy, secretary, world.Branch)).FirstError.Type);
        Assert.Equal(ErrorType.Forbidden, (await AskAsync(person, secretary, world.Branch)).FirstError.Type);
        Assert.False((await AskAsync(colleague, secretary, world.Branch)).IsError);
        Assert.Equal(ErrorType.Conflict, (await AskAsync(committee, secretary)).FirstError.Type);

        // A role out of reach: what is asked here would open that too.
        var wide = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch), (Role.Secretary, world.OtherBranch));
        Assert.Equal(ErrorType.Forbidden, (await AskAsync(committee, wide)).FirstError.Type);
        var board = await Superior.InAsync(world, Role.Board, world.District);
        Assert.False((await AskAsync(board, wide, world.District)).IsError);

        // At the root nobody stands above, and whoever has no second factor has lost none.
        var other = await world.UserAsync(null, (Role.Board, world.District));
        Assert.Equal(ErrorType.Forbidden, (await AskAsync(board, other, world.District)).FirstError.Type);
        var without = await world.WithoutFactorAsync(await world.UserAsync(null, (Role.Secretary, world.SecondBranch)));
        Assert.Equal(ErrorType.Forbidden, (await AskAsync(committee, without)).FirstError.Type);
    }

    [Fact]
    public async Task A_request_ends_after_seven_days_by_withdrawal_and_with_the_role_of_whoever_asked()
    {
        var (world, _, secretary) = await SecretaryAsync();
        var (committee, board) = (
            await Superior.InAsync(world, Role.Committee, world.Grassroots), await Superior.InAsync(world, Role.Board, world.District));

        await AskAsync(committee, secretary);
        var late = Assert.Single(await ListAsync(board, world.District));
        Assert.Equal(TestDatabase.Morning.AddDays(7), late.Until);
        _clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(ErrorType.Conflict, (await ApproveAsync(await AgainAsync(board), late.Id, world.District)).FirstError.Type);

        // Asked anew, and refused by the person.
        committee = await AgainAsync(committee);
        Assert.False((await AskAsync(committee, secretary)).IsError);
        var key = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++)
            Assert.False((await RefuseAsync(world, secretary, key)).IsError);
        var refused = (await ListAsync(committee, world.Grassroots))[0];
        Assert.Equal(FactorResetState.Withdrawn, refused.State);
        Assert.Equal(ErrorType.Conflict, (await ApproveAsync(await AgainAsync(board), refused.Id, world.District)).FirstError.Type);

        // And once more, by somebody who is then of the committee no longer.
        Assert.False((await AskAsync(committee, secretary)).IsError);
        var last = (await ListAsync(committee, world.Grassroots))[0];
        var grant = await GrantOfAsync(world, committee.User);
        Assert.False((await (await AgainAsync(board)).EndAsync(grant, world.District)).IsError);
        Assert.Equal(ErrorType.Conflict, (await ApproveAsync(await AgainAsync(board), last.Id, world.District)).FirstError.Type);
        Assert.True(await HasFactorAsync(world, secretary));
    }

    /// <summary>A passkey is on the telephone that was lost, too.</summary>
    [Fact]
    [Trait("Security", "A11")]
    public async Task Passkeys_are_taken_away_with_it_also_of_whoever_has_nothing_else()
    {
        var (world, _, secretary) = await SecretaryAsync();
        await world.WithoutFactorAsync(secretary);
        using var device = new SoftPasskey();
        await world.AddPasskeyAsync(await world.ScopeOfAsync(secretary), device);
        var (committee, board) = (
            await Superior.InAsync(world, Role.Committee, world.Grassroots), await Superior.InAsync(world, Role.Board, world.District));

        Assert.False((await AskAsync(committee, secretary)).IsError);
        Assert.False((await ApproveAsync(board, Assert.Single(await ListAsync(board, world.District)).Id, world.District)).IsError);

        Assert.False(await world.ReadAsync(AccessScope.SignIn, db => db.Passkeys.AnyAsync(p => p.UserId == secretary.Id, Stop)));
    }

    [Fact]
    public async Task Of_ten_who_approve_at_once_one_does_and_there_is_one_event()
    {
        var (world, member, secretary) = await SecretaryAsync();
        var (committee, board) = (
            await Superior.InAsync(world, Role.Committee, world.Grassroots), await Superior.InAsync(world, Role.Board, world.District));
        await AskAsync(committee, secretary);
        var reset = Assert.Single(await ListAsync(board, world.District)).Id;

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => ApproveAsync(board, reset, world.District)));

        Assert.Single(answers, answer => !answer.IsError);
        Assert.Single(await world.EventsAboutAsync<SecondFactorReset>(member.Id));
    }

    [Fact]
    [Trait("Security", "S5")]
    public async Task Both_are_asked_to_sign_in_again()
    {
        var (world, _, secretary) = await SecretaryAsync();
        var committee = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        var stale = committee with { Scope = committee.Scope with { IsFresh = false } };

        Assert.True((await AskAsync(stale, secretary)).FirstError.AsksToSignInAgain());
        Assert.True((await ApproveAsync(stale, Guid.CreateVersion7(), world.Grassroots)).FirstError.AsksToSignInAgain());
    }

    /// <summary>Whatever SQL the application's role sends, with every setting as it likes.</summary>
    [Fact]
    [Trait("Security", "Z10")]
    public async Task No_sql_of_the_application_asks_and_approves_for_one_actor_or_writes_the_request()
    {
        var (world, _, secretary) = await SecretaryAsync();
        var committee = await Superior.InAsync(world, Role.Committee, world.Grassroots);
        var grant = await GrantOfAsync(world, secretary);
        var reset = Guid.CreateVersion7();
        await using var raw = await RawCaller.OpenAsync(database);
        var session = await world.SessionAsync(committee.User);

        await raw.BeginAsync(session, ProcessType.MembersSearched);
        Assert.Equal("PN001", await raw.RefusalAsync("select access.ask_factor_reset($1, $2)", reset, grant));
        await raw.BeginAsync(session, ProcessType.FactorResetAsked);
        Assert.Equal(DBNull.Value, await raw.AskAsync("select access.ask_factor_reset($1, $2)", reset, grant));
        Assert.Equal("PN001", await raw.RefusalAsync("select access.approve_factor_reset($1)", reset));
        await raw.BeginAsync(session, ProcessType.FactorResetApproved);
        Assert.Equal("asked-themselves", await raw.AskAsync("select access.approve_factor_reset($1)", reset));
        foreach (var write in new[]
        {
            "update access.factor_resets set asked_by = gen_random_uuid()", "delete from access.factor_resets",
            "insert into access.factor_resets select * from access.factor_resets",
        })
            Assert.Equal(Npgsql.PostgresErrorCodes.InsufficientPrivilege, await raw.RefusalAsync(write));
    }

    [Fact]
    public async Task How_long_a_request_waits_is_said_alike_in_the_database()
    {
        await using var raw = await RawCaller.OpenAsync(database);

        Assert.Equal(FactorReset.Lifetime, await raw.AskAsync("select access.factor_reset_lifetime()"));
    }

    private async Task<(World World, Member Member, User User)> SecretaryAsync(bool withPassword = false)
    {
        var world = await database.NewWorldAsync(_clock);
        var member = await world.MemberAsync(name: "Lê Thị Mất Máy");
        (Role, Unit?) role = (Role.Secretary, world.Branch);
        return (world, member, withPassword ? await world.UserWithPasswordAsync(member, role) : await world.UserAsync(member, role));
    }

    private static async Task<Superior> AgainAsync(Superior superior) =>
        superior with { Scope = await superior.World.ScopeOfAsync(await superior.World.FreshAsync(superior.User)) };

    private static async Task<ErrorOr<Success>> AskAsync(Superior by, User person, Unit? page = null)
    {
        var at = page ?? by.World.Grassroots;
        var grant = await GrantOfAsync(by.World, person, at);
        return await by.World.RunAsync<AskFactorReset, ErrorOr<Success>>(
            by.Scope, use => use.HandleAsync(new AskFactorReset.Command(at, grant, Guid.CreateVersion7()), Stop));
    }

    private static Task<ErrorOr<Success>> ApproveAsync(Superior by, Guid reset, Unit page) =>
        by.World.RunAsync<ApproveFactorReset, ErrorOr<Success>>(by.Scope, use => use.HandleAsync(
            new ApproveFactorReset.Command(page, reset, Guid.CreateVersion7()), Stop));

    private static async Task<ErrorOr<Success>> RefuseAsync(World world, User person, Guid key) =>
        await world.RunAsync<RefuseFactorReset, ErrorOr<Success>>(
            await world.ScopeOfAsync(person), use => use.HandleAsync(new RefuseFactorReset.Command(key), Stop));

    private static async Task<IReadOnlyList<FactorResetRow>> ListAsync(Superior by, Unit page) =>
        (await by.World.RunAsync<ListRoles, ErrorOr<RoleList>>(
            by.Scope, use => use.HandleAsync(new ListRoles.Query(page, PageCursor.First), Stop))).Value.Resets;

    private static Task<Guid> GrantOfAsync(World world, User user, Unit? within = null)
    {
        var (from, to) = ((within ?? world.District).Path, (within ?? world.District).Path.RangeEnd);
        return world.ReadAsync(world.Everything, db => db.Grants
            .Where(g => g.UserId == user.Id && g.ValidTo == null && g.UnitPath >= from && g.UnitPath < to)
            .OrderBy(g => g.UnitPath).Select(g => g.Id).FirstAsync(Stop));
    }

    private static Task<bool> HasFactorAsync(World world, User user) =>
        world.ReadAsync(AccessScope.SignIn, db => db.Authenticators.AnyAsync(a => a.UserId == user.Id, Stop));
}
