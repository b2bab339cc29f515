using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using PartyNet.Application.Rosters;

namespace PartyNet.Web.Pages.Board;

/// <summary>
/// Sends an export as it is written. When that fails half-way the connection is broken off, so that no browser takes half a list for a
/// whole one.
/// </summary>
public sealed class SheetResult(RosterExport export) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var http = context.HttpContext;
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(export.FileName);
        var headers = http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        http.Response.ContentType = export.Format.ContentType();
        return export.WriteAsync(http.Response.Body, http.RequestAborted);
    }
}
