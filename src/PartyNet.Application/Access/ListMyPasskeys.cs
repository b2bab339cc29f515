using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>A passkey of the caller.</summary>
/// <param name="Site">The domain name that it works at.</param>
public sealed record MyPasskey(Guid Id, string Name, string Site, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt, bool IsBackedUp);

/// <summary>The passkeys of the caller, the oldest first.</summary>
public sealed class ListMyPasskeys(IPartyNetDb db, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    public async Task<ErrorOr<IReadOnlyList<MyPasskey>>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var user = access.Scope.UserId;
        await using var reading = await db.BeginReadAsync(cancellationToken);
        return await db.Passkeys.Where(p => p.UserId == user).OrderBy(p => p.CreatedAt).ThenBy(p => p.Id)
            .Select(p => new MyPasskey(p.Id, p.Name, p.Site, p.CreatedAt, p.LastUsedAt, p.IsBackedUp))
            .ToListAsync(cancellationToken);
    }
}
