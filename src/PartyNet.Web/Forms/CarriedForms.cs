using Microsoft.AspNetCore.DataProtection;
using PartyNet.Web.Security;

namespace PartyNet.Web.Forms;

/// <summary>
/// Carries a form across signing in: sealed, in a field of the page for signing in, so that nothing of it lies anywhere else and a browser
/// that loses its cookies loses nothing. Only the user whose form it was gets it back, and only for a while.
/// </summary>
public sealed class CarriedForms(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string FieldName = "dang-gui";

    /// <summary>From the moment that it was sent.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _protector = protection.CreateProtector("PartyNet.CarriedForm");

    public string Seal(SentForm form) => _protector.SealUntil(form, clock.GetUtcNow() + Kept);

    /// <summary>Null for another user's, for one that is too old, and for what this site has not sealed.</summary>
    public SentForm? Open(string? seal, Guid user) =>
        _protector.OpenTimed<SentForm>(seal, clock.GetUtcNow()) is { } form && form.Owner == user ? form : null;
}
