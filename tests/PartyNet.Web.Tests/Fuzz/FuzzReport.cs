using System.Collections.Concurrent;
using System.Net;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>Sends, looks at each answer, and counts: a fuzz test that covers nothing would pass.</summary>
internal sealed class FuzzReport
{
    private readonly ConcurrentDictionary<string, int> _sent = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = [];
    private readonly ConcurrentQueue<string> _broken = [];

    /// <returns>Whether the form was taken.</returns>
    public async Task<bool> SendAsync(
        FuzzTarget target, string method, string address, HttpContent? body, string field = "", Hostile? value = null)
    {
        // As it stands: an address that somebody wants to break with is not set right on the way.
        var raw = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target.Site + address, raw)) { Content = body };
        request.Headers.ExpectContinue = body?.Headers.ContentLength > 64 * 1024;
        using var response = await target.Browser.SendAsync(request);
        _sent.AddOrUpdate(target.Shape, 1, (_, count) => count + 1);
        _answers.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
        if (await FaultOfAsync(response) is { } fault)
            _broken.Enqueue($"{method} {target.Shape} {field}={value?.Name}: {fault} ({Cut(address)})");
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect;
    }

    public void AssertCovered(IEnumerable<string> shapes, int fewest)
    {
        Assert.Empty(shapes.Except(_sent.Keys));
        Assert.True(_sent.Values.Sum() >= fewest, $"{this}, and at least {fewest} were expected.");
        // Those who may do something did get through to it.
        Assert.True(_answers.GetValueOrDefault(HttpStatusCode.OK) > _sent.Count, ToString());
        Assert.True(_broken.IsEmpty, $"{this}\n{string.Join('\n', _broken.Take(60))}");
    }

    public override string ToString() =>
        $"{_sent.Values.Sum()} requests to {_sent.Count} targets, {_broken.Count} broken: "
        + string.Join(", ", _answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key} × {a.Value}"));

    private static async Task<string?> FaultOfAsync(HttpResponseMessage response)
    {
        if (response.StatusCode >= HttpStatusCode.InternalServerError)
            return $"{(int)response.StatusCode}";
        if (response.Headers.Contains(HostileValues.Header))
            return "a header was let in";
        if (response.Headers.Location is { } location && !IsOwn(location, response.RequestMessage!.RequestUri!))
            return $"leads to {location}";
        if (response.Content.Headers.ContentType?.MediaType != "text/html" || response.RequestMessage!.Method == HttpMethod.Head)
            return null;
        // Parsing each page would take longer than making it.
        var text = await response.Content.ReadAsStringAsync();
        if (!text.Contains(HostileValues.Element, StringComparison.OrdinalIgnoreCase))
            return null;
        var page = await SiteBrowser.ReadAsync(response);
        var isPart = page.QuerySelector(HostileValues.Element) is not null
            || page.Scripts.Any(script => script.Text.Contains(HostileValues.Element, StringComparison.Ordinal))
            || page.QuerySelectorAll("[href^='javascript:' i]").Length > 0;
        return isPart ? "the hostile element is part of the page" : null;
    }

    private static bool IsOwn(Uri location, Uri site) =>
        location.IsAbsoluteUri ? location.Authority == site.Authority : location.OriginalString is "/" or ['/', not ('/' or '\\'), ..];

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;
}
