using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Makes the top unit of a registry that has none yet, from its row in the unit list; it is saved when the plan is committed.</summary>
public sealed class NewRoot(IPartyNetDb db, IImportStore store, TimeProvider clock)
{
    public async Task<Unit?> HandleAsync(UnitRow row, CancellationToken cancellationToken)
    {
        if (await db.Units.AnyAsync(cancellationToken) || row.KindAmong(await db.UnitKinds.ToListAsync(cancellationToken)) is not { } kind)
            return null;
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).Date);
        return Unit.Create(Guid.CreateVersion7(), await store.NextLabelAsync(cancellationToken), null, row.Code, row.Name, kind.Code, today);
    }
}
