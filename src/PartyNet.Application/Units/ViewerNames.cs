using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>
/// Whether members read the names of those who looked at their data, or only role and unit. The nearest unit upwards that has decided
/// decides; where none has, no name is told.
/// </summary>
public static class ViewerNames
{
    /// <summary>Whether members at this unit read names. <c>audit.find_viewers</c> asks the same again before it tells one.</summary>
    internal static Task<bool> AreToldAsync(IPartyNetDb db, UnitPath? unit, CancellationToken cancellationToken) =>
        Deciding(db, unit).Select(u => u.NamesViewers!.Value).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The units upwards that have decided, the nearest first: of two paths of one lineage the longer one sorts last.</summary>
    internal static IQueryable<Unit> Deciding(IPartyNetDb db, UnitPath? unit)
    {
        var lineage = unit?.Lineage ?? [];
        return db.Units.AsNoTracking().Where(u => lineage.Contains(u.Path) && u.NamesViewers != null).OrderByDescending(u => u.Path);
    }
}
