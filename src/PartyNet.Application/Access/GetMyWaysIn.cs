using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>By what the caller can confirm that it is them, besides the password.</summary>
/// <param name="HasPasskey">One that works at the site they are on.</param>
public sealed record MyWaysIn(bool HasApp, bool HasPasskey);

/// <summary>What whoever is asked to sign in once more is offered.</summary>
public sealed class GetMyWaysIn(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    /// <param name="Site">Null where browsers offer no passkeys.</param>
    public sealed record Query(PasskeySite? Site);

    public async Task<ErrorOr<MyWaysIn>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (user, site) = (access.Scope.UserId, query.Site?.Name);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.Users.Where(u => u.Id == user)
            .Select(u => new MyWaysIn(
                db.Authenticators.Any(a => a.UserId == user), db.Passkeys.Any(p => p.UserId == user && p.Site == site)))
            .SingleAsync(cancellationToken);
    }
}
