using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>What a user can show besides a password or a slip.</summary>
/// <param name="HasApp">They gave themselves one: it is asked for whatever they are.</param>
/// <param name="HasPasskey">It signs in alone; whoever holds a role is asked for it after a password too.</param>
/// <param name="HasCodes">Recovery codes that were not used stand for either once it is lost.</param>
internal sealed record SecondFactors(bool HasApp, bool HasPasskey, bool HasCodes, bool HoldsRole)
{
    /// <summary>Whether password or slip do not do.</summary>
    public bool AreAsked(SessionRules rules) => HasApp || (HasPasskey && HoldsRole && rules.Grace is not null);

    /// <summary>That the password, or what stood for it, was right.</summary>
    public HalfSignedIn Half(User user, string counted) =>
        new(user.Id, user.SecurityStamp!, counted, HasApp, HasPasskey, HasCodes);

    public static async Task<SecondFactors> OfAsync(IPartyNetDb db, Guid user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.Users.Where(u => u.Id == user)
            .Select(u => new SecondFactors(
                db.Authenticators.Any(a => a.UserId == user),
                db.Passkeys.Any(p => p.UserId == user),
                db.RecoveryCodes.Any(c => c.UserId == user && c.UsedAt == null),
                db.Grants.NotEnded(now).Any(g => g.UserId == user)))
            .SingleAsync(cancellationToken);
    }
}
