using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
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

    [Fact]
    public async Task Part_of_a_login_is_found_wherever_it_stands_and_after_it_was_changed_no_more()
    {
        var world = await database.NewWorldAsync();
        var mark = $"{Guid.CreateVersion7():n}"[^8..];
        var user = await world.UserAsync();
        await NameAsync($"ha.{mark}-x7");
        string[] parts = [$"ha.{mark}", $"A.{mark[..4]}", $"{mark}-", $"{mark}-X", $"{mark[1..]}-x7", $"a.{mark}-x"];

        foreach (var part in parts)
            Assert.Equal([user.Id], await FindAsync(part));
        await NameAsync($"thu.{mark}");
        foreach (var part in parts)
            Assert.Empty(await FindAsync(part));
        Assert.Equal([user.Id], await FindAsync($"u.{mark}"));

        Task NameAsync(string login) => world.WriteAsync(ProcessType.UserCreated, db =>
        {
            (user.UserName, user.NormalizedUserName) = (login, login.ToUpperInvariant());
            db.Users.Update(user);
        });

        async Task<IEnumerable<Guid>> FindAsync(string typed) => (await SearchAsync(world, typed)).Page.Rows.Select(u => u.Id);
    }

    [Fact]
    public async Task A_search_shows_so_many_users_in_order_page_by_page_and_says_that_there_are_more()
    {
        var world = await database.NewWorldAsync();
        var mark = $"{Guid.CreateVersion7():n}"[^8..];
        await world.WriteAsync(ProcessType.UserCreated, db => db.Users.AddRange(
            Enumerable.Range(0, MemberSearch.Most + 5).Select(i =>
                CreateUser.New($"{mark}.{i:0000}", $"{mark}.{i:0000}".ToUpperInvariant(), null, world.Clock.GetUtcNow()))));

        var first = await SearchAsync(world, $"{mark}.");
        var second = await SearchAsync(world, $"{mark}.", new PageCursor(After: first.Page.After));
        var few = await SearchAsync(world, $"{mark}.00");

        Assert.Equal((true, true, false), (first.IsCut, second.IsCut, few.IsCut));
        var logins = first.Page.Rows.Concat(second.Page.Rows).Select(u => u.Login).ToList();
        Assert.Equal(50, logins.Count);
        Assert.Equal(logins.Order(StringComparer.Ordinal).Distinct(), logins);
        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"{mark}.{i:0000}"), few.Page.Rows.Select(u => u.Login));
    }

    [Fact]
    public async Task Units_of_which_more_are_as_searched_than_are_looked_at_are_told_of_also_where_nobody_holds_a_role()
    {
        var world = await database.NewWorldAsync();
        var name = $"Chi bộ {Guid.CreateVersion7():n}"[..^20];
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(
            Enumerable.Range(0, MemberSearch.Most + 1).Select(i => World.NewUnit(world.Grassroots, $"{name} số {i}", UnitKind.Branch))));

        var many = await SearchAsync(world, $"{name} số");
        var one = await SearchAsync(world, $"{name} số 1234");

        Assert.Equal((true, false), (many.IsCut, one.IsCut));
        Assert.Empty(many.Page.Rows.Concat(one.Page.Rows));
    }

    private static async Task<Page<UserRow>> ListAsync(World world, PageCursor cursor) =>
        (await SearchAsync(world, world.OtherBranch.Code, cursor)).Page;

    private static async Task<UserPage> SearchAsync(World world, string typed, PageCursor? cursor = null) =>
        (
            await world.RunAsync<ListUsers, ErrorOr<UserPage>>(
                Administration,
                list => list.HandleAsync(new(typed, cursor), CancellationToken.None)
            )
        ).Value;
}
