using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PartyNet.EndToEndTests.Browsing;

/// <summary>
/// One person at one browser window. It keeps a list of what should never happen: a blocked script or style, an error in the
/// console, a request to another origin, a missing file.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    private const string PhotographsVariable = "PARTYNET_PHOTOGRAPHS";

    private readonly ConcurrentQueue<string> complaints = new();
    private readonly IBrowserContext context;
    private readonly Uri site;
    private readonly BrowserNewContextOptions options;

    private Visitor(IBrowserContext context, IPage page, Uri site, BrowserNewContextOptions options)
    {
        this.context = context;
        this.site = site;
        this.options = options;
        Page = page;
    }

    public IPage Page { get; }

    internal static async Task<Visitor> CreateAsync(IBrowser browser, Uri site, BrowserNewContextOptions options)
    {
        var context = await browser.NewContextAsync(options);
        var visitor = new Visitor(context, await context.NewPageAsync(), site, options);
        context.Request += visitor.OnRequest;
        context.Response += visitor.OnResponse;
        context.Console += visitor.OnConsole;
        context.WebError += (_, error) => visitor.complaints.Enqueue($"script error: {error.Error}");
        return visitor;
    }

    /// <summary>Gives the window the cookie of a session.</summary>
    public Task SignInAsync((string Name, string Value) cookie) =>
        context.AddCookiesAsync([new Cookie { Name = cookie.Name, Value = cookie.Value, Url = site.ToString() }]);

    public async Task<IResponse> GoAsync(string path) =>
        await Page.GotoAsync(path) ?? throw new InvalidOperationException($"No answer for {path}.");

    /// <summary>No violation of WCAG 2.0 to 2.2, levels A and AA, that axe can find.</summary>
    public Task AssertAccessibleAsync() => InspectAsync(PageAssertions.AssertAccessibleAsync);

    /// <summary>
    /// Nothing scrolls sideways or is cut off; text is 17 px and more with room for stacked diacritics; controls are 48 px high.
    /// </summary>
    public Task AssertFitsAsync() => InspectAsync(PageAssertions.AssertFitsAsync);

    /// <summary>Text at a multiple of its size, as a reader sets it in the browser.</summary>
    public Task EnlargeTextAsync(int percent) =>
        Page.EvaluateAsync("percent => { document.documentElement.style.fontSize = percent + '%'; }", percent);

    /// <summary>A picture of the whole page, as PNG, for the guides; only when PARTYNET_PHOTOGRAPHS names a folder.</summary>
    public async Task PhotographAsync(string name)
    {
        if (Environment.GetEnvironmentVariable(PhotographsVariable) is not { Length: > 0 } folder) return;
        await Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }

    /// <summary>Looks at the page as it stands: a picture of it, what axe finds, and whether it fits.</summary>
    public async Task LookAsync(string photograph)
    {
        await PhotographAsync(photograph);
        await AssertAccessibleAsync();
        await AssertFitsAsync();
    }

    /// <summary>The PDF of a page, and a picture of its first sheet; only when PARTYNET_PHOTOGRAPHS names a folder.</summary>
    public async Task PhotographPaperAsync(string name, string sheet, byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable(PhotographsVariable) is not { Length: > 0 } folder) return;
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{name}.pdf"), pdf);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Page.Locator(sheet).First.ScreenshotAsync(new LocatorScreenshotOptions { Path = Path.Combine(folder, $"{name}.png") });
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
    }

    /// <summary>Nothing was blocked, nothing failed, nobody else was asked.</summary>
    public void AssertQuiet() => PageAssertions.AssertNone(complaints);

    public ValueTask DisposeAsync() => context.DisposeAsync();

    /// <summary>
    /// Looks at the page with scripts of the test's own. Those do not run to their end where JavaScript is off, so such a page is
    /// shown once more in a window where only the site's own scripts are missing.
    /// </summary>
    private async Task InspectAsync(Func<IPage, Task> inspect)
    {
        if (options.JavaScriptEnabled != false)
        {
            await inspect(Page);
            return;
        }

        // A link was followed a moment ago: the document may be there and its content not yet.
        await Page.LoadedAsync();
        var content = await Page.ContentAsync();
        await using var twin = await context.Browser!.NewContextAsync(new BrowserNewContextOptions(options) { JavaScriptEnabled = true });
        await twin.RouteAsync("**/*.js", route => route.AbortAsync());
        var page = await twin.NewPageAsync();
        await page.RouteAsync(
            Page.Url,
            route => route.FulfillAsync(new RouteFulfillOptions { Body = content, ContentType = "text/html; charset=utf-8" })
        );
        await page.GotoAsync(Page.Url);
        await inspect(page);
    }

    private void OnRequest(object? sender, IRequest request)
    {
        var address = new Uri(request.Url);
        var isForeign = address.Scheme is "http" or "https" or "ws" or "wss" && address.Authority != site.Authority;
        if (isForeign) complaints.Enqueue($"request to another origin: {request.Url}");
    }

    private void OnResponse(object? sender, IResponse response)
    {
        // Pages may answer 404 on purpose; what a page is made of may not.
        if (response.Status >= 400 && !response.Request.IsNavigationRequest) complaints.Enqueue($"{response.Status} for {response.Url}");
    }

    private void OnConsole(object? sender, IConsoleMessage message)
    {
        // Failed loads are judged in OnResponse, with the knowledge of what was loaded.
        if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            complaints.Enqueue($"console {message.Type}: {message.Text}");
    }
}
