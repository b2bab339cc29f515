using System.Net;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

public sealed class RosterPageTests(Site site)
{
    private const string Active = "m.activity_status = 1";

    private const string HasConfirmedNone =
        "exists (select from registry.declarations d where d.id = m.current_declaration_id and d.answer = 1)";

    /// <summary>What stands in the address, and the same question to the tables.</summary>
    private static readonly (string Query, string Condition)[] Filters =
    [
        ("", Active),
        ("trang-thai=da-xac-nhan", $"{Active} and m.declaration_state = 3"),
        ("trang-thai=cho-xem-xet", $"{Active} and m.declaration_state = 1"),
        ("trang-thai=da-tra-lai", $"{Active} and m.declaration_state = 2"),
        ("trang-thai=chua-ke-khai", $"{Active} and m.declaration_state = 0"),
        ("loai=chinh-thuc", $"{Active} and m.kind = 2"),
        ("loai=du-bi", $"{Active} and m.kind = 1"),
        ("cong-tac=duong-chuc", $"{Active} and m.work_status = 1"),
        ("cong-tac=huu-tri", $"{Active} and m.work_status = 2"),
        ("cong-tac=khac", $"{Active} and m.work_status = 3"),
        ("cong-tac=chua-ro", $"{Active} and m.work_status = 0"),
        ("mang=zalo", $"{Active} and {HasConfirmed("zalo")}"),
        ("mang=facebook", $"{Active} and {HasConfirmed("facebook")}"),
        ("mang=tiktok", $"{Active} and {HasConfirmed("tiktok")}"),
        ("mang=youtube", $"{Active} and {HasConfirmed("youtube")}"),
        ("mang=khong-dung", $"{Active} and {HasConfirmedNone}"),
        ("sinh-hoat=dang-sinh-hoat", Active),
        ("sinh-hoat=mien-sinh-hoat", "m.activity_status = 2"),
        ("sinh-hoat=chuyen-di", "m.activity_status = 3"),
        ("sinh-hoat=ra-khoi-dang", "m.activity_status = 4"),
        ("sinh-hoat=tu-tran", "m.activity_status = 5"),
        ("sinh-hoat=khong-con", "m.activity_status in (3, 4, 5)"),
        ("sinh-hoat=tat-ca", "true"),
        ("trang-thai=da-xac-nhan&cong-tac=huu-tri&sinh-hoat=tat-ca", "m.declaration_state = 3 and m.work_status = 2"),
        ("q=bui%20van&cong-tac=duong-chuc", $"{Active} and m.work_status = 1 and m.full_name like 'Bùi Văn %'"),
        ("q=%C4%91%C3%A0o", $"{Active} and m.full_name = 'Phạm Thị Đào'"),
        ("q=THUY", $"{Active} and m.full_name in ('Nguyễn Thị Thúy', 'Nguyễn Thị Thuý', 'Hoàng Văn Thủy', 'Hoàng Văn Thuỷ')"),
    ];

    [Fact]
    public async Task Each_filter_leaves_on_all_its_pages_whom_the_tables_name_and_says_how_many()
    {
        var board = await BoardSite.FilledAsync(site);

        foreach (var (query, condition) in Filters)
        {
            var expected = await board.NamesAsync(condition);
            var address = BoardSite.At(board.World.District, $"/danh-sach?{query}");

            Assert.Equal((query, string.Join('\n', expected)), (query, string.Join('\n', await board.WalkAsync(address))));
            var page = await board.Board.OpenAsync(address);
            Assert.Equal($"{expected.Count} đảng viên", BoardSite.Words(page.QuerySelector(".pn-actions p")!));
        }

        // What was compared differs: a filter that left everybody or nobody would not have been noticed.
        var counts = new HashSet<int>();
        foreach (var (_, condition) in Filters)
            counts.Add((await board.NamesAsync(condition)).Count);
        Assert.True(counts.Count >= 10, string.Join(' ', counts));
    }

    [Fact]
    [Trait("Security", "Z4")]
    public async Task A_unit_below_narrows_the_roster_to_its_own_and_a_roster_of_that_unit_says_the_same()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;

