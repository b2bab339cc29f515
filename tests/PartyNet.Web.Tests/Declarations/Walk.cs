using System.Net;
using AngleSharp.Html.Dom;
using PartyNet.TestCommon;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Declarations;

/// <summary>A member who walks from page to page as a browser without JavaScript does, and counts the pages and the taps.</summary>
internal sealed class Walk
{
    private readonly SiteBrowser _browser;
    private readonly Stack<(string Path, IHtmlDocument Page)> _before = [];

    private Walk(SiteBrowser browser) => _browser = browser;

    public string Path { get; private set; } = "";
    public HttpStatusCode Status { get; private set; }
    public IHtmlDocument Page { get; private set; } = null!;
    public int Pages { get; private set; }
    public int Taps { get; private set; }

    public string Heading => Page.QuerySelector("h1")!.TextContent.Trim();
    public string Text =>
        string.Join(' ', Page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    public IEnumerable<string> Problems => Page.QuerySelectorAll(".pn-error-summary li").Select(e => e.TextContent.Trim());

    public static async Task<Walk> BeginAsync(Site site, Declarer declarer, string path = "/ke-khai")
    {
        var walk = new Walk(await site.SignedInAsync(declarer.User));
        await walk.OpenAsync(path);
        return walk;
    }

    /// <summary>Goes back to the page before as a browser that kept it shows it: with the form as it was.</summary>
    public void Back() => (Path, Page) = _before.Pop();

    public async Task OpenAsync(string path)
    {
        Path = path;
        using var response = await _browser.GetAsync(path);
        await ArriveAsync(response);
    }

    /// <summary>Follows a link by its words; hidden ones count, as a screen reader says them.</summary>
    public Task FollowAsync(string words)
    {
        Taps++;
        var link =
            Page.QuerySelectorAll("a")
                .FirstOrDefault(a => string.Join(' ', a.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) == words)
            ?? throw new InvalidOperationException($"{Path} has no link \"{words}\".");
        return OpenAsync(link.GetAttribute("href")!);
    }

    /// <summary>Fills in the form with this button and presses it; a filled field and the button are a tap each.</summary>
    public async Task PressAsync(string button, params (string Name, string? Value)[] filled)
    {
        _before.Push((Path, Page));
        Taps += filled.Length + 1;
        using var response = await _browser.SubmitAsync(SiteBrowser.FormWith(Page, button), Path, filled);
        await ArriveAsync(response);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        _browser.PostAsync(path, fields);

    public string? Value(string field) => Page.QuerySelector($"[name='{field}']")?.GetAttribute("value");

    private async Task ArriveAsync(HttpResponseMessage response)
    {
        Status = response.StatusCode;
        if (response.Headers.Location is { } next)
        {
            await OpenAsync(next.IsAbsoluteUri ? next.PathAndQuery : next.ToString());
            return;
        }

        Page = await SiteBrowser.ReadAsync(response);
        Pages++;
    }
}
