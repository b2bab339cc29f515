using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Assets;

/// <summary>What the npm build gives the site, and that the .NET build knows about it.</summary>
public sealed partial class StaticAssetTests(Site site) : IAsyncLifetime
{
    private const int MaximumStyles = 26 * 1024;
    private const int MaximumScript = 6 * 1024;

    private static readonly JsonElement Manifest = JsonDocument
        .Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "PartyNet.Web.staticwebassets.endpoints.json"))).RootElement;

    private PageHost host = null!;

    public async ValueTask InitializeAsync() => host = await PageHost.StartAsync("Production");

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("lib/site.css")]
    [InlineData("lib/site.js")]
    [InlineData("lib/entry.js")]
    [InlineData("lib/icons.svg")]
    [InlineData("lib/favicon.svg")]
    [InlineData("lib/fonts/LICENSE.txt")]
    public async Task The_endpoints_list_the_file_and_serve_it(string path)
    {
        Assert.Contains(path, Routes());
        Assert.NotEmpty(await host.Client.GetByteArrayAsync(path, Cancel));
    }

    [Fact]
    public async Task A_visitor_who_is_not_signed_in_gets_the_style_sheet()
    {
        using var response = await (await site.VisitorAsync()).GetAsync("/lib/site.css");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_fingerprinted_style_sheet_is_compressed_and_kept_for_ever()
    {
        var route = Assert.Single(Routes().Distinct(), r => FingerprintedStyles().IsMatch(r));
        using var request = new HttpRequestMessage(HttpMethod.Get, route);
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        using var response = await host.Client.SendAsync(request, Cancel);
        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.InRange(response.Content.Headers.ContentLength!.Value, 1, MaximumStyles);
    }

    [Fact]
    public async Task The_style_sheet_brings_its_own_two_fonts_and_asks_nobody_else()
    {
        var styles = await host.Client.GetStringAsync("lib/site.css", Cancel);
        var addresses = Addresses().Matches(styles).Select(m => m.Groups[1].Value.Trim('"')).ToList();
        Assert.Equal(2, addresses.Count);
        Assert.All(addresses, address => Assert.StartsWith("fonts/noto-sans-", address, StringComparison.Ordinal));
        Assert.DoesNotContain("data:", styles, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", styles, StringComparison.Ordinal);
        foreach (var address in addresses)
        {
            var font = await host.Client.GetByteArrayAsync("lib/" + address, Cancel);
            Assert.Equal("wOF2"u8, font.AsSpan(0, 4));
        }
    }

    [Fact]
    public async Task A_letter_belongs_to_one_font_file_only()
    {
        // The package's own ranges overlap, which makes a browser fetch a file that it does not need.
        var styles = await host.Client.GetStringAsync("lib/site.css", Cancel);
        var ranges = UnicodeRange().Matches(styles).Select(m => Expand(m.Groups[1].Value)).ToList();
        Assert.Equal(2, ranges.Count);
        Assert.Empty(ranges[0].Intersect(ranges[1]));
        const string alphabet = "AĂÂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXYaăâbcdđeêghiklmnoôơpqrstuưvxyẨẤẴỘỊựữợỹ0123456789–“”";
        Assert.DoesNotContain(alphabet, letter => !ranges[0].Contains(letter) && !ranges[1].Contains(letter));
    }

    [Fact]
    public async Task Our_scripts_are_small_and_there_is_no_source_map()
    {
        foreach (var name in (string[])["lib/site.js", "lib/entry.js", "lib/passkey.js", "lib/review.js"])
            Assert.InRange((await host.Client.GetByteArrayAsync(name, Cancel)).Length, 1, MaximumScript);
        Assert.DoesNotContain(
            Routes(),
            route => route.EndsWith(".map", StringComparison.Ordinal) || route.Contains("bootstrap", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Every_icon_that_a_page_or_helper_names_is_in_the_sprite()
    {
        var sprite = IconIds()
            .Matches(await host.Client.GetStringAsync("lib/icons.svg", Cancel))
            .Select(m => m.Groups[1].Value)
            .ToHashSet();
        var project = typeof(StaticAssetTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "WebProject")
            .Value!;
        var sources = Directory
            .GetFiles(Path.Combine(project, "Pages"), "*.cshtml", SearchOption.AllDirectories)
            .Concat(Directory.GetFiles(Path.Combine(project, "TagHelpers"), "*.cs"));
        var used = sources
            .SelectMany(file => IconNames().Matches(File.ReadAllText(file)))
            .Select(m => m.Groups[1].Value)
            .Distinct()
            .ToList();
        Assert.True(used.Count >= 10, $"only {used.Count} icons found");
        Assert.Empty(used.Except(sprite));
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Routes() =>
        Manifest.GetProperty("Endpoints").EnumerateArray().Select(e => e.GetProperty("Route").GetString()!);

    private static HashSet<int> Expand(string ranges) =>
        ranges
            .Split(',')
            .Select(r => r.Trim()[2..].Split('-'))
            .SelectMany(r => Enumerable.Range(Convert.ToInt32(r[0], 16), Convert.ToInt32(r[^1], 16) - Convert.ToInt32(r[0], 16) + 1))
            .ToHashSet();

    [GeneratedRegex(@"^lib/site\.[a-z0-9]+\.css$")] private static partial Regex FingerprintedStyles();

    [GeneratedRegex(@"url\(([^)]+)\)")] private static partial Regex Addresses();

    [GeneratedRegex("unicode-range:([^;}]+)")] private static partial Regex UnicodeRange();

    [GeneratedRegex(@"(?:icon=""|pn-icon name=""|Icon\((?:ViewContext|view), "")([a-z]+(?:-[a-z0-9]+)*)""")]
    private static partial Regex IconNames();

    [GeneratedRegex("<symbol id=\"([^\"]+)\"")] private static partial Regex IconIds();
}
