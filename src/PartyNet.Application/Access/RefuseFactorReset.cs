using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>
/// The person themselves, who has lost nothing, refuses that their second factor be taken away. Not found where nobody asked for it.
/// </summary>
public sealed class RefuseFactorReset(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    public sealed record Command(Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        return await FindAsync(cancellationToken) is { } reset
            ? await WithdrawFactorReset.WithdrawAsync(
                db, processes, reset, new(ProcessType.FactorResetWithdrawn, ForSelf: true), command.RequestKey, cancellationToken)
            : Problem.NotFound();
    }

    private async Task<FactorReset?> FindAsync(CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.FactorResets.AsNoTracking().Where(r => r.UserId == access.Scope.UserId).OrderByDescending(r => r.AskedAt)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
