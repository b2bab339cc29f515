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
