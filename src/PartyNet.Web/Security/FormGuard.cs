namespace PartyNet.Web.Security;

/// <summary>
/// Reads the form of a request before anybody else does, so that what is wrong with it is said as it is: too large, also where nobody said
/// beforehand how large; no form at all; a NUL, which PostgreSQL stores in no text. Whoever read it first would say something of their own.
/// </summary>
public static class FormGuard
{
    public static IApplicationBuilder UseFormGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (await RefusalAsync(context.Request, context.RequestAborted) is { } status)
            context.Response.StatusCode = status;
        else
            await next(context);
    });

    private static async Task<int?> RefusalAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return null;
        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            var isClean = !form.SelectMany(field => field.Value.Append(field.Key)).Any(RequestGuard.HoldsNul);
            return isClean ? null : StatusCodes.Status400BadRequest;
        }
        catch (BadHttpRequestException e)
        {
            return e.StatusCode;
        }
        catch (InvalidDataException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }
}
