using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <summary>
/// Hashes a password in the form in which each letter is one sign (NFC). One keyboard sends “ế” as one sign, the next as three: typed on
/// another phone the same password must be the same. Hashes from before that are of the signs as they came; they count too, and are
/// made anew.
/// </summary>
internal sealed class ComposedPasswordHasher(IOptions<PasswordHasherOptions> options) : PasswordHasher<User>(options)
{
    public override string HashPassword(User user, string password) => base.HashPassword(user, password.Normalize());

    public override PasswordVerificationResult VerifyHashedPassword(User user, string hashedPassword, string providedPassword)
    {
        var composed = providedPassword.Normalize();
        var result = base.VerifyHashedPassword(user, hashedPassword, composed);
        if (result != PasswordVerificationResult.Failed || composed == providedPassword)
            return result;
        return base.VerifyHashedPassword(user, hashedPassword, providedPassword) == PasswordVerificationResult.Failed
            ? PasswordVerificationResult.Failed
            : PasswordVerificationResult.SuccessRehashNeeded;
    }
}
