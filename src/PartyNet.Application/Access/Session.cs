namespace PartyNet.Application.Access;

/// <summary>
/// A signed-in browser. The cookie carries a random reference; only its hash is here, so a copy of the table signs nobody in,
/// and ending the row ends the session on every replica. A session that is over stays for <see cref="KeptAfterEnd"/>, to say why it is.
/// </summary>
public sealed class Session
{
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(7);

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

    /// <summary>What ended this session alone; null where time or <see cref="User.SessionsEndedBy"/> did, or nothing yet.</summary>
    public SessionEnd? EndedBy { get; init; }
}
