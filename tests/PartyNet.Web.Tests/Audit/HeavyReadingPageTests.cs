using System.Net;
using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;
using PartyNet.Web.Tests.Review;

namespace PartyNet.Web.Tests.Audit;

/// <summary>What whoever reads too fast is told, and what the level above reads of it.</summary>
[Trait("Security", "B4")]
public sealed class HeavyReadingPageTests(Site site)
{
    [Fact]
    public async Task Too_many_declarations_are_answered_in_words_with_a_time_and_told_on_the_start_page_of_the_level_above()
    {
        var review = await ReviewSite.CreateAsync(site);
        var declaration = await review.World.DeclareAsync(review.Member);
        var answers = await GetAsync(review, 64, review.Path(declaration));

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(4, refused.Count);
        Assert.NotNull(refused[0].Headers.RetryAfter);
        var words = BoardSite.MainWords(await SiteBrowser.ReadAsync(refused[0]));
        Assert.Contains("Đồng chí đã mở 60 bản kê khai trong một phút qua. Có thể làm tiếp từ 08:01", words, StringComparison.Ordinal);
        Assert.DoesNotContain(review.Member.FullName, words, StringComparison.Ordinal);

        var home = BoardSite.MainWords(await (await review.CommitteeAsync()).OpenAsync("/"));
        Assert.Contains(
            $"Bất thường Nguyễn Văn Thư – Bí thư, {review.World.Branch.Name} đã mở 1 bản kê khai trong một giờ, lúc 08:00", home,
            StringComparison.Ordinal);
        Assert.DoesNotContain("Bất thường", BoardSite.MainWords(await review.Secretary.OpenAsync("/")), StringComparison.Ordinal);
        // And where it concerns: at the unit above, and further up; not beside it, nor at the branch itself.
        var board = await site.SignedInAsync(await review.World.UserAsync(null, (Role.Board, review.World.District)));
        (string Unit, bool IsTold)[] told =
        [
            (review.World.Grassroots.Code, true), (review.World.District.Code, true), (review.World.OtherGrassroots.Code, false),
            (review.World.Branch.Code, false),
        ];
        foreach (var (unit, isTold) in told)
        {
            var alarm = $"Bất thường Nguyễn Văn Thư – Bí thư, {review.World.Branch.Name} đã mở 1";
            Assert.Equal(isTold, BoardSite.MainWords(await board.OpenAsync($"/ban/{unit}")).Contains(alarm, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Too_many_pages_of_members_are_answered_in_words_and_no_number_is_spent_on_one()
    {
        var review = await ReviewSite.CreateAsync(site);
        var member = await review.World.MemberAsync(name: "Nguyễn Văn A", phone: "+84905123678");
        var path = $"/chi-bo/{review.World.Branch.Code}/dang-vien/{member.Code}";
        var form = SiteBrowser.FormWith(await review.Secretary.OpenAsync(path), "Liên hệ với đồng chí này, xem Số điện thoại");
        var answers = await GetAsync(review, 60, path);

        using var reveal = await review.Secretary.SubmitAsync(form, path, ("Form.Purpose", "lien-he"));

        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(HttpStatusCode.TooManyRequests, reveal.StatusCode);
        Assert.NotNull(reveal.Headers.RetryAfter);
        Assert.Contains(
            "Đồng chí đã mở trang của 60 đảng viên trong một phút qua.", BoardSite.MainWords(await SiteBrowser.ReadAsync(reveal)),
            StringComparison.Ordinal);
        Assert.False(await review.World.ReadAsync(review.World.Everything, db => db.ProcessSubjects.AnyAsync(
            s => s.MemberId == member.Id && db.Processes.Any(p => p.Id == s.ProcessId && p.Type == ProcessType.NumberRevealed))));
    }

    [Theory]
    [InlineData("dang-vien")]
    [InlineData("ra-soat")]
    public async Task Too_many_pages_of_a_list_are_answered_in_words_with_a_time(string list)
    {
        var review = await ReviewSite.CreateAsync(site);
        var first = await review.World.MemberAsync(name: "Nguyễn Văn A");
        // Handed in at one moment, they wait in the order of their ids.
        Guid[] waiting = [(await review.World.DeclareAsync(first)).Id, (await review.World.DeclareAsync(review.Member)).Id];
        var cursor = list == "ra-soat" ? waiting.Min().ToString() : first.Code;
        var path = $"/chi-bo/{review.World.Branch.Code}/{list}?sau={cursor}";

        var answers = await GetAsync(review, 302, path);

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(2, refused.Count);
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter));
        Assert.Contains(
            "Đồng chí đã mở 300 trang danh sách trong một phút qua.", BoardSite.MainWords(await SiteBrowser.ReadAsync(refused[0])),
            StringComparison.Ordinal);
    }

    /// <summary>Asks eight at a time.</summary>
    private static async Task<List<HttpResponseMessage>> GetAsync(ReviewSite review, int times, string path)
    {
        var answers = new List<HttpResponseMessage>();
        foreach (var together in Enumerable.Range(0, times).Chunk(8))
            answers.AddRange(await Task.WhenAll(together.Select(_ => review.Secretary.GetAsync(path))));
        return answers;
    }
}
