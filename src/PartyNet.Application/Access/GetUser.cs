using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;

namespace PartyNet.Application.Access;

/// <summary>One user, for the administrator; null where there is none.</summary>
public sealed class GetUser(IPartyNetDb db, TimeProvider clock, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    public async Task<UserRow?> HandleAsync(Guid id, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is not null)
            return null;

        await using var reading = await db.BeginReadAsync(cancellationToken);
        var held = await ListUsers.HeldBy(db, db.Users.Where(u => u.Id == id), clock.GetUtcNow()).ToListAsync(cancellationToken);
        return ListUsers.Users(held).SingleOrDefault();
    }
}
