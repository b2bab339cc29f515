namespace PartyNet.Application.Access;

/// <summary>
/// What stands before the password check: the throttle by account and network, and the bounded queue in which passwords are hashed.
/// </summary>
public interface ISignInGuard
{
    /// <summary>Counts an attempt; zero means go on, otherwise how long to wait. Known and unknown logins are counted alike.</summary>
    Task<TimeSpan> CountAttemptAsync(string login, string network, CancellationToken cancellationToken);

    /// <summary>The attempt was right: forget the ones before it.</summary>
    Task ForgiveAsync(string login, string network, CancellationToken cancellationToken);

    /// <summary>
    /// Runs the expensive hashing when a place is free; false when none came free in time and the caller should say "try again".
    /// </summary>
    Task<bool> TryHashAsync(Action hashing, CancellationToken cancellationToken);
}
