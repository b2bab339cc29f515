using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>Event of a request that the member took back.</summary>
public sealed record FactCorrectionWithdrawn(Guid CorrectionId);

/// <summary>Takes a request of the caller's own back while nobody has decided it. Errors: not found; conflict.</summary>
public sealed class WithdrawFactCorrection(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    public sealed record Command(Guid CorrectionId, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.CorrectionId),
            new ProcessStart(ProcessType.FactCorrectionWithdrawn, ForSelf: true),
            conflict: FactCorrections.TooLate(),
            process => WithdrawAsync(process, command.CorrectionId, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> WithdrawAsync(IProcess process, Guid id, CancellationToken cancellationToken)
    {
        if (await db.FactCorrections.Own(access.Scope).SingleOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } correction)
            return Problem.NotFound();
        if (correction.Status != CorrectionStatus.Open)
            return FactCorrections.TooLate(correction.Status);
        correction.Withdraw(process.At);
        process.Concern(correction.MemberId);
        process.Record(new FactCorrectionWithdrawn(id));
        return Result.Success;
    }
}
