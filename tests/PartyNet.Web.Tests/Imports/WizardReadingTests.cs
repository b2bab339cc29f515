using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;
using static PartyNet.Web.Tests.Imports.Wizard;

namespace PartyNet.Web.Tests.Imports;

/// <summary>What the page of the reading asks: whether an old font is converted, and which sheets are read.</summary>
public sealed class WizardReadingTests(Site site)
{
    [Fact]
    public async Task An_old_font_is_shown_as_it_would_read_and_converted_only_on_a_yes()
    {
        var (world, browser, start) = await site.BoardAsync();
        var reading = await UploadAsync(
            browser, start, "cu.csv", "Họ và tên,Ngày sinh,Chi bộ", $"NguyÔn V¨n Hïng,02/03/1960,{world.Branch.Code}",
            $"TrÇn V¨n §«ng,02/03/1961,{world.Branch.Code}");
        var page = await browser.OpenAsync(reading);
        var words = BoardSite.MainWords(page);
        Assert.Contains("NguyÔn V¨n Hïng", words, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Văn Hùng", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Đúng rồi, xem trước thay đổi", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Đã chuyển sang Unicode", words, StringComparison.Ordinal);

        var fonts = (IHtmlFormElement)page.QuerySelector("form[action$='handler=Fonts']")!;
        using (var unanswered = await browser.SubmitAsync(fonts, reading))
        {
            Assert.Contains(
                "Chọn cách đọc chữ phông cũ", BoardSite.MainWords(await SiteBrowser.ReadAsync(unanswered)), StringComparison.Ordinal);
        }

        using (var answered = await browser.SubmitAsync(fonts, reading, ("Legacy", "Convert")))
            Assert.Equal(HttpStatusCode.Redirect, answered.StatusCode);
        var plan = await WordsAsync(browser, await PlannedAsync(browser, reading));

        Assert.Contains("Trần Văn Đông", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("NguyÔn", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Chi bộ 2", "Chi bộ 2", "1 dòng")]
    [InlineData("*", "Chi bộ 1, Chi bộ 2", "2 dòng")]
    public async Task One_sheet_is_chosen_or_all(string chosen, string read, string rows)
    {
        var (world, browser, start) = await site.BoardAsync();
        var file = (await site.ServicesAsync()).GetRequiredService<IMarkedSheetWriter>().Write(
            [Sheet("Chi bộ 1", "Lê Văn Một"), Sheet("Chi bộ 2", "Trần Thị Hai")]);
        var reading = await UploadAsync(browser, start, "hai-trang.xlsx", "dang-vien", file);
        var page = await browser.OpenAsync(reading);

        using (var answer = await browser.SubmitAsync(SiteBrowser.FormWith(page, "Đọc lại tệp"), reading, ("Form.Sheet", chosen)))
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        page = await browser.OpenAsync(reading);
        var plan = await WordsAsync(browser, await PlannedAsync(browser, reading));

        Assert.StartsWith(read, RowOf(page, "Trang tính"), StringComparison.Ordinal);
        Assert.Contains($"{rows} = ", plan, StringComparison.Ordinal);
        Assert.Equal(chosen == "*", plan.Contains("Lê Văn Một", StringComparison.Ordinal));
        Assert.Contains("Trần Thị Hai", plan, StringComparison.Ordinal);

        MarkedSheet Sheet(string name, string member) => new(name, 1,
        [
            [new("STT"), new("Họ và tên"), new("Ngày sinh"), new("Chi bộ")],
            [new("1"), new(member), new("02/03/1960"), new(world.Branch.Code)],
        ]);
    }

    [Fact]
    public async Task The_page_names_what_is_loaded_in_words_of_an_office()
    {
        var (world, browser, start) = await site.BoardAsync();
        var reading = await UploadAsync(
            browser, start, "danh-sach.csv", "STT,Họ và tên,Ngày sinh,Chi bộ", $"1,Lê Văn An,02/03/1960,{world.Branch.Code}");

        var page = await browser.OpenAsync(reading);
        var words = BoardSite.MainWords(page);

        Assert.StartsWith("Họ và tên, Ngày sinh, Chi bộ đang sinh hoạt", RowOf(page, "Các cột sẽ nhập"), StringComparison.Ordinal);
        foreach (var jargon in new[] { "UTF-8", "bảng mã", "CSV", "SHA" })
            Assert.DoesNotContain(jargon, words, StringComparison.Ordinal);
    }

    private static string RowOf(IHtmlDocument page, string label) =>
        BoardSite.Words(page.QuerySelectorAll("dt").Single(term => BoardSite.Words(term) == label).NextElementSibling!);
}
