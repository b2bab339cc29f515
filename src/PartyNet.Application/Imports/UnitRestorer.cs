using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Takes back what an import made of units: names, kinds and superiors go back, new units go where nothing hangs on them.
/// </summary>
internal sealed class UnitRestorer(IPartyNetDb db, IImportStore store, IRegistryRows registry, Undoing undoing)
{
    private Dictionary<Guid, Unit> _units = [];

    /// <summary>Always true: the tree is changed by one at a time.</summary>
    public async Task<bool> RestoreAsync(Unit root, ImportPlan plan, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(UnitWriter.TreeTurn, cancellationToken);
        _units = await db.Units.Where(u => u.Path >= root.Path && u.Path < root.Path.RangeEnd)
            .ToDictionaryAsync(u => u.Id, cancellationToken);
        var rows = await store.ReadCommittedAsync<UnitBefore>(plan.Id, cancellationToken);
        await ChangeBackAsync([.. rows.Where(row => row.Action == ImportAction.Update)], cancellationToken);
        await RemoveAsync(root, [.. rows.Where(row => row.Action == ImportAction.Create)], cancellationToken);
        return true;
    }

    private async Task ChangeBackAsync(IReadOnlyList<CommittedRow<UnitBefore>> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.TargetId).ToList();
        var peopled = await db.Members.Where(m => ids.Contains(m.UnitId)).Select(m => m.UnitId).Distinct()
            .ToHashSetAsync(cancellationToken);
        var holding = await db.UnitKinds.Where(kind => kind.HoldsMembers).Select(kind => kind.Code).ToHashSetAsync(cancellationToken);
        var later = rows.ToDictionary(row => row.Row, _ => new List<string>());
        var moves = new Dictionary<Guid, Guid>();
        foreach (var row in rows)
        {
            if (row.Before is not { Before: { } before, After: var after } || !_units.TryGetValue(row.TargetId, out var unit))
            {
                undoing.Keep(row.Row, "Không còn thấy tổ chức này hoặc dữ liệu trước lần nhập, nên giữ nguyên.");
                later.Remove(row.Row);
                continue;
            }

            var (name, isNameBack) = Back(unit.Name, before.Name, after.Name);
            var (kind, isKindBack) = Back(unit.KindCode, before.KindCode, after.KindCode);
            if (kind != unit.KindCode && peopled.Contains(unit.Id) && !holding.Contains(kind))
                (kind, isKindBack) = (unit.KindCode, false);
            if (name != unit.Name || kind != unit.KindCode)
                unit.Become(name, kind);
            if (!isNameBack)
                later[row.Row].Add(UnitColumns.Name.Heading);
            if (!isKindBack)
                later[row.Row].Add(UnitColumns.Kind.Heading);
            if (before.ParentId == after.ParentId || unit.ParentId == before.ParentId)
                continue;
            if (unit.ParentId == after.ParentId && before.ParentId is { } parent && CanStandBelow(unit, parent, moves))
                moves.Add(unit.Id, parent);
            else
                later[row.Row].Add(UnitColumns.ParentCode.Heading);
        }

        await db.SaveChangesAsync(cancellationToken);
        foreach (var (unit, parent) in moves.OrderBy(move => UnitWriter.DepthOf(move.Key, moves, _units)))
            await registry.MoveAsync(unit, parent, cancellationToken);
        foreach (var (row, what) in later)
        {
            if (what.Count > 0)
                undoing.Keep(row, $"Đã được sửa sau lần nhập, nên giữ nguyên: {string.Join(", ", what)}.");
            else
                undoing.Restore(1);
        }
    }

    /// <summary>A value that is what the import made of it is as before again; another one stays.</summary>
    private static (string Value, bool IsBack) Back(string now, string before, string after) =>
        now == after ? (before, true) : (now, now == before);

    /// <summary>The unit is there, not below the one that moves, and the levels suffice.</summary>
    private bool CanStandBelow(Unit unit, Guid parent, Dictionary<Guid, Guid> moves)
    {
        if (!_units.TryGetValue(parent, out var above) || above.ValidTo is not null)
            return false;
        var next = new Dictionary<Guid, Guid>(moves) { [unit.Id] = parent };
        var levels = _units.Values.Where(u => u.Path.IsWithin(unit.Path)).Max(u => u.Path.Depth) - unit.Path.Depth;
        var aboveRoot = _units.Values.Min(u => u.Path.Depth) - 1;
        return UnitWriter.DepthOf(unit.Id, next, _units) is { } depth && aboveRoot + depth + levels <= UnitPath.MaxDepth;
    }

    /// <summary>From the lowest level up: what stands below goes first.</summary>
    private async Task RemoveAsync(Unit root, IReadOnlyList<CommittedRow<UnitBefore>> rows, CancellationToken cancellationToken)
    {
        var depths = rows.ToDictionary(row => row.TargetId, row => UnitWriter.DepthOf(row.TargetId, [], _units) ?? 0);
        foreach (var level in rows.GroupBy(row => depths[row.TargetId]).OrderByDescending(level => level.Key))
        {
            var used = (await registry.UnitsInUseAsync([.. level.Select(row => row.TargetId)], cancellationToken))
                .ToLookup(use => use.Id, use => use.UsedIn);
            var unused = new List<Guid>();
            foreach (var row in level)
            {
                if (!_units.TryGetValue(row.TargetId, out var unit))
                    undoing.Keep(row.Row, "Không còn thấy tổ chức này trong phạm vi.");
                else if (unit.Id == root.Id)
                    undoing.Keep(row.Row, "Danh sách được nhập vào chính tổ chức này, nên giữ lại.");
                else if (used[unit.Id].Any())
                    undoing.Keep(row.Row, $"Tổ chức này {string.Join(", ", used[unit.Id].Select(InWords).Distinct())}, nên giữ lại.");
                else if (row.Before?.After != new UnitValues(unit.Name, unit.KindCode, unit.ParentId) || unit.ValidTo is not null)
                    undoing.Keep(row.Row, "Tổ chức này đã được sửa sau lần nhập, nên giữ lại.");
                else
                    unused.Add(unit.Id);
            }

            await registry.RemoveUnitsAsync(unused, cancellationToken);
            undoing.Remove(unused.Count);
        }
    }

    private static string InWords(string table) => table switch
    {
        "units" => "có tổ chức trực thuộc",
        "members" => "có đảng viên",
        "placements" => "đã từng có đảng viên",
        "grants" => "có người giữ vai trò",
        "loads" or "layouts" => "đã nhập danh sách",
        _ => "đã được dùng",
    };
}
