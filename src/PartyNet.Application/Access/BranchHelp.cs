using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Access;

/// <summary>Whom the members of some branches ask who do not get in.</summary>
internal sealed record BranchHelp(ILookup<Guid, CallerHelpContact> Secretaries, Dictionary<Guid, string> Above)
{
    public static async Task<BranchHelp> ReadAsync(
        IPartyNetDb db, IEnumerable<Member> members, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var branches = members.Select(m => m.UnitId).Distinct().ToList();
        var secretaries = await (
            from grant in db.Grants.InForce(now)
            where grant.Role == Role.Secretary && branches.Contains(grant.UnitId!.Value)
            join member in db.Members.AsNoTracking() on grant.MemberId equals (Guid?)member.Id
            orderby grant.ValidFrom
            select new { Branch = grant.UnitId!.Value, Contact = new CallerHelpContact(member.Id, member.FullName, member.Phone) })
            .ToListAsync(cancellationToken);
        var above = await (
            from branch in db.Units
            where branches.Contains(branch.Id)
            join parent in db.Units on branch.ParentId equals (Guid?)parent.Id
            select new { Branch = branch.Id, parent.Name }).ToDictionaryAsync(unit => unit.Branch, unit => unit.Name, cancellationToken);
        return new BranchHelp(secretaries.ToLookup(s => s.Branch, s => s.Contact), above);
    }

    /// <summary>A secretary who does not get in has nobody in the branch to ask.</summary>
    public HelpLine Of(Member member) => HelpLine.OfMember(
        Secretaries[member.UnitId].FirstOrDefault(secretary => secretary.MemberId != member.Id), Above.GetValueOrDefault(member.UnitId));
}
