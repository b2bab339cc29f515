using System.Collections.Concurrent;
using System.Net;
using PartyNet.Web.Tests.Hosting;

namespace PartyNet.Web.Tests.Fuzz;

/// <summary>Sends, looks at each answer, and counts: a fuzz test that covers nothing would pass.</summary>
/// <param name="tick">Before each request.</param>
internal sealed class FuzzReport(Action? tick = null)
{
    private readonly ConcurrentDictionary<string, int> _sent = [];
    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = [];
    private readonly ConcurrentQueue<string> _faults = [];

    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>What was sent at all, of what somebody asks for: routes with methods, routes with fields.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<string> wanted) => [.. wanted.Except(_sent.Keys).Order(StringComparer.Ordinal)];

    public int Answered(HttpStatusCode status) => _answers.GetValueOrDefault(status);

    /// <param name="what">For the report, beside the target.</param>
    /// <param name="expected">Answers that are right; none of them given, whatever is no failure is.</param>
    public async Task<Sent> SendAsync(FuzzTarget target, HttpRequestMessage request, string what, params HttpStatusCode[] expected)
    {
        var (fault, sent) = await AskAsync(target, request, expected);
        if (fault is not null)
            _faults.Enqueue($"{request.Method} {target.Shape} {Cut(what)}: {fault}");
        return sent;
    }

    /// <summary>
    /// Fields do not depend on each other, so that one request carries something hostile in each of them. Where it fails, they are sent
    /// once more one by one, to tell which it is.
    /// </summary>
    public async Task<Sent> FillAsync(FuzzTarget target, string method, params (string Name, Hostile Value)[] filled)
    {
        foreach (var (name, _) in filled)
            Count($"{target.Shape} {name}");
        var (fault, sent) = await AskAsync(target, To(target, method, filled), []);
        if (fault is null)
            return sent;

        var alone = new List<string>();
        foreach (var one in filled)
        {
            if (filled.Length > 1 && (await AskAsync(target, To(target, method, [one]), [])).Fault is { } narrowed)
                alone.Add($"{method} {target.Shape} {one.Name}={one.Value.Name}: {narrowed}");
        }

        var all = string.Join(' ', filled.Select(one => $"{one.Name}={one.Value.Name}"));
        foreach (var found in alone.DefaultIfEmpty($"{method} {target.Shape} {all}: {fault}"))
            _faults.Enqueue(found);
        return sent;
    }

    public override string ToString() => $"{_answers.Values.Sum()} requests, {_faults.Count} faults: "
        + string.Join(", ", _answers.OrderBy(a => a.Key).Select(a => $"{(int)a.Key} × {a.Value}"));

    private static HttpRequestMessage To(FuzzTarget target, string method, (string Name, Hostile Value)[] filled)
    {
        var pairs = string.Join('&', filled.Select(field => $"{field.Name}={field.Value.Encoded}"));
        return method == "GET" ? target.Asking(method, target.Address, pairs) : target.Sending(filled.Select(field => field.Name), pairs);
    }

    private async Task<(string? Fault, Sent Sent)> AskAsync(FuzzTarget target, HttpRequestMessage request, HttpStatusCode[] expected)
    {
        tick?.Invoke();
        using var asked = request;
        using var response = await target.Browser.SendAsync(request);
        Count($"{request.Method} {target.Shape}");
        _answers.AddOrUpdate(response.StatusCode, 1, (_, count) => count + 1);
        var fault = await FaultOfAsync(response);
        if (expected.Length > 0 && !expected.Contains(response.StatusCode))
            fault ??= $"{(int)response.StatusCode}, not {string.Join(" or ", expected.Select(status => (int)status))}";
        return (fault, response.StatusCode switch
        {
            HttpStatusCode.OK => Sent.Done,
            HttpStatusCode.Redirect when LeadsOn(response) => Sent.Done,
            HttpStatusCode.TooManyRequests => Sent.TooOften,
            _ => Sent.Refused,
        });
    }

    private void Count(string what) => _sent.AddOrUpdate(what, 1, (_, count) => count + 1);

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

    /// <summary>Not to sign in first.</summary>
    private static bool LeadsOn(HttpResponseMessage response) =>
        !response.Headers.Location!.OriginalString.Contains("/dang-nhap?", StringComparison.Ordinal);

    private static bool IsOwn(Uri location, Uri site) =>
        location.IsAbsoluteUri ? location.Authority == site.Authority : location.OriginalString is "/" or ['/', not ('/' or '\\'), ..];

    private static string Cut(string text) => text.Length > 200 ? text[..200] + "…" : text;
}

/// <summary>What became of a request.</summary>
internal enum Sent
{
    Done,
    TooOften,
    Refused,
}
