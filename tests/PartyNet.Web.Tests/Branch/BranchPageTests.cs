using AngleSharp.Dom;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;
using PartyNet.Web.Tests.Review;

namespace PartyNet.Web.Tests.Branch;

public sealed class BranchPageTests(Site site)
{
    [Fact]
    public async Task The_branch_home_shows_the_denominator_and_every_link_leads_somewhere()
    {
        var review = await ReviewSite.CreateAsync(site);
        await review.World.DeclareAsync(review.Member);
        await review.World.MemberAsync(name: "Miễn Một", shape: m => m.ChangeStatus(ActivityStatus.Exempt));

        var home = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}");

        Assert.Equal("1/2", home.QuerySelector(".pn-figures b")!.TextContent);
        Assert.Contains("1 bản chờ xem xét", home.QuerySelector(".pn-tasks")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 đảng viên không thuộc diện kê khai", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Nguyễn Văn Thư", home.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        foreach (var path in home.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Distinct())
            await review.Secretary.OpenAsync(path);
    }

    [Fact]
    public async Task Each_member_is_a_line_with_state_age_and_the_link_that_comes_next()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member);
        var waiting = await review.World.MemberAsync(name: "Lê Văn Chờ", shape: m => m.Born(null, 1956));
        await review.World.MemberAsync(name: "Miễn Một", shape: m => m.ChangeStatus(ActivityStatus.Exempt));

        var home = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}");

        var tables = home.QuerySelectorAll("main table.pn-lines");
        Assert.Equal(2, tables.Length);
        var first = Assert.Single(tables[0].QuerySelectorAll("tbody tr"));
        Assert.Equal(
            ["Trần Thị Bình", "Chưa rõ", "Chờ xem xét", "nộp hôm nay", "Xem xét: đồng chí Trần Thị Bình"],
            first.Children.Select(cell => BoardSite.Words(cell)));
        Assert.Equal(
            [$"/chi-bo/{review.World.Branch.Code}/dang-vien/{review.Member.Code}", $"{review.QueuePath}/{declaration.Id}"],
            first.QuerySelectorAll("a").Select(a => a.GetAttribute("href")));
        Assert.Equal(["Lê Văn Chờ", "Nguyễn Văn Thư", "Miễn Một"], tables[1].QuerySelectorAll("tbody th").Select(BoardSite.Words));
        var slip = tables[1].QuerySelectorAll("tbody a").Single(a => BoardSite.Words(a) == "In phiếu kích hoạt: đồng chí Lê Văn Chờ");
        var slips = await review.Secretary.OpenAsync(slip.GetAttribute("href")!);
        Assert.NotNull(slips.GetElementById(slip.GetAttribute("href")!.Split('#')[1]));
        Assert.Contains($"phieu-{waiting.Code}", slip.GetAttribute("href")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_is_searched_filtered_and_walked_by_its_address_alone()
    {
        var review = await ReviewSite.CreateAsync(site);
        for (var i = 0; i < 30; i++)
            await review.World.MemberAsync(name: $"Lê Văn Bình {(char)('A' + i % 26)}", phone: "0912345678");
        await review.World.DeclareAsync(review.Member, new TypedAccount("zalo", "0987654321"));
        var path = $"/chi-bo/{review.World.Branch.Code}/dang-vien";

        var first = await review.Secretary.OpenAsync(path);
        Assert.Equal(25, Names(first).Count);
        Assert.Contains("25 trong 32 đảng viên", first.QuerySelector(".pn-pagination")!.TextContent, StringComparison.Ordinal);
        var next = first.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        Assert.DoesNotContain("LE", next, StringComparison.Ordinal);
        var second = await review.Secretary.OpenAsync(next);
        Assert.Equal(32, Names(first).Concat(Names(second)).Count());
        Assert.Equal(Names(first), Names(await review.Secretary.OpenAsync(second.QuerySelector("a[rel=prev]")!.GetAttribute("href")!)));

        Assert.Contains("Trang 2/2: 7 trong 32", BoardSite.MainWords(second), StringComparison.Ordinal);

        // A branch of thirty stands on one page where its secretary likes that better.
        foreach (var list in new[] { path, $"/chi-bo/{review.World.Branch.Code}" })
        {
            var page = await review.Secretary.OpenAsync(list);
            var longer = page.QuerySelectorAll("main a").Single(a => a.TextContent == "50 đồng chí mỗi trang").GetAttribute("href")!;
            Assert.Equal($"{list}?moi-trang=50", longer);
            var whole = await review.Secretary.OpenAsync(longer);
            Assert.Equal(32, whole.QuerySelectorAll("main tbody th").Length);
            Assert.Null(whole.QuerySelector("a[rel=next]"));
        }

        var found = await review.Secretary.OpenAsync($"{path}?q=tran%20thi&tinh-trang=cho-xem-xet");
        Assert.Equal(["Trần Thị Bình"], Names(found));
        Assert.Equal("tran thi", found.QuerySelector("input[name=q]")!.GetAttribute("value"));
        Assert.Equal("Chờ xem xét (1)", Assert.Single(found.QuerySelectorAll(".pn-chips [aria-current]")).TextContent);
        // A list tells people apart; what identifies an account or a phone is not in it.
        foreach (var secret in new[] { "0912345678", "0987654321", "912 345", "987 654", "zalo" })
            Assert.DoesNotContain(secret, first.Source.Text + found.Source.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("q=%00%01&tinh-trang=khong-co")]
    [InlineData("q=%F0%9F%98%80&sau=%27%22%3Cscript%3E")]
    [InlineData("sau=&truoc=&q=")]
    [InlineData("q=a&q=b&tinh-trang=1&tinh-trang=2")]
    [InlineData("unit=KHAC&sau=x&truoc=y")]
    public async Task Any_address_of_the_list_gives_a_page(string query)
    {
        var review = await ReviewSite.CreateAsync(site);
        var page = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}/dang-vien?{query}");
        Assert.Empty(page.QuerySelectorAll("main script"));
        await review.Secretary.OpenAsync($"{review.QueuePath}?{query}&tat-ca=x&vua-xong=x");
    }

    private static List<string> Names(IDocument page) => [.. page.QuerySelectorAll("tbody th").Select(th => th.TextContent.Trim())];
}
