namespace PartyNet.Application.Access;

/// <summary>
/// What stands before the password check: the throttle, and the bounded queue in which passwords are hashed. Wrong passwords are counted,
/// by device or by account and network and by network; refusals and right passwords cost nothing.
/// </summary>
public interface ISignInGuard
{
    /// <summary>
    /// Whether the password may be looked at; counted as wrong until <see cref="WelcomeAsync"/> or <see cref="TakeBackAsync"/>. Known and
    /// unknown logins are counted alike.
    /// </summary>
    Task<Admission> AdmitAsync(SignInAttempt attempt, CancellationToken cancellationToken);

    /// <summary>The password was not looked at after all.</summary>
    Task TakeBackAsync(SignInAttempt attempt, Admission admission, CancellationToken cancellationToken);

    /// <summary>The password was right: the device and the network of the attempt are known from now on.</summary>
    /// <returns>The secret by which the device is known again.</returns>
    Task<string> WelcomeAsync(Guid userId, SignInAttempt attempt, Admission admission, CancellationToken cancellationToken);

    /// <summary>
    /// Runs the expensive hashing when a place is free; false when none came free in time and the caller should say "try again".
    /// </summary>
    Task<bool> TryHashAsync(Action hashing, CancellationToken cancellationToken);

    /// <summary>Takes the time of a check without its work, so that a refusal cannot be told from a check that is answered alike.</summary>
    Task PretendAsync(CancellationToken cancellationToken);
}

/// <summary>A try at signing in, as the throttle sees it.</summary>
/// <param name="Login">Normalized; of a user or of nobody.</param>
/// <param name="Network">An address range, not an address.</param>
/// <param name="Device">The secret that the browser was given at an earlier sign-in; null where it shows none.</param>
public sealed record SignInAttempt(string Login, string Network, string? Device);

/// <summary>What the throttle says to an attempt.</summary>
/// <param name="MayCheck">The password may be looked at.</param>
/// <param name="Wait">How long to wait, for whoever is refused or whose password is then wrong; null where that is just wrong.</param>
/// <param name="OnKnownDevice">The account was used on this device, which is counted by itself.</param>
public sealed record Admission(bool MayCheck, TimeSpan? Wait, bool OnKnownDevice)
{
    /// <summary>Of what nobody can guess, and the throttle was not asked about: it was charged nothing.</summary>
    public static Admission Free { get; } = new(MayCheck: true, Wait: TimeSpan.Zero, OnKnownDevice: false);
}
