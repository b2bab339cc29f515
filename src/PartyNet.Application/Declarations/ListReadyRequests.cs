using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>The unit's own ready requests, to be looked after. They name nobody, so a look at them is none. Error: not found.</summary>
public sealed class ListReadyRequests(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    public sealed record Query(Unit Unit);

    public async Task<ErrorOr<IReadOnlyList<OwnReadyRequest>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        return await db.Own(query.Unit).ToListAsync(cancellationToken);
    }
}
