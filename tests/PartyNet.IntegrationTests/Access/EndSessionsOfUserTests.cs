using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>An administrator ends all sessions of somebody.</summary>
[Trait("Security", "S4")]
public sealed class EndSessionsOfUserTests(TestDatabase database)
{
    [Fact]
    public async Task Each_is_dead_at_its_next_request_and_the_user_signs_in_again_and_reads_who_did_it()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var member = await world.MemberAsync();
        var user = await world.UserWithPasswordAsync(member);
        var sessions = new[] { (await world.SignInAsync(user)).Value.Reference, (await world.SignInAsync(user)).Value.Reference };

        Assert.False((await administrator.EndSessionsAsync(user)).IsError);

        foreach (var session in sessions)
            Assert.Equal(SessionEnd.EndedByAdministrator, (await world.EndAsync(session))!.Why);
        var again = (await world.OpenAsync((await world.SignInAsync(user)).Value.Reference))!.Scope;
        var seen = await world.RunAsync<GetWhoSawMyData, ErrorOr<Page<AccessToMyData>>>(
            again, use => use.HandleAsync(new GetWhoSawMyData.Query(PageCursor.First), TestContext.Current.CancellationToken));
        Assert.Contains(
            seen.Value.Rows, row => row is { Type: ProcessType.UserSessionsEnded, Role: Role.Administrator, IsOwn: false });
        Assert.Single(await world.EventsByAsync<UserSessionsEnded>(administrator.User.Id));
    }

    [Fact]
    public async Task Not_their_own_nor_of_whoever_is_closed_or_not_there_and_by_nobody_else()
    {
        var world = await database.NewWorldAsync();
        var administrator = await Administrator.InAsync(world);
        var (user, closed) = (await world.UserAsync(), await world.UserAsync());
        await administrator.CloseAsync(closed);
        var board = await Administrator.AsAsync(world, await world.UserAsync(null, (Role.Board, world.District)));

        Assert.Equal(ErrorType.Forbidden, (await administrator.EndSessionsAsync(administrator.User)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await administrator.EndSessionsAsync(closed)).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await administrator.EndSessionsAsync(new User { Id = Guid.CreateVersion7() })).FirstError.Type);
        Assert.Equal(ErrorType.NotFound, (await board.EndSessionsAsync(user)).FirstError.Type);
    }
}
