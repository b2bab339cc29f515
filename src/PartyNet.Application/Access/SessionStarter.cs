using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>A session began.</summary>
/// <param name="Network">Where from, as in <see cref="SignIn.Command"/>; null in demo mode.</param>
/// <param name="Factor">What was given besides the password; null where nothing was asked.</param>
public sealed record SessionStarted(Guid UserId, string? Network = null, SecondFactor? Factor = null);

/// <summary>How every way in ends: a session begins, with the limits of what its user is.</summary>
public sealed class SessionStarter(IPartyNetDb db, INewSessions sessions, SessionRules rules)
{
    /// <summary>Within a process of signing in, of which the user thereby is the actor; commits it.</summary>
    public async Task<SignedIn> StartAsync(
        IOpenProcess process, User user, string? network, CancellationToken cancellationToken, SecondFactor? factor = null)
    {
        var isStaff = await db.Grants.InForce(process.At).AnyAsync(g => g.UserId == user.Id, cancellationToken);
        var reference = await sessions.StartAsync(user, rules.For(isStaff), cancellationToken);
        process.Record(new SessionStarted(user.Id, network, factor));
        await process.CommitAsync(cancellationToken);
        return new SignedIn(reference, user.Id);
    }
}
