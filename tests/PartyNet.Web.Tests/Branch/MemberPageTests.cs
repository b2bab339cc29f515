using System.Net;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Declarations;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Branch;

/// <summary>One member as the staff of their branch open one.</summary>
[Trait("Security", "Z7")]
public sealed class MemberPageTests(Site site)
{
    [Fact]
    public async Task A_secretary_opens_a_member_from_the_list_and_finds_everything_but_whole_numbers()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
        var declarer = await Declarer.InAsync(world, phone: "+84905123678", shape: m => m.Rename("Đoàn Thị Mở"));
        await declarer.AddAsync("zalo", "0905000001");
        await declarer.AddAsync("tiktok", "@doan.thi.mo");
        await declarer.SubmitAsync();
        await declarer.ConfirmAsync();

        var list = await secretary.OpenAsync($"/chi-bo/{world.Branch.Code}/dang-vien");
        var link = list.QuerySelectorAll("main tbody th a").Single(a => a.TextContent == "Đoàn Thị Mở").GetAttribute("href")!;
        Assert.Equal($"/chi-bo/{world.Branch.Code}/dang-vien/{declarer.Member.Code}", link);
        var page = await secretary.OpenAsync(link);

        var words = BoardSite.MainWords(page);
        Assert.Equal("Đoàn Thị Mở", page.QuerySelector("h1")!.TextContent);
        Assert.Contains("Đã xác nhận", words, StringComparison.Ordinal);
        Assert.Equal(declarer.Member.Code, Fact("Mã PartyNet"));
        Assert.Equal("090• ••• 678", Fact("Số điện thoại"));
        Assert.Contains("Zalo: 090• ••• 001", words, StringComparison.Ordinal);
        Assert.Contains("TikTok: do••••mo", words, StringComparison.Ordinal);
        Assert.Contains("Bản số 1", words, StringComparison.Ordinal);
        Assert.Contains("Chi bộ Khu 14, từ 01/01/2020", words, StringComparison.Ordinal);
        Assert.Contains("Chưa có phiếu", words, StringComparison.Ordinal);
        foreach (var whole in new[] { "0905123678", "905 123 678", "0905 123 678", "0905000001", "doan.thi.mo" })
            Assert.DoesNotContain(whole, page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var saw = await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi/ai-da-xem");
        Assert.Equal(
            "Bí thư, Chi bộ Khu 14 đã mở trang thông tin của đồng chí", saw.Page.QuerySelector(".pn-timeline h3")!.TextContent);

        string Fact(string label) => page.QuerySelectorAll("main dt").Single(dt => dt.TextContent.Trim() == label)
            .NextElementSibling!.TextContent.Trim();
    }

    [Fact]
    public async Task A_number_is_shown_whole_by_one_tap_once_and_the_member_reads_what_for()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(await world.MemberAsync(), (Role.Secretary, world.Branch)));
        var declarer = await Declarer.InAsync(world, phone: "+84905123678");
        var page = $"/chi-bo/{world.Branch.Code}/dang-vien/{declarer.Member.Code}";

        using var answer = await secretary.FillInAsync(
            page, "Liên hệ với đồng chí này, xem Số điện thoại", ("Form.Purpose", "lien-he"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Contains("0905 123 678", BoardSite.MainWords(await SiteBrowser.ReadAsync(answer)), StringComparison.Ordinal);
        Assert.DoesNotContain("0905 123 678", BoardSite.MainWords(await secretary.OpenAsync(page)), StringComparison.Ordinal);
        var saw = (await Walk.BeginAsync(site, declarer, "/du-lieu-cua-toi/ai-da-xem")).Page;
        var line = saw.QuerySelectorAll(".pn-timeline li").Select(BoardSite.Words)
            .Single(words => words.Contains("đã xem đủ một số của đồng chí", StringComparison.Ordinal));
        Assert.Contains("Mục đích: số điện thoại, liên hệ với đồng chí", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dien-thoai", "")]
    [InlineData("dien-thoai", "to-mo")]
    [InlineData("so-dep", "lien-he")]
    [InlineData("so-the", "doi-chieu")]
    public async Task Without_a_purpose_or_a_number_that_is_held_nothing_is_shown(string number, string purpose)
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var member = await world.MemberAsync(phone: "+84905123678");

        using var answer = await secretary.FillInAsync(
            $"/chi-bo/{world.Branch.Code}/dang-vien/{member.Code}", "Đối chiếu với giấy tờ, xem Số điện thoại",
            ("Form.Number", number), ("Form.Purpose", purpose));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("0905 123 678", BoardSite.MainWords(await SiteBrowser.ReadAsync(answer)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_shown_whole_thirty_times_an_hour()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var member = await world.MemberAsync(phone: "+84905123678");
        var address = $"/chi-bo/{world.Branch.Code}/dang-vien/{member.Code}";
        var form = SiteBrowser.FormWith(await secretary.OpenAsync(address), "Liên hệ với đồng chí này, xem Số điện thoại");

        for (var i = 0; i < 30; i++)
        {
            using var shown = await secretary.SubmitAsync(form, address, ("Form.Purpose", "lien-he"));
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }

        using var refused = await secretary.SubmitAsync(form, address, ("Form.Purpose", "lien-he"));
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.DoesNotContain("0905 123 678", BoardSite.MainWords(await SiteBrowser.ReadAsync(refused)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_without_numbers_accounts_or_login_has_a_page_too()
    {
        var world = await site.Database.NewWorldAsync();
        var secretary = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var member = await world.MemberAsync(shape: m => m.ChangeStatus(ActivityStatus.TransferredOut));

        var page = await secretary.OpenAsync($"/chi-bo/{world.Branch.Code}/dang-vien/{member.Code}");

        Assert.Contains("Không thuộc diện kê khai", BoardSite.MainWords(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Xem đủ một số", BoardSite.MainWords(page), StringComparison.Ordinal);
    }
}
