using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Imports;

/// <summary>Takes back what a list of accounts asked its members. What they have answered stays theirs.</summary>
internal sealed class AccountRestorer(IPartyNetDb db, Undoing undoing)
{
    /// <summary>Always true: a question that was answered meanwhile is gone as well.</summary>
    public async Task<bool> RestoreAsync(ImportPlan plan, CancellationToken cancellationToken)
    {
        var asked = await db.ImportPlanRows.Where(r => r.PlanId == plan.Id && r.Action == ImportAction.Create)
            .Select(r => new { r.Row, r.TargetId }).ToListAsync(cancellationToken);
        var open = db.ProposedAccounts.Where(p => p.PlanId == plan.Id);
        var waiting = await open.Select(p => p.MemberId).Distinct().ToHashSetAsync(cancellationToken);
        await open.ExecuteDeleteAsync(cancellationToken);
        foreach (var row in asked)
        {
            if (waiting.Contains(row.TargetId!.Value))
                undoing.Remove(1);
            else
                undoing.Keep(row.Row, "Đồng chí này đã trả lời, nên không còn gì để rút lại.");
        }

        return true;
    }
}
