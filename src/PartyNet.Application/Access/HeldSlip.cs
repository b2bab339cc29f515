using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Members;

namespace PartyNet.Application.Access;

/// <summary>A slip in the hands of somebody who is not signed in yet: whose it is, and what that member may do besides.</summary>
internal sealed record HeldSlip(ActivationSlip? Slip, Member? Member, string? UnitName, User? User, IReadOnlyList<string> RolePaths)
{
    /// <summary>Whose slip it is; null where there is none.</summary>
    public static async Task<Guid?> MemberOfAsync(IPartyNetDb db, Guid slipId, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.ActivationSlips.Where(s => s.Id == slipId).Select(s => (Guid?)s.MemberId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Reads in the scope of the sign-in machinery with the member of the slip, whose own row is then in sight.</summary>
    public static async Task<HeldSlip> ReadAsync(
        IPartyNetDb db, AccessScope scope, Guid slipId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (slip, member, user, roles) = await db.TogetherAsync(
            () => db.ActivationSlips.AsNoTracking().SingleOrDefaultAsync(s => s.Id == slipId, cancellationToken),
            () => db.Members.AsNoTracking().Own(scope)
                .Select(m => new { Member = m, UnitName = db.Units.Where(u => u.Id == m.UnitId).Select(u => u.Name).First() })
                .SingleOrDefaultAsync(cancellationToken),
            () => db.Users.AsNoTracking().Where(u => u.MemberId == scope.MemberId && u.ClosedAt == null).OrderBy(u => u.CreatedAt)
                .FirstOrDefaultAsync(cancellationToken),
            () => db.Grants.Where(g => g.MemberId == scope.MemberId && (g.ValidTo == null || g.ValidTo > now)).Select(g => g.UnitPath)
                .ToListAsync(cancellationToken),
            cancellationToken);
        return new HeldSlip(slip, member?.Member, member?.UnitName, user, roles.ConvertAll(path => path?.Value ?? ""));
    }

    /// <summary>Not by somebody who has left, nor by somebody who has since been given a role that is not below the printer's.</summary>
    public bool CanBeUsed(DateTimeOffset now) =>
        Slip is { } slip && Member is { } member && User is not null
        && slip.MemberId == member.Id && slip.CanBeUsed(now) && member.IsOnRoll()
        && SlipRules.IsAbove(slip.PrintedFrom, RolePaths);

    /// <summary>Whether this very attempt has used it, a moment ago: the same form sent twice is one use.</summary>
    public bool WasUsedBy(Guid attempt, DateTimeOffset now) => User is not null && Slip?.WasUsedBy(attempt, now) is true;
}
