using Microsoft.Net.Http.Headers;

namespace PartyNet.Web.Security;

/// <summary>
/// Refuses what no page of this site sends and no handler reads: other methods, forms in other encodings, and a NUL in an address or a
/// form, which PostgreSQL stores in no text. A list passes over what it cannot search for.
/// </summary>
public static class RequestGuard
{
    private static readonly string[] Methods =
        [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete, HttpMethods.Options];

    public static IApplicationBuilder UseRequestGuard(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (Refusal(context.Request) is not { } status)
            return next(context);
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    public static bool HoldsNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    private static int? Refusal(HttpRequest request)
    {
        if (!Methods.Contains(request.Method))
            return StatusCodes.Status405MethodNotAllowed;
        if (HoldsNul(request.Path.Value))
            return StatusCodes.Status400BadRequest;
        return IsUtf8(request.ContentType) ? null : StatusCodes.Status415UnsupportedMediaType;
    }

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || type.Charset.Length == 0
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
