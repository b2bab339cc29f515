using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
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

/// <summary>The requests of the last month at a unit and below, the newest first, as the page of roles shows them.</summary>
internal sealed record FoundFactorReset(
    FactorReset Reset, Unit At, string? FullName, Guid? MemberId, string? AskerName, string? ApproverName, RoleGiver By,
    RoleGiver ApprovedBy)
{
    /// <summary>Telephones are not lost more often within a month.</summary>
    private const int Most = 50;

    private const int ShownDays = 30;

    /// <summary>In one statement.</summary>
    public static Task<List<FoundFactorReset>> ReadAsync(
        IPartyNetDb db, Unit unit, DateTimeOffset now, CancellationToken cancellationToken) =>
        Within(db, unit, now.AddDays(-ShownDays)).TakeFirst(Most).ToListAsync(cancellationToken);

    private static IQueryable<FoundFactorReset> Within(IPartyNetDb db, Unit unit, DateTimeOffset since)
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
            select new FoundFactorReset(
                reset, at, member.FullName, (Guid?)member.Id, asker.FullName, approver.FullName,
                new RoleGiver(asking.ActorRole, place.Name, place.BoardName),
                new RoleGiver(approval.ActorRole, above.Name, above.BoardName));
    }

    public FactorResetRow Row(AccessScope scope, DateTimeOffset now)
    {
        var state = Reset switch
        {
            { ApprovedAt: not null } => FactorResetState.Approved,
            { WithdrawnAt: not null } => FactorResetState.Withdrawn,
            _ => now < Reset.AskedAt + FactorReset.Lifetime ? FactorResetState.Waiting : FactorResetState.Expired,
        };
        var isOwn = Reset.UserId == scope.UserId;
        var mayApprove = state == FactorResetState.Waiting && !isOwn && Reset.AskedBy != scope.UserId
            && scope.AllowsFromAbove(Permissions.GiveRoles, At.Path);
        return new FactorResetRow(
            Reset.Id, FullName, At.Name, AskerName, By, Reset.AskedAt, Reset.AskedAt + FactorReset.Lifetime, state,
            ApproverName, Reset.ApprovedAt is null ? null : ApprovedBy, Reset.ApprovedAt, mayApprove, isOwn);
    }
}
