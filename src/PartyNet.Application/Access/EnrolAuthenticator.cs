using System.Buffers.Text;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>An app became the second factor of a user; one from before ended with it.</summary>
public sealed record AuthenticatorEnrolled(Guid UserId);

/// <summary>
/// Makes an app the caller's second factor, proved by a code of it, with ten new recovery codes, which wait to be shown
/// (<see cref="ShowRecoveryCodes"/>). Sessions elsewhere end: they began without it.
/// </summary>
public sealed class EnrolAuthenticator(
    IPartyNetDb db,
    IProcesses processes,
    IFactorSeals seals,
    RecoveryCodeMaker codes,
    IOwnSessions sessions,
    AccessContext access,
    TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn.Again();

    /// <param name="Sealed">The seed that <see cref="GetMyFactor"/> offered.</param>
    /// <param name="Code">Six digits of the app.</param>
    public sealed record Command(string Sealed, string Code, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var user = access.Scope.UserId!.Value;
        if (Open(seals, user, command.Sealed) is not { } seed)
            return Problem.OldForm();
        if (Totp.StepOf(seed, command.Code, clock.GetUtcNow()) is not { } step)
            return Problem.At(
                nameof(command.Code),
                "Mã không đúng. Đồng chí nhập sáu chữ số đang hiện trong ứng dụng; đồng hồ điện thoại phải đúng giờ.");

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, user),
            new ProcessStart(ProcessType.FactorEnrolled, ForSelf: true),
            conflict: Problem.OldForm(),
            process => EnrolAsync(process, user, seals.SealSeed(user, seed), step, cancellationToken),
            cancellationToken);
    }

    /// <summary>Null where it is no seed that was offered to this user.</summary>
    internal static byte[]? Open(IFactorSeals seals, Guid user, string? offered)
    {
        if (string.IsNullOrEmpty(offered) || !Base64.IsValid(offered))
            return null;
        return seals.OpenSeed(user, Convert.FromBase64String(offered));
    }

    private async Task<ErrorOr<Success>> EnrolAsync(
        IProcess process, Guid user, byte[] seed, long step, CancellationToken cancellationToken)
    {
        await db.Authenticators.Where(a => a.UserId == user).ExecuteDeleteAsync(cancellationToken);
        db.Authenticators.Add(new Authenticator { UserId = user, Seed = seed, EnrolledAt = process.At, LastStep = step });
        await codes.GiveAsync(db, user, process.At, cancellationToken);
        await sessions.EndAsync(one: null, process.At, cancellationToken);
        process.Record(new AuthenticatorEnrolled(user));
        return Result.Success;
    }
}
