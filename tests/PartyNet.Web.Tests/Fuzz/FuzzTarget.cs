using System.Text;
using PartyNet.Web.Tests.Access;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>A page or form in the browser of somebody who may, with real things in its address and fields.</summary>
/// <param name="Shape">Address without what stands in its braces.</param>
/// <param name="Template">Address with its braces.</param>
/// <param name="Site">Where the site is, without a slash at the end.</param>
/// <param name="Fields">What the form sends, encoded.</param>
/// <param name="Key">Stands in address and fields where each request has an id of its own.</param>
internal sealed record FuzzTarget(
    string Shape, string Template, SiteBrowser Browser, string Site, string Address, IReadOnlyList<(string Name, string Encoded)> Fields,
    Guid Key)
{
    private const string Token = "__RequestVerificationToken";

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
            var parts = field.Split('=', 2);
            fields.Add((parts[0], Hostile.Encode((await cast.FillAsync(parts[1], role, key)).Replace('+', ' '))));
        }

        var page = await browser.OpenAsync(role == "anonymous" ? "/dang-nhap" : "/");
        fields.Add((Token, Hostile.Encode(page.QuerySelector($"[name={Token}]")!.GetAttribute("value")!)));
        return new FuzzTarget(row.Shape, row.Address, browser, $"{await site.AddressAsync()}".TrimEnd('/'), address, fields, key);
    }

    /// <summary>The address with something else in the place of each of its values, one at a time.</summary>
    public IEnumerable<string> WithSegment(string encoded)
    {
        var (names, values) = (Template.Split('?')[0].Split('/'), Address.Split('?')[0].Split('/'));
        var query = Address.Contains('?', StringComparison.Ordinal) ? Address[Address.IndexOf('?', StringComparison.Ordinal)..] : "";
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].StartsWith('{'))
                yield return string.Join('/', values.Select((value, j) => i == j ? encoded : value)) + query;
        }
    }

    /// <summary>Asks for the address with these values behind it.</summary>
    public HttpRequestMessage Asking(string method, string address, string query = "") =>
        New(method, query.Length == 0 ? address : address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query);

    /// <summary>Sends the form as it should be but for some fields, and what is sent in their place.</summary>
    public HttpRequestMessage Sending(IEnumerable<string> without, string more, string? address = null, string method = "POST")
    {
        var kept = Fields.Where(field => !without.Contains(field.Name)).Select(field => $"{field.Name}={field.Encoded}");
        return Sending(string.Join('&', kept.Append(more).Where(pair => pair.Length > 0)), address: address, method: method);
    }

    public HttpRequestMessage Sending(
        string body, string type = "application/x-www-form-urlencoded", string? address = null, string method = "POST")
    {
        var (marker, id) = (Hostile.Encode(Key.ToString()), Guid.CreateVersion7());
        var request = New(method, (address ?? Address).Replace(Key.ToString(), id.ToString(), StringComparison.Ordinal));
        var bytes = Encoding.UTF8.GetBytes(body.Replace(marker, Hostile.Encode(id.ToString()), StringComparison.Ordinal));
        request.Content = new ByteArrayContent(bytes);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        // The site hangs up on a form that is too large while it is still being sent; who asks first gets the answer.
        request.Headers.ExpectContinue = bytes.Length > 64 * 1024;
        return request;
    }

    /// <summary>As it stands: an address that somebody wants to break with is not set right on the way.</summary>
    private HttpRequestMessage New(string method, string address) => new(
        new HttpMethod(method), new Uri(Site + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
}
