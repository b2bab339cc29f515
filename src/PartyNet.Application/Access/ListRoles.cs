using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A role that somebody holds, or will hold from a day on.</summary>
/// <param name="FullName">Null for a holder who is no member in the caller's scope.</param>
/// <param name="By">Who gave it; null where a list or the installation did.</param>
/// <param name="MayEnd">The caller may end it.</param>
/// <param name="MayAskReset">The caller may ask that the holder's second factor be taken away: somebody stands above who approves.</param>
public sealed record RoleHolder(
    Guid GrantId, string? FullName, string? MemberCode, Role Role, string UnitName, string? BoardName, DateTimeOffset From,
    DateTimeOffset? To, RoleGiver? By, bool MayEnd, bool MayAskReset, bool IsOwn);

/// <summary>In which role, and where, somebody gave a role; no role is the administrator's, or a list from the command line.</summary>
public sealed record RoleGiver(Role? Role, string? UnitName, string? BoardName);

/// <summary>The roles held at a unit and below it, in the order of the tree.</summary>
/// <param name="IsCut">There are more than <see cref="ListRoles.Most"/>; these are the first of them.</param>
public sealed record RoleList(IReadOnlyList<RoleHolder> Rows, bool IsCut);

/// <summary>Who holds which role at a unit and below it, and who gave it. Errors: not found.</summary>
public sealed class ListRoles(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles);

    public sealed record Query(Unit Unit);

    /// <summary>A grassroots organisation has fewer; whoever looks at more opens the page of a unit below.</summary>
    public const int Most = 200;

    public async Task<ErrorOr<RoleList>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        List<Held> held;
        await using (await db.BeginReadAsync(cancellationToken))
        {
            var (from, to) = (query.Unit.Path, query.Unit.Path.RangeEnd);
            held = await WithGivers(db, db.Grants.NotEnded(clock.GetUtcNow()).Where(g => g.UnitPath >= from && g.UnitPath < to))
                .TakeFirst(Most + 1).ToListAsync(cancellationToken);
        }

        var shown = held.Take(Most).ToList();
        var members = shown.Where(h => h.Member is not null).Select(h => new ShownMember(h.Member!.Id)).DistinctBy(m => m.Id);
        if (await processes.ShowAsync(ProcessType.RolesViewed, query.Unit, cursor: null, members, cancellationToken) is { } refused)
            return refused;
        return new RoleList(shown.ConvertAll(Row), held.Count > Most);
    }

    private RoleHolder Row(Held held)
    {
        var (grant, unit, member, _, _) = held;
        var isOwn = grant.UserId == access.Scope.UserId;
        return new RoleHolder(
            grant.Id, member?.FullName, member?.Code, grant.Role, unit.Name, unit.BoardName, grant.ValidFrom, grant.ValidTo,
            held.By, !isOwn && access.Scope.MayGive(grant.Role, unit.Path), !isOwn && unit.ParentId is not null, isOwn);
    }

    /// <summary>
    /// Roles in the order of the tree, each with its unit, its holder as far as the caller may see one, and the process that gave it.
    /// </summary>
    internal static IQueryable<Held> WithGivers(IPartyNetDb db, IQueryable<Grant> grants) =>
        from grant in grants.AsNoTracking()
        join unit in db.Units on grant.UnitId equals (Guid?)unit.Id
        join member in db.Members on grant.MemberId equals (Guid?)member.Id into members
        from member in members.DefaultIfEmpty()
        join process in db.Processes on grant.GivenIn equals (Guid?)process.Id into processes
        from process in processes.DefaultIfEmpty()
        join giver in db.Units on process.ActorUnitId equals (Guid?)giver.Id into givers
        from giver in givers.DefaultIfEmpty()
        orderby grant.UnitPath, grant.Role, grant.ValidFrom, grant.Id
        select new Held(grant, unit, member, process, giver);

    internal sealed record Held(Grant Grant, Unit Unit, Member? Member, Process? Process, Unit? Giver)
    {
        public RoleGiver? By => Process is null ? null : new RoleGiver(Process.ActorRole, Giver?.Name, Giver?.BoardName);
    }
}
