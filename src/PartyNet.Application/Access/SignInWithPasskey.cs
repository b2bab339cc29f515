using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A passkey was shown whose count had gone back: there may be a copy of it. It let nobody in.</summary>
public sealed record PasskeyCountWentBack(Guid PasskeyId, Guid UserId);

/// <summary>
/// Signs in by a passkey, without a name or a password: the device holds the key and has checked who holds the device, which is two
/// factors. Unknown, removed, foreign and misused ones get one answer.
/// </summary>
public sealed class SignInWithPasskey(
    IPartyNetDb db,
    IProcesses processes,
    IPasskeyCeremonies ceremonies,
    SessionStarter starter,
    ISignInGuard guard,
    AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    /// <summary>Wrong ones name nobody: those of a network are counted as one login's. It is none, since it has a blank.</summary>
    private const string AnyPasskey = "ANY PASSKEY";

    /// <inheritdoc cref="SignIn.Command"/>
    /// <param name="Answer">Null where the browser has sent none, or too late.</param>
    public sealed record Command(PasskeyAnswer? Answer, string Network, string? Device = null);

    public async Task<ErrorOr<SignedIn>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (command.Answer is not { Credential.Length: > 0 and <= PasskeyAnswer.Longest } answer)
            return Refused();

        using var machinery = access.As(AccessScope.SignIn);
        var (session, name, suspicion) = await ceremonies.ReadShownAsync(answer, cancellationToken) is { } shown
            ? await EnterAsync(answer, shown, command.Network, cancellationToken)
            : default;
        if (session is null)
            return await RefuseAsync(command, suspicion, cancellationToken);

        // Nobody guesses a passkey: whoever shows a right one has waited for nothing, whatever others try, and was charged nothing.
        var attempt = new SignInAttempt(name!, command.Network, command.Device);
        var device = await guard.WelcomeAsync(session.UserId, attempt, Admission.Free, cancellationToken);
        return session with { Device = device };
    }

    /// <summary>Of several who show the answer to one challenge at once, one gets in.</summary>
    private async Task<(SignedIn? Session, string? Name, PasskeyCountWentBack? Suspicion)> EnterAsync(
        PasskeyAnswer answer, ShownPasskey shown, string network, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignedIn), cancellationToken);
        if (!await ceremonies.SpendAsync(answer, process.At, cancellationToken))
            return default;
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == shown.UserId && u.ClosedAt == null, cancellationToken);
        var passkey = db.Passkeys.Where(p => p.CredentialId == shown.CredentialId && p.UserId == shown.UserId);
        if (user is null || await passkey.Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken) is not { } id)
            return default;
        if (await CountAsync(passkey, shown, process.At, cancellationToken) == 0)
            return (null, null, new PasskeyCountWentBack(id, user.Id));

        var session = await starter.StartAsync(process, user, network, cancellationToken, SecondFactor.Passkey);
        return (session, SignInName.Read(user.NormalizedUserName!).Counted, null);
    }

    /// <summary>A device that counts counts upwards.</summary>
    private static Task<int> CountAsync(
        IQueryable<Passkey> passkey, ShownPasskey shown, DateTimeOffset at, CancellationToken cancellationToken) => passkey
        .Where(p => p.SignCount < shown.SignCount || (p.SignCount == 0 && shown.SignCount == 0))
        .ExecuteUpdateAsync(
            p => p.SetProperty(one => one.SignCount, shown.SignCount).SetProperty(one => one.IsBackedUp, shown.IsBackedUp)
                .SetProperty(one => one.LastUsedAt, at),
            cancellationToken);

    /// <summary>What is wrong is counted as wrong passwords are; too much of it is refused before it is written down.</summary>
    private async Task<Error> RefuseAsync(Command command, PasskeyCountWentBack? suspicion, CancellationToken cancellationToken)
    {
        var attempt = new SignInAttempt(AnyPasskey, command.Network, command.Device);
        var admission = await guard.AdmitAsync(attempt, cancellationToken);
        if (!admission.MayCheck && suspicion is null)
            return SignIn.Wait(admission.Wait!.Value);

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignInFailed), cancellationToken);
        process.Record(new SignInRefused(command.Network));
        if (suspicion is not null)
            process.Record(suspicion);
        await process.CommitAsync(cancellationToken);
        return Refused();
    }

    private static Error Refused() => Problem.At(
        "", "Chưa đăng nhập được bằng khóa trên máy này. Đồng chí thử lần nữa, hoặc đăng nhập bằng tên và mật khẩu.");
}
