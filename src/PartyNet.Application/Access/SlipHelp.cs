using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Access;

/// <summary>Whom a member calls who does not get in: the branch's secretary, or the level above where there is none.</summary>
/// <param name="Phone">As stored; null where the caller may not show it, or there is none.</param>
public sealed record SlipHelp(string Name, bool IsSecretary, string? Phone)
{
    internal static async Task<Contacts> OfBranchesAsync(
        IPartyNetDb db, ISecrets secrets, AccessScope scope, IEnumerable<Member> members, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var branches = members.Select(m => m.UnitId).Distinct().ToList();
        var secretaries = await (
            from grant in db.Grants.InForce(now)
            where grant.Role == Role.Secretary && branches.Contains(grant.UnitId!.Value)
            join member in db.Members.AsNoTracking() on grant.MemberId equals (Guid?)member.Id
            orderby grant.ValidFrom
            select new { Branch = grant.UnitId!.Value, member.Id, member.FullName, member.Phone }).ToListAsync(cancellationToken);
        var above = await (
            from branch in db.Units
            where branches.Contains(branch.Id)
            join parent in db.Units on branch.ParentId equals (Guid?)parent.Id
            select new { Branch = branch.Id, parent.Name }).ToDictionaryAsync(unit => unit.Branch, unit => unit.Name, cancellationToken);

        return new Contacts(
            secretaries.ToLookup(
                s => s.Branch,
                // Somebody else's number is opened for a purpose and recorded; a slip is none.
                s => (s.Id, new SlipHelp(s.FullName, IsSecretary: true, s.Id == scope.MemberId && s.Phone is { } phone
                    ? secrets.OpenOwn(s.Id, SecretField.MemberPhone, s.Id, phone).Text
                    : null))),
            above);
    }

    /// <summary>Contacts by branch.</summary>
    internal sealed record Contacts(ILookup<Guid, (Guid MemberId, SlipHelp Help)> Secretaries, Dictionary<Guid, string> Above)
    {
        /// <summary>A secretary who does not get in has nobody in the branch to ask.</summary>
        public SlipHelp Of(Member member) =>
            Secretaries[member.UnitId].Where(s => s.MemberId != member.Id).Select(s => s.Help).FirstOrDefault()
                ?? new SlipHelp(Above.GetValueOrDefault(member.UnitId, "cấp ủy cấp trên"), IsSecretary: false, Phone: null);
    }
}
