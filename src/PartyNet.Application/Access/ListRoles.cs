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

/// <summary>Roles held at a unit and below it, a page, and requests there to take a second factor away.</summary>
/// <param name="JustEnded">The role that was asked for as just ended; null where there is none, or it goes on.</param>
public sealed record RoleList(Page<RoleHolder> Page, IReadOnlyList<FactorResetRow> Resets, RoleHolder? JustEnded);

/// <summary>
/// Who holds which role at a unit and below it, in the order of the tree, a page at a time, and who gave it. Errors: not found.
/// </summary>
public sealed class ListRoles(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles);

    /// <param name="JustEnded">A role that has just been ended here: the page says whose.</param>
    public sealed record Query(Unit Unit, PageCursor Cursor, Guid? JustEnded = null);

    // The first comparison alone is what the index is entered by; the others tell roles at one unit apart.
    private static readonly Walk<Grant, Grant> TreeOrder = new(
        grants => grants.OrderBy(g => g.UnitPath).ThenBy(g => g.Role).ThenBy(g => g.Id),
        grants => grants.OrderByDescending(g => g.UnitPath).ThenByDescending(g => g.Role).ThenByDescending(g => g.Id),
        start => g => g.UnitPath >= start.Select(s => s.UnitPath).First() && (g.UnitPath > start.Select(s => s.UnitPath).First()
            || g.Role > start.Select(s => s.Role).First()
            || (g.Role == start.Select(s => s.Role).First() && g.Id > start.Select(s => s.Id).First())),
        start => g => g.UnitPath <= start.Select(s => s.UnitPath).First() && (g.UnitPath < start.Select(s => s.UnitPath).First()
            || g.Role < start.Select(s => s.Role).First()
            || (g.Role == start.Select(s => s.Role).First() && g.Id < start.Select(s => s.Id).First())));

    public async Task<ErrorOr<RoleList>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        var (page, resets, ended) = await ReadAsync(query, query.Cursor, now, cancellationToken);
        var members = page.Rows.Select(h => h.Member?.Id).Concat(resets.Select(r => r.MemberId)).Append(ended?.Member?.Id)
            .OfType<Guid>().Distinct().Select(id => new ShownMember(id));
        if (await processes.ShowAsync(ProcessType.RolesViewed, query.Unit, query.Cursor, members, cancellationToken) is { } refused)
            return refused;
        return new RoleList(
            page.Select(held => held.Row(access.Scope)), resets.ConvertAll(r => r.Row(access.Scope, now)), ended?.Row(access.Scope));
    }

    private async Task<(Page<Held> Page, List<FoundFactorReset> Resets, Held? Ended)> ReadAsync(
        Query query, PageCursor cursor, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (from, to) = (query.Unit.Path, query.Unit.Path.RangeEnd);
        var below = db.Grants.AsNoTracking().Where(g => g.UnitPath >= from && g.UnitPath < to);
        var way = TreeOrder.SetOut(cursor, id => Guid.TryParse(id, out var grant) ? below.Where(g => g.Id == grant) : null);
        var (isThere, held, resets, ended) = await db.TogetherAsync(
            () => way.IsThereAsync(cancellationToken),
            () => WithGivers(db, way.ReadFirst([below.NotEnded(now)], cursor.Probe)).ToListAsync(cancellationToken),
            () => FoundFactorReset.ReadAsync(db, query.Unit, now, cancellationToken),
            () => query.JustEnded is { } id
                ? WithGivers(db, below.Where(g => g.Id == id && g.ValidTo <= now)).SingleOrDefaultAsync(cancellationToken)
                : Task.FromResult<Held?>(null),
            cancellationToken);
        if (!isThere)
            return await ReadAsync(query, PageCursor.First, now, cancellationToken);
        return (way.Page(held, row => row.Grant.Id.ToString(), row => (row.Unit.Path, row.Grant.Role, row.Grant.Id)), resets, ended);
    }

    /// <summary>
    /// Roles, each with its unit, its holder as far as the caller may see one, and the process that gave it.
    /// </summary>
    internal static IQueryable<Held> WithGivers(IPartyNetDb db, IQueryable<Grant> grants) =>
        from grant in grants
        join unit in db.Units on grant.UnitId equals (Guid?)unit.Id
        join member in db.Members on grant.MemberId equals (Guid?)member.Id into members
        from member in members.DefaultIfEmpty()
        join process in db.Processes on grant.GivenIn equals (Guid?)process.Id into processes
        from process in processes.DefaultIfEmpty()
        join giver in db.Units on process.ActorUnitId equals (Guid?)giver.Id into givers
        from giver in givers.DefaultIfEmpty()
        select new Held(grant, unit, member, process, giver);

    internal sealed record Held(Grant Grant, Unit Unit, Member? Member, Process? Process, Unit? Giver)
    {
        public RoleGiver? By => Process is null ? null : new RoleGiver(Process.ActorRole, Giver?.Name, Giver?.BoardName);

        public RoleHolder Row(AccessScope caller)
        {
            var isOwn = Grant.UserId == caller.UserId;
            return new RoleHolder(
                Grant.Id, Member?.FullName, Member?.Code, Grant.Role, Unit.Name, Unit.BoardName, Grant.ValidFrom, Grant.ValidTo,
                By, !isOwn && caller.MayGive(Grant.Role, Unit.Path), !isOwn && Unit.ParentId is not null, isOwn);
        }
    }
}
