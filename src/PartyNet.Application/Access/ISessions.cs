using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>Reference sessions: the browser holds a random reference, the database the rest.</summary>
public interface ISessions
{
    /// <summary>The session of a reference with the caller's grants as they are now; null when it has ended for whatever reason.</summary>
    /// <param name="unitCode">A unit to be read in the same round trip: the one that the address of the request names.</param>
    Task<CallerSession?> OpenAsync(string reference, string? unitCode, CancellationToken cancellationToken);

    /// <summary>The same, on a connection that stays with the request where the session lives.</summary>
    Task<CallerSession?> OpenAsync(string reference, string? unitCode, IKeptConnection kept, CancellationToken cancellationToken);

    /// <summary>Why the session of a reference is over; null where it lives, or where nobody ever had the reference or long ago.</summary>
    Task<EndedSession?> FindEndedAsync(string reference, CancellationToken cancellationToken);

    /// <summary>Ends this one session; what ends all sessions of a user is <see cref="User.EndSessions"/>.</summary>
    Task EndAsync(string reference, SessionEnd why, CancellationToken cancellationToken);
}

/// <summary>Sessions that begin.</summary>
public interface INewSessions
{
    /// <summary>
    /// Starts a session within a process of signing in, of which its user thereby is the actor, and gives the reference for the cookie; it
    /// is nowhere stored.
    /// </summary>
    Task<string> StartAsync(User user, SessionLimits limits, CancellationToken cancellationToken);
}

/// <summary>Sessions that their user ends.</summary>
public interface IOwnSessions
{
    /// <summary>
    /// Within a process of the user: ends the one session, or where none is named all; never the one that this request came with. Gives how
    /// many ended.
    /// </summary>
    Task<int> EndAsync(Guid? one, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Within a process of the user, after <see cref="User.EndSessions"/> was saved: the session that this request came with goes on.
    /// </summary>
    Task KeepThisAsync(CancellationToken cancellationToken);
}
