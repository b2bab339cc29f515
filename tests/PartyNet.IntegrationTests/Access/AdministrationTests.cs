using ErrorOr;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class AdministrationTests(TestDatabase database)
{
    [Theory]
    [InlineData(null)]
    [InlineData(Role.Secretary)]
    [InlineData(Role.Committee)]
    [InlineData(Role.Board)]
    public async Task Whoever_is_no_administrator_finds_nothing_of_it(Role? role)
    {
        var world = await database.NewWorldAsync();
        var unit = role switch { Role.Secretary => world.Branch, Role.Committee => world.Grassroots, _ => world.District };
        var user = await world.UserAsync(await world.MemberAsync(), role is { } held ? [(held, unit)] : []);
        var impostor = await Administrator.AsAsync(world, user);
        var other = await world.UserAsync(null, (Role.Secretary, world.SecondBranch));
        var administrator = await Administrator.InAsync(world);
        var grant = Assert.Single(await administrator.GrantsAsync(other));

        Error[] refusals =
        [
            (await impostor.TryListAsync()).FirstError,
            (await impostor.CreateAsync($"u{Guid.CreateVersion7():n}")).FirstError,
            (await impostor.GiveAsync(other, Role.Secretary, world.Branch)).FirstError,
            (await impostor.RevokeAsync(other.Id, grant.Id)).FirstError,
            (await impostor.LinkAsync(other)).FirstError,
            (await impostor.CloseAsync(other)).FirstError,
        ];

        Assert.All(refusals, refusal => Assert.Equal(ErrorType.NotFound, refusal.Type));
        Assert.Null(Assert.Single(await administrator.GrantsAsync(other)).ValidTo);
        Assert.Null(Assert.Single((await administrator.ListAsync(other.UserName!)).Rows).ClosedAt);
    }
}
