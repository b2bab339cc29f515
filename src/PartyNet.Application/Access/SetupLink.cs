using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>
/// A one-time link by which a user sets the first password or a new one; nobody else ever knows the password.
/// Only the hash of its code is kept; a newer link ends the older ones.
/// </summary>
public sealed class SetupLink
{
    /// <summary>Where the site takes the code: <c>/dat-mat-khau/{code}</c>.</summary>
    public const string Path = "/dat-mat-khau";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public byte[] CodeHash { get; init; } = [];
    public Guid UserId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Whose password the code may set; null where it was used, has expired or never was one.</summary>
    internal static Task<User?> FindOwnerAsync(IPartyNetDb db, string code, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hash = IssueSetupLink.HashOf(code);
        return db.Users.FirstOrDefaultAsync(
            u => u.ClosedAt == null && db.SetupLinks.Any(l => l.UserId == u.Id && l.CodeHash == hash && l.ExpiresAt > now),
            cancellationToken
        );
    }
}
