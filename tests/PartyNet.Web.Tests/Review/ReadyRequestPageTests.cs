using System.Net;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Review;

/// <summary>Requests that are ready for each field, chosen without a script; and the page on which a unit looks after its own.</summary>
public sealed class ReadyRequestPageTests(Site site)
{
    private const string Shipped = "Thiếu đường dẫn. Đồng chí ghi thêm đường dẫn hoặc số điện thoại của tài khoản.";

    [Theory]
    [InlineData("", Shipped)]
    [InlineData("Hỏi con cháu giúp.", Shipped + " Hỏi con cháu giúp.")]
    public async Task What_is_chosen_is_asked_for_with_what_was_typed_besides(string typed, string asked)
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, ("zalo", "0912 345 678"));
        var page = await review.Secretary.OpenAsync(review.Path(declaration));
        Assert.Contains(Shipped, page.QuerySelectorAll("select[name='Form.Defects[0].Ready'] option").Select(o => o.GetAttribute("value")));

        using var returned = await review.DecideAsync(
            page, declaration, "Return", ("Form.Defects[0].Ready", Shipped), ("Form.Defects[0].Note", typed));

        Assert.Equal(HttpStatusCode.Redirect, returned.StatusCode);
        var after = await review.Secretary.OpenAsync(review.Path(declaration));
        Assert.Contains($": {asked}", BoardSite.MainWords(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Saving_puts_it_into_the_note_to_be_edited_and_confirming_beside_it_is_asked_about()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, ("zalo", "0912 345 678"));

        using var asked = await review.DecideAsync(declaration, "Confirm", ("Form.Defects[0].Ready", Shipped));
        Assert.Equal(HttpStatusCode.BadRequest, asked.StatusCode);
        using var saved = await review.DecideAsync(declaration, "Draft", ("Form.Defects[0].Ready", Shipped));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);

        var page = await review.Secretary.OpenAsync(review.Path(declaration));
        Assert.Equal(Shipped, page.QuerySelector("[name='Form.Defects[0].Note']")!.TextContent.Trim());
        Assert.True(page.QuerySelector("[name='Form.Defects[0].Ticked']")!.HasAttribute("checked"));
        Assert.Null(page.QuerySelector("select[name='Form.Defects[0].Ready'] option[selected]"));
    }

    [Fact]
    public async Task A_unit_adds_changes_and_takes_away_its_own_on_one_page()
    {
        var review = await ReviewSite.CreateAsync(site);
        var path = $"{review.QueuePath}/mau-yeu-cau";
        var queue = await review.Secretary.OpenAsync(review.QueuePath);
        Assert.Contains(path, queue.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")));

        using var empty = await review.Secretary.FillInAsync(path, "Thêm câu");
        Assert.Equal(HttpStatusCode.BadRequest, empty.StatusCode);
        using var added = await review.Secretary.FillInAsync(
            path, "Thêm câu", ("Form.Field", nameof(DefectField.Use)), ("Form.Words", "Đồng chí hỏi lại văn phòng."));
        var after = await review.Secretary.OpenAsync(added.Headers.Location!.OriginalString);
        Assert.Contains("Đã lưu", BoardSite.MainWords(after), StringComparison.Ordinal);
        Assert.Contains("Đồng chí hỏi lại văn phòng.", BoardSite.MainWords(after), StringComparison.Ordinal);

        var change = after.QuerySelectorAll(".pn-ready a").Single().GetAttribute("href")!;
        using var changed = await review.Secretary.FillInAsync(change, "Lưu câu", ("Form.Words", "Đồng chí hỏi lại cấp ủy."));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        var words = BoardSite.MainWords(await review.Secretary.OpenAsync(path));
        Assert.Contains("Đồng chí hỏi lại cấp ủy.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Đồng chí hỏi lại văn phòng.", words, StringComparison.Ordinal);

        using var removed = await review.Secretary.FillInAsync(path, "Bỏ câu: Đồng chí hỏi lại cấp ủy.");
        Assert.Equal(HttpStatusCode.Redirect, removed.StatusCode);
        Assert.DoesNotContain("cấp ủy.", BoardSite.MainWords(await review.Secretary.OpenAsync(path)), StringComparison.Ordinal);
    }
}
