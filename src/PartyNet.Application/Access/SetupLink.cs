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
}
