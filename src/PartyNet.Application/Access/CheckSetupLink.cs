using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>Whether a one-time link can still be used; the page says so before anybody types.</summary>
public sealed class CheckSetupLink(IPartyNetDb db, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public async Task<bool> HandleAsync(string code, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await SetupLink.FindOwnerAsync(db, code, clock.GetUtcNow(), cancellationToken) is not null;
    }
}
