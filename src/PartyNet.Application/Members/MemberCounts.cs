using Microsoft.EntityFrameworkCore;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Members;

/// <summary>
/// Where the members of a unit stand. Only active members count in the denominator; those who are on the roll and not asked to
/// declare stand apart, in sight, so that nobody raises a share by excusing people.
/// </summary>
public sealed record MemberCounts(int NotDeclared, int Submitted, int Returned, int Confirmed, int Apart)
{
    /// <summary>The denominator: members who are asked to declare.</summary>
    public int Active => NotDeclared + Submitted + Returned + Confirmed;

    /// <summary>Members who have declared, whatever became of it since.</summary>
    public int Declared => Active - NotDeclared;

    public int OnRoll => Active + Apart;

    internal static async Task<MemberCounts> OfAsync(IQueryable<Member> members, CancellationToken cancellationToken)
    {
        var groups = await members.GroupBy(m => new { Active = m.ActivityStatus == ActivityStatus.Active, m.DeclarationState })
            .Select(g => new { g.Key.Active, g.Key.DeclarationState, Count = g.Count() }).ToListAsync(cancellationToken);
        return new MemberCounts(
            Of(DeclarationState.NotDeclared), Of(DeclarationState.Submitted), Of(DeclarationState.Returned), Of(DeclarationState.Confirmed),
            groups.Where(g => !g.Active).Sum(g => g.Count));

        int Of(DeclarationState state) => groups.Where(g => g.Active && g.DeclarationState == state).Sum(g => g.Count);
    }
}
