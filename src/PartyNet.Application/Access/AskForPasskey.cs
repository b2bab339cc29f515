using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>
/// Asks the browser for a passkey to sign in by: for anybody's whom it knows, or for one of the caller's where somebody is signed in and
/// does so once more.
/// </summary>
public sealed class AskForPasskey(IPartyNetDb db, IPasskeyCeremonies ceremonies, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public sealed record Query(PasskeySite Site);

    public async Task<ErrorOr<PasskeyRequest>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        var caller = access.Scope.UserId;
        if (caller is null)
            return await ceremonies.AskAsync(user: null, query.Site, cancellationToken);

        await using var reading = await db.BeginReadAsync(cancellationToken);
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == caller, cancellationToken);
        return await ceremonies.AskAsync(user, query.Site, cancellationToken);
    }
}
