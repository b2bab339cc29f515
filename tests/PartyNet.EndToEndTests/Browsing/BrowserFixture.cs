using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(PartyNet.EndToEndTests.Browsing.BrowserFixture))]

namespace PartyNet.EndToEndTests.Browsing;

/// <summary>What a visitor looks through.</summary>
public sealed record Viewport(string Name, int Width, int Height, bool IsPhone)
{
    public static readonly Viewport Phone = new("phone", 360, 740, true);
    public static readonly Viewport Narrow = new("narrow", 320, 640, true);
    public static readonly Viewport Laptop = new("laptop", 1366, 768, false);
    public static readonly Viewport Desktop = new("desktop", 1280, 900, false);
}

/// <summary>One Chromium for all tests; each test opens visitors of its own, who share nothing.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    // No sandbox: the tests run as root in containers, and the only pages are ours. The resolver rule leaves the browser no way
    // to any other machine; a page that tries is reported by the visitor who opened it.
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        var chromium = await Chromium.FindAsync(TestContext.Current.CancellationToken);
        playwright = await Playwright.CreateAsync();
        var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string)v.Value!);
        foreach (var (name, value) in chromium.Environment) variables[name] = value;
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = chromium.Path,
            Args = Flags,
            Env = variables,
            Headless = true,
        });
    }

    /// <summary>A new visitor without cookies. Relative addresses are taken from <paramref name="site"/>.</summary>
    /// <param name="downloads">Whether it downloads: a browser within another application does not.</param>
    public Task<Visitor> OpenAsync(
        Uri site, Viewport viewport, bool javaScript = true, ForcedColors forcedColors = ForcedColors.None, bool downloads = true)
    {
        return Visitor.CreateAsync(browser, site, new BrowserNewContextOptions
        {
            BaseURL = site.ToString(),
            ViewportSize = new ViewportSize { Width = viewport.Width, Height = viewport.Height },
            HasTouch = viewport.IsPhone,
            JavaScriptEnabled = javaScript,
            AcceptDownloads = downloads,
            Locale = "vi-VN",
            TimezoneId = "Asia/Ho_Chi_Minh",
            ReducedMotion = ReducedMotion.Reduce,
            ForcedColors = forcedColors,
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
    }
}
