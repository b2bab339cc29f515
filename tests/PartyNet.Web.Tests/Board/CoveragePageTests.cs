using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

public sealed class CoveragePageTests(Site site)
{
    /// <summary>Columns: active; of these declared, confirmed, submitted, returned, not declared; exempt; no longer on the roll.</summary>
    private const string Figures =
        """
        count(*) filter (where m.activity_status = 1),
        count(*) filter (where m.activity_status = 1 and m.declaration_state <> 0),
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
            var page = await board.Board.OpenAsync(BoardSite.At(unit, "?xep-theo=to-chuc"));

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
    public async Task A_row_has_one_link_to_the_units_below_or_of_a_branch_to_those_who_are_missing()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;

        var district = await LinksAsync(world.District);
        Assert.Equal(
            new[] { world.Grassroots, world.OtherGrassroots }.Select(u => BoardSite.At(u)).Order(StringComparer.Ordinal),
            district.Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal));

        var missing = await board.NamesAsync("m.activity_status = 1 and m.declaration_state = 0", world.SecondBranch);
        var everybody = await board.NamesAsync("m.activity_status = 1", world.Branch);
        Assert.Equal(["Phạm Thị Đào"], missing);
        var branches = await LinksAsync(world.Grassroots);
        Assert.Equal([world.SecondBranch.Name, world.Branch.Name], branches.Select(BoardSite.Words));
        Assert.Equal(missing, await board.WalkAsync(branches[0].GetAttribute("href")!));
        Assert.Equal(everybody, await board.WalkAsync(branches[1].GetAttribute("href")!));

        async Task<List<IElement>> LinksAsync(Unit unit)
        {
            var rows = (await board.Board.OpenAsync(BoardSite.At(unit))).QuerySelectorAll("main tbody tr").ToList();
            Assert.Empty(rows[^1].QuerySelectorAll("a"));
            return [.. rows.SkipLast(1).Select(row => Assert.Single(row.QuerySelectorAll("a")))];
        }
    }

    [Fact]
    public async Task Units_behind_stand_first_and_may_stand_alone_and_the_totals_stay()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;

        // 1 of 29 has declared there, 4 of 5 here.
        Assert.Equal([world.OtherGrassroots.Name, world.Grassroots.Name, "Tổng cộng"], await RowsAsync(world.District, ""));
        Assert.Equal(
            [world.Grassroots.Name, world.OtherGrassroots.Name, "Tổng cộng"], await RowsAsync(world.District, "?xep-theo=to-chuc"));
        Assert.Equal(
            [world.SecondBranch.Name, world.Branch.Name, "Tổng cộng"], await RowsAsync(world.Grassroots, "?xep-theo=chua-ke-khai"));
        Assert.Equal([world.SecondBranch.Name, "Tổng cộng, kể cả tổ chức đã đủ"], await RowsAsync(world.Grassroots, "?hien=con-thieu"));

        var page = await board.Board.OpenAsync(BoardSite.At(world.Grassroots, "?hien=con-thieu&xep-theo=abc"));
        Assert.Equal("5 | 4/5 (80%) | 2/5 (40%)", string.Join(" | ", BoardSite.Rows(page)[^1].Split(" | ")[1..4]));
        Assert.Contains(
            "Đã kê khai 4/5 đảng viên thuộc diện (80%), đã xác nhận 2/5 (40%).", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.Contains("Tỷ lệ tính trên số đảng viên đang sinh hoạt.", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Mẫu số", page.Source.Text, StringComparison.OrdinalIgnoreCase);

        async Task<List<string>> RowsAsync(Unit unit, string query) =>
            BoardSite.RowHeads(await board.Board.OpenAsync(BoardSite.At(unit, query)));
    }

    [Fact]
    public async Task Every_number_of_the_table_leads_over_the_page_of_its_unit_to_a_list_of_so_many()
    {
        var board = await BoardSite.FilledAsync(site);
        var rows = (await board.Board.OpenAsync(BoardSite.At(board.World.District))).QuerySelectorAll("main tbody tr").SkipLast(1).ToList();
        Assert.Equal(2, rows.Count);

        foreach (var row in rows)
        {
            var cells = row.Children.Select(BoardSite.Words).ToList();
            var unit = await board.Board.OpenAsync(row.QuerySelector("th a")!.GetAttribute("href")!);
            // Active; declared and confirmed of these, submitted, returned, not declared; exempt, departed.
            var confirmed = cells[3].Split(' ')[0];
            string[] parts = [confirmed, $"{cells[4]}/{cells[1]}", $"{cells[5]}/{cells[1]}", $"{cells[6]}/{cells[1]}"];
            Assert.Equal(parts, unit.QuerySelectorAll(".pn-figures b").Select(b => b.TextContent));
            var lists = unit.QuerySelectorAll(".pn-figures a, .pn-figures + p a").ToList();
            Assert.Equal(6, lists.Count);
            var numbers = parts.Select(p => p.Split('/')[0]).Concat(cells[7..9]).ToList();
            for (var i = 0; i < lists.Count; i++)
                Assert.Equal($"{numbers[i]} đảng viên", await HowManyAsync(board, lists[i]));
        }
    }

    /// <summary>What the list behind a link says of its length.</summary>
    private static async Task<string> HowManyAsync(BoardSite board, IElement link) =>
        BoardSite.Words((await board.Board.OpenAsync(link.GetAttribute("href")!)).QuerySelector(".pn-actions p")!);

    [Fact]
    public async Task A_district_of_180_organisations_is_a_page_below_60_KB()
    {
        var board = await BoardSite.EmptyAsync(site);
        var world = board.World;
        var units = Enumerable.Range(1, 178)
            .Select(i => World.NewUnit(world.District, $"Đảng bộ phường Hòa Cường Nam {i}", UnitKind.GrassrootsCommittee))
            .ToList();
        await world.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(units));
        // Figures as long as there are in a district.
        await board.QueryAsync(
            $"""
            insert into registry.standings (unit_path, not_declared, submitted, returned, confirmed, exempt, departed)
            select path, 128, 115, 114, 1145, 113, 112 from registry.units where parent_id = '{world.District.Id}' and name like '%Nam %'
            union all select '{world.District.Path}', 178 * 128, 178 * 115, 178 * 114, 178 * 1145, 178 * 113, 178 * 112
            """
        );

        using var response = await board.Board.GetAsync(BoardSite.At(world.District));
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var page = await SiteBrowser.ReadAsync(response);
        Assert.Equal(181, page.QuerySelectorAll("main tbody tr").Length);
        Assert.Equal(178, page.QuerySelectorAll("main tbody th a").Count(a => a.TextContent.Contains("Nam", StringComparison.Ordinal)));
        var shares = BoardSite.Rows(page).Where(row => row.Contains("1.374/1.502 (91%) | 1.145/1.502 (76%)", StringComparison.Ordinal));
        Assert.Equal(178, shares.Count());
        Assert.InRange(bytes.Length, 10_000, 59_999);
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

        // Of the declared and the confirmed the page shows their share of the active: "2/5 (40%)".
        static string AsShown(string row)
        {
            var cells = row.Split(" | ");
            var active = Number(cells[1]);
            for (var i = 2; i <= 3; i++)
                cells[i] = active == 0 ? "0/0" : $"{cells[i]}/{active} ({Math.Round(Number(cells[i]) * 100m / active)}%)";
            return string.Join(" | ", cells);
        }

        static int Number(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);
    }
}
