using System.Net;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

public sealed class NoticesPageTests(Site site)
{
    private const string Title = "Về việc kê khai tài khoản mạng xã hội";

    [Fact]
    public async Task What_is_published_is_read_by_members_before_they_declare()
    {
        var board = await BoardSite.EmptyAsync(site);
        var member = await site.SignedInAsync((await Declarer.InAsync(board.World)).User);
        Assert.DoesNotContain(Title, (await member.OpenAsync("/ke-khai")).Source.Text, StringComparison.Ordinal);

        using (var published = await PublishAsync(board, 1, Title, "Kê khai để tổng hợp.\n\nCăn cứ Quy định 85."))
            Assert.Equal(BoardSite.At(board.World.District, "/thong-bao?vua-cong-bo=1"), published.Headers.Location!.OriginalString);

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, "/thong-bao?vua-cong-bo=1"));
        Assert.Contains("Đã công bố thông báo số 1", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.Equal([$"1 | {Title}"], await StoredAsync(board, "number, title"));
        var read = BoardSite.MainWords(await member.OpenAsync("/ke-khai"));
        Assert.Contains(Title, read, StringComparison.Ordinal);
        Assert.Contains("Kê khai để tổng hợp. Căn cứ Quy định 85.", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_notice_starts_from_the_words_of_the_last_and_the_earlier_ones_stay_to_read()
    {
        var board = await BoardSite.EmptyAsync(site);
        await PublishAsync(board, 1, Title, "Bản thứ nhất.");
        await PublishAsync(board, 2, Title + " năm 2027", "Bản thứ hai.");

        var page = await board.Board.OpenAsync(BoardSite.At(board.World.District, "/thong-bao"));

        Assert.Equal("3", page.QuerySelector("[name='Form.Number']")!.GetAttribute("value"));
        Assert.Equal(Title + " năm 2027", page.QuerySelector("[name='Form.Title']")!.GetAttribute("value"));
        Assert.Contains("Bản thứ nhất.", page.QuerySelector("main details")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Bản thứ nhất.", page.QuerySelector(".pn-card-body")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "Nội dung.", "Form.Title", "Nhập tiêu đề")]
    [InlineData(Title, " \r\n ", "Form.Body", "Nhập nội dung")]
    public async Task What_is_missing_is_told_at_its_field_and_nothing_is_published(string title, string body, string field, string problem)
    {
        var board = await BoardSite.EmptyAsync(site);

        using var response = await PublishAsync(board, 1, title, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Contains(problem, page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.QuerySelector($"[name='{field}']")!.GetAttribute("aria-invalid"));
        Assert.Empty(await StoredAsync(board, "id"));
    }

    [Fact]
    public async Task Of_two_who_write_the_same_notice_the_second_is_asked_to_read_the_first_and_keeps_the_text()
    {
        var board = await BoardSite.EmptyAsync(site);
        var address = BoardSite.At(board.World.District, "/thong-bao");
        var open = await board.Board.OpenAsync(address);
        await PublishAsync(board, 1, Title, "Bản của người thứ nhất.");

        var form = SiteBrowser.FormWith(open, "Công bố thông báo số 1");
        using var response = await board.Board.SubmitAsync(
            form, address, ("Form.Title", "Bản khác"), ("Form.Body", "Bản của người thứ hai."));

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        var page = await SiteBrowser.ReadAsync(response);
        Assert.Contains("Bản của người thứ nhất.", page.QuerySelector(".pn-card-body")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bản của người thứ hai.", page.QuerySelector("[name='Form.Body']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("2", page.QuerySelector("[name='Form.Number']")!.GetAttribute("value"));
        Assert.Equal(["Bản của người thứ nhất."], await StoredAsync(board, "body"));
    }

    [Fact]
    public async Task A_unit_below_shows_what_it_inherits_and_only_a_board_is_offered_the_page()
    {
        var board = await BoardSite.EmptyAsync(site);
        var world = board.World;
        await PublishAsync(board, 1, Title, "Bản của huyện.");

        var below = await board.Board.OpenAsync(BoardSite.At(world.Grassroots, "/thong-bao"));
        Assert.Contains($"đảng viên đọc thông báo của {world.District.Name}", BoardSite.MainWords(below), StringComparison.Ordinal);

        var link = $"main a[href='{BoardSite.At(world.Grassroots, "/thong-bao")}']";
        Assert.NotNull((await board.Board.OpenAsync(BoardSite.At(world.Grassroots))).QuerySelector(link));
        var committee = await site.SignedInAsync(await world.UserAsync(null, (Role.Committee, world.Grassroots)));
        Assert.Null((await committee.OpenAsync(BoardSite.At(world.Grassroots))).QuerySelector(link));
    }

    private static Task<List<string>> StoredAsync(BoardSite board, string columns) =>
        board.QueryAsync($"select {columns} from registry.unit_notices where unit_id = $1 order by number", board.World.District.Id);

    private static Task<HttpResponseMessage> PublishAsync(BoardSite board, int number, string title, string body)
    {
        var page = BoardSite.At(board.World.District, "/thong-bao");
        return board.Board.FillInAsync(page, $"Công bố thông báo số {number}", ("Form.Title", title), ("Form.Body", body));
    }
}
