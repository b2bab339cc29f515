using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Declarations;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Review;

public sealed class ReturnPageTests(Site site)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    [Fact]
    public async Task All_defects_go_back_at_once()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo, new TypedAccount("tiktok", "@binh.vn"));
        var page = await review.Secretary.OpenAsync(review.Path(declaration));
        // Three fields for each account and one for the list.
        Assert.Equal(7, page.QuerySelectorAll("textarea").Length);

        using var answer = await review.DecideAsync(page, declaration, "Return",
            ("Form.Defects[0].Ticked", "true"), ("Form.Defects[0].Note", "Số này không phải của đồng chí."),
            ("Form.Defects[4].Ticked", "true"), ("Form.Defects[4].Note", "Ghi tên hiển thị."),
            ("Form.Defects[6].Ticked", "true"), ("Form.Defects[6].Note", "Thiếu Facebook."));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var after = await review.Secretary.OpenAsync(answer.Headers.Location!.ToString());
        Assert.StartsWith(
            "Đã trả lại: bản kê khai số 1",
            after.QuerySelector(".pn-notification h2")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            [DefectField.WholeList, DefectField.Address, DefectField.DisplayName],
            await review.World.ReadAsync(
                review.World.Everything,
                db => db.Defects.Where(d => d.DeclarationId == declaration.Id).OrderBy(d => d.Field).Select(d => d.Field).ToListAsync()
            )
        );

        var shown = await review.Secretary.OpenAsync(review.Path(declaration));
        Assert.Contains("Số này không phải của đồng chí.", shown.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(shown.QuerySelector("[name='Form.Version']"));
    }

    [Fact]
    public async Task What_was_typed_stays_when_something_is_missing()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);

        using var answer = await review.DecideAsync(
            declaration,
            "Return",
            ("Form.Defects[0].Ticked", "true"),
            ("Form.Defects[1].Note", "Ghi rồi mà quên chọn."),
            ("Form.Defects[3].Ticked", "true"),
            ("Form.Defects[3].Note", "Thiếu Facebook.")
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await SiteBrowser.ReadAsync(answer);
        Assert.StartsWith("Lỗi: ", page.Title, StringComparison.Ordinal);
        Assert.Equal(
            ["Ghi rõ cần sửa gì ở mục này.", "Đồng chí đã ghi nhận xét nhưng chưa chọn mục này; chọn mục hoặc xóa nhận xét."],
            page.QuerySelectorAll(".pn-error-summary a").Select(a => a.TextContent));
        foreach (var link in page.QuerySelectorAll(".pn-error-summary a"))
            Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!));
        Assert.True(page.QuerySelector<IHtmlInputElement>("input[type=checkbox][name='Form.Defects[3].Ticked']")!.IsChecked);
        Assert.Equal("Thiếu Facebook.", page.QuerySelector<IHtmlTextAreaElement>("[name='Form.Defects[3].Note']")!.Value);
        Assert.Equal("Ghi rồi mà quên chọn.", page.QuerySelector<IHtmlTextAreaElement>("[name='Form.Defects[1].Note']")!.Value);
        Assert.True(page.QuerySelector("details")!.HasAttribute("open"));
        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task Confirming_beside_a_ticked_field_asks_first()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);

        using var answer = await review.DecideAsync(
            declaration,
            "Confirm",
            ("Form.Defects[0].Ticked", "true"),
            ("Form.Defects[0].Note", "Sai số.")
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            "Sai số.",
            (await SiteBrowser.ReadAsync(answer)).QuerySelector<IHtmlTextAreaElement>("[name='Form.Defects[0].Note']")!.Value
        );
        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    [Trait("Security", "B2")]
    public async Task A_decision_on_a_version_that_was_replaced_loses_nothing_and_leads_to_the_newest()
    {
        var review = await ReviewSite.CreateAsync(site);
        var seen = await review.World.DeclareAsync(review.Member, Zalo);
        var page = await review.Secretary.OpenAsync(review.Path(seen));
        var newest = await review.World.DeclareAsync(review.Member, Zalo, new TypedAccount("tiktok", "@binh.vn"));

        using var returned = await review.DecideAsync(
            page,
            seen,
            "Return",
            (ReviewSite.WholeList(page, "Ticked"), "true"),
            (ReviewSite.WholeList(page, "Note"), "Thiếu TikTok, <b>gấp</b>.")
        );
        using var confirmed = await review.DecideAsync(page, seen, "Confirm");

        foreach (var answer in new[] { returned, confirmed })
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            var shown = await SiteBrowser.ReadAsync(answer);
            Assert.Contains(
                "Đảng viên đã nộp bản kê khai mới",
                shown.QuerySelector(".pn-error-summary")!.TextContent,
                StringComparison.Ordinal
            );
            Assert.Equal(review.Path(newest), shown.QuerySelector(".pn-notification a")!.GetAttribute("href"));
        }

        Assert.Contains(
            "Thiếu TikTok, <b>gấp</b>.",
            (await SiteBrowser.ReadAsync(returned)).QuerySelector("main")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(DeclarationStatus.Withdrawn, (await review.World.FindAsync(seen.Id)).Status);
        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(newest.Id)).Status);
    }

    [Fact]
    [Trait("Security", "Z8")]
    public async Task Fields_that_the_form_does_not_have_change_nothing()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);
        var other = await review.World.DeclareAsync(
            await review.World.MemberAsync(name: "Lê Văn Cường"), new TypedAccount("zalo", "0912 345 679"));

        using var answer = await review.DecideAsync(
            declaration,
            "Confirm",
            ("declaration", other.Id.ToString()),
            ("DeclarationId", other.Id.ToString()),
            ("unit", review.World.SecondBranch.Code),
            ("Form.Status", "5"),
            ("Status", "Withdrawn"),
            ("Form.DecidedBy", Guid.Empty.ToString()),
            ("MemberId", other.MemberId.ToString()),
            ("Form.Number", "99"),
            ("Role", "Administrator"),
            ("Unit.Path", "x")
        );

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var decided = await review.World.FindAsync(declaration.Id);
        Assert.Equal(
            (DeclarationStatus.Confirmed, review.SecretaryUser.Id, 1, review.Member.Id),
            (decided.Status, decided.DecidedBy, decided.Number, decided.MemberId)
        );
        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(other.Id)).Status);
    }

    [Theory]
    [InlineData("Form.Version", "abc")]
    [InlineData("Form.Version", "99999999999999999999")]
    [InlineData("Form.Version", null)]
    [InlineData("RequestKey", "")]
    [InlineData("RequestKey", null)]
    [InlineData("RequestKey", "00000000-0000-0000-0000-000000000000")]
    [InlineData("Form.Defects[0].Field", "77")]
    [InlineData("Form.Defects[0].Field", "<script>")]
    [InlineData("Form.Defects[0].AccountId", "x")]
    [InlineData("Form.Defects[2147483647].Note", "x")]
    [InlineData("Form.Defects[-1].Note", "x")]
    [InlineData("__RequestVerificationToken", "x")]
    public async Task A_form_that_was_tampered_with_is_refused_and_never_breaks(string field, string? value)
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);
        var page = await review.Secretary.OpenAsync(review.Path(declaration));

        using var answer = await review.DecideAsync(
            page,
            declaration,
            "Return",
            ("Form.Defects[0].Ticked", "true"),
            ("Form.Defects[0].Note", "\0\u202e <script>"),
            (field, value)
        );

        Assert.InRange((int)answer.StatusCode, 300, 499);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
    }

    [Fact]
    public async Task A_note_of_a_megabyte_is_refused_without_breaking()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member, Zalo);

        foreach (var length in new[] { 600_000, 1_100_000 })
        {
            using var answer = await review.DecideAsync(
                declaration,
                "Return",
                ("Form.Defects[0].Ticked", "true"),
                ("Form.Defects[0].Note", new string('a', length))
            );
            Assert.InRange((int)answer.StatusCode, 400, 499);
        }

        Assert.Equal(DeclarationStatus.Submitted, (await review.World.FindAsync(declaration.Id)).Status);
    }
}
