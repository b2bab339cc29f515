using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;
using static PartyNet.Web.Tests.Imports.Wizard;

namespace PartyNet.Web.Tests.Imports;

/// <summary>A list from the file to the registry and back, on pages that work without a script.</summary>
public sealed class WizardPageTests(Site site)
{
    private const string Header = "Họ và tên,Ngày sinh,Chi bộ,Ghi chú";

    [Fact]
    public async Task A_list_is_read_shown_agreed_to_loaded_and_undone()
    {
        var (world, browser, start) = await site.BoardAsync();

        var reading = await UploadAsync(browser, start, "danh-sach.csv", Header,
            $"Lê Văn Mới,02/03/1960,{world.Branch.Code},a", $"Trần Thị Sai,31/02/1960,{world.Branch.Code},b");
        var page = await browser.OpenAsync(reading);
        Assert.Equal("Hệ thống hiểu tệp như sau", BoardSite.Words(page.QuerySelector("h1")!));
        var words = BoardSite.MainWords(page);
        Assert.Contains("Lê Văn Mới", words, StringComparison.Ordinal);
        Assert.Contains("“Ghi chú”", words, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(world));

        var plan = await FollowAsync(browser, await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));
        words = BoardSite.MainWords(await browser.OpenAsync(plan));
        Assert.Contains("2 dòng = 1 mới + 1 lỗi", words, StringComparison.Ordinal);
        Assert.Contains("31/02/1960", words, StringComparison.Ordinal);
        Assert.Equal(0, await CountAsync(world));

