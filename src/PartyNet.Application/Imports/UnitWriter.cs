using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Creates, renames and moves units as planned.</summary>
internal sealed class UnitWriter(IPartyNetDb db, IImportStore store, IRegistryRows registry, IProcess process, Guid planId)
{
    /// <summary>The tree is changed by one at a time: two moves that are right alone may make a circle together.</summary>
    public const long TreeTurn = 0x54524545;

    private Dictionary<Guid, Unit> _units = [];

    /// <summary>False when a unit has changed since the plan was made; then nothing may be committed.</summary>
    public async Task<bool> WriteAsync(Unit root, IReadOnlyList<PlannedRow<UnitTarget>> rows, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(TreeTurn, cancellationToken);
        _units = await db.Units.Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd)
            .ToDictionaryAsync(u => u.Id, cancellationToken);
        var created = rows.Where(row => row.Action == ImportAction.Create).Select(row => row.Target!).ToList();
        var changed = rows.Where(row => row.Action == ImportAction.Update).ToList();
        await store.KeepBeforeAsync(planId, [.. rows.Select(BeforeOf)], cancellationToken);
        return await CreateAsync(root, created, cancellationToken) && await ChangeAsync(changed, cancellationToken);
    }

    /// <summary>What the row takes the place of, and what it makes of the unit.</summary>
    private CommittedRow<UnitBefore> BeforeOf(PlannedRow<UnitTarget> row)
    {
        var (id, _, name, kind, parent) = row.Target!;
        var unit = row.Action == ImportAction.Update ? _units.GetValueOrDefault(id) : null;
        // Without a superior in the list a unit stays where it is.
        return new(row.Row, row.Action, id, new UnitBefore(
            unit is null ? null : new UnitValues(unit.Name, unit.KindCode, unit.ParentId),
            new UnitValues(name, kind, parent ?? unit?.ParentId)));
    }

    /// <summary>Superiors first, wherever they stand in the list.</summary>
    private async Task<bool> CreateAsync(Unit root, IReadOnlyList<UnitTarget> targets, CancellationToken cancellationToken)
    {
        if (targets.Any(target => target.UnitId == root.Id))
        {
            db.Units.Add(root);
            _units[root.Id] = root;
        }

        var codes = targets.Select(target => target.Code).ToList();
        if (await db.Units.AnyAsync(u => codes.Contains(u.Code), cancellationToken))
            return false;

        var today = VietnamTime.Day(process.At);
        var waiting = targets.Where(target => target.UnitId != root.Id).ToList();
        while (waiting.Count > 0)
        {
            var next = waiting.Where(target => _units.ContainsKey(target.ParentId!.Value)).ToList();
            if (next.Count == 0)
                return false;
            foreach (var target in next)
            {
                var (label, parent) = (await registry.NextLabelAsync(cancellationToken), _units[target.ParentId!.Value]);
                var unit = Unit.Create(target.UnitId, label, parent, target.Code, target.Name, target.KindCode, today);
                db.Units.Add(unit);
                _units[unit.Id] = unit;
            }

            waiting.RemoveAll(next.Contains);
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    private async Task<bool> ChangeAsync(IReadOnlyList<PlannedRow<UnitTarget>> rows, CancellationToken cancellationToken)
    {
        var moves = new Dictionary<Guid, Guid>();
        foreach (var row in rows)
        {
            var target = row.Target!;
            if (!_units.TryGetValue(target.UnitId, out var unit) || unit.Version != row.TargetVersion)
                return false;
            unit.Become(target.Name, target.KindCode);
            if (target.ParentId is { } parent && parent != unit.ParentId)
                moves.Add(unit.Id, parent);
        }

        var depths = moves.Keys.ToDictionary(id => id, id => DepthOf(id, moves, _units));
        if (depths.ContainsValue(null) || !moves.Values.All(_units.ContainsKey))
            return false;
        await db.SaveChangesAsync(cancellationToken);
        if (await HaveMembersWithoutBranchAsync(rows, cancellationToken))
            return false;
        // From the top of the new tree down: so a unit never goes below one that is still below itself.
        foreach (var (unit, parent) in moves.OrderBy(move => depths[move.Key]))
            await registry.MoveAsync(unit, parent, cancellationToken);
        return true;
    }

    /// <summary>Members were enrolled since into a branch that is to be something else.</summary>
    private async Task<bool> HaveMembersWithoutBranchAsync(IEnumerable<PlannedRow<UnitTarget>> rows, CancellationToken cancellationToken)
    {
        var changed = rows.Select(row => row.Target!.UnitId).ToList();
        var holding = db.UnitKinds.Where(kind => kind.HoldsMembers).Select(kind => kind.Code);
        var holdingNone = db.Units.Where(unit => changed.Contains(unit.Id) && !holding.Contains(unit.KindCode)).Select(unit => unit.Id);
        return await db.Members.AnyAsync(member => holdingNone.Contains(member.UnitId), cancellationToken);
    }

    /// <summary>
    /// How deep a unit will lie, from the topmost of the units; null where it would lie below itself, because others have moved since.
    /// </summary>
    public static int? DepthOf(Guid id, Dictionary<Guid, Guid> moves, IReadOnlyDictionary<Guid, Unit> units)
    {
        var depth = 0;
        for (Guid? at = id; at is { } here && units.TryGetValue(here, out var unit);)
        {
            if (++depth > units.Count)
                return null;
            at = moves.TryGetValue(here, out var parent) ? parent : unit.ParentId;
        }

        return depth;
    }
}
