using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace PartyNet.Web.Pages;

/// <summary>
/// Sends a file as it is written. When that fails half-way the connection is broken off, so that no browser takes half a list for a
/// whole one.
/// </summary>
public sealed class SentFile(string name, string contentType, Func<Stream, CancellationToken, Task> writeAsync) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(name);
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = contentType;
        return writeAsync(http.Response.Body, http.RequestAborted);
    }
}
