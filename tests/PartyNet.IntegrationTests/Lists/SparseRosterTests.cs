using PartyNet.Application;
using PartyNet.Application.Access;
using PartyNet.Application.Rosters;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>
/// A long roster narrowed to few: each page looks at so many members and stops, says so, and the next goes on from there.
/// </summary>
[Collection(nameof(LongLists))]
public sealed class SparseRosterTests(ListDatabase database)
{
    private const int LookedAt = 2_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_platform_that_nobody_uses_is_looked_for_to_the_end_of_the_list_and_back_to_its_beginning()
    {
        var district = await DistrictAsync();
        var active = (await NamesAsync(district, "true")).Count;
        Assert.True(active > 4 * LookedAt, $"Only {active} members.");
        var nobody = new RosterFilter(Platform: "linkedin");
        Assert.Empty(await NamesAsync(district, Uses("linkedin")));

        var pages = await WalkAsync(district, nobody);

        Assert.Equal((active + LookedAt - 1) / LookedAt, pages.Count);
        Assert.All(pages, page => Assert.Empty(page.Page.Rows));
        Assert.All(pages.SkipLast(1), page => Assert.Equal(LookedAt, page.Page.StoppedAfter));
        Assert.Null(pages[^1].Page.StoppedAfter);
        Assert.All(pages, page => Assert.Equal(0, page.Count));
        Assert.All(pages, page => Assert.NotNull(page.CountedAmong));
        var (back, last) = (0, pages[^1]);
        for (; last.Page.Before is { } before; back++)
            last = await PageAsync(district, nobody, new PageCursor(Before: before));
        Assert.Equal(pages.Count - 1, back);
    }

    [Theory]
    [InlineData("du-bi", null, "m.kind = 1")]
    [InlineData(null, "khac", "m.work_status = 3")]
    [InlineData("du-bi", "khac", "m.kind = 1 and m.work_status = 3")]
    public async Task Whoever_matches_is_met_once_on_the_way_there_and_once_on_the_way_back(string? kind, string? work, string condition)
    {
        var district = await DistrictAsync();
        var filter = new RosterFilter(Kind: kind, Work: work);
        var expected = await NamesAsync(district, condition);
        Assert.NotEmpty(expected);

        var pages = await WalkAsync(district, filter);

        Assert.Equal(expected, pages.SelectMany(p => p.Page.Rows).Select(r => r.Code));
        var back = new List<string>();
        var last = pages[^1];
        back.InsertRange(0, last.Page.Rows.Select(r => r.Code));
        while (last.Page.Before is { } before)
        {
            last = await PageAsync(district, filter, new PageCursor(Before: before));
            back.InsertRange(0, last.Page.Rows.Select(r => r.Code));
        }

        Assert.Equal(expected, back);
    }

    [Fact]
    public async Task A_count_in_part_says_among_how_many_and_a_short_list_is_counted_whole()
    {
        var district = await DistrictAsync();
        var filter = new RosterFilter(Kind: "du-bi");
        var whole = (await NamesAsync(district, "true")).Count;
        var among = await NamesAsync(district, "m.kind = 1", first: ListRoster.MostCounted);
        Assert.True(whole > ListRoster.MostCounted, $"Only {whole} members.");

        var counted = await PageAsync(district, filter, PageCursor.First);

        Assert.Equal((among.Count, ListRoster.MostCounted), (counted.Count, counted.CountedAmong));

        var below = await database.UnitAsync((await database.AskAsync<string>(
            $"""
            select u.code::text from registry.units u join registry.standings s on s.unit_path = u.path
            where s.confirmed between 20 and {LookedAt / 2} order by s.confirmed desc limit 1
            """))[0]);
        var wholly = await PageAsync(below, filter, PageCursor.First);
        Assert.Equal(((await NamesAsync(below, "m.kind = 1")).Count, (int?)null), (wholly.Count, wholly.CountedAmong));
    }

    /// <summary>All pages from the first on.</summary>
    private async Task<List<RosterPage>> WalkAsync(Unit unit, RosterFilter filter)
    {
        var pages = new List<RosterPage> { await PageAsync(unit, filter, PageCursor.First) };
        while (pages[^1].Page.After is { } after)
            pages.Add(await PageAsync(unit, filter, new PageCursor(After: after)));
        return pages;
    }

    private async Task<RosterPage> PageAsync(Unit unit, RosterFilter filter, PageCursor cursor) =>
        (await database.AskAsync<ListRoster, ErrorOr.ErrorOr<RosterPage>>(
            new AccessScope { UserId = Guid.CreateVersion7(), Grants = [new GrantedUnit(Role.Board, unit.Id, unit.Path)] },
            use => use.HandleAsync(new ListRoster.Query(unit, filter, cursor), Stop)
        )).Value;

    /// <summary>Codes of the active members of whom a condition is true, in roster order, from outside the walls.</summary>
    private Task<IReadOnlyList<string>> NamesAsync(Unit unit, string condition, int? first = null) => database.AskAsync<string>(
        $"""
        select m.code::text from (
            select * from registry.members where unit_path ^@ '{unit.Path}' and activity_status = 1
            order by roster_key limit {first?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "all"}) m
        where {condition} order by m.roster_key
        """);

    private async Task<Unit> DistrictAsync() => await database.UnitAsync((await database.AskAsync<string>(
        """
        select u.code::text from registry.units u join registry.standings s on s.unit_path = u.path
        order by s.confirmed desc, length(u.path) desc limit 1
        """))[0]);

    private static string Uses(string platform) =>
        $"""
        exists (select from registry.declared_accounts a
            where a.declaration_id = m.current_declaration_id and a.platform_code = '{platform}')
        """;
}
