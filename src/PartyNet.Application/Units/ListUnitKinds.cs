using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>The kinds of units, from the top of the tree down, for those who set them.</summary>
public sealed class ListUnitKinds(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => SetUnitKind.Needs;

    public async Task<ErrorOr<IReadOnlyList<UnitKind>>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var read = await db.BeginReadAsync(cancellationToken);
        return await db.UnitKinds.AsNoTracking().OrderBy(k => k.Position).ThenBy(k => k.Code).ToListAsync(cancellationToken);
    }
}
