using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>Somebody whose password was right, and who has to give a code or show a passkey yet.</summary>
/// <param name="Stamp">The user's security stamp when the password was looked at.</param>
/// <param name="Counted">What attempts are counted by.</param>
/// <param name="HasApp">They have an app that makes codes.</param>
/// <param name="HasPasskey">They have a passkey, by which they sign in at once.</param>
/// <param name="HasCodes">They have recovery codes that were not used.</param>
public sealed record HalfSignedIn(
    Guid UserId, string Stamp, string Counted, bool HasApp = true, bool HasPasskey = false, bool HasCodes = false);

/// <summary>
/// The second half of signing in: a code of the app, or a recovery code, each of which counts once. Whoever is signed in confirms by one
/// alone that it is them. Wrong ones are counted with the wrong passwords, and answered alike.
/// </summary>
public sealed class SignInWithCode(
    IPartyNetDb db,
    IProcesses processes,
    ISignInGuard guard,
    IFactorSeals seals,
    ISecrets secrets,
    SessionStarter starter,
    AccessContext access,
    TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    /// <inheritdoc cref="SignIn.Command"/>
    /// <param name="Half">Null for whoever is signed in and confirms that it is them.</param>
    public sealed record Command(HalfSignedIn? Half, string Code, string Network, string? Device = null);

    private const int LongestInput = 64;

    public async Task<ErrorOr<SignedIn>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (command.Code.Length is 0 or > LongestInput)
            return Refused();

        var caller = access.Scope.UserId;
        using var machinery = access.As(AccessScope.SignIn);
        if ((command.Half ?? await HalfOfAsync(caller, cancellationToken)) is not { } half)
            return Refused();

        var attempt = new SignInAttempt(half.Counted, command.Network, command.Device);
        var admission = await guard.AdmitAsync(attempt, cancellationToken);
        if (!admission.MayCheck)
        {
            await guard.PretendAsync(cancellationToken);
            return SignIn.Wait(admission.Wait!.Value);
        }

        var session = await FindAsync(half.UserId, command.Code, cancellationToken) is { } proof
            ? await EnterAsync(half, proof, command.Network, cancellationToken)
            : null;
        if (session is null)
        {
            await SignIn.RecordRefusalAsync(processes, command.Network, cancellationToken);
            return admission.Wait is { } wait ? SignIn.Wait(wait) : Refused();
        }

        var device = await guard.WelcomeAsync(session.UserId, attempt, admission, cancellationToken);
        return session with { Device = device };
    }

    /// <summary>Whoever is signed in has given the password, or what stood for it, before.</summary>
    private async Task<HalfSignedIn?> HalfOfAsync(Guid? caller, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == caller, cancellationToken) is { } user
            ? new HalfSignedIn(user.Id, user.SecurityStamp!, SignInName.Read(user.NormalizedUserName!).Counted)
            : null;
    }

    /// <summary>What the code is; null where it is none of this user's.</summary>
    private async Task<Proof?> FindAsync(Guid user, string typed, CancellationToken cancellationToken)
    {
        var digests = RecoveryCode.Read(typed) is { } code ? secrets.DigestsOf(user, code) : [];
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var (authenticator, stored) = await db.TogetherAsync(
            () => db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.UserId == user, cancellationToken),
            () => db.RecoveryCodes.Where(c => c.UserId == user && digests.Contains(c.Digest) && c.UsedAt == null)
                .Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellationToken),
            cancellationToken);
        if (stored is not null)
            return new Proof(null, stored);
        return authenticator is not null && seals.OpenSeed(user, authenticator.Seed) is { } seed
            && Totp.StepOf(seed, typed, clock.GetUtcNow()) is { } step
            ? new Proof(step, null)
            : null;
    }

    /// <summary>Of several who show one code at once, one gets in. Null for the others, and where the password has changed since.</summary>
    private async Task<SignedIn?> EnterAsync(HalfSignedIn half, Proof proof, string network, CancellationToken cancellationToken)
    {
        var (id, stamp) = (half.UserId, half.Stamp);
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignedIn), cancellationToken);
        if (await UseUpAsync(id, proof, process.At, cancellationToken) == 0)
            return null;
        var user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(u => u.Id == id && u.SecurityStamp == stamp && u.ClosedAt == null, cancellationToken);
        if (user is null)
            return null;

        var factor = proof.Step is null ? SecondFactor.RecoveryCode : SecondFactor.App;
        return await starter.StartAsync(process, user, network, cancellationToken, factor);
    }

    private Task<int> UseUpAsync(Guid user, Proof proof, DateTimeOffset at, CancellationToken cancellationToken) => proof.Step is { } step
        ? db.Authenticators.Where(a => a.UserId == user && a.LastStep < step)
            .ExecuteUpdateAsync(a => a.SetProperty(one => one.LastStep, step), cancellationToken)
        : db.RecoveryCodes.Where(c => c.Id == proof.CodeId && c.UserId == user && c.UsedAt == null)
            .ExecuteUpdateAsync(c => c.SetProperty(one => one.UsedAt, (DateTimeOffset?)at), cancellationToken);

    private static Error Refused() => Problem.At(
        "Code", "Mã không đúng hoặc đã dùng rồi. Đồng chí nhập mã đang hiện trong ứng dụng, hoặc một mã dự phòng chưa dùng.");

    /// <summary>A half minute of the app, or the recovery code.</summary>
    private sealed record Proof(long? Step, Guid? CodeId);
}

/// <summary>What a session began with besides the password.</summary>
public enum SecondFactor
{
    App = 1,
    RecoveryCode = 2,

    /// <summary>Instead of the password.</summary>
    Passkey = 3,
}
