using System.Net;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PartyNet.Web.Tests.Hosting;

/// <summary>A browser without JavaScript: keeps cookies, follows nothing by itself, fills in forms as a person would.</summary>
/// <param name="client">Shared by all browsers of a site; keeps no cookies of its own.</param>
public sealed class SiteBrowser(HttpClient client)
{
    private const int LargeForm = 64 * 1024;

    private readonly CookieContainer _cookies = new();

    private Uri Address => client.BaseAddress!;

    public void SetCookie(string name, string value) => _cookies.Add(Address, new Cookie(name, value, "/"));

    public string? Cookie(string name) => _cookies.GetCookies(Address)[name]?.Value;

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = form };
        // The site hangs up on a form that is too large while it is still being sent; who asks first gets the answer.
        request.Headers.ExpectContinue = form.Headers.ContentLength > LargeForm;
        return SendAsync(request);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (_cookies.GetCookieHeader(Address) is { Length: > 0 } cookieHeader)
            request.Headers.Add("Cookie", cookieHeader);
        var response = await client.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
                _cookies.SetCookies(Address, cookie);
        }

        return response;
    }

    /// <summary>Opens a page that must be there.</summary>
    public async Task<IHtmlDocument> OpenAsync(string path)
    {
        using var response = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await ReadAsync(response);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage response) =>
        new HtmlParser(new HtmlParserOptions(), BrowsingContext.New()).ParseDocument(await response.Content.ReadAsStringAsync());

    /// <summary>
    /// Sends a form of a page as a browser would: with its hidden fields and what stands in the others, changed by <paramref
    /// name="filled"/>;
    /// a null value leaves the field out, as an unticked box.
    /// </summary>
    public Task<HttpResponseMessage> SubmitAsync(IHtmlFormElement form, string page, params (string Name, string? Value)[] filled)
    {
        var fields = form.Elements
            .Select((Func<IElement, (string? Name, string Value)>)(e => e switch
            {
                IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => (null, ""),
                IHtmlInputElement { Type: "submit" } => (null, ""),
                IHtmlInputElement input => (input.Name, input.Value),
                IHtmlTextAreaElement area => (area.Name, area.Value),
                IHtmlSelectElement select => (select.Name, select.Value ?? ""),
                _ => (null, ""),
            }))
            .Where(f => f.Name is not null && !filled.Any(x => x.Name == f.Name))
            .Select(f => (f.Name!, f.Value))
            .Concat(filled.Where(f => f.Value is not null).Select(f => (f.Name, f.Value!)));
        var action = form.GetAttribute("action");
        return PostAsync(string.IsNullOrEmpty(action) ? page : action, [.. fields]);
    }

    /// <summary>Opens a page and sends its form whose button says <paramref name="button"/>.</summary>
    public async Task<HttpResponseMessage> FillInAsync(string page, string button, params (string Name, string? Value)[] filled)
    {
        var document = await OpenAsync(page);
        return await SubmitAsync(FormWith(document, button), page, filled);
    }

    /// <summary>Opens a page, chooses a file in its form, and sends it.</summary>
    public Task<HttpResponseMessage> UploadAsync(
        string page, string button, string field, string fileName, byte[] file, params (string Name, string Value)[] filled) =>
        UploadAsync(page, button, field, fileName, new ByteArrayContent(file), filled);

    /// <param name="file">Sent as it comes.</param>
    /// <inheritdoc cref="UploadAsync(string, string, string, string, byte[], ValueTuple{string, string}[])"/>
    internal async Task<HttpResponseMessage> UploadAsync(
        string page, string button, string field, string fileName, HttpContent file, params (string Name, string Value)[] filled)
    {
        var form = FormWith(await OpenAsync(page), button);
        var content = new MultipartFormDataContent();
        var hiddenFields = form.Elements.OfType<IHtmlInputElement>().Where(e => e.Type == "hidden" && filled.All(f => f.Name != e.Name));
        foreach (var hidden in hiddenFields)
            content.Add(new StringContent(hidden.Value), hidden.Name!);
        foreach (var (name, value) in filled)
            content.Add(new StringContent(value), name);
        content.Add(file, field, fileName);
        var request = new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = content };
        request.Headers.ExpectContinue = content.Headers.ContentLength > LargeForm;
        return await SendAsync(request);
    }

    public static IHtmlFormElement FormWith(IHtmlDocument document, string button) =>
        document.QuerySelectorAll("form button").OfType<IHtmlButtonElement>().FirstOrDefault(b => b.TextContent.Trim() == button)?.Form
        ?? throw new InvalidOperationException($"No form has a button \"{button}\".");
}
