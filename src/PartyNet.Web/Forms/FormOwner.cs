using Microsoft.AspNetCore.DataProtection;
using PartyNet.Application.Access;
using PartyNet.Web.Security;

namespace PartyNet.Web.Forms;

/// <summary>
/// Says in each form of somebody signed in whose it is, sealed: whatever has become of session and cookies by the time that the form is
/// sent, what was typed is given back to its writer alone. Nobody else can make such a form, so another site cannot have one offered.
/// </summary>
public sealed class FormOwner(IDataProtectionProvider protection)
{
    public const string FieldName = "__Owner";

    private readonly IDataProtector _protector = protection.CreateProtector("PartyNet.FormOwner");

    public string Seal(Guid user) => _protector.Protect(user.ToString("n"));

    /// <summary>One seal for all forms of a page; null where nobody is signed in.</summary>
    public string? SealOf(HttpContext context)
    {
        if (context.Features.Get<PageSeal>() is { } made)
            return made.Seal;
        if (context.Features.Get<CallerSession>()?.Scope.UserId is not { } user)
            return null;
        var seal = Seal(user);
        context.Features.Set(new PageSeal(seal));
        return seal;
    }

    /// <summary>Null for what this site has not sealed.</summary>
    public Guid? Open(string? seal) => _protector.Open(seal) is { } user ? Guid.ParseExact(user, "n") : null;

    private sealed record PageSeal(string Seal);
}
