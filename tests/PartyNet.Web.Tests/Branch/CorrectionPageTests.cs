using System.Net;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;
using PartyNet.Web.Tests.Review;

namespace PartyNet.Web.Tests.Branch;

/// <summary>From the member's own data to the branch page and back, without a script.</summary>
public sealed class CorrectionPageTests(Site site)
{
    private const string Own = "/du-lieu-cua-toi/de-nghi-sua";

    [Fact]
    public async Task A_member_asks_the_branch_sees_it_first_and_accepts_and_the_roster_follows()
    {
        var review = await ReviewSite.CreateAsync(site);
        var member = await site.SignedInAsync(await review.World.UserAsync(review.Member));
        Assert.Contains(Own, (await member.OpenAsync("/du-lieu-cua-toi")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);

        using var empty = await member.FillInAsync(Own, "Gửi đề nghị");
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        Assert.Equal(3, (await SiteBrowser.ReadAsync(empty)).QuerySelectorAll(".pn-error-summary li").Length);
        using var endless = await member.FillInAsync(
            Own, "Gửi đề nghị", ("Form.Fact", "ho-ten"), ("Form.Value", new string('a', 201)), ("Form.Reason", new string('b', 301)));
        Assert.Equal(
            ["Thông tin đúng dài quá 200 ký tự; đề nghị ghi ngắn lại.", "Lý do dài quá 300 ký tự; đề nghị ghi ngắn lại."],
            (await SiteBrowser.ReadAsync(endless)).QuerySelectorAll(".pn-error-summary li").Select(li => li.TextContent.Trim()));
        using var sent = await AskAsync(member, "cong-tac", "đương chức");
        Assert.Equal($"{Own}?vua-xong=Asked", sent.Headers.Location!.OriginalString);
        Assert.Contains(
            "Sửa công tác thành “đương chức”, gửi ngày 23/11/2026: Chờ xem xét",
            BoardSite.MainWords(await member.OpenAsync("/du-lieu-cua-toi")),
            StringComparison.Ordinal);
        Assert.Equal("Chờ xem xét", await TaskAsync(member));
        Assert.Equal("1 đề nghị chờ xem xét", await TaskAsync(review.Secretary));
        var opened = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}/dang-vien/{review.Member.Code}");
        Assert.Single(opened.QuerySelectorAll("main li a"), link => link.TextContent == "Sửa công tác");

        var home = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}");
        var table = home.QuerySelectorAll("main table.pn-lines")[0];
        Assert.Equal(
            ["Trần Thị Bình", "Chưa rõ", "Sửa công tác", "gửi hôm nay", "Xem đề nghị: đồng chí Trần Thị Bình"],
            table.QuerySelector("tbody tr")!.Children.Select(BoardSite.Words));
        var page = table.QuerySelector("a")!.GetAttribute("href")!;
        var asked = (await review.Secretary.OpenAsync(page)).QuerySelectorAll("main dt")
            .ToDictionary(BoardSite.Words, term => BoardSite.Words(term.NextElementSibling!));
        Assert.Equal(
            ("Hưu trí", "đương chức", "Đương chức"),
            (asked["Danh sách đang ghi"], asked["Đảng viên đề nghị ghi"], asked["Danh sách sẽ ghi"]));

