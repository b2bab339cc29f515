using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PartyNet.EndToEndTests.Browsing;

/// <summary>
/// Waiting for what a press or a link leads to. The document is asked again and again: a driver that waits to be told of the load of a page
/// can miss it, when that came before it began to wait.
/// </summary>
internal static class Arrival
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWork = TimeSpan.FromMinutes(1);

    /// <summary>Waits until the window has the page at a path, with all that it is made of.</summary>
    public static async Task ArriveAsync(this IPage page, string path)
    {
        var address = new Regex($"^[a-z]+://[^/]+{Regex.Escape(path)}$");
        await Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = (float)Longest.TotalMilliseconds });
        await page.LoadedAsync();
    }

    /// <summary>The page that has come says this in its heading.</summary>
    public static Task ExpectHeadingAsync(this Visitor visitor, string text) => Heading(visitor).ToHaveTextAsync(text);

    /// <summary>As <see cref="ExpectHeadingAsync"/>, after work in the background.</summary>
    public static Task AwaitHeadingAsync(this Visitor visitor, string text) =>
        Heading(visitor).ToHaveTextAsync(text, new() { Timeout = (float)LongestWork.TotalMilliseconds });

    /// <summary>Waits until all that the page is made of is there.</summary>
    public static async Task LoadedAsync(this IPage page)
    {
        using var late = new CancellationTokenSource(Longest);
        while (await page.EvaluateAsync<string>("document.readyState") != "complete")
            await Task.Delay(TimeSpan.FromMilliseconds(20), late.Token);
    }

    private static ILocatorAssertions Heading(Visitor visitor) =>
        Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 }));
}
