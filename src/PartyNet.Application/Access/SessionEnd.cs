namespace PartyNet.Application.Access;

/// <summary>Why a session is over. The numbers are stored, so they are never changed.</summary>
public enum SessionEnd
{
    /// <summary>Nobody used it for as long as its limits say.</summary>
    Idle = 1,

    /// <summary>It reached the most that a session lasts, however busy it was.</summary>
    Expired = 2,

    /// <summary>Its user signed out.</summary>
    SignedOut = 3,

    /// <summary>Somebody signed in over it, in the same browser.</summary>
    Replaced = 4,

    /// <summary>A role was given to its user, or ended.</summary>
    RoleChanged = 5,

    /// <summary>Its user set a new password.</summary>
    PasswordSet = 6,

    /// <summary>Its user was closed. Only a browser that held a session learns that.</summary>
    UserClosed = 7,

    /// <summary>Its user got in by a slip, somewhere else.</summary>
    SlipUsed = 8,

    /// <summary>Its user ended it from another session.</summary>
    EndedElsewhere = 9,

    /// <summary>The second factor of its user was taken away.</summary>
    FactorReset = 10,

    /// <summary>An administrator ended all sessions of its user.</summary>
    EndedByAdministrator = 11,
}

/// <summary>A session that is over and whose reference a browser still holds: what the page for signing in can say about it.</summary>
/// <param name="SessionId">The session that is over.</param>
/// <param name="UserId">Whose session it was.</param>
/// <param name="Why">What ended it.</param>
/// <param name="IdleMinutes">How long it lasted unused.</param>
public sealed record EndedSession(Guid SessionId, Guid UserId, SessionEnd Why, int IdleMinutes);
