using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Makes the top unit of a registry that has none yet, from its row in the unit list; it is saved when the plan is committed.
/// </summary>
public sealed class ProposeRootUnit(IPartyNetDb db, IRegistryRows registry, TimeProvider clock, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    public sealed record Query(UnitRow Row);

    /// <summary>Null where the registry has units already, or the kind in the row is none that it knows.</summary>
    public async Task<Unit?> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return null;

        var row = query.Row;
        if (await db.Units.AnyAsync(cancellationToken) || row.KindAmong(await db.UnitKinds.ToListAsync(cancellationToken)) is not { } kind)
            return null;
        var label = await registry.NextLabelAsync(cancellationToken);
        return Unit.Create(Guid.CreateVersion7(), label, null, row.Code, row.Name, kind.Code, VietnamTime.Day(clock.GetUtcNow()));
    }
}
