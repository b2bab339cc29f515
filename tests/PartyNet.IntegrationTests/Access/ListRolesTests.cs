using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Access;

/// <summary>The roles of a large organisation, a page at a time in the order of the tree.</summary>
public sealed class ListRolesTests(TestDatabase database)
{
    private const int Roles = 260;

    [Fact]
    public async Task Each_of_two_hundred_and_sixty_stands_on_one_page_forwards_and_backwards()
    {
        var world = await database.NewWorldAsync();
        var holders = new List<User>();
        for (var i = 0; i < Roles - 1; i++)
            holders.Add(NewUser());
        await world.WriteAsync(ProcessType.UserCreated, db => db.Users.AddRange(holders));
        var (branches, roles) = (new[] { world.Branch, world.SecondBranch, world.OtherBranch }, new[] { Role.Secretary, Role.Board });
        await world.WriteAsync(ProcessType.GrantGiven, db => db.Grants.AddRange(holders.Select((user, i) => Grant.Give(
            Guid.CreateVersion7(), user.Id, null, roles[i % 2], branches[i % 3], TestDatabase.Morning.AddDays(-1)))));
        var board = await Superior.InAsync(world, Role.Board, world.District);
        // One that is over, and one of the district beside.
        await world.WriteAsync(ProcessType.GrantGiven, db => db.Grants.Add(Grant.Give(
            Guid.CreateVersion7(), holders[0].Id, null, Role.Deputy, world.Branch, TestDatabase.Morning.AddDays(-2),
            TestDatabase.Morning.AddDays(-1))));
        var beside = await database.NewWorldAsync();
        await beside.UserAsync(null, (Role.Board, beside.District));

        var pages = new List<Page<RoleHolder>> { await PageAsync(board, PageCursor.First) };
        while (pages[^1].After is { } after)
            pages.Add(await PageAsync(board, new PageCursor(After: after)));
        var back = new List<Page<RoleHolder>> { pages[^1] };
        while (back[^1].Before is { } before)
            back.Add(await PageAsync(board, new PageCursor(Before: before)));

        var rows = pages.SelectMany(page => page.Rows).ToList();
        Assert.Equal(11, pages.Count);
        Assert.Equal((Roles, Roles), (rows.Count, rows.Select(row => row.GrantId).Distinct().Count()));
        var order = new[] { world.District, world.Branch, world.SecondBranch, world.OtherBranch }.OrderBy(unit => unit.Path)
            .Select(unit => unit.Name).ToList();
        Assert.Equal(rows.OrderBy(row => order.IndexOf(row.UnitName)).ThenBy(row => row.Role), rows);
        Assert.Equal(rows, back.AsEnumerable().Reverse().SelectMany(page => page.Rows));
        // What leads nowhere, and to a role beside, begins at the beginning.
        var strange = await beside.ReadAsync(
            beside.Everything, db => db.Grants.Where(g => g.UnitId == beside.District.Id).Select(g => g.Id).SingleAsync());
        foreach (var cursor in new[] { "không-có", strange.ToString() })
            Assert.Equal(pages[0].Rows, (await PageAsync(board, new PageCursor(After: cursor))).Rows);
    }

    private static User NewUser()
    {
        var id = Guid.CreateVersion7();
        return new User { Id = id, UserName = $"u{id:n}", NormalizedUserName = $"U{id:n}".ToUpperInvariant(), SecurityStamp = $"{id:n}" };
    }

    private static async Task<Page<RoleHolder>> PageAsync(Superior board, PageCursor cursor) =>
        (await board.World.RunAsync<ListRoles, ErrorOr<RoleList>>(board.Scope, use => use.HandleAsync(
            new ListRoles.Query(board.World.District, cursor), TestContext.Current.CancellationToken))).Value.Page;
}