        using var accepted = await review.Secretary.SubmitAsync(
            SiteBrowser.FormWith(await review.Secretary.OpenAsync(page), "Chấp nhận, sửa danh sách"), $"{page}?handler=Accept");
        Assert.Equal($"{page}?vua-tra-loi=1", accepted.Headers.Location!.OriginalString);
        Assert.Equal(WorkStatus.Serving, (await review.World.FindAsync(review.Member)).WorkStatus);
        Assert.Contains("Đã sửa", BoardSite.MainWords(await member.OpenAsync(Own)), StringComparison.Ordinal);
        Assert.Equal("Đã sửa", await TaskAsync(member));
        Assert.Null(await TaskAsync(review.Secretary));
        var done = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}/dang-vien/{review.Member.Code}");
        Assert.DoesNotContain("Đề nghị sửa đang chờ", BoardSite.MainWords(done), StringComparison.Ordinal);
        Assert.Contains(
            "đã chấp nhận đề nghị của đồng chí", BoardSite.MainWords(await member.OpenAsync("/du-lieu-cua-toi/ai-da-xem")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_read_by_the_member_and_a_number_is_shown_only_when_it_is_asked_for()
    {
        var review = await ReviewSite.CreateAsync(site);
        var member = await site.SignedInAsync(await review.World.UserAsync(review.Member));
        using var sent = await AskAsync(member, "dien-thoai", "0912 345 678");
        Assert.Contains("0912 345 678", BoardSite.MainWords(await member.OpenAsync(Own)), StringComparison.Ordinal);
        var page = (await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}"))
            .QuerySelector("main table.pn-lines a")!.GetAttribute("href")!;
        var shown = await review.Secretary.OpenAsync(page);
        Assert.DoesNotContain("345 678", BoardSite.MainWords(shown), StringComparison.Ordinal);

        using var revealed = await review.Secretary.SubmitAsync(
            SiteBrowser.FormWith(shown, "Đối chiếu với giấy tờ, xem số điện thoại"), $"{page}?handler=Reveal");
        Assert.Contains("0912 345 678", BoardSite.MainWords(await SiteBrowser.ReadAsync(revealed)), StringComparison.Ordinal);

        var form = SiteBrowser.FormWith(shown, "Không chấp nhận");
        using var silent = await review.Secretary.SubmitAsync(form, $"{page}?handler=Refuse");
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        using var refused = await review.Secretary.SubmitAsync(form, $"{page}?handler=Refuse", ("Form.Reason", "Số này của người khác."));
        Assert.Equal(HttpStatusCode.Redirect, refused.StatusCode);
        Assert.Contains("Trả lời: “Số này của người khác.”", BoardSite.MainWords(await member.OpenAsync(Own)), StringComparison.Ordinal);
        Assert.Equal("Không chấp nhận", await TaskAsync(member));
        Assert.Contains(
            "Trả lời: “Số này của người khác.”", BoardSite.MainWords(await member.OpenAsync("/du-lieu-cua-toi")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_takes_a_request_back()
    {
        var review = await ReviewSite.CreateAsync(site);
        var member = await site.SignedInAsync(await review.World.UserAsync(review.Member));
        using var sent = await AskAsync(member, "chuc-vu", "Tổ trưởng");

        using var withdrawn = await member.FillInAsync(Own, "Rút lại đề nghị sửa chức vụ");

        Assert.Equal(HttpStatusCode.Redirect, withdrawn.StatusCode);
        Assert.Null(await TaskAsync(member));
        Assert.Contains("Đã rút lại", BoardSite.MainWords(await member.OpenAsync(Own)), StringComparison.Ordinal);
        var home = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}");
        Assert.DoesNotContain("Đề nghị sửa thông tin", BoardSite.MainWords(home), StringComparison.Ordinal);
    }

    /// <summary>What the start page says of requests; null where it says nothing.</summary>
    private static async Task<string?> TaskAsync(SiteBrowser browser) => (await browser.OpenAsync("/")).QuerySelectorAll(".pn-tasks > *")
        .SingleOrDefault(task => task.TextContent.Contains("Đề nghị sửa thông tin", StringComparison.Ordinal))
        ?.QuerySelector(".pn-status")!.TextContent.Trim();

    private static Task<HttpResponseMessage> AskAsync(SiteBrowser member, string fact, string value) => member.FillInAsync(
        Own, "Gửi đề nghị", ("Form.Fact", fact), ("Form.Value", value), ("Form.Reason", "Theo quyết định."));
}
