using Microsoft.AspNetCore.DataProtection;
using PartyNet.Application.Access;

namespace PartyNet.Web.Security;

/// <summary>
/// Carries from the page that takes the password to the one that asks for a code that the password was right: sealed, in a field of that
/// page, for five minutes. By itself it lets nobody in.
/// </summary>
public sealed class SignInPass(IDataProtectionProvider protection, TimeProvider clock)
{
    public const string FieldName = "da-dung-mat-khau";

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private readonly IDataProtector _protector = protection.CreateProtector("PartyNet.SignInPass");

    public string Seal(HalfSignedIn half) => _protector.SealUntil(half, clock.GetUtcNow() + Kept);

    /// <summary>Null for one that is too old, and for what this site has not sealed.</summary>
    public HalfSignedIn? Open(string? seal) => _protector.OpenTimed<HalfSignedIn>(seal, clock.GetUtcNow());
}