        foreach (var unit in new[] { world.Grassroots, world.OtherGrassroots, world.Branch, world.SecondBranch, world.OtherBranch })
        {
            var expected = await board.NamesAsync(Active, unit);
            Assert.NotEmpty(expected);
            Assert.Equal(expected, await board.WalkAsync(BoardSite.At(world.District, $"/danh-sach?chi-bo={unit.Code}")));
            Assert.Equal(expected, await board.WalkAsync(BoardSite.At(unit, "/danh-sach")));
        }
    }

    [Fact]
    public async Task A_row_shows_what_the_tables_hold_of_the_member_and_no_account()
    {
        var board = await BoardSite.FilledAsync(site);

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.Grassroots, "/danh-sach"));

        const string day = "23/11/2026";
        Assert.Equal(
            [
                $"Lê Văn An | 1960 | Chi bộ Khu 14 | – | Đã xác nhận | Zalo 1, Facebook 1, TikTok 1 | {day}",
                $"Đỗ Văn Ăn | 1960 | Chi bộ Khu 14 | – | Đã xác nhận | Không sử dụng mạng xã hội | {day}",
                $"Trần Thị Ân | 1960 | Chi bộ Khu 14 | – | Chờ xem xét | – | {day}",
                "Phạm Thị Đào | 1960 | Chi bộ Khu 15 | – | Chưa kê khai | – | –",
                $"Nguyễn Thị Thuý | 1960 | Chi bộ Khu 15 | – | Đã trả lại | – | {day}",
            ],
            BoardSite.Rows(page));
        foreach (var secret in (string[])["0905000001", "905 000", "an.le.14", "An Lê"])
            Assert.DoesNotContain(secret, page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_keeps_what_was_chosen_and_each_choice_can_be_taken_away_by_itself()
    {
        var board = await BoardSite.FilledAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach");

        var page = await board.Board.OpenAsync($"{address}?q=bui&trang-thai=chua-ke-khai&cong-tac=huu-tri");

        Assert.Equal("bui", page.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Equal("chua-ke-khai", page.QuerySelector("select[name=trang-thai] option[selected]")!.GetAttribute("value"));
        Assert.Equal("huu-tri", page.QuerySelector("select[name=cong-tac] option[selected]")!.GetAttribute("value"));
        Assert.Equal(
            [
                $"{address}?trang-thai=chua-ke-khai&cong-tac=huu-tri",
                $"{address}?cong-tac=huu-tri&q=bui",
                $"{address}?trang-thai=chua-ke-khai&q=bui",
            ],
            page.QuerySelectorAll(".pn-chips[aria-label='Đang lọc'] a").Select(a => a.GetAttribute("href")!));
    }

    [Fact]
    [Trait("Security", "Z4")]
    public async Task A_row_opens_the_member_who_reads_that_somebody_looked_and_the_page_leads_back_to_the_roster()
    {
        var board = await BoardSite.FilledAsync(site);
        var roster = BoardSite.At(board.World.District, "/danh-sach");

        var link = (await board.Board.OpenAsync(roster)).QuerySelector("main tbody th a")!;
        var name = BoardSite.Words(link);
        var page = await board.Board.OpenAsync(link.GetAttribute("href")!);

        Assert.Equal(name, BoardSite.Words(page.QuerySelector("h1")!));
        Assert.Equal(roster, page.QuerySelector("a.pn-back")!.GetAttribute("href"));
        Assert.Equal([name], await board.QueryAsync(
            $"""
            select m.full_name from audit.processes p
            join audit.process_subjects s on s.process_id = p.id join registry.members m on m.id = s.member_id
            where p.type = {(int)Domain.Audit.ProcessType.MemberViewed} and m.unit_path ^@ $1
            """,
            board.World.District.Path.Value));
    }

    [Fact]
    public async Task A_page_says_which_it_is_and_is_as_long_as_the_address_says_on_all_its_ways()
    {
        var board = await BoardSite.FilledAsync(site);
        var everybody = await board.NamesAsync(Active);
        Assert.Equal(34, everybody.Count);
        var address = BoardSite.At(board.World.District, "/danh-sach");

        var first = await board.Board.OpenAsync(address);
        var second = await board.Board.OpenAsync(first.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal("Trang 1/2: 25 trong 34 đảng viên", Shown(first));
        Assert.Equal("Trang 2/2: 9 trong 34 đảng viên", Shown(second));
        Assert.Contains("(trang 2)", second.Title, StringComparison.Ordinal);
        Assert.DoesNotContain("trang=", second.QuerySelector("a[rel=prev]")!.GetAttribute("href")!, StringComparison.Ordinal);

        var longer = await board.Board.OpenAsync($"{address}?moi-trang=50&loai=chinh-thuc");
        Assert.Equal("50", longer.QuerySelector("form input[name=moi-trang]")!.GetAttribute("value"));
        Assert.All(
            longer.QuerySelectorAll(".pn-chips[aria-label='Đang lọc'] a"),
            a => Assert.Contains("moi-trang=50", a.GetAttribute("href")!, StringComparison.Ordinal));
        Assert.Equal("50 đồng chí mỗi trang", BoardSite.Words(longer.QuerySelector("nav .pn-chips [aria-current=true]")!));
        Assert.Equal(everybody, await board.WalkAsync($"{address}?moi-trang=50"));
        Assert.Null((await board.Board.OpenAsync($"{address}?moi-trang=50")).QuerySelector("a[rel=next]"));
        Assert.Equal(everybody, await board.WalkAsync(address));

        static string Shown(AngleSharp.Dom.IDocument page) => BoardSite.Words(page.QuerySelector(".pn-pagination p")!);
    }

    [Fact]
    public async Task A_member_is_found_by_code_however_it_is_typed_and_whoever_is_filtered_out_one_step_further()
    {
        var board = await BoardSite.FilledAsync(site);
        var codes = await board.QueryAsync(
            """
            select code from registry.members where unit_path ^@ $1 and full_name in ('Phạm Thị Đào', 'Phạm Thị Dung')
            order by full_name desc
            """,
            board.World.District.Path.Value);
        var address = BoardSite.At(board.World.District, "/danh-sach");

        foreach (var typed in new[] { codes[0], codes[0].ToLowerInvariant(), $" {codes[0][..5]}-{codes[0][5..]}" })
            Assert.Equal(["Phạm Thị Đào"], await board.WalkAsync($"{address}?q={Uri.EscapeDataString(typed)}"));

        var exempt = await board.Board.OpenAsync($"{address}?q={codes[1]}");
        Assert.Empty(BoardSite.RowHeads(exempt));
        var further = exempt.QuerySelectorAll("main p a").Single(a => a.TextContent.StartsWith("Tìm cả", StringComparison.Ordinal));
        Assert.Equal(["Phạm Thị Dung"], await board.WalkAsync(further.GetAttribute("href")!));
    }

    [Fact]
    public async Task The_choice_of_units_reaches_branches_a_level_at_a_time()
    {
        var board = await BoardSite.FilledAsync(site);
        var world = board.World;

        Assert.Equal([world.Grassroots.Name, world.OtherGrassroots.Name], await ChoicesAsync(""));
        string[] opened = [world.Grassroots.Name, $"  {world.Branch.Name}", $"  {world.SecondBranch.Name}", world.OtherGrassroots.Name];
        Assert.Equal(opened, await ChoicesAsync($"?chi-bo={world.Grassroots.Code}"));
        Assert.Equal(opened, await ChoicesAsync($"?chi-bo={world.SecondBranch.Code}"));

        async Task<List<string>> ChoicesAsync(string query) =>
        [
            .. (await board.Board.OpenAsync(BoardSite.At(world.District, $"/danh-sach{query}")))
                .QuerySelectorAll("select[name=chi-bo] option").Skip(1)
                .Select(o => o.TextContent.Replace("\u00A0\u00A0\u00A0\u00A0", "  ", StringComparison.Ordinal)),
        ];
    }

    [Theory]
    [InlineData("trang-thai=abc", "trang-thai")]
    [InlineData("chi-bo=khong-co", "chi-bo")]
    [InlineData("loai=1", "loai")]
    [InlineData("cong-tac=abc", "cong-tac")]
    [InlineData("mang=myspace", "mang")]
    [InlineData("sinh-hoat=abc", "sinh-hoat")]
    [InlineData("q=a", "q")]
    [InlineData("q=%3F%3F%3F", "q")]
    public async Task A_filter_that_cannot_be_used_is_told_at_its_field(string query, string field)
    {
        var board = await BoardSite.EmptyAsync(site);

        using var response = await board.Board.GetAsync(BoardSite.At(board.World.District, $"/danh-sach?{query}"));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.NotNull(page.QuerySelector($"[name='{field}'][aria-invalid=true]"));
        Assert.Empty(page.QuerySelectorAll("tbody"));
    }

    [Theory]
    [InlineData("sau=khong-co")]
    [InlineData("moi-trang=1000000&trang=-1")]
    [InlineData("moi-trang=abc&trang=99999999999999999999")]
    [InlineData("truoc=%00")]
    [InlineData("sau=%27%22%3Cscript%3E&truoc=x")]
    [InlineData("q=%F0%9F%98%80le&q=van")]
    public async Task Any_other_address_gives_a_page(string query)
    {
        var board = await BoardSite.EmptyAsync(site);

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, $"/danh-sach?{query}"));

        Assert.Empty(page.QuerySelectorAll("main script"));
    }

    private static string HasConfirmed(string platform) =>
        $"""
        exists (
            select from registry.declared_accounts a
            where a.declaration_id = m.current_declaration_id and a.platform_code = '{platform}')
        """;
}
