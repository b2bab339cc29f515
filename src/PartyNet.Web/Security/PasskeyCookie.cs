using Microsoft.AspNetCore.DataProtection;
using PartyNet.Application.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Keeps what a browser was asked about a passkey until it answers, sealed, in a cookie: nobody but this browser can answer it, and for
/// five minutes.
/// </summary>
public sealed class PasskeyCookie(IDataProtectionProvider protection, TimeProvider clock, CookieBuilder cookie)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _protector = protection.CreateProtector("PartyNet.Passkey");

    /// <summary>Asks: the options are for the script of the page.</summary>
    public IResult Ask(HttpContext context, PasskeyRequest request)
    {
        var asked = _protector.SealUntil(request.State, clock.GetUtcNow() + Kept);
        context.Response.Cookies.Append(cookie.Name!, asked, cookie.Build(context));
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(request.Options, "application/json");
    }

    /// <summary>Takes the answer, once. Null where there is none, or nobody has asked, or too long ago.</summary>
    public PasskeyAnswer? Take(HttpContext context, string? credential)
    {
        var asked = _protector.OpenTimed<string>(context.Request.Cookies[cookie.Name!], clock.GetUtcNow());
        if (asked is null || string.IsNullOrEmpty(credential) || context.PasskeySite() is not { } site)
            return null;
        context.Response.Cookies.Delete(cookie.Name!, cookie.Build(context));
        return new PasskeyAnswer(credential, asked, site);
    }
}

/// <summary>Where a request has come to.</summary>
public static class RequestSite
{
    /// <summary>Null where browsers offer no passkeys.</summary>
    public static PasskeySite? PasskeySite(this HttpContext context) =>
        Application.Access.PasskeySite.Of(context.Request.Scheme, context.Request.Host.Value);
}
