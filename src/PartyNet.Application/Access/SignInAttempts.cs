namespace PartyNet.Application.Access;

/// <summary>
/// How often a login was tried from a network, or a network tried at all; kept in the database so that all replicas count together.
/// The key is a hash: the table lists neither logins nor addresses.
/// </summary>
public sealed class SignInAttempts
{
    public byte[] Key { get; init; } = [];
    public int Failures { get; init; }

    /// <summary>What is left of the network's allowance: one attempt a second, at most twenty saved up.</summary>
    public double Allowance { get; init; }

    public DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset BlockedUntil { get; init; }
}
