using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="IOwnSessions"/>
public sealed class OwnSessions(PartyNetDbContext db, AccessContext access) : IOwnSessions
{
    public Task<int> EndAsync(Guid? one, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (goesOn, why) = (access.Scope.SessionId!.Value, (short)SessionEnd.EndedElsewhere);
        return db.Database.SqlQuery<int>($"select access.end_own_sessions({one}, {goesOn}, {why}, {at}) as \"Value\"")
            .SingleAsync(cancellationToken);
    }

    public Task KeepThisAsync(CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"select access.keep_own_session({access.Scope.SessionId!.Value})", cancellationToken);
}