        var confirm = plan.Replace("ke-hoach", "thuc-hien", StringComparison.Ordinal);
        using (var refused = await browser.FillInAsync(confirm, "Nhập vào hệ thống"))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            page = await SiteBrowser.ReadAsync(refused);
            Assert.Contains("1 dòng có lỗi", BoardSite.MainWords(page), StringComparison.Ordinal);
            var mark = page.QuerySelector(".pn-error-summary a")!.GetAttribute("href")!;
            Assert.Equal("Form.GoodRowsOnly", page.QuerySelector(mark)!.GetAttribute("name"));
        }

        var result = await FinishedAsync(
            browser,
            await FollowAsync(browser, await browser.FillInAsync(confirm, "Nhập vào hệ thống", ("Form.GoodRowsOnly", "true"))));
        words = BoardSite.MainWords(await browser.OpenAsync(result));
        Assert.Contains("Đã nhập danh sách", words, StringComparison.Ordinal);
        Assert.Contains("1 dòng chưa nhập", words, StringComparison.Ordinal);
        Assert.Equal(1, await CountAsync(world));

        words = BoardSite.MainWords(await browser.OpenAsync(plan));
        Assert.Contains("Các dòng của lần nhập", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Nhập danh sách này?", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Đúng rồi", BoardSite.MainWords(await browser.OpenAsync(reading)), StringComparison.Ordinal);
        using (var errors = await browser.GetAsync(result.Replace("ket-qua", "dong-loi.xlsx", StringComparison.Ordinal)))
            Assert.Equal(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", errors.Content.Headers.ContentType!.MediaType);
        await UndoneAsync(browser, result);
        Assert.Equal(0, await CountAsync(world));
    }

    [Fact]
    public async Task Whom_a_row_means_is_decided_on_the_page_and_kept_when_it_is_left()
    {
        var (world, browser, start) = await site.BoardAsync();
        var known = await world.MemberAsync(world.Branch, "Lê Văn An");
        var reading = await UploadAsync(browser, start, "danh-sach.csv", "Họ và tên,Số CCCD,Ngày sinh,Chi bộ",
            $"Lê Văn An,001060000001,1960,{world.Branch.Code}", $"Phạm Thị Đào,,1970,{world.Branch.Code}");
        var plan = await FollowAsync(browser, await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));
        var page = await browser.OpenAsync(plan + "?xem=can-quyet-dinh");
        var choice = (IHtmlInputElement)page.QuerySelector($"input[type=radio][value='{known.Id}']")!;

        using (var saved = await browser.SubmitAsync(
            SiteBrowser.FormWith(page, "Lưu quyết định và so lại"), plan, (choice.Name!, choice.Value)))
            Assert.Equal(plan + "?xem=can-quyet-dinh", saved.Headers.Location!.OriginalString);

        page = await browser.OpenAsync(plan);
        Assert.Contains("2 dòng = 1 mới + 1 sửa", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.True(((IHtmlInputElement)page.QuerySelector($"input[type=radio][value='{known.Id}']")!).IsChecked);
    }

    /// <summary>A browser keeps no file for the next try: what else was chosen is kept, and that the file is gone is said.</summary>
    [Theory]
    [InlineData("", "Chọn loại danh sách.", false)]
    [InlineData("vai-tro", "Đây là tệp PDF", true)]
    public async Task Of_a_file_that_is_refused_it_is_said_that_it_has_to_be_chosen_again(string kind, string refusal, bool isKept)
    {
        var (_, browser, start) = await site.BoardAsync();

        using var refused = await browser.UploadAsync(
            start, "Đọc thử", "Form.File", "danh-sach.pdf", new ByteArrayContent("%PDF-1.7"u8.ToArray()), ("Form.Kind", kind));

        var page = await SiteBrowser.ReadAsync(refused);
        var words = BoardSite.MainWords(page);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains(refusal, words, StringComparison.Ordinal);
        Assert.Contains("không giữ tệp “danh-sach.pdf” cho lần gửi sau: đồng chí chọn lại tệp", words, StringComparison.Ordinal);
        Assert.Equal(isKept, page.QuerySelector("input[value='vai-tro'][checked]") is not null);
        Assert.DoesNotContain("chọn lại tệp", BoardSite.MainWords(await browser.OpenAsync(start)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_every_row_is_wrong_the_plan_does_not_say_that_all_is_there_already()
    {
        var (world, browser, start) = await site.BoardAsync();
        var row = $"Lê Văn Sai,31/02/1960,{world.Branch.Code},a";

        var wrong = await PlanAsync(browser, start, row);
        Assert.Contains("Chưa nhập được dòng nào", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("hệ thống đã có đủ", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_there_already_is_said_to_be()
    {
        var (world, browser, start) = await site.BoardAsync();
        var known = await world.MemberAsync(world.Branch, "Lê Văn An");
        var reading = await UploadAsync(
            browser, start, "co-roi.csv", "Họ và tên,Mã PartyNet,Chi bộ", $"Lê Văn An,{known.Code},{world.Branch.Code}");

        var plan = await FollowAsync(browser, await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));

        Assert.Contains("hệ thống đã có đủ", BoardSite.MainWords(await browser.OpenAsync(plan)), StringComparison.Ordinal);
        // A window that is still open from before agrees to nothing.
        var confirm = plan.Replace("ke-hoach", "thuc-hien", StringComparison.Ordinal);
        using (var asked = await browser.GetAsync(confirm))
            Assert.Equal(plan, asked.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_first_rows_are_shown_by_name_even_where_the_first_of_them_has_none()
    {
        var (world, browser, start) = await site.BoardAsync();
        var reading = await UploadAsync(browser, start, "thieu.csv", Header,
            $",02/03/1960,{world.Branch.Code},a", $"Trần Thị Đủ,02/03/1961,{world.Branch.Code},b");

        var page = await browser.OpenAsync(reading);

        Assert.Equal(
            ["Họ và tên", "Ngày sinh", "Chi bộ đang sinh hoạt", "Cần xem"],
            page.QuerySelectorAll("table thead th").Select(BoardSite.Words));
        Assert.Equal(["Dòng 2", "Trần Thị Đủ"], page.QuerySelectorAll("table tbody th").Select(BoardSite.Words));
    }

    [Fact]
    public async Task Who_goes_to_mend_how_the_file_is_read_finds_it_open()
    {
        var (world, browser, start) = await site.BoardAsync();
        var reading = await UploadAsync(browser, start, "danh-sach.csv", Header, $"Lê Văn An,02/03/1960,{world.Branch.Code},a");
        var page = await browser.OpenAsync(reading);
        Assert.False(page.QuerySelector("details#sua")!.HasAttribute("open"));

        var mend = page.QuerySelectorAll("dl a").Select(link => link.GetAttribute("href")!).Distinct().Single();

        Assert.EndsWith("#sua", mend, StringComparison.Ordinal);
        Assert.True((await browser.OpenAsync(mend.Split('#')[0])).QuerySelector("details#sua")!.HasAttribute("open"));
    }

    [Theory]
    [InlineData("dang-vien", true)]
    [InlineData("tai-khoan", false)]
    public async Task Only_a_list_of_members_takes_in_somebody_new(string kind, bool isOffered)
    {
        var (world, browser, start) = await site.BoardAsync();
        await world.MemberAsync(world.Branch, "Lê Văn An");
        await world.MemberAsync(world.Branch, "Lê Văn An");
        var cells = $"Họ và tên\tSố CCCD\tNgày sinh\tChi bộ\tFacebook\nLê Văn An\t001060000001\t1960\t{world.Branch.Code}"
            + "\tfacebook.com/le.an.mau\n";
        var reading = await FollowAsync(
            browser, await browser.FillInAsync(start, "Đọc thử", ("Form.Kind", kind), ("Form.Pasted", cells)));
        var plan = await FollowAsync(browser, await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));

        var page = await browser.OpenAsync(plan);

        Assert.NotNull(page.QuerySelector("input[type=radio][value='bo-qua']"));
        Assert.Equal(isOffered, page.QuerySelector("input[type=radio][value='moi']") is not null);
        // Whose of two an account is, is known by the account.
        Assert.Equal(!isOffered, BoardSite.MainWords(page).Contains("Facebook: le••••au", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_column_that_was_not_understood_is_named_by_hand_and_remembered_for_the_next_file()
    {
        var (world, browser, start) = await site.BoardAsync();
        const string strange = "Tên gọi,Ngày sinh,Chi bộ,Nguyên quán";
        var reading = await UploadAsync(browser, start, "la.csv", strange, $"Lê Văn An,02/03/1960,{world.Branch.Code},Hà Nội");
        var page = await browser.OpenAsync(reading);
        Assert.Equal("Hệ thống chưa đọc được tệp này", BoardSite.Words(page.QuerySelector("h1")!));

        using (var read = await browser.SubmitAsync(
            SiteBrowser.FormWith(page, "Đọc lại tệp"), reading, ("Form.Columns[0].Field", "Họ và tên")))
            Assert.Equal(reading, read.Headers.Location!.OriginalString);

        Assert.Contains("Lê Văn An", BoardSite.MainWords(await browser.OpenAsync(reading)), StringComparison.Ordinal);
        var next = await UploadAsync(browser, start, "la-2.csv", strange, $"Trần Thị Bình,02/03/1961,{world.Branch.Code},Huế");
        var words = BoardSite.MainWords(await browser.OpenAsync(next));
        Assert.Contains("Đọc như lần trước", words, StringComparison.Ordinal);
        Assert.Contains("Trần Thị Bình", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_are_pasted_and_one_of_file_and_cells_is_asked_for()
    {
        var (world, browser, start) = await site.BoardAsync();
        using (var nothing = await browser.FillInAsync(start, "Đọc thử", ("Form.Kind", "dang-vien")))
        {
            Assert.Equal(HttpStatusCode.BadRequest, nothing.StatusCode);
            Assert.Contains(
                "Chọn tệp danh sách, hoặc dán các ô", BoardSite.MainWords(await SiteBrowser.ReadAsync(nothing)), StringComparison.Ordinal);
        }

        var cells = $"Họ và tên\tNgày sinh\tChi bộ\r\nLê Văn Dán\t1960\t{world.Branch.Code}\r\n";
        var reading = await FollowAsync(
            browser, await browser.FillInAsync(start, "Đọc thử", ("Form.Kind", "dang-vien"), ("Form.Pasted", cells)));

        Assert.Contains("Lê Văn Dán", BoardSite.MainWords(await browser.OpenAsync(reading)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Role.Secretary, "chi-bo")]
    [InlineData(Role.Committee, "ban")]
    [InlineData(Role.Board, "ban")]
    [InlineData(Role.Deputy, null)]
    public async Task The_start_page_leads_whoever_may_load_a_list_to_it(Role role, string? pages)
    {
        var world = await site.Database.NewWorldAsync();
        var unit = role switch { Role.Board => world.District, Role.Committee => world.Grassroots, _ => world.Branch };
        var browser = await site.SignedInAsync(await world.UserAsync(null, (role, unit)));

        var links = (await browser.OpenAsync("/")).QuerySelectorAll("main a[href$='/nhap']").Select(link => link.GetAttribute("href"));

        Assert.Equal(pages is null ? [] : [$"/{pages}/{unit.Code}/nhap"], links);
    }

    [Fact]
    public async Task A_secretary_loads_the_list_of_the_own_branch_and_no_other()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var home = $"/chi-bo/{world.Branch.Code}";
        Assert.NotNull((await secretary.OpenAsync(home)).QuerySelector($"a[href='{home}/nhap']"));

        var reading = await UploadAsync(secretary, home + "/nhap", "cb.csv", "Họ và tên,Ngày sinh", "Lê Văn Nhà,1960");
        var plan = await FollowAsync(secretary, await secretary.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));

        Assert.StartsWith(home + "/nhap/", plan, StringComparison.Ordinal);
        Assert.Contains("1 dòng = 1 mới", BoardSite.MainWords(await secretary.OpenAsync(plan)), StringComparison.Ordinal);
        using var elsewhere = await secretary.GetAsync($"/chi-bo/{world.SecondBranch.Code}/nhap");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words_before_it_is_read_and_one_that_is_no_list_by_what_it_is()
    {
        var (_, browser, start) = await site.BoardAsync();

        using var large = await browser.UploadAsync(
            start, "Đọc thử", "Form.File", "to.xlsx", new byte[6 << 20], ("Form.Kind", "dang-vien"));
        using var least = await browser.UploadAsync(
            start, "Đọc thử", "Form.File", "vua.xlsx", new byte[(5 << 20) + 1], ("Form.Kind", "dang-vien"));
        using var word = await browser.UploadAsync(
            start, "Đọc thử", "Form.File", "danh-sach.xlsx", "%PDF-1.7 x"u8.ToArray(), ("Form.Kind", "dang-vien"));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("Nội dung gửi lên quá lớn", (await SiteBrowser.ReadAsync(large)).QuerySelector("h1")!.TextContent);
        Assert.Equal(HttpStatusCode.BadRequest, least.StatusCode);
        Assert.Contains("5 MB", BoardSite.MainWords(await SiteBrowser.ReadAsync(least)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, word.StatusCode);
        Assert.Contains("Đây là tệp PDF", BoardSite.MainWords(await SiteBrowser.ReadAsync(word)), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(SiteBrowser browser, string start, params string[] rows)
    {
        var reading = await UploadAsync(browser, start, "danh-sach.csv", [Header, .. rows]);
        var plan = await FollowAsync(browser, await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));
        return BoardSite.MainWords(await browser.OpenAsync(plan));
    }

    private static Task<int> CountAsync(World world) => world.ReadAsync(world.Everything, db => db.Members.CountAsync());
}
