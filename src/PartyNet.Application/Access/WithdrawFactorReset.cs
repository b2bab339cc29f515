using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A request to take a second factor away was taken back, or refused by the person themselves.</summary>
public sealed record FactorResetWithdrawn(Guid ResetId, Guid UserId);

/// <summary>
/// Takes a request back that has not been approved: whoever asked, and whoever might have. Errors: not found; it is over.
/// </summary>
public sealed class WithdrawFactorReset(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles);

    /// <inheritdoc cref="ApproveFactorReset.Command"/>
    public sealed record Command(Unit Unit, Guid ResetId, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        return await ApproveFactorReset.FindAsync(db, command.Unit, command.ResetId, cancellationToken) is var (reset, unit)
            ? await WithdrawAsync(db, processes, reset, new(ProcessType.FactorResetWithdrawn, unit), command.RequestKey, cancellationToken)
            : Problem.NotFound();
    }

    internal static Task<ErrorOr<Success>> WithdrawAsync(
        IPartyNetDb db, IProcesses processes, FactorReset reset, ProcessStart start, Guid requestKey,
        CancellationToken cancellationToken) => processes.OnceAsync<Success>(
            RequestKey.Of(requestKey, reset.Id),
            start,
            conflict: ApproveFactorReset.Over,
            async process =>
            {
                if (!await db.WithdrawFactorResetAsync(reset.Id, cancellationToken))
                    return ApproveFactorReset.Over;
                process.Record(new FactorResetWithdrawn(reset.Id, reset.UserId));
                if (reset.MemberId is { } member)
                    process.Concern(member);
                return Result.Success;
            },
            cancellationToken);
}
