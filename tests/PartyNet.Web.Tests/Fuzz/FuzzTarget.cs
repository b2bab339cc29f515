using System.Text;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>A page or form of a table of access, in the browser of somebody who may, with real things in address and fields.</summary>
internal sealed class FuzzTarget
{
    private readonly (string Name, string Encoded)[] _fields;
    private readonly string _template;
    private readonly string _token;

    private FuzzTarget(AccessRow row, SiteBrowser browser, string site, string address, (string, string)[] fields, string token) =>
        (Shape, _template, Browser, Site, Address, _fields, _token) = (row.Shape, row.Address, browser, site, address, fields, token);

    public string Shape { get; }

    public SiteBrowser Browser { get; }

    /// <summary>Where the site is, without a slash at the end.</summary>
    public string Site { get; }

    public string Address { get; }

    /// <summary>In a world of its own.</summary>
    public static async Task<FuzzTarget> OpenAsync(Site site, AccessRow row, string role) =>
        await OpenAsync(site, await Cast.CreateAsync(site), row, role);

    public static async Task<FuzzTarget> OpenAsync(Site site, Cast cast, AccessRow row, string role)
    {
        var (browser, key) = (await cast.BrowserAsync(role), Guid.CreateVersion7());
        var address = await cast.FillAsync(row.Address, role, key);
        var fields = new List<(string, string)>();
        foreach (var field in row.Fields)
        {
            var (name, value) = (field.Split('=')[0], field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            fields.Add((name, Hostile.Encode((await cast.FillAsync(value, role, key)).Replace('+', ' '))));
        }

        var page = await browser.OpenAsync(role == "anonymous" ? "/dang-nhap" : "/");
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new FuzzTarget(row, browser, $"{await site.AddressAsync()}".TrimEnd('/'), address, [.. fields], Hostile.Encode(token));
    }

    /// <summary>The address with something else in the place of each of its values, one at a time.</summary>
    public IEnumerable<string> WithSegment(string encoded)
    {
        var (names, values) = (_template.Split('?')[0].Split('/'), Address.Split('?')[0].Split('/'));
        var query = Address.Contains('?', StringComparison.Ordinal) ? Address[Address.IndexOf('?', StringComparison.Ordinal)..] : "";
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].StartsWith('{'))
                yield return string.Join('/', values.Select((value, j) => i == j ? encoded : value)) + query;
        }
    }

    public HttpContent Body(string more) => Content([.. _fields.Select(f => $"{f.Name}={f.Encoded}"), Token, more]);

    /// <summary>The form as it should be but for one field, and what is sent in its place.</summary>
    public HttpContent BodyWithout(string name, string more) =>
        Content([.. _fields.Where(f => f.Name != name).Select(f => $"{f.Name}={f.Encoded}"), Token, more]);

    public HttpContent BodyWith((string Name, Hostile Value)[] filled)
    {
        var token = filled.Any(f => f.Name == "__RequestVerificationToken") ? "" : Token;
        return Content(
        [
            .. _fields.Where(f => filled.All(x => x.Name != f.Name)).Select(f => $"{f.Name}={f.Encoded}"),
            .. filled.Select(f => $"{f.Name}={f.Value.Encoded}"),
            token,
        ]);
    }

    private string Token => $"__RequestVerificationToken={_token}";

    private static ByteArrayContent Content(string[] pairs)
    {
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(string.Join('&', pairs.Where(pair => pair.Length > 0))));
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        return content;
    }
}
