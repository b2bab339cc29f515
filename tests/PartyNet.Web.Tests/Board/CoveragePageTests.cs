using System.Globalization;
using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

public sealed class CoveragePageTests(Site site)
{
    /// <summary>Columns: active; of these confirmed, submitted, returned, not declared; exempt; no longer on the roll.</summary>
    private const string Figures =
        """
        count(*) filter (where m.activity_status = 1),
        count(*) filter (where m.activity_status = 1 and m.declaration_state = 3),
        count(*) filter (where m.activity_status = 1 and m.declaration_state = 1),
        count(*) filter (where m.activity_status = 1 and m.declaration_state = 2),
        count(*) filter (where m.activity_status = 1 and m.declaration_state = 0),
        count(*) filter (where m.activity_status = 2),
        count(*) filter (where m.activity_status in (3, 4, 5))
        """;

    [Fact]
    public async Task Each_row_and_the_total_are_what_the_tables_hold()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;

        foreach (var unit in new[] { world.District, world.Grassroots, world.OtherGrassroots, world.Branch })
        {
            var page = await board.Board.OpenAsync(BoardSite.At(unit));

            Assert.Equal(await ExpectedAsync(board, unit), BoardSite.Rows(page));
        }
    }

    [Fact]
    public async Task The_figures_above_say_part_and_whole_and_lead_to_the_members_they_count()
    {
        var board = await BoardSite.FilledAsync(site);

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District));

        string[] states = ["3", "1", "2", "0"];
        var figures = page.QuerySelectorAll(".pn-figures li").ToList();
        Assert.Equal(states.Length, figures.Count);
        var whole = (await board.NamesAsync("m.activity_status = 1")).Count;
        for (var i = 0; i < states.Length; i++)
        {
            var part = await board.NamesAsync($"m.activity_status = 1 and m.declaration_state = {states[i]}");
            Assert.Equal($"{part.Count}/{whole}", figures[i].QuerySelector("b")!.TextContent);
            Assert.Equal(part, await board.WalkAsync(figures[i].QuerySelector("a")!.GetAttribute("href")!));
        }
    }

    [Fact]
    public async Task Every_number_of_the_table_leads_to_a_list_of_so_many()
    {
        var board = await BoardSite.FilledAsync(site);
        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District));
        var links = page.QuerySelectorAll("main tbody td a").ToList();
        Assert.Equal(3 * 7, links.Count);

        foreach (var link in links)
        {
            link.QuerySelector(".visually-hidden")?.Remove();
            // "3/33" of a bar, or the number alone.
            var number = BoardSite.Words(link).Split('/', ' ')[0];
            var list = await board.Board.OpenAsync(link.GetAttribute("href")!);
            Assert.Equal($"{number} đảng viên", BoardSite.Words(list.QuerySelector(".pn-actions p")!));
        }
    }

    [Fact]
    public async Task Every_link_of_the_page_leads_somewhere_and_the_way_up_ends_at_the_callers_own_unit()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;
        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));

        (SiteBrowser Browser, Unit Unit)[] pages =
            [(board.Board, world.District), (board.Board, world.Branch), (committee, world.Grassroots), (committee, world.Branch)];
        foreach (var (browser, unit) in pages)
        {
            var page = await browser.OpenAsync(BoardSite.At(unit));
            foreach (var path in page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Distinct())
                await browser.OpenAsync(path);
        }

        Assert.Null(await WayUpAsync(world.Grassroots));
        Assert.Equal(BoardSite.At(world.Grassroots), await WayUpAsync(world.Branch));

        async Task<string?> WayUpAsync(Unit from) =>
            (await committee.OpenAsync(BoardSite.At(from))).QuerySelector("a.pn-back")?.GetAttribute("href");
    }

    [Fact]
    public async Task A_district_without_members_shows_zeros_and_no_share()
    {
        var board = await BoardSite.EmptyAsync(site);

        using var response = await board.Board.GetAsync(BoardSite.At(board.World.District));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.All(page.QuerySelectorAll(".pn-figures b"), figure => Assert.Equal("0/0", figure.TextContent));
        Assert.DoesNotContain("NaN", page.Source.Text, StringComparison.Ordinal);
    }

    /// <summary>The rows that the table must show: each unit below in the order of the tree, the unit itself, the sum.</summary>
    private static async Task<List<string>> ExpectedAsync(BoardSite board, Unit unit)
    {
        var below = await board.QueryAsync(
            $"""
            select u.name, {Figures}
            from registry.units u left join registry.members m on m.unit_path ^@ u.path
            where u.parent_id = $1
            group by u.id
            order by u.path collate "C"
            """,
            unit.Id);
        var itself = await board.QueryAsync(
            $"select 'Trực thuộc ' || $2, {Figures} from registry.members m where m.unit_id = $1 having count(*) > 0", unit.Id, unit.Name);
        var total = await board.QueryAsync(
            $"select 'Tổng cộng', {Figures} from registry.members m where m.unit_path ^@ $1", unit.Path.Value);
        return [.. below.Concat(itself).Concat(total).Select(AsShown)];

        // Of the confirmed the page shows their share of the active: "2/5 (40 %)".
        static string AsShown(string row)
        {
            var cells = row.Split(" | ");
            var (active, confirmed) = (Number(cells[1]), Number(cells[2]));
            cells[2] = active == 0 ? "0/0" : $"{confirmed}/{active} ({confirmed * 100 / active} %)";
            return string.Join(" | ", cells);
        }

        static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
    }
}
