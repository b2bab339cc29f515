namespace PartyNet.Application.Access;

/// <summary>
/// A key by which a user signs in with a device of theirs, after its check of finger, face or screen lock. The device keeps the secret
/// half; the public half is here.
/// </summary>
public sealed class Passkey
{
    /// <summary>As many as one user has at most.</summary>
    public const int Most = 10;

    public const int NameLength = 60;

    public Guid Id { get; init; }
    public Guid UserId { get; init; }

    /// <summary>What the device calls it.</summary>
    public byte[] CredentialId { get; init; } = [];

    public byte[] PublicKey { get; init; } = [];

    /// <summary>How often the device says to have used it; 0 where it does not count. It never goes back.</summary>
    public long SignCount { get; init; }

    /// <summary>The domain name that it was made at, and works at (<see cref="PasskeySite"/>).</summary>
    public string Site { get; init; } = "";

    /// <summary>As its owner calls it.</summary>
    public string Name { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>How a browser reaches the device.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>The device may copy it to others of its owner, by the service of its maker.</summary>
    public bool IsBackupEligible { get; init; }

    public bool IsBackedUp { get; init; }

    /// <summary>Changes to the passkeys of one user follow each other.</summary>
    internal static long Turn(Guid user) => BitConverter.ToInt64(user.ToByteArray(), sizeof(long)) ^ 0x70617373;
}
