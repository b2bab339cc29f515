using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

public sealed class UnitsPageTests(Site site)
{
    /// <summary>Name, code, kind, members on the roll (active and exempt), first and last day; in the order of the tree.</summary>
    private const string Tree =
        """
        select u.name, u.code, k.name,
            (select count(*) from registry.members m where m.unit_path ^@ u.path and m.activity_status in (1, 2)),
            to_char(u.valid_from, 'DD/MM/YYYY'), coalesce(to_char(u.valid_to, 'DD/MM/YYYY'), '–')
        from registry.units u join registry.unit_kinds k on k.code = u.kind_code
        where u.path ^@ $1
        order by u.path collate "C"
        """;

    [Fact]
    public async Task The_tree_is_listed_as_the_tables_hold_it()
    {
        var board = await BoardSite.FilledAsync(site);

        foreach (var unit in new[] { board.World.District, board.World.Grassroots, board.World.Branch })
        {
            var page = await board.Board.OpenAsync(BoardSite.At(unit, "/to-chuc"));

            var expected = await board.QueryAsync(Tree, unit.Path.Value);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, BoardSite.Rows(page));
            var shown = BoardSite.Words(page.QuerySelector(".pn-pagination")!);
            Assert.Contains($"{expected.Count} trong {expected.Count} tổ chức", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Pages_walk_through_the_whole_tree_and_back()
    {
        var board = await BoardSite.EmptyAsync(site);
        var more = Enumerable.Range(16, 45).Select(i => World.NewUnit(board.World.Grassroots, $"Chi bộ Khu {i}", UnitKind.Branch)).ToList();
        await board.World.WriteAsync(ProcessType.UnitsImported, db => db.Units.AddRange(more));

        var listed = await board.WalkAsync(BoardSite.At(board.World.District, "/to-chuc"));

        var expected = await board.QueryAsync(
            "select u.name from registry.units u where u.path ^@ $1 order by u.path collate \"C\"", board.World.District.Path.Value);
        Assert.Equal(51, expected.Count);
        Assert.Equal(expected, listed.Select(WithoutLevel));
    }

    [Theory]
    [InlineData("doi thong", "Đảng bộ xã Đồi Thông")]
    [InlineData("SUỐI MƠ", "Đảng bộ xã Suối Mơ")]
    [InlineData("{code}", "Chi bộ Trường học")]
    public async Task Search_finds_a_name_or_a_code_and_keeps_what_was_typed(string typed, string name)
    {
        var board = await BoardSite.EmptyAsync(site);
        typed = typed.Replace("{code}", board.World.OtherBranch.Code.ToUpperInvariant(), StringComparison.Ordinal);

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, $"/to-chuc?q={Uri.EscapeDataString(typed)}"));

        Assert.Equal([name], BoardSite.RowHeads(page).Select(WithoutLevel));
        Assert.Equal(typed, page.QuerySelector("input[name=q]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Every_link_of_the_page_leads_somewhere()
    {
        var board = await BoardSite.FilledAsync(site);
        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, "/to-chuc"));

        var links = page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.True(links.Count > 12);
        foreach (var path in links)
            await board.Board.OpenAsync(path);
    }

    /// <summary>"Cấp 2: Chi bộ Khu 14" is spoken; the page shows the level by the place of the name.</summary>
    private static string WithoutLevel(string head) => head.StartsWith("Cấp ", StringComparison.Ordinal) ? head.Split(": ")[1] : head;
}
