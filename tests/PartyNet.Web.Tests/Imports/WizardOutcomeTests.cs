using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;
using static PartyNet.Web.Tests.Imports.Wizard;

namespace PartyNet.Web.Tests.Imports;

/// <summary>What becomes of a list: loaded, undone but for what was used since, compared once more, given up.</summary>
public sealed class WizardOutcomeTests(Site site)
{
    private const string Header = "Họ và tên,Số CCCD,Ngày sinh,Chi bộ";

    [Fact]
    public async Task What_was_used_since_is_counted_and_named_and_where_nothing_was_nothing_leads_there()
    {
        var (world, browser, start) = await site.BoardAsync();
        var first = await LoadedAsync(browser, start, $"Lê Văn An,001060000001,1960,{world.Branch.Code}");
        var second = await LoadedAsync(browser, start, $"Trần Thị Ba,001160000002,1960,{world.Branch.Code}");
        await world.UserAsync(await world.ReadAsync(world.Everything, db => db.Members.SingleAsync(m => m.FullName == "Lê Văn An")));

        await UndoneAsync(browser, first);
        await UndoneAsync(browser, second);

        var page = await browser.OpenAsync(first);
        Assert.Contains("1 dòng giữ lại", BoardSite.MainWords(page), StringComparison.Ordinal);
        var kept = page.QuerySelector($"a[href='{first}?giu-lai=1']")!.GetAttribute("href")!;
        Assert.Equal(
            ["Lê Văn An", "Dòng 2", "Đồng chí này đã có tài khoản đăng nhập, nên giữ lại."],
            (await browser.OpenAsync(kept)).QuerySelectorAll("tbody tr > *").Select(BoardSite.Words));
        page = await browser.OpenAsync(second);
        Assert.DoesNotContain("giữ lại", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href*='giu-lai']"));
    }

