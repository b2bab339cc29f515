using System.Security.Cryptography;
using PartyNet.Application.Access;

namespace PartyNet.Web.Hosting;

/// <summary>
/// The number that a person reads out from an error page and an administrator searches for: it is the request's trace identifier,
/// which every log line of the request carries as RequestId. The server's own is too long to be read over the telephone.
/// </summary>
public static class RequestReference
{
    // Without I, L, O and U, which are misread or misheard.
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Half = 5;

    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TraceIdentifier;
    }

    /// <summary>Gives the request its number; before anything that logs.</summary>
    public static void UseRequestReferences(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.TraceIdentifier = $"{RandomNumberGenerator.GetString(Letters, Half)}-{RandomNumberGenerator.GetString(Letters, Half)}";
        // Before anybody is known: a sign-in that fails is written down with it too.
        if (context.RequestServices.GetService<AccessContext>() is { } access)
            (access.RequestId, access.Origin) = (context.TraceIdentifier, RequestDevice.OriginOf(context));
        return next(context);
    });
}
