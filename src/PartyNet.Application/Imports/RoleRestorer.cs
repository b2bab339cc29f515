using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Imports;

/// <summary>Ends the roles that an import gave. Logins that it opened stay: they let nobody in by themselves.</summary>
internal sealed class RoleRestorer(IPartyNetDb db, IImportStore store, IProcess process, AccessScope scope, Undoing undoing)
{
    /// <summary>Always true: a role that somebody else ended meanwhile is gone as well.</summary>
    public async Task<bool> RestoreAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        var rows = await store.ReadCommittedAsync<RoleBefore>(plan.Id, cancellationToken);
        var ids = rows.Select(row => row.Before?.GrantId).OfType<Guid>().ToList();
        var units = await db.Grants.Where(g => ids.Contains(g.Id)).Select(g => g.UnitId!.Value).Distinct().ToListAsync(cancellationToken);
        foreach (var unit in units.Order())
            await db.WaitForTurnAsync(RoleTurn.At(unit), cancellationToken);
        var grants = await db.Grants.NotEnded(process.At).Where(g => ids.Contains(g.Id)).ToDictionaryAsync(g => g.Id, cancellationToken);
        var boards = await db.Grants.InForce(process.At)
            .Where(g => g.Role == Role.Board && g.ValidTo == null && g.UnitId != null && units.Contains(g.UnitId.Value))
            .Select(g => new { g.Id, g.UnitId }).ToListAsync(cancellationToken);
        var boardsLeft = boards.ToLookup(g => g.UnitId, g => g.Id).ToDictionary(board => board.Key!.Value, board => board.ToHashSet());
        var ended = new List<Guid>();
        foreach (var row in rows)
        {
            if (row.Before is null)
                undoing.Keep(row.Row, "Không biết vai trò này được giao lúc nào, nên giữ lại.");
            else if (!grants.TryGetValue(row.Before.GrantId, out var grant))
                undoing.Remove(1);
            else if (WhyNot(grant, boardsLeft) is { } reason)
                undoing.Keep(row.Row, reason);
            else
                End(grant);
        }

        // The command line ends sessions itself; for others the database does.
        foreach (var user in await db.Users.Where(u => ended.Contains(u.Id)).ToListAsync(cancellationToken))
            user.EndSessions(SessionEnd.RoleChanged);
        return true;

        void End(Grant grant)
        {
            grant.Revoke(process.At);
            ended.Add(grant.UserId);
            process.Record(new GrantRevoked(grant.Id, grant.UserId));
            if (grant.MemberId is { } member)
                process.Concern(member);
            undoing.Remove(1);
        }
    }

    /// <summary>As where a single role is ended (<see cref="EndRole"/>). The operator ends any.</summary>
    private string? WhyNot(Grant grant, Dictionary<Guid, HashSet<Guid>> boardsLeft)
    {
        if (scope.UserId is null)
            return null;
        if (grant.UserId == scope.UserId)
            return "Đồng chí không tự thôi giữ vai trò của mình được, nên vai trò này giữ lại.";
        if (!scope.MayGive(grant.Role, grant.UnitPath!.Value))
            return "Vai trò này do cấp trên giao, nên cấp trên cho thôi.";
        if (grant.Role != Role.Board || !boardsLeft.TryGetValue(grant.UnitId!.Value, out var board))
            return null;
        board.Remove(grant.Id);
        return board.Count == 0 ? "Đây là người cuối cùng của ban này, nên giữ lại." : null;
    }
}