    [Fact]
    public async Task Where_the_registry_has_changed_since_nothing_is_loaded_and_the_new_plan_is_shown()
    {
        var (world, browser, start) = await site.BoardAsync();
        string[] rows = [$"Lê Văn An,001060000001,1960,{world.Branch.Code}", $"Trần Thị Ba,001160000002,1960,{world.Branch.Code}"];
        var stale = await PlannedAsync(browser, await UploadAsync(browser, start, "hai.csv", [Header, .. rows]));
        await LoadedAsync(browser, start, rows[0]);

        Assert.Equal(stale, await CommittedAsync(browser, stale));

        var words = await WordsAsync(browser, stale);
        Assert.Contains("Hệ thống đã so lại", words, StringComparison.Ordinal);
        Assert.Contains("2 dòng = 1 mới + 1 không đổi", words, StringComparison.Ordinal);
        Assert.EndsWith("/ket-qua", await CommittedAsync(browser, stale), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_waits_is_given_up_and_gone()
    {
        var (world, browser, start) = await site.BoardAsync();
        var reading = await UploadAsync(browser, start, "nham.csv", Header, $"Lê Văn An,001060000001,1960,{world.Branch.Code}");
        var plan = await PlannedAsync(browser, reading);
        var ask = (await browser.OpenAsync(plan)).QuerySelector("a[href$='/bo']")!.GetAttribute("href")!;
        Assert.Contains("Có lần nhập chưa làm xong", await WordsAsync(browser, start), StringComparison.Ordinal);

        var after = await FollowAsync(browser, await browser.FillInAsync(ask, "Bỏ lần nhập"));

        var words = await WordsAsync(browser, after);
        Assert.Contains("Đã bỏ lần nhập", words, StringComparison.Ordinal);
        Assert.Contains("Chưa có lần nhập nào", words, StringComparison.Ordinal);
        foreach (var page in new[] { reading, plan, ask })
        {
            using var gone = await browser.GetAsync(page);
            Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        }
    }

    [Fact]
    public async Task Whoever_may_hand_in_no_more_is_led_to_the_lists_that_wait()
    {
        var (world, browser, start) = await site.BoardAsync();
        for (var i = 0; i < 20; i++)
            await UploadAsync(browser, start, $"{i}.csv", Header, $"Lê Văn An,001060000001,1960,{world.Branch.Code}");

        using var refused = await browser.UploadAsync(
            start, "Đọc thử", "Form.File", "nua.csv", Encoding.UTF8.GetBytes(Header), ("Form.Kind", "dang-vien"));

        var page = await SiteBrowser.ReadAsync(refused);
        Assert.Contains("20 lần nhập chưa làm xong", BoardSite.MainWords(page), StringComparison.Ordinal);
        var anchor = page.QuerySelector("main a[href='#cac-lan-nhap']")!;
        Assert.NotNull(page.QuerySelector(anchor.GetAttribute("href")!));
        Assert.Equal(20, page.QuerySelectorAll("table a[href$='/bo']").Length);
    }

    [Fact]
    public async Task Rows_that_ask_the_same_are_answered_at_once_beside_what_both_sides_say()
    {
        var (world, browser, start) = await site.BoardAsync();
        foreach (var name in new[] { "Lê Văn An", "Trần Thị Ba" })
            await world.MemberAsync(world.Branch, name, shape: m => m.Hold("Thủ quỹ"));
        var reading = await UploadAsync(
            browser, start, "danh-sach.csv", "Họ và tên,Số CCCD,Ngày sinh,Chi bộ,Chức vụ",
            $"Lê Văn An,001060000001,1960,{world.Branch.Code},Bí thư", $"Trần Thị Ba,001160000002,1961,{world.Branch.Code},");
        var plan = await PlannedAsync(browser, reading);
        var page = await browser.OpenAsync(plan);
        var words = BoardSite.MainWords(page);
        Assert.Contains(
            $"Tệp ghi: Ngày sinh: 1960; Chi bộ đang sinh hoạt: {world.Branch.Code}; Chức vụ: Bí thư; Số CCCD: •••••••••001", words,
            StringComparison.Ordinal);
        Assert.Contains("Chức vụ: Thủ quỹ; Số CCCD: chưa có", words, StringComparison.Ordinal);
        Assert.Contains("2 dòng: chi bộ đã có đồng chí cùng họ tên", words, StringComparison.Ordinal);

        await FollowAsync(browser, await browser.SubmitAsync(
            SiteBrowser.FormWith(page, "Lưu quyết định chung và so lại"), plan, ("Form.Groups[0].Choice", "dung")));

        Assert.Contains("2 dòng = 2 sửa", await WordsAsync(browser, plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_decisions_are_narrowed_to_one_question_answered_and_what_is_left_is_shown_next()
    {
        var (world, browser, start) = await site.BoardAsync();
        foreach (var name in new[] { "Lê Văn An", "Trần Thị Ba" })
            await world.MemberAsync(world.Branch, name);
        await world.MemberAsync(world.Branch, "Phạm Văn Tư", shape: m => m.Born(new DateOnly(1962, 1, 2)));
        var plan = await PlannedAsync(browser, await UploadAsync(
            browser, start, "danh-sach.csv", Header, $"Lê Văn An,001060000001,1960,{world.Branch.Code}",
            $"Trần Thị Ba,001160000002,1961,{world.Branch.Code}", $"Phạm Văn Tư,001062000003,02/01/1963,{world.Branch.Code}",
            $"Ngô Thị Mới,001161000004,1961,{world.Branch.Code}"));
        Assert.Null((await browser.OpenAsync(plan)).QuerySelector("nav[aria-label='Lọc theo câu hỏi']"));
        var page = await browser.OpenAsync($"{plan}?xem=can-quyet-dinh");
        Assert.Equal(
            [("Cùng họ tên 2", $"{plan}?xem=cung-ten"), ("Ngày sinh gần giống 1", $"{plan}?xem=gan-ngay-sinh")],
            page.QuerySelectorAll("nav[aria-label='Lọc theo câu hỏi'] a").Select(a => (BoardSite.Words(a), a.GetAttribute("href")!)));

        page = await browser.OpenAsync($"{plan}?xem=cung-ten");
        Assert.Equal(["Lê Văn An", "Trần Thị Ba"], page.QuerySelectorAll("tbody th").Select(BoardSite.Words));
        Assert.Equal(
            ["Cần quyết định 3", "Cùng họ tên 2"], page.QuerySelectorAll("main nav [aria-current=true]").Select(BoardSite.Words));
        Assert.Equal(
            ["cung-ten"], page.QuerySelectorAll("input[name^='Form.Groups'][type=hidden]").Select(kind => kind.GetAttribute("value")));
        Assert.True(page.QuerySelector("details:has(input[name^='Form.Groups'])")!.HasAttribute("open"));
        using (var saved = await browser.SubmitAsync(
            SiteBrowser.FormWith(page, "Lưu quyết định chung và so lại"), plan, ("Form.Groups[0].Choice", "moi")))
            Assert.Equal($"{plan}?xem=cung-ten", saved.Headers.Location!.OriginalString);

        // While the list is compared the page comes again to where it was; then on to what is still asked, and to all.
        Assert.Equal($"{plan}?xem=can-quyet-dinh", await FinishedAsync(browser, $"{plan}?xem=cung-ten"));
        page = await browser.OpenAsync($"{plan}?xem=can-quyet-dinh");
        Assert.Equal(["Phạm Văn Tư"], page.QuerySelectorAll("tbody th").Select(BoardSite.Words));
        var skip = (IHtmlInputElement)page.QuerySelector("input[type=radio][value='bo-qua']")!;
        using (await browser.SubmitAsync(SiteBrowser.FormWith(page, "Lưu quyết định và so lại"), plan, (skip.Name!, skip.Value)))
            Assert.Equal(plan, await FinishedAsync(browser, $"{plan}?xem=can-quyet-dinh"));
        Assert.Contains("4 dòng = 3 mới + 1 bỏ qua", await WordsAsync(browser, plan), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to-chuc", "Mã,Tên,Loại,Mã cấp trên", "CB-{0},Chi bộ thôn Thượng,Chi bộ,{1}", "Mã: CB-{0}; Loại: Chi bộ; Mã cấp trên: {1}")]
    [InlineData("vai-tro", "Mã tổ chức,Họ và tên,Mã PartyNet,Vai trò", "{2},Lê Văn An,{3},Bí thư", "Lê Văn An – Bí thư, Chi bộ Khu 14")]
    public async Task Units_and_roles_go_the_same_way_there_and_back(string kind, string header, string row, string shown)
    {
        var (world, browser, start) = await site.BoardAsync();
        var member = await world.MemberAsync(world.Branch, "Lê Văn An");
        string Filled(string text) => string.Format(
            null, text, world.District.Code, world.Grassroots.Code, world.Branch.Code, member.Code);
        var reading = await UploadAsync(browser, start, "tep.csv", kind, Encoding.UTF8.GetBytes($"{header}\n{Filled(row)}\n"));
        var plan = await PlannedAsync(browser, reading);
        Assert.Contains(Filled(shown), await WordsAsync(browser, plan), StringComparison.Ordinal);

        var result = await CommittedAsync(browser, plan);
        Assert.Contains("Thêm mới 1, sửa 0, không đổi 0", await WordsAsync(browser, result), StringComparison.Ordinal);
        await UndoneAsync(browser, result);

        Assert.Contains("1 dòng đã thêm được xóa đi", await WordsAsync(browser, result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_accounts_it_is_said_that_they_are_asked_about_and_what_undoing_leaves()
    {
        var (world, browser, start) = await site.BoardAsync();
        await world.MemberAsync(world.Branch, "Lê Văn An");
        var reading = await UploadAsync(browser, start, "tk.csv", "tai-khoan", Encoding.UTF8.GetBytes(
            $"Họ và tên,Chi bộ,Facebook\nLê Văn An,{world.Branch.Code},facebook.com/le.van.an.mau\n"));

        var result = await CommittedAsync(browser, await PlannedAsync(browser, reading));

        Assert.Contains("chưa được kê khai. Từng đồng chí được hỏi", await WordsAsync(browser, result), StringComparison.Ordinal);
        Assert.Contains(
            "Đồng chí nào đã trả lời về tài khoản của mình thì câu trả lời giữ nguyên",
            await WordsAsync(browser, result + "?hoan-tac=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_without_the_columns_it_needs_leads_to_the_sample_that_has_them()
    {
        var (world, browser, start) = await site.BoardAsync();

        var reading = await UploadAsync(browser, start, "vai-tro.csv", "vai-tro", Encoding.UTF8.GetBytes(
            $"Chi bộ,Họ và tên,Chức vụ\n{world.Branch.Name},Lê Văn An,Bí thư\n"));

        var sample = (await browser.OpenAsync(reading)).QuerySelector("main a[download]")!.GetAttribute("href")!;
        using var file = await browser.GetAsync(sample);
        Assert.Equal($"{start}/mau/vai-tro.xlsx", sample);
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
    }

    /// <summary>Loads a list of members.</summary>
    private static async Task<string> LoadedAsync(SiteBrowser browser, string start, string row) =>
        await CommittedAsync(browser, await PlannedAsync(browser, await UploadAsync(browser, start, "danh-sach.csv", Header, row)));
}
