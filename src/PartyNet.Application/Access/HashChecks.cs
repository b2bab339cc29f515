using Microsoft.AspNetCore.Identity;

namespace PartyNet.Application.Access;

/// <summary>Checks what was typed against a hash that there may not be; no answer tells by its time whether there is one.</summary>
internal static class HashChecks
{
    // What is checked where there is no hash, so that it costs what a known one costs.
    private static readonly User Nobody = new();
    private static string? _nobodysHash;

    /// <returns>Failed, after the same work, where there is no hash.</returns>
    public static PasswordVerificationResult Check(this IPasswordHasher<User> hasher, string? hash, string typed)
    {
        if (hash is not null)
            return hasher.VerifyHashedPassword(Nobody, hash, typed);
        _nobodysHash ??= hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
        hasher.VerifyHashedPassword(Nobody, _nobodysHash, typed);
        return PasswordVerificationResult.Failed;
    }
}
