using System.Net;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Review;

public sealed class ReviewPageTests(Site site)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    [Fact]
    public async Task From_the_queue_an_unremarkable_declaration_is_confirmed_in_two_steps()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);
        var queue = await review.Secretary.OpenAsync(review.QueuePath);
        var link = Assert.Single(queue.QuerySelectorAll("tbody th a"));
        Assert.Equal("Trần Thị Bình", link.TextContent);
        Assert.Equal(review.Path(declaration), link.GetAttribute("href"));
        Assert.Contains("nộp hôm nay", queue.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);

        using var answer = await review.DecideAsync(declaration, "Confirm");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = await review.Secretary.OpenAsync(answer.Headers.Location!.ToString());
        Assert.Equal("Đã xác nhận: bản kê khai số 1 của đồng chí Trần Thị Bình", after.QuerySelector(".pn-notification h2")!.TextContent);
        Assert.Empty(after.QuerySelectorAll("tbody th a"));
        Assert.Equal(DeclarationStatus.Confirmed, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task A_double_click_on_confirm_gets_the_same_answer_twice()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);
        var page = await review.Secretary.OpenAsync(review.Path(declaration));

        var answers = await Task.WhenAll(
            review.DecideAsync(page, declaration, "Confirm"),
            review.DecideAsync(page, declaration, "Confirm")
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode));
        Assert.Equal(answers[0].Headers.Location, answers[1].Headers.Location);
    }

    [Fact]
    public async Task The_own_declaration_of_a_secretary_is_information_without_a_way_to_decide()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.SecretaryMember, Zalo);

        var queue = await review.Secretary.OpenAsync(review.QueuePath);
        Assert.Contains(
            "Bản kê khai của đồng chí do cấp ủy cấp trên xem xét.",
            queue.QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Empty(queue.QuerySelectorAll("tbody tr"));

        var page = await review.Secretary.OpenAsync(review.Path(declaration));
        Assert.Null(page.QuerySelector("[name='Form.Version']"));
        Assert.Contains("không tự xem xét", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);

        // The form of another declaration, sent to one's own.
        var other = await review.World.DeclareAsync(review.Member, Zalo);
        foreach (var handler in new[] { "Confirm", "Return" })
        {
            var form = await review.Secretary.OpenAsync(review.Path(other));
            using var answer = await review.DecideAsync(form, declaration, handler);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task The_committee_above_decides_it_at_its_own_unit_and_at_the_branch()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.SecretaryMember, Zalo);
        var committee = await review.CommitteeAsync();

        var queue = await committee.OpenAsync($"/chi-bo/{review.World.Grassroots.Code}/ra-soat");
        Assert.Equal("Nguyễn Văn Thư", Assert.Single(queue.QuerySelectorAll("tbody th a")).TextContent);

        var path = review.Path(declaration);
        using var answer = await committee.SubmitAsync(ReviewSite.FormOf(await committee.OpenAsync(path)), path + "?handler=Confirm");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(DeclarationStatus.Confirmed, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task Changes_are_said_in_words_beside_the_version_before()
    {
        var review = await ReviewSite.CreateAsync(site);
        var first = await review.World.DeclareAsync(
            review.Member,
            Zalo,
            new TypedAccount("facebook", "fb.com/binh.tran", "Bình Trần"),
            new TypedAccount("tiktok", "@binh.vn")
        );
        using (await review.DecideAsync(first, "Confirm")) { }

        var second = await review.World.DeclareAsync(
            review.Member,
            Zalo,
            new TypedAccount("facebook", "fb.com/binh.tran.moi", "Bình Trần"),
            new TypedAccount("youtube", "@binhtran")
        );

        var page = await review.Secretary.OpenAsync(review.Path(second));

        Assert.Equal(
            ["Zalo – không đổi", "Facebook – đã sửa: địa chỉ", "YouTube – đã thêm", "TikTok – đã bỏ"],
            page.QuerySelectorAll(".pn-card h3").Select(h => h.TextContent));
        var rows = page.QuerySelectorAll(".pn-card")[1].QuerySelectorAll("tbody tr");
        Assert.Equal("Địa chỉ (đã sửa)", rows[0].QuerySelector("th")!.TextContent);
        Assert.Equal("facebook.com/binh.tran", rows[0].QuerySelector("td[data-label='Trước'] del")!.TextContent.Trim());
        Assert.Equal("facebook.com/binh.tran.moi", rows[0].QuerySelector("td[data-label='Nay'] ins")!.TextContent.Trim());
        Assert.Equal("không đổi", rows[1].QuerySelector("td[data-label='Nay']")!.TextContent.Trim());
        Assert.Single(page.QuerySelectorAll("ins"));
    }

    [Fact]
    [Trait("Security", "I3")]
    public async Task Declared_links_leave_without_a_trace_and_hostile_words_stay_words()
    {
        var review = await ReviewSite.CreateAsync(site);
        const string hostile = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";
        var declaration = await review.World.DeclareAsync(
            review.Member,
            new TypedAccount("facebook", "https://www.facebook.com/binh.tran?x=%3Cscript%3E", hostile),
            new TypedAccount("website", "https://blog.example.com/bai-viet"));

        var page = await review.Secretary.OpenAsync(review.Path(declaration));

        Assert.Contains(hostile, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("main script, main img, main [onerror]"));
        var external = Assert.Single(page.QuerySelectorAll("main a[href^='http']"));
        Assert.Equal("https://www.facebook.com/binh.tran", external.GetAttribute("href"));
        Assert.Equal("noopener noreferrer nofollow", external.GetAttribute("rel"));
        Assert.Equal("facebook.com/binh.tran", external.TextContent.Trim());
    }

    [Fact]
    [Trait("Security", "Z2")]
    public async Task Pages_of_others_units_and_of_nobody_are_the_same_404()
    {
        var review = await ReviewSite.CreateAsync(site);
        var world = review.World;
        var declaration = await world.DeclareAsync(review.Member, Zalo);
        var neighbour = await site.SignedInAsync(
            await world.UserAsync(await world.MemberAsync(world.SecondBranch), (Domain.Access.Role.Secretary, world.SecondBranch))
        );
        var plain = await site.SignedInAsync(await world.UserAsync(review.Member));
        string nothing;
        using (var missing = await review.Secretary.GetAsync($"{review.QueuePath}/{Guid.CreateVersion7()}"))
            nothing = Body(await SiteBrowser.ReadAsync(missing));

        foreach (var (browser, path) in new (SiteBrowser, string)[]
        {
            (neighbour, review.Path(declaration)),
            (neighbour, $"/chi-bo/{world.SecondBranch.Code}/ra-soat/{declaration.Id}"),
            (neighbour, review.QueuePath),
            (neighbour, $"/chi-bo/{world.Branch.Code}"),
            (neighbour, $"/chi-bo/{world.Branch.Code}/dang-vien?q=binh"),
            (review.Secretary, $"/chi-bo/{world.SecondBranch.Code}/ra-soat/{declaration.Id}"),
            (review.Secretary, $"/chi-bo/{world.Grassroots.Code}/ra-soat"),
            (review.Secretary, $"/chi-bo/KHONG-CO/ra-soat/{declaration.Id}"),
            (review.Secretary, $"{review.QueuePath}/1"),
            (plain, review.Path(declaration)),
            (plain, $"/chi-bo/{world.Branch.Code}/dang-vien"),
        })
        {
            using var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(nothing, Body(await SiteBrowser.ReadAsync(answer)));
        }

        using var anonymous = await (await site.VisitorAsync()).GetAsync(review.Path(declaration));
        Assert.Equal(HttpStatusCode.Redirect, anonymous.StatusCode);
    }

    // The reference number is of the request.
    private static string Body(AngleSharp.Html.Dom.IHtmlDocument page)
    {
        page.QuerySelector("main .pn-code")!.TextContent = "";
        return page.QuerySelector("main")!.TextContent;
    }
}
