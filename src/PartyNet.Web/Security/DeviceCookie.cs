using Microsoft.AspNetCore.DataProtection;

namespace PartyNet.Web.Security;

/// <summary>
/// The cookie by which the browser is known again on which somebody has signed in. It signs nobody in: with it a password may be tried
/// while others flood the door. It holds a random secret, sealed, and no name.
/// </summary>
public sealed class DeviceCookie(IDataProtectionProvider protection, CookieBuilder cookie)
{
    private readonly IDataProtector _protector = protection.CreateProtector("PartyNet.Device");

    /// <summary>The secret of the device; null where the browser has none of this site's making.</summary>
    public string? Read(HttpContext context) => _protector.Open(context.Request.Cookies[cookie.Name!]);

    public void Write(HttpContext context, string secret) =>
        context.Response.Cookies.Append(cookie.Name!, _protector.Protect(secret), cookie.Build(context));
}
