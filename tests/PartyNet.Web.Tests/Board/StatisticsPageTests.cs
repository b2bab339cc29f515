using AngleSharp.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>Charts beside their tables.</summary>
public sealed class StatisticsPageTests(Site site)
{
    private const string InForce = "m.activity_status = 1 and m.current_declaration_id is not null";

    [Fact]
    public async Task Each_table_is_what_the_tables_hold_and_its_chart_says_the_same()
    {
        var board = await BoardSite.FilledAsync(site);
        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, "/thong-ke"));

        var confirmed = (await board.NamesAsync(InForce)).Count;
        var active = (await board.NamesAsync("m.activity_status = 1")).Count;
        Assert.Equal((3, 34), (confirmed, active));
        Assert.StartsWith(
            "3/34 đảng viên thuộc diện (9%) đã có bản kê khai được xác nhận, với 4 tài khoản.", Lead(page), StringComparison.Ordinal);
        var figures = page.QuerySelectorAll(".pn-figure").ToList();
        Assert.Equal(
            [
                "Zalo 1 1; Facebook 1 1; TikTok 2 2; YouTube 0 0",
                "57–66 tuổi (sinh 1960–1969) 3 4",
                "Đương chức 1 3; Hưu trí 2 1; Khác 0 0; Chưa rõ 0 0",
                "Không sử dụng mạng xã hội 1 0; 1 tài khoản 1 1; 2 tài khoản 0 0; 3 tài khoản 1 3; 4 tài khoản 0 0; Từ 5 tài khoản 0 0",
            ],
            figures.Select(Rows));

        foreach (var (figure, i) in figures.Select((f, i) => (f, i)))
        {
            var svg = figure.QuerySelector("svg[role=img]")!;
            Assert.All(svg.GetAttribute("aria-labelledby")!.Split(' '), id => Assert.NotEmpty(page.GetElementById(id)!.TextContent));
            // Accounts are drawn, and people where it is asked how many accounts they have.
            var drawn = figure.QuerySelectorAll("tbody tr")
                .Select(row => (Name: row.Children[0].TextContent, Value: row.Children[i == 3 ? 1 : 2].TextContent));
            var (names, values) = (svg.QuerySelectorAll(".pn-chart-name"), svg.QuerySelectorAll(".pn-chart-value"));
            Assert.Equal(drawn, names.Zip(values, (n, v) => (n.TextContent, v.TextContent)));
            Assert.Equal(drawn.Count(d => d.Value != "0"), svg.QuerySelectorAll(".pn-bar-part").Length);
            Assert.Empty(svg.QuerySelectorAll("[style], script"));
        }
    }

    [Fact]
    public async Task The_edition_for_others_is_one_step_away_at_the_own_unit_and_hides_what_is_small()
    {
        var board = await BoardSite.FilledAsync(site);
        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, "/thong-ke"));
        var edition = page.QuerySelectorAll("main a").Single(a => BoardSite.Words(a) == "Bản gửi ra ngoài, ẩn số nhỏ");

        var handedOn = await board.Board.OpenAsync(edition.GetAttribute("href")!);

        Assert.Contains("Mới có dưới 5 đồng chí nên chưa nêu số liệu ra ngoài.", BoardSite.MainWords(handedOn), StringComparison.Ordinal);
        Assert.Empty(handedOn.QuerySelectorAll("svg[role=img], main table"));
        Assert.DoesNotContain("4 tài khoản", BoardSite.MainWords(handedOn), StringComparison.Ordinal);
        var below = await board.Board.OpenAsync(BoardSite.At(board.World.Grassroots, "/thong-ke"));
        Assert.DoesNotContain("Bản gửi ra ngoài", BoardSite.MainWords(below), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_has_a_list_in_force_the_page_says_so()
    {
        var board = await BoardSite.EmptyAsync(site);

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, "/thong-ke"));

        Assert.Contains("Chưa có bản kê khai nào được xác nhận.", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("svg[role=img]"));
    }

    private static string Lead(IDocument page) => BoardSite.Words(page.QuerySelector(".pn-lead")!);

    private static string Rows(IElement figure) =>
        string.Join("; ", figure.QuerySelectorAll("tbody tr").Select(row => string.Join(' ', row.Children.Select(BoardSite.Words))));
}
