using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Review;

/// <summary>What a secretary with thirty members does all day: one after the other, or together where nothing is new.</summary>
public sealed class DailyReviewTests(Site site)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    [Fact]
    public async Task After_each_decision_the_next_one_opens_and_after_the_last_the_queue()
    {
        var review = await ReviewSite.CreateAsync(site);
        var first = await review.World.DeclareAsync(review.Member, Zalo);
        var second = await review.World.DeclareAsync(
            await review.World.MemberAsync(name: "Lê Văn Cường"), new TypedAccount("zalo", "0912 345 679"));

        using var answer = await review.DecideAsync(second, "Confirm");
        var next = answer.Headers.Location!.ToString();
        var page = await review.Secretary.OpenAsync(next);
        Assert.Equal($"{review.Path(first)}?vua-xong={second.Id}", next);
        Assert.Equal("Đã xác nhận: bản kê khai số 1 của đồng chí Lê Văn Cường", page.QuerySelector(".pn-notification h2")!.TextContent);
        Assert.StartsWith("Trần Thị Bình", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);

        using var last = await review.DecideAsync(page, first, "Confirm");
        Assert.Equal($"{review.QueuePath}?vua-xong={first.Id}", last.Headers.Location!.ToString());
    }

    [Fact]
    public async Task One_is_left_for_later_by_going_on_to_the_next()
    {
        var review = await ReviewSite.CreateAsync(site);
        Declaration[] both =
        [
            await review.World.DeclareAsync(review.Member, Zalo),
            await review.World.DeclareAsync(
                await review.World.MemberAsync(name: "Lê Văn Cường"), new TypedAccount("zalo", "0912 345 679")),
        ];
        var (older, newer) = both.OrderBy(d => d.SubmittedAt).ThenBy(d => d.Id).ToArray() switch { var d => (d[0], d[1]) };

        var page = await review.Secretary.OpenAsync(review.Path(older));
        Assert.Equal(review.Path(newer), page.QuerySelector("a[rel=next]")!.GetAttribute("href"));
        Assert.Null(page.QuerySelector("a[rel=prev]"));
        var after = await review.Secretary.OpenAsync(review.Path(newer));
        Assert.Equal(review.Path(older), after.QuerySelector("a[rel=prev]")!.GetAttribute("href"));
        Assert.Null(after.QuerySelector("a[rel=next]"));
    }

    [Fact]
    public async Task What_there_is_to_look_at_has_to_be_ticked_at_its_place()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(
            review.Member, Zalo, new TypedAccount("facebook", "https://www.facebook.com/groups/123456"));
        var page = await review.Secretary.OpenAsync(review.Path(declaration));
        var box = Assert.Single(page.QuerySelectorAll("[name='Form.Checked']").OfType<IHtmlInputElement>());
        Assert.Equal(ReviewSite.FormOf(page).Id, box.GetAttribute("form"));

        using var refused = await review.DecideAsync(page, declaration, "Confirm");
        var shown = await SiteBrowser.ReadAsync(refused);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("#Form_Checked", shown.QuerySelector("[data-pn-error-summary] a")!.GetAttribute("href"));
        Assert.NotNull(shown.QuerySelector("#Form_Checked"));
        Assert.Contains("Chưa trả lời lưu ý này.", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var confirmed = await review.DecideAsync(shown, declaration, "Confirm", ("Form.Checked", box.Value));
        Assert.Equal(HttpStatusCode.Redirect, confirmed.StatusCode);
    }

    [Fact]
    public async Task From_the_start_page_those_without_a_change_are_confirmed_in_four_clicks_and_taken_back_one_by_one()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await RepeatAsync(review, review.Member, Zalo);
        var unticked = await RepeatAsync(
            review, await review.World.MemberAsync(name: "Lê Văn Cường"), new TypedAccount("zalo", "0912 345 679"));

        // One: the queue. Two: those without a change. Three: confirm.
        var start = await review.Secretary.OpenAsync("/");
        Assert.Contains(start.QuerySelectorAll("main a"), link => link.GetAttribute("href") == review.QueuePath);
        var queue = await review.Secretary.OpenAsync(review.QueuePath);
        var path = Assert.Single(
            queue.QuerySelectorAll("main a"), link => link.TextContent.StartsWith("Xác nhận cùng lúc", StringComparison.Ordinal))
            .GetAttribute("href")!;
        var list = await review.Secretary.OpenAsync(path);
        Assert.All(list.QuerySelectorAll("[name='Form.Chosen']").OfType<IHtmlInputElement>(), box => Assert.True(box.IsChecked));
        list.QuerySelectorAll("[name='Form.Chosen']").OfType<IHtmlInputElement>()
            .Single(box => box.Value.StartsWith(unticked.Id.ToString(), StringComparison.Ordinal)).IsChecked = false;
        using var answer = await review.Secretary.SubmitAsync(SiteBrowser.FormWith(list, "Xác nhận các bản đã chọn"), path);

        var result = await review.Secretary.OpenAsync(answer.Headers.Location!.ToString());
        Assert.Equal("Đã xác nhận 1 bản kê khai không thay đổi", result.QuerySelector(".pn-notification h2")!.TextContent);
        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(unticked.Id)).Status);
        var done = Assert.Single(result.QuerySelectorAll("tbody a"), link => link.GetAttribute("href") == review.Path(declaration)
            && link.TextContent == "Trần Thị Bình");

        var confirmed = await review.Secretary.OpenAsync(done.GetAttribute("href")!);
        using var without = await review.DecideAsync(confirmed, declaration, "Withdraw");
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
        var again = await SiteBrowser.ReadAsync(without);
        Assert.Contains("Chọn lý do rút lại xác nhận.", again.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var withdrawn = await review.DecideAsync(again, declaration, "Withdraw", ("Form.Reason", "ByMistake"));
        Assert.Equal(review.Path(declaration) + "?vua-rut=1", withdrawn.Headers.Location!.ToString());
        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task A_list_that_has_changed_meanwhile_says_so_and_confirms_nothing()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await RepeatAsync(review, review.Member, Zalo);
        var path = $"{review.QueuePath}/khong-thay-doi";
        var list = await review.Secretary.OpenAsync(path);
        await review.World.DeclareAsync(review.Member, Zalo, new TypedAccount("tiktok", "@binh.vn"));

        using var answer = await review.Secretary.SubmitAsync(SiteBrowser.FormWith(list, "Xác nhận các bản đã chọn"), path);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "vừa thay đổi nên chưa xác nhận", (await SiteBrowser.ReadAsync(answer)).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal);
        Assert.Equal(DeclarationStatus.Withdrawn, (await review.World.FindAsync(declaration.Id)).Status);
    }

    private static async Task<Declaration> RepeatAsync(ReviewSite review, Domain.Members.Member member, TypedAccount account)
    {
        var declarer = await Declarer.AsAsync(review.World, member);
        await declarer.DeclareAsync(account);
        Assert.True(await declarer.ConfirmAsync());
        return await declarer.SubmitAsync();
    }
}
