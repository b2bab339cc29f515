using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>Asks the browser for a new passkey of the caller.</summary>
public sealed class OfferPasskey(IPartyNetDb db, IPasskeyCeremonies ceremonies, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn.Again();

    public sealed record Query(PasskeySite Site);

    public async Task<ErrorOr<PasskeyRequest>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var id = access.Scope.UserId;
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == id, cancellationToken);
        return await ceremonies.AskForNewAsync(user, query.Site, cancellationToken);
    }
}
