using System.Net;
using System.Text;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Board;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Imports;

/// <summary>Goes through the pages of loading a list, as a board does.</summary>
internal static class Wizard
{
    public static async Task<(World World, SiteBrowser Browser, string Start)> BoardAsync(this Site site)
    {
        var world = await site.Database.NewWorldAsync();
        var browser = await site.SignedInAsync(await world.UserAsync(null, (Role.Board, world.District)));
        return (world, browser, $"/ban/{world.District.Code}/nhap");
    }

    /// <summary>Hands a list of members in.</summary>
    /// <returns>The page of the reading.</returns>
    public static Task<string> UploadAsync(SiteBrowser browser, string start, string name, params string[] lines) =>
        UploadAsync(browser, start, name, "dang-vien", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static async Task<string> UploadAsync(SiteBrowser browser, string start, string name, string kind, byte[] file) =>
        await FollowAsync(browser, await browser.UploadAsync(start, "Đọc thử", "Form.File", name, file, ("Form.Kind", kind)));

    /// <returns>The page of the plan.</returns>
    public static async Task<string> PlannedAsync(SiteBrowser browser, string reading) =>
        await FollowAsync(browser, await browser.FillInAsync(reading, "Đúng rồi, xem trước thay đổi"));

    /// <returns>Where the commit led: the result, or the plan once more.</returns>
    public static async Task<string> CommittedAsync(SiteBrowser browser, string plan)
    {
        var confirm = plan.Replace("ke-hoach", "thuc-hien", StringComparison.Ordinal);
        return await FinishedAsync(browser, await FollowAsync(browser, await browser.FillInAsync(confirm, "Nhập vào hệ thống")));
    }

    public static async Task UndoneAsync(SiteBrowser browser, string result)
    {
        await FollowAsync(browser, await browser.FillInAsync(result + "?hoan-tac=1", "Hoàn tác lần nhập"));
        await FinishedAsync(browser, result);
    }

    public static async Task<string> WordsAsync(SiteBrowser browser, string page) => BoardSite.MainWords(await browser.OpenAsync(page));

    public static async Task<string> FollowAsync(SiteBrowser browser, HttpResponseMessage answer)
    {
        using (answer)
        {
            if (answer.StatusCode != HttpStatusCode.Redirect)
                Assert.Fail($"{answer.StatusCode}: {BoardSite.MainWords(await SiteBrowser.ReadAsync(answer))}");
            var address = answer.Headers.Location!.OriginalString;
            using var next = await browser.GetAsync(address);
            return next.StatusCode == HttpStatusCode.Redirect ? next.Headers.Location!.OriginalString : address;
        }
    }

    /// <summary>Comes again, as the page does by itself, until the work has come to its end.</summary>
    /// <returns>The page that shows it.</returns>
    public static async Task<string> FinishedAsync(SiteBrowser browser, string page)
    {
        for (var i = 0; i < 600; i++)
        {
            using var answer = await browser.GetAsync(page);
            if (answer.StatusCode == HttpStatusCode.Redirect)
                return answer.Headers.Location!.OriginalString;
            if (!answer.Headers.TryGetValues("Refresh", out var seconds))
                return page;
            var (path, query) = (page.Split('?')[0], page.Split('?').ElementAtOrDefault(1));
            Assert.Equal($"3; url={path}?luot=1{(query is null ? "" : $"&{query}")}", seconds.Single());
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The work did not come to its end.");
    }
}
