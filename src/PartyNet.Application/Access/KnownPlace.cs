using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>
/// A device on which, or a network from which, a user has signed in. Signing in from there works while somebody tries passwords from
/// elsewhere. The key is a hash of the login and of the device's secret or of the network: a copy of the table is no device, and lists no
/// networks.
/// </summary>
public sealed class KnownPlace
{
    /// <summary>How long a place is known that nobody signs in from.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    public byte[] Key { get; init; } = [];
    public Guid UserId { get; init; }
    public DateTimeOffset UsedAt { get; init; }
}

/// <summary>What ends with the way in that a user had.</summary>
internal static class FormerWaysIn
{
    /// <summary>
    /// Whoever knew the password, held a link or was known on a device is a stranger from now on: one-time links are gone, and no place is
    /// known.
    /// </summary>
    public static async Task ForgetWaysInAsync(this IPartyNetDb db, Guid user, CancellationToken cancellationToken)
    {
        await db.SetupLinks.Where(l => l.UserId == user).ExecuteDeleteAsync(cancellationToken);
        await db.KnownPlaces.Where(p => p.UserId == user).ExecuteDeleteAsync(cancellationToken);
    }
}
