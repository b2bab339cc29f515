namespace PartyNet.Application.Access;

/// <summary>
/// A signed-in browser. The cookie carries a random reference; only its hash is here, so a copy of the table signs nobody in,
/// and ending the row ends the session on every replica. A session that is over stays for <see cref="KeptAfterEnd"/>, to say why it is.
/// </summary>
public sealed class Session
{
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(7);

    /// <summary>For how long after its beginning what asks again does not: exports, slips, roles, passwords, second factors.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(5);

    /// <summary>Longest word for where a session began that is kept.</summary>
    public const int OriginLength = 60;

    /// <summary>SHA-256 of the reference in the cookie.</summary>
    public byte[] TokenHash { get; init; } = [];

    public Guid Id { get; init; }
    public Guid UserId { get; init; }

    /// <summary>The user's security stamp at sign-in; a session whose stamp is not the user's any more is dead.</summary>
    public string SecurityStamp { get; init; } = "";

    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset LastSeenAt { get; set; }

    /// <summary>Absolute end, however busy the session is; the moment at which it was ended, where it was.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    public int IdleMinutes { get; init; }

    /// <summary>The address range in which it began; null where nobody knows.</summary>
    public string? Network { get; init; }

    /// <summary>Browser and kind of device on which it began; null where it did not say.</summary>
    public string? Device { get; init; }

    /// <summary>What ended this session alone; null where time or <see cref="User.SessionsEndedBy"/> did, or nothing yet.</summary>
    public SessionEnd? EndedBy { get; init; }
}
