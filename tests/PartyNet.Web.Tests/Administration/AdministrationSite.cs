using AngleSharp.Html.Dom;
using PartyNet.Application.Access;
using PartyNet.Domain.Access;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Administration;

/// <summary>An administrator at a browser, beside a small organisation.</summary>
internal sealed record AdministrationSite(Site Site, World World, User User, SiteBrowser Administrator)
{
    public const string NewUserPage = "/quan-tri/nguoi-dung/them";

    public static async Task<AdministrationSite> CreateAsync(Site site)
    {
        var world = await site.Database.NewWorldAsync();
        var user = await world.UserAsync(null, (Role.Administrator, null));
        return new AdministrationSite(site, world, user, await site.SignedInAsync(user));
    }

    /// <summary>The whole page of an address, as text.</summary>
    public async Task<string> SourceAsync(string path) => (await Administrator.OpenAsync(path)).Source.Text;

    /// <summary>Sends the form of a user's page that has this button.</summary>
    public Task<HttpResponseMessage> PressAsync(User user, string button, params (string Name, string? Value)[] filled) =>
        Administrator.FillInAsync(PageOf(user), button, filled);

    /// <summary>Follows a link of a user's page to where is said what it means, and does it there.</summary>
    public async Task<HttpResponseMessage> ConfirmAsync(User user, string link, params (string Name, string? Value)[] filled)
    {
        var page = await Administrator.OpenAsync(PageOf(user));
        var asking = page.QuerySelectorAll("main a").Single(a => a.TextContent.Trim() == link).GetAttribute("href")!;
        var question = await Administrator.OpenAsync(asking);
        Assert.Contains(user.UserName!, question.QuerySelector("main dl")!.TextContent, StringComparison.Ordinal);
        return await Administrator.SubmitAsync(
            (IHtmlFormElement)question.QuerySelector("main .btn-danger")!.Closest("form")!, asking, filled);
    }

    /// <summary>Rows of the list of users that a search leaves.</summary>
    public async Task<List<string>> RowsAsync(string search)
    {
        var page = await Administrator.OpenAsync(Search(search));
        var rows = page.QuerySelectorAll("main tbody tr");
        return [.. rows.Select(row => string.Join(" | ", row.Children.Select(cell => cell.TextContent.Trim())))];
    }

    /// <summary>The summary of what is wrong at the top of an answer.</summary>
    public static async Task<string> ProblemsAsync(HttpResponseMessage response) =>
        (await SiteBrowser.ReadAsync(response)).QuerySelector(".pn-error-summary")!.TextContent;

    /// <summary>The one-time link that the page shows to which an answer leads.</summary>
    public async Task<Uri> LinkAsync(HttpResponseMessage response)
    {
        Assert.Equal(System.Net.HttpStatusCode.Redirect, response.StatusCode);
        return LinkOn(await Administrator.OpenAsync(response.Headers.Location!.OriginalString))!;
    }

    /// <summary>The one-time link that a page shows; null where it shows none.</summary>
    public static Uri? LinkOn(IHtmlDocument page) =>
        page.QuerySelector("main .pn-inset.pn-code") is { } link ? new(link.TextContent.Trim()) : null;

    /// <summary>A login that no other test uses, and that sorts after the ones made before it.</summary>
    public static string NewLogin() => $"t{Guid.CreateVersion7():n}";

    public static string PageOf(User user) => $"/quan-tri/nguoi-dung/{user.Id}";

    public static string Search(string words) => $"/quan-tri?q={Uri.EscapeDataString(words)}";
}
