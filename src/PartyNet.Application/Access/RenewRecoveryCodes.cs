using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A user got new recovery codes; those from before ended.</summary>
public sealed record RecoveryCodesRenewed(Guid UserId);

/// <summary>
/// Makes ten new recovery codes for the caller, who has an app or a passkey that may be lost; they wait to be shown
/// (<see cref="ShowRecoveryCodes"/>). Error: not found.
/// </summary>
public sealed class RenewRecoveryCodes(IPartyNetDb db, IProcesses processes, RecoveryCodeMaker codes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn.Again();

    public sealed record Command(Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var user = access.Scope.UserId!.Value;
        return await processes.OnceAsync<Success>(
            RequestKey.Of(command.RequestKey, user),
            new ProcessStart(ProcessType.RecoveryCodesRenewed, ForSelf: true),
            conflict: Problem.OldForm(),
            async process =>
            {
                await db.WaitForTurnAsync(Passkey.Turn(user), cancellationToken);
                if (await SecondFactors.OfAsync(db, user, process.At, cancellationToken) is { HasApp: false, HasPasskey: false })
                    return Problem.NotFound();
                await codes.GiveAsync(db, user, process.At, cancellationToken);
                process.Record(new RecoveryCodesRenewed(user));
                return Result.Success;
            },
            cancellationToken);
    }
}
