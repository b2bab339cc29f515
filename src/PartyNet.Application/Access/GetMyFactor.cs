using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>The second factor of the caller.</summary>
/// <param name="EnrolledAt">Null where there is none yet.</param>
/// <param name="HasPasskey">A passkey is one too.</param>
/// <param name="CodesLeft">Recovery codes that were not used.</param>
/// <param name="Offer">A seed for an app that is enrolled next; nobody keeps it unless it is.</param>
/// <param name="ResetAskedAt">When somebody asked that the second factor be taken away, and waits; null where nobody does.</param>
public sealed record MyFactor(
    DateTimeOffset? EnrolledAt, bool HasPasskey, int CodesLeft, DateTimeOffset? Due, OfferedSeed Offer, DateTimeOffset? ResetAskedAt);

/// <summary>A seed that may become the caller's.</summary>
/// <param name="Sealed">What enrolling it takes: nobody but this user can use it.</param>
public sealed record OfferedSeed(string Sealed, string Written, string Address);

/// <summary>Whether the caller has a second factor, and a new seed to enrol an app with.</summary>
public sealed class GetMyFactor(IPartyNetDb db, IFactorSeals seals, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    /// <param name="Sealed">The seed that was offered before, to be shown again; null for a new one.</param>
    public sealed record Query(string? Sealed = null);

    public async Task<ErrorOr<MyFactor>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (id, now) = (access.Scope.UserId!.Value, clock.GetUtcNow());
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var mine = await db.Users.Where(u => u.Id == id)
            .Select(u => new
            {
                Login = u.UserName!,
                EnrolledAt = db.Authenticators.Where(a => a.UserId == id).Select(a => (DateTimeOffset?)a.EnrolledAt).FirstOrDefault(),
                HasPasskey = db.Passkeys.Any(p => p.UserId == id),
                CodesLeft = db.RecoveryCodes.Count(c => c.UserId == id && c.UsedAt == null),
                AskedAt = db.FactorResets.Waiting(now).Where(r => r.UserId == id).Select(r => (DateTimeOffset?)r.AskedAt).FirstOrDefault(),
            })
            .SingleAsync(cancellationToken);
        return new MyFactor(
            mine.EnrolledAt, mine.HasPasskey, mine.CodesLeft, access.Scope.FactorDue, Offer(id, mine.Login, query.Sealed), mine.AskedAt);
    }

    private OfferedSeed Offer(Guid user, string login, string? before)
    {
        var seed = EnrolAuthenticator.Open(seals, user, before) ?? Totp.NewSeed();
        return new OfferedSeed(
            Convert.ToBase64String(seals.SealSeed(user, seed)), Totp.Written(seed), Totp.Address(seed, login));
    }
}
