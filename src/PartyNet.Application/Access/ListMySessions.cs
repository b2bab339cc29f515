using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>A living session of the caller.</summary>
/// <param name="IsThis">The one that asks.</param>
public sealed record MySession(Guid Id, string? Network, string? Device, DateTimeOffset Since, DateTimeOffset LastSeen, bool IsThis);

/// <summary>The living sessions of the caller, the one that asks first, then as they were last seen.</summary>
public sealed class ListMySessions(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    public async Task<ErrorOr<IReadOnlyList<MySession>>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (user, current, now) = (access.Scope.UserId, access.Scope.SessionId, clock.GetUtcNow());
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var sessions = await (
            from session in db.Sessions.AsNoTracking()
            join owner in db.Users on session.UserId equals owner.Id
            where owner.Id == user && session.SecurityStamp == owner.SecurityStamp && session.EndedBy == null && session.ExpiresAt > now
            select session).ToListAsync(cancellationToken);
        return sessions
            .Where(s => s.Id == current || s.LastSeenAt.AddMinutes(s.IdleMinutes) > now)
            .OrderByDescending(s => s.Id == current).ThenByDescending(s => s.LastSeenAt)
            .Select(s => new MySession(s.Id, s.Network, s.Device, s.StartedAt, s.LastSeenAt, s.Id == current))
            .ToList();
    }
}
