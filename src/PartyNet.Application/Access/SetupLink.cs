using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>
/// A one-time link by which a user sets the first password or a new one; nobody else ever knows the password.
/// The hash of its code is kept; the code itself, sealed, until it has been shown to whoever made it. A newer link ends the older one.
/// </summary>
public sealed class SetupLink
{
    /// <summary>Where the site takes the code: <c>/dat-mat-khau/{code}</c>.</summary>
    public const string Path = "/dat-mat-khau";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(72);

    public byte[] CodeHash { get; init; } = [];
    public Guid UserId { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How long the code waits to be shown.</summary>
    public static readonly TimeSpan ShownWithin = TimeSpan.FromMinutes(5);

    /// <summary>The code, until it is shown; null afterwards, and where nobody at a browser made the link.</summary>
    public byte[]? SealedCode { get; init; }

    /// <summary>The session that it may be shown to, and no other of the same user.</summary>
    public Guid? ShownTo { get; init; }

    public DateTimeOffset? ShownUntil { get; init; }

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
