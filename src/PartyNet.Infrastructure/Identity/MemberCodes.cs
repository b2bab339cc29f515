using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="IMemberCodes"/>
public sealed class MemberCodes(PartyNetDbContext db) : IMemberCodes
{
    public Task<Guid?> FindMemberAsync(string code, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<Guid?>($"select registry.member_with_code({code}) as \"Value\"").SingleAsync(cancellationToken);
}
