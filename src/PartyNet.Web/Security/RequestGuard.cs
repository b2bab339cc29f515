using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace PartyNet.Web.Security;

/// <summary>
/// Refuses what no page of this site sends and no handler reads: other methods, forms in other encodings, more than a page takes, two
/// statements of how much that is, and a NUL in an address, which PostgreSQL stores in no text. A list passes over what it cannot search
/// for.
/// </summary>
public static class RequestGuard
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post];

    public static IApplicationBuilder UseRequestGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Refusal(context.Request) is not { } status)
            return next(context);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>
    /// Refuses what says beforehand that it is larger than the page takes: behind routing, which knows how much that is
    /// (<see cref="UploadLimit"/>), and before anything of it is read.
    /// </summary>
    public static IApplicationBuilder UseLengthGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var size = context.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (!(context.Request.ContentLength > size?.MaxRequestBodySize))
            return next(context);
        // A browser shows no answer to a file that it is still sending: the server lets it pass by for some seconds, and keeps none of it.
        if (size is { IsReadOnly: false } && context.GetEndpoint()?.Metadata.GetMetadata<UploadLimit>() is not null)
            size.MaxRequestBodySize = null;
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    });

    public static bool HoldsNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    private static int? Refusal(HttpRequest request)
    {
        if (!Methods.Contains(request.Method))
            return StatusCodes.Status405MethodNotAllowed;
        if (HoldsNul(request.Path.Value) || HasTwoLengths(request))
            return StatusCodes.Status400BadRequest;
        return IsUtf8(request.ContentType) ? null : StatusCodes.Status415UnsupportedMediaType;
    }

    /// <summary>
    /// Chunked and of a given length: a proxy that believes the one and a server that believes the other see two requests. The server
    /// believes the chunks, and puts the length aside under this name.
    /// </summary>
    private static bool HasTwoLengths(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0
        && (request.Headers.ContainsKey("X-Content-Length") || request.ContentLength is not null);

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || type.Charset.Length == 0
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
