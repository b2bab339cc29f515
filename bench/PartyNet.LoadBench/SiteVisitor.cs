using System.Net;
using System.Text.RegularExpressions;
using PartyNet.Web.Links;

namespace PartyNet.LoadBench;

/// <summary>A demo role that is signed in: opens pages and sends their forms.</summary>
internal sealed partial class SiteVisitor : IDisposable
{
    private static readonly string[] Hidden = ["__RequestVerificationToken", "RequestKey"];

    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    private SiteVisitor(string address)
    {
        var handler = new SocketsHttpHandler { CookieContainer = _cookies, AllowAutoRedirect = false };
        _client = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(30) };
    }

    /// <summary>The session, as a header holds it.</summary>
    public string Cookie => _cookies.GetCookieHeader(_client.BaseAddress!);

    public static async Task<SiteVisitor> SignInAsync(string address, string role, CancellationToken cancellationToken)
    {
        var visitor = new SiteVisitor(address);
        using var form = new FormUrlEncodedContent([new("vai", role)]);
        using var answer = await visitor._client.PostAsync(new Uri(SignInLinks.DemoSignIn, UriKind.Relative), form, cancellationToken);
        if (answer.StatusCode != HttpStatusCode.Found)
            throw new InvalidOperationException($"The site does not let {role} in: {answer.StatusCode}.");
        return visitor;
    }

    public async Task<HttpResponseMessage> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        return response.StatusCode == HttpStatusCode.OK
            ? response
            : throw new InvalidOperationException($"{path} answers {response.StatusCode}.");
    }

    /// <summary>Reads an answer to its end, whatever it is.</summary>
    public async Task<HttpStatusCode> AskAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return response.StatusCode;
    }

    /// <summary>The hidden fields of a page's form that proves itself to the site.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, string>>> HiddenFieldsAsync(string path, CancellationToken cancellationToken)
    {
        using var page = await OpenAsync(path, cancellationToken);
        return HiddenFields(await page.Content.ReadAsStringAsync(cancellationToken), Hidden);
    }

    public static IReadOnlyList<KeyValuePair<string, string>> HiddenFields(string html, params string[] names) =>
        [.. names.Select(name => KeyValuePair.Create(name, ValueOf(name, html)))];

    /// <summary>Sends a form; the answer is read as it comes.</summary>
    public Task<HttpResponseMessage> PostAsync(
        string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken) =>
        _client.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) },
            HttpCompletionOption.ResponseHeadersRead,
            cancellationToken);

    public void Dispose() => _client.Dispose();

    private static string ValueOf(string field, string html) =>
        InputPattern().Matches(html).Select(m => m.Value).Where(input => input.Contains($"name=\"{field}\"", StringComparison.Ordinal))
            .Select(input => ValuePattern().Match(input).Groups[1].Value).Last();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex InputPattern();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex ValuePattern();
}
