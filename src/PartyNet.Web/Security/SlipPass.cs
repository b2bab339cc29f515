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
        var now = clock.GetUtcNow();
        var pass = _protector.SealUntil(new Proved(slip, Guid.CreateVersion7(now)), now + ActivationSlip.Repeatable);
        context.Response.Cookies.Append(cookie.Name!, pass, cookie.Build(context));
    }

    /// <summary>The slip that this browser has proved, and the attempt by which; null where it has not, or too long ago.</summary>
    public Proved? Of(HttpContext context) => _protector.OpenTimed<Proved>(context.Request.Cookies[cookie.Name!], clock.GetUtcNow());

    /// <summary>Whoever got in has no more use for it.</summary>
    public void TakeBack(HttpContext context) => context.Response.Cookies.Delete(cookie.Name!, cookie.Build(context));
}

/// <summary>A slip that a browser has proved.</summary>
/// <param name="Attempt">By which: what it does, it does once.</param>
public sealed record Proved(Guid Slip, Guid Attempt);
