using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Members;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Who is on the roll below a unit and does not stand in a list. They are told, never removed.</summary>
public static class AbsentMembers
{
    /// <summary>In no order; without a plan, all.</summary>
    /// <param name="loads">The one load of the list.</param>
    public static IQueryable<Member> Of(IPartyNetDb db, Unit unit, IQueryable<ListLoad> loads) =>
        db.Members.Within(unit).Where(m => m.ActivityStatus == ActivityStatus.Active
            && !db.ImportPlanRows.Any(row => loads.Any(load => load.PlanId == row.PlanId) && row.TargetId == m.Id));

    /// <summary>How many they are: counters know all, and the plan names those who stand in it.</summary>
    internal static async Task<int> CountAsync(IPartyNetDb db, Unit unit, Guid planId, CancellationToken cancellationToken)
    {
        var active = db.Members.Within(unit).Where(m => m.ActivityStatus == ActivityStatus.Active);
        var met = await active.CountAsync(
            m => db.ImportPlanRows.Any(row => row.PlanId == planId && row.TargetId == m.Id), cancellationToken);
        return (await db.CountAsync(unit, cancellationToken)).Active - met;
    }
}
