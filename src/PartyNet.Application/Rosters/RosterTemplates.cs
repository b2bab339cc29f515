using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>Event of a change to how a unit has its lists.</summary>
/// <param name="Columns">Codes of its columns; empty where it has the usual ones.</param>
public sealed record RosterTemplateSet(Guid UnitId, IReadOnlyList<string> Columns);

/// <summary>How a unit has its lists, where it has said so.</summary>
internal static class RosterTemplates
{
    /// <summary>The unit's own template, and the name of the unit above it: one statement.</summary>
    public static async Task<(RosterTemplate? Template, string? Superior)> ReadAsync(
        IPartyNetDb db, Unit unit, CancellationToken cancellationToken)
    {
        var found = await (
            from u in db.Units.AsNoTracking()
            where u.Id == unit.Id
            join t in db.RosterTemplates.AsNoTracking() on u.Id equals t.UnitId into templates
            from t in templates.DefaultIfEmpty()
            join above in db.Units.AsNoTracking() on u.ParentId equals above.Id into superiors
            from above in superiors.DefaultIfEmpty()
            select new { Template = t, Superior = above == null ? null : above.Name }).SingleAsync(cancellationToken);
        return (found.Template, found.Superior);
    }

    /// <summary>The template to change within a process; a new one where the unit has none.</summary>
    public static async Task<RosterTemplate> ForChangeAsync(IPartyNetDb db, Unit unit, CancellationToken cancellationToken)
    {
        if (await db.RosterTemplates.SingleOrDefaultAsync(t => t.UnitId == unit.Id, cancellationToken) is { } found)
            return found;
        var template = RosterTemplate.Of(unit.Id);
        db.RosterTemplates.Add(template);
        return template;
    }
}
