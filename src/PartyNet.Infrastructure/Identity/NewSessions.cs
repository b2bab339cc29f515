using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="INewSessions"/>
public sealed class NewSessions(PartyNetDbContext db, AccessContext access, TimeProvider clock) : INewSessions
{
    private const int ReferenceBytes = 32;

    public async Task<string> StartAsync(User user, SessionLimits limits, CancellationToken cancellationToken)
    {
        var reference = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ReferenceBytes));
        var now = clock.GetUtcNow();
        var (id, ends, idle) = (Guid.CreateVersion7(now), now + limits.Absolute, (int)limits.Idle.TotalMinutes);
        var (network, device) = (access.Origin.Network, access.Origin.Device);
        await db.Database.ExecuteSqlAsync(
            $"select access.start_session({reference}, {id}, {user.Id}, {now}, {ends}, {idle}, {network}, {device})", cancellationToken);
        return reference;
    }
}
