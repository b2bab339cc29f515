namespace PartyNet.Application.Access;

/// <summary>What a browser is asked before it makes or shows a passkey.</summary>
/// <param name="Options">For the browser, as JSON: with the challenge, which counts once.</param>
/// <param name="State">What the answer is checked against; it stays with this site.</param>
public sealed record PasskeyRequest(string Options, string State);

/// <summary>What a browser answers.</summary>
/// <param name="Credential">As JSON.</param>
/// <param name="State">Of the request that is answered.</param>
/// <param name="Site">Where it is answered.</param>
public sealed record PasskeyAnswer(string Credential, string State, PasskeySite Site)
{
    /// <summary>Longest answer of a browser that is read.</summary>
    public const int Longest = 16 * 1024;
}

/// <summary>A passkey that a browser has made.</summary>
/// <param name="UserId">For whom it was asked to.</param>
public sealed record MadePasskey(
    Guid UserId,
    byte[] CredentialId,
    byte[] PublicKey,
    long SignCount,
    IReadOnlyList<string> Transports,
    bool IsBackupEligible,
    bool IsBackedUp);

/// <summary>A passkey that a browser has shown, with the signature of its device over the challenge.</summary>
/// <param name="SignCount">As the device says it; whoever lets somebody in compares it with what is stored.</param>
public sealed record ShownPasskey(Guid UserId, byte[] CredentialId, long SignCount, bool IsBackedUp);

/// <summary>
/// The talk with the browser by which passkeys are made and shown (WebAuthn). The device always checks who holds it. That a challenge
/// counts once, and that a count does not go back, is seen to where something is written.
/// </summary>
public interface IPasskeyCeremonies
{
    /// <summary>Asks for a new passkey of this user; a device that has one of theirs already makes none.</summary>
    Task<PasskeyRequest> AskForNewAsync(User user, PasskeySite site, CancellationToken cancellationToken);

    /// <summary>Asks for a passkey.</summary>
    /// <param name="user">Whose; null for anybody's whom the device knows.</param>
    Task<PasskeyRequest> AskAsync(User? user, PasskeySite site, CancellationToken cancellationToken);

    /// <returns>Null where it is no answer to this request, or not by the rules.</returns>
    Task<MadePasskey?> ReadMadeAsync(PasskeyAnswer answer, CancellationToken cancellationToken);

    /// <inheritdoc cref="ReadMadeAsync"/>
    Task<ShownPasskey?> ReadShownAsync(PasskeyAnswer answer, CancellationToken cancellationToken);

    /// <summary>Within a process: uses up the challenge of a request.</summary>
    /// <returns>False where it was used before; of several at once, one uses it.</returns>
    Task<bool> SpendAsync(PasskeyAnswer answer, DateTimeOffset at, CancellationToken cancellationToken);
}
