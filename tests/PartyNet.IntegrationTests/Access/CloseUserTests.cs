using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class CloseUserTests(TestDatabase database)
{
    [Fact]
    [Trait("Security", "S2")]
    [Trait("Security", "Z11")]
    public async Task Who_is_closed_is_out_at_the_next_request_and_cannot_come_back()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.WithoutFactorAsync(
            await world.UserWithPasswordAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
        var session = (await world.SignInAsync(user)).Value.Reference;
        Assert.NotNull(await world.OpenAsync(session));

        Assert.False((await administrator.CloseAsync(user)).IsError);

        Assert.Null(await world.OpenAsync(session));
        Assert.True((await world.SignInAsync(user)).IsError);
        Assert.Equal(world.Clock.GetUtcNow(), Assert.Single((await administrator.ListAsync(user.UserName!)).Rows).ClosedAt);
        Assert.Single(await world.EventsByAsync<UserClosed>(administrator.User.Id));
    }

    [Fact]
    public async Task The_roles_of_a_user_end_when_the_user_is_closed()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var secretary = await world.UserAsync(
            await world.MemberAsync(), (Role.Secretary, world.Branch), (Role.Committee, world.Grassroots));
        var member = await world.UserAsync(await world.MemberAsync());
        var session = await world.SessionAsync(member);
        Assert.Equal(secretary.MemberId, (await world.OpenAsync(session))!.HelpContact!.MemberId);

        Assert.False((await administrator.CloseAsync(secretary)).IsError);

        Assert.All(await administrator.GrantsAsync(secretary), grant => Assert.Equal(world.Clock.GetUtcNow(), grant.ValidTo));
        Assert.Equal(2, (await world.EventsByAsync<GrantRevoked>(administrator.User.Id)).Count);
        Assert.Null((await world.OpenAsync(session))!.HelpContact);
    }

    /// <summary>However it came that a closed user holds a role.</summary>
    [Fact]
    public async Task A_closed_secretary_is_nobodys_help_contact()
    {
        var world = await database.NewWorldAsync();
        var secretary = await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch));
        var member = await world.UserAsync(await world.MemberAsync());
        await world.WriteAsync(ProcessType.UserClosed, db => db.Users.Attach(secretary).Entity.ClosedAt = TestDatabase.Morning);

        Assert.Null((await world.OpenAsync(await world.SessionAsync(member)))!.HelpContact);
    }

    [Fact]
    public async Task A_user_is_closed_once_and_who_is_not_there_is_not_found()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var user = await world.UserAsync();

        Assert.False((await administrator.CloseAsync(user)).IsError);
        Assert.Equal(ErrorType.NotFound, (await administrator.CloseAsync(user)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await administrator.CloseAsync(Guid.CreateVersion7())).FirstError.Type);
        Assert.Single(await world.EventsByAsync<UserClosed>(administrator.User.Id));
    }
}
