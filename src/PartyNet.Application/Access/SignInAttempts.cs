namespace PartyNet.Application.Access;

/// <summary>
/// How many wrong passwords there were for a login from a network or on a device, or from a network at all; kept in the database so that
/// all replicas count together.
/// The key is a hash: the table lists neither logins nor addresses.
/// </summary>
public sealed class SignInAttempts
{
    public byte[] Key { get; init; } = [];
    public int Failures { get; init; }

    /// <summary>What was left of the network's allowance: one wrong password a second, at most twenty saved up.</summary>
    public double Allowance { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset BlockedUntil { get; init; }
}
