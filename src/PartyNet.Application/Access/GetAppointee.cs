using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A member to whom a role may be given, and the roles that the caller may give them.</summary>
/// <param name="Obstacle">Why none can be given, in Vietnamese; null where one can.</param>
public sealed record Appointee(
    string Code, string FullName, int? BirthYear, string BranchName, IReadOnlyList<OfferedPost> Posts, string? Obstacle);

/// <summary>A role that may be given, at a unit.</summary>
public sealed record OfferedPost(RolePost Post, string UnitName, string? BoardName);

/// <summary>
/// One member of a unit, to give a role: at their branch and the units above it, as far up as the caller's page reaches. That is where
/// people hold roles; somebody sent elsewhere is named by a list from the command line. Errors: not found.
/// </summary>
public sealed class GetAppointee(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles);

    public sealed record Query(Unit Unit, string MemberCode);

    private static readonly Role[] Order = [Role.Secretary, Role.Deputy, Role.Committee, Role.Board];

    public async Task<ErrorOr<Appointee>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var code = MemberCode.Read(query.MemberCode);
        Member? member;
        List<Place> places;
        await using (await db.BeginReadAsync(cancellationToken))
        {
            member = await db.Members.AsNoTracking().Within(query.Unit).SingleOrDefaultAsync(m => m.Code == code, cancellationToken);
            if (member is null)
                return Problem.NotFound();
            var lineage = member.UnitPath.Lineage.Where(path => path.IsWithin(query.Unit.Path)).ToList();
            places = await db.Units.AsNoTracking().Where(u => lineage.Contains(u.Path))
                .Join(db.UnitKinds, u => u.KindCode, k => k.Code, (u, k) => new Place(u, k.HoldsMembers)).ToListAsync(cancellationToken);
        }

        var shown = new[] { new ShownMember(member.Id) };
        if (await processes.ShowAsync(ProcessType.RolesViewed, query.Unit, cursor: null, shown, cancellationToken) is { } refused)
            return refused;
        var branch = places.SingleOrDefault(place => place.Unit.Id == member.UnitId);
        return new Appointee(
            member.Code, member.FullName, member.BirthYear, branch?.Unit.Name ?? "", [.. Offered(places)], Obstacle(member));
    }

    /// <summary>From the branch upwards.</summary>
    private IEnumerable<OfferedPost> Offered(List<Place> places) =>
        from place in places.OrderByDescending(place => place.Unit.Path)
        from role in Order
        where RoleGiving.WrongPlace(role, place.HoldsMembers) is null && access.Scope.MayGive(role, place.Unit.Path)
        select new OfferedPost(new RolePost(role, place.Unit.Code), place.Unit.Name, place.Unit.BoardName);

    private string? Obstacle(Member member) =>
        member.Id == access.Scope.MemberId ? "Đây là đồng chí. Vai trò của đồng chí do cấp trên giao."
        : !member.IsOnRoll() ? "Đồng chí này không còn sinh hoạt ở chi bộ nên không giữ vai trò được."
        : null;

    private sealed record Place(Unit Unit, bool HoldsMembers);
}
