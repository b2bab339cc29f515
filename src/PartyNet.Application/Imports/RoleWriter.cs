using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Gives roles as planned; who has no login gets one, and the sessions of who has end.</summary>
internal sealed class RoleWriter(IPartyNetDb db, IImportStore store, IProcess process, Guid planId)
{
    /// <summary>False when a member, a unit or a role has changed since the plan was made; then nothing may be committed.</summary>
    public async Task<bool> WriteAsync(Unit root, IReadOnlyList<PlannedRow<RoleTarget>> rows, CancellationToken cancellationToken)
    {
        var targets = rows.Select(row => row.Target!).ToList();
        var (memberIds, unitIds) = (targets.ConvertAll(t => t.MemberId), targets.ConvertAll(t => t.UnitId));
        foreach (var unit in unitIds.Distinct().Order())
            await db.WaitForTurnAsync(RoleTurn.At(unit), cancellationToken);
        var members = await db.Members.AsNoTracking().Where(m => memberIds.Contains(m.Id)).Select(m => m.Id)
            .ToHashSetAsync(cancellationToken);
        var units = await db.Units.AsNoTracking().Where(u => unitIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, cancellationToken);
        var held = await db.Grants.NotEnded(process.At).Where(g => g.MemberId != null && memberIds.Contains(g.MemberId.Value))
            .Select(g => new { g.MemberId, g.Role, g.UnitId }).ToListAsync(cancellationToken);
        if (targets.Exists(t => !members.Contains(t.MemberId) || units.GetValueOrDefault(t.UnitId)?.Path.IsWithin(root.Path) is not true
            || held.Exists(g => g.MemberId == t.MemberId && g.Role == t.Role && g.UnitId == t.UnitId)))
            return false;

        await db.OpenLoginsAsync([.. members], process.At, cancellationToken);
        var users = await db.UsersOf([.. members]).ToDictionaryAsync(user => user.MemberId, user => user.UserId, cancellationToken);
        if (users.Count < members.Count)
            return false;
        var given = new List<CommittedRow<RoleBefore>>();
        foreach (var row in rows)
        {
            var target = row.Target!;
            var grant = Grant.Give(
                Guid.CreateVersion7(process.At), users[target.MemberId], target.MemberId, target.Role, units[target.UnitId],
                process.At, target.To, process.Id);
            db.Grants.Add(grant);
            given.Add(new(row.Row, row.Action, target.MemberId, new RoleBefore(grant.Id)));
            process.Record(new GrantGiven(grant.Id, grant.UserId, grant.Role, grant.UnitId));
            process.Concern(target.MemberId);
        }

        await store.KeepBeforeAsync(planId, given, cancellationToken);
        foreach (var user in await db.Users.Where(u => users.Values.Contains(u.Id)).ToListAsync(cancellationToken))
            user.EndSessions(SessionEnd.RoleChanged);
        return true;
    }
}
