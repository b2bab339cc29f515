using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A request to take a second factor away, as those above its owner see it.</summary>
/// <param name="FullName">Null for somebody who is no member in the caller's scope; so with whoever asked and approved.</param>
/// <param name="UnitName">Where they hold the role by which they were named.</param>
/// <param name="By">In which role it was asked for.</param>
/// <param name="Until">Up to when it can be approved.</param>
/// <param name="MayApprove">The caller is above that unit, and neither asked nor is it.</param>
public sealed record FactorResetRow(
    Guid Id, string? FullName, string UnitName, string? AskerName, RoleGiver By, DateTimeOffset AskedAt, DateTimeOffset Until,
    FactorResetState State, string? ApproverName, RoleGiver? ApprovedBy, DateTimeOffset? ApprovedAt, bool MayApprove, bool IsOwn);

/// <summary>What has become of a request.</summary>
public enum FactorResetState
{
    Waiting,
    Approved,
    Withdrawn,
    Expired,
}

/// <summary>The requests of the last month at a unit and below, the newest first. Errors: not found.</summary>
public sealed class ListFactorResets(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles);

    public sealed record Query(Unit Unit);

    /// <summary>Telephones are not lost more often within a month.</summary>
    public const int Most = 50;

    private const int ShownDays = 30;

    public async Task<ErrorOr<IReadOnlyList<FactorResetRow>>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;

        var now = clock.GetUtcNow();
        List<Found> found;
        await using (await db.BeginReadAsync(cancellationToken))
            found = await Within(query.Unit, now.AddDays(-ShownDays)).TakeFirst(Most).ToListAsync(cancellationToken);

        var shown = found.Select(f => f.MemberId).OfType<Guid>().Distinct().Select(id => new ShownMember(id));
        if (await processes.ShowAsync(ProcessType.RolesViewed, query.Unit, cursor: null, shown, cancellationToken) is { } refused)
            return refused;
        return found.ConvertAll(f => Row(f, now));
    }

    private IQueryable<Found> Within(Unit unit, DateTimeOffset since)
    {
        var (from, to) = (unit.Path, unit.Path.RangeEnd);
        return
            from reset in db.FactorResets.AsNoTracking()
            join at in db.Units on reset.UnitId equals at.Id
            where at.Path >= @from && at.Path < to && reset.AskedAt > since
            join one in db.Members on reset.MemberId equals (Guid?)one.Id into members
            from member in members.DefaultIfEmpty()
            join one in db.Members on reset.AskedByMember equals (Guid?)one.Id into askers
            from asker in askers.DefaultIfEmpty()
            join one in db.Members on reset.ApprovedByMember equals (Guid?)one.Id into approvers
            from approver in approvers.DefaultIfEmpty()
            join asking in db.Processes on reset.AskedIn equals asking.Id
            join one in db.Units on asking.ActorUnitId equals (Guid?)one.Id into places
            from place in places.DefaultIfEmpty()
            join one in db.Processes on reset.ApprovedIn equals (Guid?)one.Id into approvals
            from approval in approvals.DefaultIfEmpty()
            join one in db.Units on approval.ActorUnitId equals (Guid?)one.Id into aboves
            from above in aboves.DefaultIfEmpty()
            orderby reset.AskedAt descending, reset.Id
            select new Found(
                reset, at, member.FullName, (Guid?)member.Id, asker.FullName, approver.FullName,
                new RoleGiver(asking.ActorRole, place.Name, place.BoardName),
                new RoleGiver(approval.ActorRole, above.Name, above.BoardName));
    }

    private FactorResetRow Row(Found found, DateTimeOffset now)
    {
        var reset = found.Reset;
        var state = reset switch
        {
            { ApprovedAt: not null } => FactorResetState.Approved,
            { WithdrawnAt: not null } => FactorResetState.Withdrawn,
            _ => now < reset.AskedAt + FactorReset.Lifetime ? FactorResetState.Waiting : FactorResetState.Expired,
        };
        var isOwn = reset.UserId == access.Scope.UserId;
        var mayApprove = state == FactorResetState.Waiting && !isOwn && reset.AskedBy != access.Scope.UserId
            && access.Scope.AllowsFromAbove(Permissions.GiveRoles, found.At.Path);
        return new FactorResetRow(
            reset.Id, found.FullName, found.At.Name, found.AskerName, found.By, reset.AskedAt, reset.AskedAt + FactorReset.Lifetime, state,
            found.ApproverName, reset.ApprovedAt is null ? null : found.ApprovedBy, reset.ApprovedAt, mayApprove, isOwn);
    }

    private sealed record Found(
        FactorReset Reset, Unit At, string? FullName, Guid? MemberId, string? AskerName, string? ApproverName, RoleGiver By,
        RoleGiver ApprovedBy);
}
