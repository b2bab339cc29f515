using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace PartyNet.EndToEndTests.Browsing;

/// <summary>What holds on every page of the site, as far as a machine can see it. Tests ask through <see cref="Visitor"/>.</summary>
internal static class PageAssertions
{
    private static readonly List<string> WcagTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

    // Returns a list of sentences, one for each element that breaks a rule of docs/design-system.md.
    private const string LayoutScript =
        """
        () => {
          const found = [];
          const name = e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''}${typeof e.className === 'string' && e.className ? '.' + e.className.trim().split(/\s+/).join('.') : ''} "${(e.textContent || e.value || '').trim().slice(0, 40)}"`;
          const root = document.documentElement;
          if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth}px wide in a window of ${root.clientWidth}px`);
          const hidden = e => e.closest('.visually-hidden, [hidden], .pn-skip') || e.closest('svg');
          for (const e of document.body.querySelectorAll('*')) {
            if (hidden(e) || !e.checkVisibility({ visibilityProperty: true })) continue;
            const style = getComputedStyle(e);
            const box = e.getBoundingClientRect();
            if (style.clipPath !== 'none' || e.closest('thead') && getComputedStyle(e.closest('thead')).clipPath !== 'none') continue;
            if (box.width > 0 && (box.right > root.clientWidth + 1 || box.left < -1)) found.push(`${name(e)} reaches outside the window`);
            const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
            if (clips && e.tagName !== 'TEXTAREA' && e !== document.body && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
              found.push(`${name(e)} cuts off its content`);
            const ownText = [...e.childNodes].some(n => n.nodeType === Node.TEXT_NODE && n.data.trim());
            const isControl = ['INPUT', 'SELECT', 'TEXTAREA'].includes(e.tagName) && !['checkbox', 'radio', 'hidden'].includes(e.type);
            if (!ownText && !isControl) continue;
            const size = parseFloat(style.fontSize), line = parseFloat(style.lineHeight), scale = parseFloat(getComputedStyle(root).fontSize) / 16;
            if (size < 17 * scale - 0.01) found.push(`${name(e)} has text of ${size}px`);
            if (line / size < 1.35) found.push(`${name(e)} has lines of ${(line / size).toFixed(2)}`);
            if ((isControl || e.matches('button, .btn')) && box.height < 48 - 0.01) found.push(`${name(e)} is ${box.height}px high`);
            if (isControl && !e.rows) {
              const inner = box.height - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom) - parseFloat(style.borderTopWidth) - parseFloat(style.borderBottomWidth);
              if (inner < size * 1.29) found.push(`${name(e)} leaves ${inner}px for letters of ${size}px`);
            }
          }
          return found;
        }
        """;

    /// <summary>No violation of WCAG 2.0 to 2.2, levels A and AA, that axe can find.</summary>
    public static async Task AssertAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = WcagTags } });
        Assert.NotEmpty(result.Passes);
        AssertNone(result.Violations.SelectMany(v => v.Nodes.Select(n => $"{v.Id}: {v.Help} – {n.Html}")));
    }

    /// <summary>
    /// Nothing scrolls sideways or is cut off; text is 17 px and more with room for stacked diacritics; controls are 48 px high.
    /// </summary>
    public static async Task AssertFitsAsync(this IPage page)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        var found = await page.EvaluateAsync<JsonElement>(LayoutScript);
        AssertNone(found.EnumerateArray().Select(e => e.GetString()!));
    }

    /// <summary>Fails with all complaints in full; the framework's own message shows the first few, cut short.</summary>
    public static void AssertNone(IEnumerable<string> complaints)
    {
        var all = string.Join(Environment.NewLine, complaints);
        Assert.True(all.Length == 0, all);
    }
}
