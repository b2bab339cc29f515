using System.Net;
using System.Threading.Channels;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Web.Security;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Imports;

/// <summary>Many large lists at once: how many the site takes in is counted where they are sent from.</summary>
public sealed class ListGateTests(Site site)
{
    private const int Large = 2 << 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Security", "F1")]
    public async Task Of_one_user_two_are_taken_in_at_once_ten_wait_and_the_next_is_told_so_while_others_are_served()
    {
        var world = await site.Database.NewWorldAsync();
        var browser = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));
        var start = $"/ban/{world.District.Code}/nhap";
        var sending = new Sending();
        var (answers, refused) = await sending.OneTooManyAsync(browser, start);
        await sending.BegunAsync(ListGate.PerUser);

        var words = BoardSite.MainWords(await SiteBrowser.ReadAsync(refused));
        using var pasted = await browser.FillInAsync(
            start, "Đọc thử", ("Form.Kind", "dang-vien"), ("Form.Pasted", "Họ và tên\nLê Văn An\n"));
        var other = await site.SignedInAsync(await world.UserAsync(null, (Role.Secretary, world.Branch)));
        var others = sending.UploadAsync(other, $"/chi-bo/{world.Branch.Code}/nhap");
        await sending.BegunAsync(1);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.Equal("60", refused.Headers.GetValues("Retry-After").Single());
        Assert.Contains("Hệ thống đang nhận tệp khác", words, StringComparison.Ordinal);
        Assert.Contains("chờ ít phút", words, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, pasted.StatusCode);
        Assert.Equal(ListGate.PerUser + 1, sending.Most);

        sending.GoOn();
        var statuses = (await Task.WhenAll([.. answers, others])).Select(answer => answer.StatusCode).ToList();
        Assert.Equal(ListGate.PerUser + ListGate.MostWaiting + 1, statuses.Count(status => status == HttpStatusCode.BadRequest));
        Assert.True(sending.Most <= ListGate.PerUser + 1, $"{sending.Most} at once.");
    }

    [Fact]
    [Trait("Security", "F1")]
    public async Task Of_many_users_the_site_takes_in_four_at_once_and_their_other_pages_are_answered()
    {
        var world = await site.Database.NewWorldAsync();
        var start = $"/ban/{world.District.Code}/nhap";
        var sending = new Sending();
        var browsers = new List<SiteBrowser>();
        for (var i = 0; i <= ListGate.PerSite / ListGate.PerUser; i++)
            browsers.Add(await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District))));
        var answers = browsers.SkipLast(1)
            .SelectMany(browser => Enumerable.Range(0, ListGate.PerUser).Select(_ => sending.UploadAsync(browser, start)))
            .ToList();
        await sending.BegunAsync(ListGate.PerSite);
        // Once one of theirs is refused all others of the last user stand before the gate.
        answers.AddRange((await sending.OneTooManyAsync(browsers[^1], start)).All);

        await browsers[^1].OpenAsync(start);

        Assert.Equal(ListGate.PerSite, sending.Most);
        sending.GoOn();
        await Task.WhenAll(answers);
        Assert.True(sending.Most <= ListGate.PerSite, $"{sending.Most} at once.");
    }

    [Fact]
    [Trait("Security", "F1")]
    public async Task Who_sends_drop_by_drop_keeps_others_from_their_turn_for_six_minutes_at_most()
    {
        var limits = (await site.ServicesAsync()).GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        var slowest = limits.MinRequestBodyDataRate!;
        var longest = TimeSpan.FromSeconds(SheetLimits.Web.MaxBytes / slowest.BytesPerSecond) + slowest.GracePeriod;

        Assert.InRange(longest, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(6));
        // A form of a page comes whole before that is asked, over the slowest line.
        Assert.True(slowest.GracePeriod >= TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task What_was_decided_about_rows_meanwhile_is_offered_to_be_sent_again()
    {
        var world = await site.Database.NewWorldAsync();
        var known = await world.MemberAsync(world.Branch, "Lê Văn An");
        var browser = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));
        var start = $"/ban/{world.District.Code}/nhap";
        var cells = $"Họ và tên\tSố CCCD\tNgày sinh\tChi bộ\nLê Văn An\t001060000001\t1960\t{world.Branch.Code}\n";
        string reading, plan;
        using (var handedIn = await browser.FillInAsync(start, "Đọc thử", ("Form.Kind", "dang-vien"), ("Form.Pasted", cells)))
            reading = handedIn.Headers.Location!.OriginalString;
        using (var read = await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"))
            plan = read.Headers.Location!.OriginalString;
        var page = await browser.OpenAsync(plan);
        var choice = Choice(page, known.Id);
        var sending = new Sending();
        var (answers, _) = await sending.OneTooManyAsync(browser, start);

        using var refused = await browser.SubmitAsync(
            SiteBrowser.FormWith(page, "Lưu quyết định và so lại"), plan, (choice.Name!, choice.Value));

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var again = SiteBrowser.FormWith(await SiteBrowser.ReadAsync(refused), "Gửi");
        Assert.False(Choice(await browser.OpenAsync(plan), known.Id).IsChecked);
        sending.GoOn();
        await Task.WhenAll(answers);
        using var sent = await browser.SubmitAsync(again, plan);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.True(Choice(await browser.OpenAsync(plan), known.Id).IsChecked);
    }

    private static IHtmlInputElement Choice(IParentNode page, Guid candidate) =>
        (IHtmlInputElement)page.QuerySelector($"input[type=radio][value='{candidate}']")!;

    /// <summary>Uploads whose files stop at the beginning until all may go on; the site asks for each when it is its turn.</summary>
    private sealed class Sending
    {
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Channel<int> _begun = Channel.CreateUnbounded<int>();
        private int _inside;
        private int _most;

        public int Most => Volatile.Read(ref _most);

        public async Task<HttpResponseMessage> UploadAsync(SiteBrowser browser, string start)
        {
            using var file = new SlowFile(this);
            return await browser.UploadAsync(start, "Đọc thử", "Form.File", "to.bin", file, ("Form.Kind", "dang-vien"));
        }

        public void GoOn() => _goOn.SetResult();

        /// <summary>Waits until so many more are taken in.</summary>
        public async Task BegunAsync(int count)
        {
            for (var i = 0; i < count; i++)
                await _begun.Reader.ReadAsync(Stop);
        }

        /// <summary>Sends one more than are taken in or wait: all of them, and the one that is answered before any may go on.</summary>
        public async Task<(List<Task<HttpResponseMessage>> All, HttpResponseMessage Refused)> OneTooManyAsync(
            SiteBrowser browser, string start)
        {
            var answers = Enumerable.Range(0, ListGate.PerUser + ListGate.MostWaiting + 1)
                .Select(_ => UploadAsync(browser, start)).ToList();
            return (answers, await await Task.WhenAny(answers));
        }

        private sealed class SlowFile(Sending sending) : HttpContent
        {
            protected override bool TryComputeLength(out long length)
            {
                length = Large;
                return true;
            }

            protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
            {
                var inside = Interlocked.Increment(ref sending._inside);
                for (var most = sending.Most; inside > most; most = sending.Most)
                    Interlocked.CompareExchange(ref sending._most, inside, most);
                await sending._begun.Writer.WriteAsync(inside, Stop);
                await stream.WriteAsync("GIF89a"u8.ToArray(), Stop);
                await sending._goOn.Task;
                var rest = new byte[Large - 6];
                Interlocked.Decrement(ref sending._inside);
                await stream.WriteAsync(rest, Stop);
            }
        }
    }
}
