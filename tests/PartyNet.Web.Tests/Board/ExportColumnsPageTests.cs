using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Board;

/// <summary>The board chooses the columns of its lists on a form that works without a script.</summary>
public sealed class ExportColumnsPageTests(Site site)
{
    [Fact]
    public async Task Columns_that_were_ticked_named_and_numbered_stand_so_on_the_page_of_the_export()
    {
        var board = await BoardSite.FilledAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach/cot?trang-thai=da-xac-nhan");
        var page = await board.Board.OpenAsync(address);
        var form = SiteBrowser.FormWith(page, "Lưu các cột");
        var filled = form.QuerySelectorAll("input[type=checkbox]").OfType<IHtmlInputElement>()
            .Where(box => Legend(box) is not ("Zalo" or "Ngày sinh")).Select(box => (box.Name!, (string?)null)).ToList();
        filled.Add((Input(form, "Zalo", "Place"), "2"));
        filled.Add((Input(form, "Zalo", "Heading"), "Số Zalo"));
        filled.Add((Input(form, "Ngày sinh", "Place"), "90"));
        filled.Add((Input(form, "Mã PartyNet", "Place"), ""));

        using var saved = await board.Board.SubmitAsync(form, address, [.. filled]);

        Assert.Equal(
            BoardSite.At(board.World.District, "/danh-sach/xuat?trang-thai=da-xac-nhan&vua-luu=1"), saved.Headers.Location!.OriginalString);
        var export = BoardSite.MainWords(await board.Board.OpenAsync(saved.Headers.Location.OriginalString));
        Assert.Contains("Đã lưu các cột", export, StringComparison.Ordinal);
        Assert.Contains("STT, Họ và tên, Số Zalo, Ngày sinh, Mã PartyNet", export, StringComparison.Ordinal);
        var again = await board.Board.OpenAsync(address);
        Assert.Equal(
            ["STT", "Họ và tên", "Zalo", "Ngày sinh", "Mã PartyNet", "Chi bộ"],
            again.QuerySelectorAll("fieldset.pn-column legend").Take(6).Select(BoardSite.Words));
        Assert.Contains("Hiện có 5 cột, danh sách chính thức in cỡ chữ 12", BoardSite.MainWords(again), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_usual_columns_come_back_by_one_button()
    {
        var board = await BoardSite.EmptyAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach/cot");
        var page = await board.Board.OpenAsync(address);
        Assert.DoesNotContain("Dùng lại các cột ban đầu", BoardSite.MainWords(page), StringComparison.Ordinal);
        using (await board.Board.FillInAsync(address, "Lưu các cột", ("Columns[8].IsUsed", null)))
        {
        }

        using var usual = await board.Board.FillInAsync(address, "Dùng lại các cột ban đầu", ("Usual", "true"));

        Assert.Equal(HttpStatusCode.Redirect, usual.StatusCode);
        Assert.Equal(["0"], await board.QueryAsync(
            "select cardinality(columns) from registry.roster_templates where unit_id = $1", board.World.District.Id));
    }

    [Fact]
    public async Task A_name_under_which_a_list_could_not_be_loaded_again_is_refused_at_its_field_and_kept()
    {
        var board = await BoardSite.EmptyAsync(site);
        var address = BoardSite.At(board.World.District, "/danh-sach/cot");
        var form = SiteBrowser.FormWith(await board.Board.OpenAsync(address), "Lưu các cột");
        var name = Input(form, "Họ và tên", "Heading");

        using var refused = await board.Board.SubmitAsync(form, address, (name, "Đồng chí"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var page = await SiteBrowser.ReadAsync(refused);
        Assert.Contains("không nhận ra cột “Đồng chí”", page.QuerySelector(".pn-error-summary")!.TextContent, StringComparison.Ordinal);
        var field = page.QuerySelector($"[name='{name}']")!;
        Assert.Equal(("Đồng chí", "true"), (field.GetAttribute("value"), field.GetAttribute("aria-invalid")));
    }

    private static string Legend(IElement control) => BoardSite.Words(control.Closest("fieldset.pn-column")!.QuerySelector("legend")!);

    private static string Input(IElement form, string column, string field) =>
        form.QuerySelectorAll($"input[name$='.{field}']").Single(input => Legend(input) == column).GetAttribute("name")!;
}
