using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>
/// The declaration that waits for this level after the one that was just decided; the oldest where that was the last. Null where none
/// waits.
/// </summary>
public sealed class FindNextToReview(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    public sealed record Query(Unit Unit, Guid Decided);

    public async Task<Guid?> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is not null)
            return null;

        await using var read = await db.BeginReadAsync(cancellationToken);
        var queue = db.WaitingFor(access.Scope, query.Unit.Path, clock.GetUtcNow());
        var (after, oldest) = await db.TogetherAsync(
            () => QueueOrder.FindNeighbourAsync(db, queue, query.Decided, isBackward: false, cancellationToken),
            () => QueueOrder.FindOldestAsync(queue, cancellationToken),
            cancellationToken);
        return after ?? oldest;
    }
}
