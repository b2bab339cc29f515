namespace PartyNet.Application.Access;

/// <summary>
/// The app on a telephone that makes the second factor of a user. Its seed is sealed, and shown nowhere once it is here.
/// </summary>
public sealed class Authenticator
{
    public Guid UserId { get; init; }
    public byte[] Seed { get; set; } = [];
    public DateTimeOffset EnrolledAt { get; set; }

    /// <summary>The half minute of the newest code that was used. One counts only where it is later: so each counts once.</summary>
    public long LastStep { get; set; }
}

/// <summary>The recovery codes that a user has just got, until they are shown: to one session, once.</summary>
public sealed class RecoverySheet
{
    /// <summary>For how long they wait.</summary>
    public static readonly TimeSpan ShownWithin = TimeSpan.FromMinutes(5);

    public Guid UserId { get; init; }
    public byte[] SealedCodes { get; init; } = [];
    public Guid? ShownTo { get; init; }
    public DateTimeOffset ShownUntil { get; init; }
}

/// <summary>A recovery code of a user, as a keyed hash.</summary>
public sealed class StoredRecoveryCode
{
    public Guid Id { get; init; }
    public Guid UserId { get; init; }

    public byte[] Digest { get; init; } = [];
    public DateTimeOffset? UsedAt { get; init; }
}

/// <summary>Seals what belongs to the second factor of a user, bound to that user.</summary>
public interface IFactorSeals
{
    byte[] SealSeed(Guid userId, byte[] seed);

    /// <returns>Null where it is of another user, or cannot be read any more.</returns>
    byte[]? OpenSeed(Guid userId, byte[] sealedSeed);

    byte[] SealCodes(Guid userId, IReadOnlyList<string> codes);

    /// <inheritdoc cref="OpenSeed"/>
    IReadOnlyList<string>? OpenCodes(Guid userId, byte[] sealedCodes);
}
