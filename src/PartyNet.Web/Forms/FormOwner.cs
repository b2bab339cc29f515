using Microsoft.AspNetCore.DataProtection;
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

    /// <summary>Null for what this site has not sealed.</summary>
    public Guid? Open(string? seal) => _protector.Open(seal) is { } user ? Guid.ParseExact(user, "n") : null;
}
