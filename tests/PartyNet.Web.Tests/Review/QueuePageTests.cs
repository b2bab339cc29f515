using Npgsql;
using PartyNet.Application;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Review;

public sealed class QueuePageTests(Site site)
{
    private const int Counted = 200;

    [Fact]
    public async Task So_many_that_nobody_counts_them_are_said_to_be_more_than_were_counted()
    {
        var review = await ReviewSite.CreateAsync(site);
        await HandInAsync(review, Counted);
        Assert.Equal($"Trang 1/8: 25 trong {Counted} bản kê khai", await UnderTheListAsync(review));

        await HandInAsync(review, 1);

        Assert.Equal($"Trang 1: 25 trong hơn {Counted} bản kê khai", await UnderTheListAsync(review));
        var home = await review.Secretary.OpenAsync($"/chi-bo/{review.World.Branch.Code}");
        Assert.Contains($"hơn {Counted} bản chờ xem xét", BoardSite.MainWords(home), StringComparison.Ordinal);
        var queue = await review.Secretary.OpenAsync(review.QueuePath);
        Assert.Contains(
            $"Tất cả đang chờ trong phạm vi (hơn {Counted})",
            BoardSite.Words(queue.QuerySelector("main .pn-chips")!),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_queue_of_more_than_a_page_is_searched_by_name()
    {
        var review = await ReviewSite.CreateAsync(site);
        await HandInAsync(review, PageCursor.Size);
        Assert.Null((await review.Secretary.OpenAsync(review.QueuePath)).QuerySelector("main form[role='search']"));

        await HandInAsync(review, 1);
        Assert.NotNull((await review.Secretary.OpenAsync(review.QueuePath)).QuerySelector("main form[role='search'] [name='q']"));
        var found = await review.Secretary.OpenAsync($"{review.QueuePath}?tat-ca=1&q={Uri.EscapeDataString("lê văn")}");

        Assert.Equal("Trang 1/2: 25 trong 26 bản kê khai khớp", BoardSite.Words(found.QuerySelector(".pn-pagination p")!));
        Assert.Equal("lê văn", found.QuerySelector("[name='q']")!.GetAttribute("value"));
        Assert.NotNull(found.QuerySelector("[name='tat-ca'][value='1']"));
        var next = await review.Secretary.OpenAsync(found.QuerySelector(".pn-pagination [rel='next']")!.GetAttribute("href")!);
        Assert.Equal("Trang 2/2: 1 trong 26 bản kê khai khớp", BoardSite.Words(next.QuerySelector(".pn-pagination p")!));

        foreach (var typed in new[] { "bình", "???", new string('x', 5_000) })
        {
            var nobody = await review.Secretary.OpenAsync($"{review.QueuePath}?q={Uri.EscapeDataString(typed)}");
            Assert.Contains("Không có đảng viên nào khớp.", BoardSite.MainWords(nobody), StringComparison.Ordinal);
            Assert.Equal(typed, nobody.QuerySelector("[name='q']")!.GetAttribute("value"));
        }
    }

    private static async Task<string> UnderTheListAsync(ReviewSite review) =>
        BoardSite.Words((await review.Secretary.OpenAsync(review.QueuePath)).QuerySelector(".pn-pagination p")!);

    /// <summary>So many members of the branch hand in at once.</summary>
    private static async Task HandInAsync(ReviewSite review, int members)
    {
        await using var connection = await review.Site.Database.OpenAsSuperuserAsync();
        await using var command = new NpgsqlCommand(
            $"""
            begin;
            insert into audit.processes (id, type, at, request_id)
            select set_config('app.process', gen_random_uuid()::text, true)::uuid, 1, now(), '';
            with enrolled as (
                insert into registry.members (id, code, unit_id, unit_path, full_name, roster_key, search_key, kind, work_status,
                    activity_status, declaration_state, version)
                select gen_random_uuid(), left(md5(random()::text), 12), '{review.World.Branch.Id}', '{review.World.Branch.Path}', 'Lê Văn An',
                    'a', 'le van an', 2, 1, 1, 1, 1
                from generate_series(1, {members})
                returning id, unit_path)
            insert into registry.declarations (id, member_id, unit_path, number, status, answer, unchanged, account_count, submitted_at,
                version)
            select gen_random_uuid(), id, unit_path, 1, 1, 1, false, 0, now(), 1 from enrolled;
            commit;
            """,
            connection
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
