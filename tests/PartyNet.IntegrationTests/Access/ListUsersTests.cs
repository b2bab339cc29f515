using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

public sealed class ListUsersTests(TestDatabase database)
{
    private static readonly AccessScope Administration = new()
    {
        Realm = AccessRealm.Administration,
        UserId = Guid.CreateVersion7(),
        Grants = [new GrantedUnit(Role.Administrator, null, null)],
    };

    [Fact]
    public async Task Walking_forward_and_back_meets_every_user_of_the_search_once()
    {
        var world = await database.NewWorldAsync();
        var logins = new List<string>();
        for (var i = 0; i < PageCursor.Size + 3; i++)
            logins.Add((await world.UserAsync(null, (Role.Board, world.OtherBranch))).UserName!);
        logins.Sort(StringComparer.Ordinal);
        await world.UserAsync(null, (Role.Board, world.Branch));

        var first = await ListAsync(world, PageCursor.First);
        var second = await ListAsync(world, new PageCursor(After: first.After));
        var back = await ListAsync(world, new PageCursor(Before: second.Before));

        Assert.Equal(logins, first.Rows.Concat(second.Rows).Select(u => u.Login));
        Assert.Equal(first.Rows.Select(u => u.Id), back.Rows.Select(u => u.Id));
        Assert.Equal((null, null, null), (first.Before, second.After, back.Before));
        Assert.All(
            first.Rows,
            user => Assert.Equal((Role.Board, world.OtherBranch.Code), (Assert.Single(user.Grants).Role, user.Grants[0].UnitCode))
        );
    }

    [Fact]
    public async Task A_cursor_that_names_nobody_is_the_first_page()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync(null, (Role.Board, world.OtherBranch));

        Assert.Equal(user.Id, Assert.Single((await ListAsync(world, new PageCursor(After: "ZZZZ"))).Rows).Id);
    }

    private static async Task<Page<UserRow>> ListAsync(World world, PageCursor cursor) =>
        (
            await world.RunAsync<ListUsers, ErrorOr<Page<UserRow>>>(
                Administration,
                list => list.HandleAsync(new(world.OtherBranch.Code, cursor), CancellationToken.None)
            )
        ).Value;
}
