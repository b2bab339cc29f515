using ErrorOr;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>
/// Asks the browser for a new passkey of whoever has opened a slip a moment ago. The host asks only for a slip that this browser has
/// proved.
/// </summary>
public sealed class OfferPasskeyBySlip(
    IPartyNetDb db, IPasskeyCeremonies ceremonies, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public sealed record Query(Guid SlipId, PasskeySite Site);

    /// <returns>Not found where the slip can be used no more.</returns>
    public async Task<ErrorOr<PasskeyRequest>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        using var machinery = access.As(AccessScope.SignIn);
        if (await HeldSlip.MemberOfAsync(db, query.SlipId, cancellationToken) is not { } member)
            return Problem.NotFound();
        using var holder = access.As(AccessScope.SignIn with { MemberId = member });
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var held = await HeldSlip.ReadAsync(db, access.Scope, query.SlipId, now, cancellationToken);
        return held.CanBeUsed(now)
            ? await ceremonies.AskForNewAsync(held.User!, query.Site, cancellationToken)
            : Problem.NotFound();
    }
}
