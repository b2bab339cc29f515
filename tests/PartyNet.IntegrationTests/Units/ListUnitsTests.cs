using ErrorOr;
using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Units;

public sealed class ListUnitsTests(TestDatabase database)
{
    [Fact]
    public async Task The_tree_is_listed_from_the_unit_down_with_its_levels_and_members()
    {
        var world = await database.NewWorldAsync();
        await world.MemberAsync(world.Branch);
        await world.MemberAsync(world.SecondBranch, shape: m => m.ChangeStatus(ActivityStatus.Exempt));
        await world.MemberAsync(world.OtherBranch, shape: m => m.ChangeStatus(ActivityStatus.Left));

        var page = await ListAsync(world, await world.ScopeAsync(Role.Board, world.District), world.District);

        Assert.Equal(
            [
                (world.District.Code, 0, 2),
                (world.Grassroots.Code, 1, 2),
                (world.Branch.Code, 2, 1),
                (world.SecondBranch.Code, 2, 1),
                (world.OtherGrassroots.Code, 1, 0),
                (world.OtherBranch.Code, 2, 0),
            ],
            page.Page.Rows.Select(r => (r.Code, r.Level, r.Members))
        );
        Assert.Equal("Đảng bộ cơ sở", page.Page.Rows[1].KindName);
        Assert.Equal(6, page.Found);
    }

    [Theory]
    [InlineData("doi thong")]
    [InlineData("ĐỒI THÔNG")]
    [InlineData("thông đồi")]
    public async Task Search_finds_a_name_without_accents_in_any_case(string typed)
    {
        var world = await database.NewWorldAsync();

        var page = await ListAsync(world, await world.ScopeAsync(Role.Board, world.District), world.District, typed);

        Assert.Equal([world.OtherGrassroots.Code], page.Page.Rows.Select(r => r.Code));
        Assert.Equal(1, page.Found);
    }

    [Fact]
    public async Task Search_finds_a_code_and_signs_alone_find_nothing()
    {
        var world = await database.NewWorldAsync();
        var board = await world.ScopeAsync(Role.Board, world.District);

        Assert.Equal(
            [world.SecondBranch.Code],
            (await ListAsync(world, board, world.District, world.SecondBranch.Code)).Page.Rows.Select(r => r.Code)
        );
        Assert.Empty((await ListAsync(world, board, world.District, "%")).Page.Rows);
    }

    [Fact]
    public async Task A_search_shows_so_many_units_in_the_order_of_the_tree_page_by_page_and_says_like_the_list_that_there_are_more()
    {
        var world = await database.NewWorldAsync();
        var many = Enumerable
            .Range(0, MemberSearch.Most + 5)
            .Select(i => World.NewUnit(world.Grassroots, $"Chi bộ Bản {i}", UnitKind.Branch))
            .ToList();
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(many));
        var board = await world.ScopeAsync(Role.Board, world.District);

        var first = await ListAsync(world, board, world.District, "bản");
        var second = await ListAsync(world, board, world.District, "bản", new PageCursor(After: first.Page.After));
        var back = await ListAsync(world, board, world.District, "bản", new PageCursor(Before: second.Page.Before));

        Assert.Equal((MemberSearch.Most, true), (first.Found, first.IsCapped));
        Assert.Equal(many.Take(50).Select(u => u.Code), first.Page.Rows.Concat(second.Page.Rows).Select(r => r.Code));
        Assert.Equal(first.Page.Rows, back.Page.Rows);
        Assert.Empty((await ListAsync(world, board, world.OtherGrassroots, "bản")).Page.Rows);
        Assert.False((await ListAsync(world, board, world.District, "bản 77")).IsCapped);
        var all = await ListAsync(world, board, world.District);
        Assert.Equal((2_000, true), (all.Found, all.IsCapped));
    }

    [Fact]
    public async Task Walking_the_pages_gives_the_whole_tree_in_order_both_ways()
    {
        var world = await database.NewWorldAsync();
        var more = Enumerable.Range(16, 45).Select(i => World.NewUnit(world.Grassroots, $"Chi bộ Khu {i}", UnitKind.Branch)).ToList();
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(more));
        var board = await world.ScopeAsync(Role.Board, world.District);
        var expected = new[] { world.Grassroots, world.Branch, world.SecondBranch }.Concat(more).Select(u => u.Code).ToList();

        var page = await ListAsync(world, board, world.Grassroots);
        var forwards = page.Page.Rows.Select(r => r.Code).ToList();
        while (page.Page.After is { } after)
        {
            page = await ListAsync(world, board, world.Grassroots, cursor: new PageCursor(After: after));
            forwards.AddRange(page.Page.Rows.Select(r => r.Code));
        }

        var backwards = page.Page.Rows.Select(r => r.Code).ToList();
        while (page.Page.Before is { } before)
        {
            page = await ListAsync(world, board, world.Grassroots, cursor: new PageCursor(Before: before));
            backwards.InsertRange(0, page.Page.Rows.Select(r => r.Code));
        }

        Assert.Equal(expected, forwards);
        Assert.Equal(expected, backwards);
    }

    [Fact]
    public async Task Units_are_for_boards_and_committees_within_their_own()
    {
        var world = await database.NewWorldAsync();
        foreach (
            var (role, at, asked) in new[]
            {
                (Role.Secretary, world.Branch, world.Branch),
                (Role.Board, world.Grassroots, world.OtherGrassroots),
                (Role.Committee, world.Grassroots, world.District),
            }
        )
        {
            var page = await AskAsync(world, await world.ScopeAsync(role, at), new ListUnits.Query(asked, null, PageCursor.First));
            Assert.Equal(ErrorType.NotFound, page.FirstError.Type);
        }
    }

    private static async Task<UnitPage> ListAsync(
        World world,
        AccessScope scope,
        Unit unit,
        string? search = null,
        PageCursor? cursor = null
    )
    {
        var page = await AskAsync(world, scope, new ListUnits.Query(unit, search, cursor ?? PageCursor.First));
        Assert.False(page.IsError);
        return page.Value;
    }

    private static Task<ErrorOr<UnitPage>> AskAsync(World world, AccessScope scope, ListUnits.Query query) =>
        world.RunAsync<ListUnits, ErrorOr<UnitPage>>(scope, use => use.HandleAsync(query, TestContext.Current.CancellationToken));
}
