using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using PartyNet.Application.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Carries from the page that takes the code of a slip to the page that asks how to go on that this browser has proved the slip: sealed,
/// for a quarter of an hour, in a cookie and so in no address.
/// </summary>
public sealed class SlipPass(IDataProtectionProvider protection, TimeProvider clock, CookieBuilder cookie)
{
    private readonly IDataProtector _protector = protection.CreateProtector("PartyNet.SlipPass");

    public void Give(HttpContext context, Guid slip)
    {
        var until = (clock.GetUtcNow() + ActivationSlip.Repeatable).ToUnixTimeSeconds();
        var opened = string.Create(CultureInfo.InvariantCulture, $"{slip:n} {Guid.CreateVersion7(clock.GetUtcNow()):n} {until}");
        context.Response.Cookies.Append(cookie.Name!, _protector.Protect(opened), cookie.Build(context));
    }

    /// <summary>The slip that this browser has proved, and the attempt by which; null where it has not, or too long ago.</summary>
    public (Guid Slip, Guid Attempt)? Of(HttpContext context)
    {
        if (_protector.Open(context.Request.Cookies[cookie.Name!])?.Split(' ') is not [var slip, var attempt, var until])
            return null;
        return DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)) > clock.GetUtcNow()
            ? (Guid.Parse(slip), Guid.Parse(attempt))
            : null;
    }

    /// <summary>Whoever got in has no more use for it.</summary>
    public void TakeBack(HttpContext context) => context.Response.Cookies.Delete(cookie.Name!, cookie.Build(context));
}
