using System.Net;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Declarations;

/// <summary>The journey begins with what a list has beside the member, and goes on as ever.</summary>
public sealed class ProposalPageTests(Site site)
{
    [Fact]
    public async Task The_first_page_asks_about_each_account_and_what_is_theirs_is_reviewed_and_submitted_by_the_member()
    {
        var declarer = await AskedAsync(("zalo", "0912345678"), ("tiktok", "@an.nguyen"));
        var walk = await Walk.BeginAsync(site, declarer);
        Assert.Equal("Chi bộ có ghi 2 tài khoản. Có đúng của đồng chí không?", walk.Heading);
        Assert.Equal(
            ["Zalo: 0912 345 678", "TikTok: tiktok.com/@an.nguyen"],
            walk.Page.QuerySelectorAll("legend").Select(l => l.TextContent.Trim()));
        Assert.Contains("Theo danh sách “danh-sach.xlsx”", walk.Text, StringComparison.Ordinal);
        var names = walk.Page.QuerySelectorAll("input[type=radio]").Select(r => r.GetAttribute("name")!).Distinct().ToList();

        await walk.PressAsync("Tiếp tục");
        Assert.Equal((HttpStatusCode.BadRequest, 1), (walk.Status, walk.Problems.Count()));
        await walk.PressAsync("Tiếp tục", (names[0], "Mine"), (names[1], "NotMine"));

        Assert.Equal("/ke-khai/danh-sach?vua-xong=ProposalsAnswered", walk.Path);
        Assert.Equal("Đồng chí đã khai 1 tài khoản", walk.Heading);
        Assert.Contains("Đã ghi câu trả lời", walk.Page.QuerySelector("main .pn-notification")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("0912 345 678", walk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("an.nguyen", walk.Text, StringComparison.Ordinal);
        Assert.Empty(await declarer.DeclarationsAsync());
        await walk.PressAsync("Tiếp tục", ("Form.More", "No"));
        await walk.PressAsync("Nộp bản kê khai", ("Form.Attested", "true"));
        Assert.Equal("/ke-khai/da-nop/1", walk.Path);
    }

    [Fact]
    public async Task Whoever_answers_later_is_asked_again_the_next_time()
    {
        var walk = await Walk.BeginAsync(site, await AskedAsync(("zalo", "0912345678")));
        Assert.Equal("Chi bộ có ghi tài khoản này. Có đúng của đồng chí không?", walk.Heading);

        await walk.FollowAsync("Trả lời sau");

        Assert.Equal("Đồng chí đang dùng mạng xã hội nào?", walk.Heading);
        await walk.OpenAsync("/ke-khai");
        Assert.Equal("Chi bộ có ghi tài khoản này. Có đúng của đồng chí không?", walk.Heading);
    }

    [Fact]
    public async Task The_members_data_say_what_the_list_has_by_its_name()
    {
        var walk = await Walk.BeginAsync(site, await AskedAsync(("zalo", "0912345678")), "/du-lieu-cua-toi");

        Assert.Contains("Tài khoản tổ chức có ghi trước khi đồng chí khai", walk.Text, StringComparison.Ordinal);
        Assert.Contains("Zalo: 0912 345 678, theo danh sách “danh-sach.xlsx”", walk.Text, StringComparison.Ordinal);
    }

    private async Task<Declarer> AskedAsync(params TypedAccount[] accounts)
    {
        var declarer = await Declarer.InAsync(await site.Database.NewWorldAsync());
        await declarer.World.ProposeAsync(declarer.Member, accounts);
        return declarer;
    }
}
