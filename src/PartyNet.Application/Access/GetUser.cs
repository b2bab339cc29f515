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
        return await ListUsers.Rows(db, db.Users.Where(u => u.Id == id), clock.GetUtcNow()).SingleOrDefaultAsync(cancellationToken);
    }
}
