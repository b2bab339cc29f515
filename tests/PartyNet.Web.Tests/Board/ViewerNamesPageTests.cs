using System.Net;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Declarations;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>The board decides whether members read the names of those who looked at their data.</summary>
[Trait("Security", "G5")]
public sealed class ViewerNamesPageTests(Site site)
{
    [Fact]
    public async Task A_list_that_was_opened_is_one_line_on_the_members_page_and_names_its_reader_once_the_board_says_so()
    {
        var board = await BoardSite.EmptyAsync(site);
        var declarer = await Declarer.InAsync(board.World);
        var officer = await board.World.MemberAsync(name: "Nguyễn Văn Thư");
        var secretary = await site.SignedInAsync(await board.World.UserAsync(officer, (Role.Secretary, board.World.Branch)));
        for (var i = 0; i < 3; i++)
            await secretary.OpenAsync($"/chi-bo/{board.World.Branch.Code}/dang-vien");
        async Task<string> NewestAsync() => (await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi/ai-da-xem"))
            .Page.QuerySelector(".pn-timeline h3")!.TextContent;
        Assert.Equal("Bí thư, Chi bộ Khu 14 đã xem danh sách đảng viên có tên đồng chí, 3 lần", await NewestAsync());

        var address = BoardSite.At(board.World.District, "/nguoi-xem");
        var before = await board.Board.OpenAsync(address);
        Assert.Contains("đảng viên chỉ đọc được vai trò và đơn vị", BoardSite.MainWords(before), StringComparison.Ordinal);
        using (var saved = await board.Board.FillInAsync(address, "Lưu", ("Form.AreTold", "true")))
            Assert.Equal(address + "?vua-luu=1", saved.Headers.Location!.OriginalString);

        var after = BoardSite.MainWords(await board.Board.OpenAsync(address + "?vua-luu=1"));
        Assert.Contains("Từ bây giờ đảng viên đọc được họ tên, vai trò và đơn vị", after, StringComparison.Ordinal);
        Assert.Equal(
            "Nguyễn Văn Thư – Bí thư, Chi bộ Khu 14 đã xem danh sách đảng viên có tên đồng chí, 3 lần", await NewestAsync());
        Assert.Contains(
            $"theo quyết định của {board.World.District.Name}",
            BoardSite.MainWords(await board.Board.OpenAsync(BoardSite.At(board.World.Grassroots, "/nguoi-xem"))), StringComparison.Ordinal);
        Assert.Equal(
            ["True"], await board.QueryAsync(
                """
                select payload -> 'areTold' = 'true' from audit.process_events
                where type = 'ViewerNamesSet' and payload ->> 'unitId' = $1
                """,
                board.World.District.Id.ToString()));
    }

    [Fact]
    public async Task Without_a_choice_nothing_is_saved()
    {
        var board = await BoardSite.EmptyAsync(site);
        var address = BoardSite.At(board.World.District, "/nguoi-xem");

        using var answer = await board.Board.FillInAsync(address, "Lưu", ("Form.AreTold", null));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("chọn có nêu tên hay không", BoardSite.MainWords(await SiteBrowser.ReadAsync(answer)), StringComparison.Ordinal);
        Assert.Equal(["False"], await board.QueryAsync(
            "select names_viewers is not null from registry.units where id = $1", board.World.District.Id));
    }
}
