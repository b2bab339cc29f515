using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>Signs in as a user of the demo organisation by login alone. Hosts offer it in demo mode only.</summary>
public sealed class SignInToDemo(
    IPartyNetDb db,
    IProcesses processes,
    INewSessions sessions,
    ILookupNormalizer normalizer,
    SessionRules rules,
    AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Open;

    public async Task<SignedIn?> HandleAsync(string login, CancellationToken cancellationToken)
    {
        using var machinery = access.As(AccessScope.SignIn);
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.SignedIn), cancellationToken);
        var name = normalizer.NormalizeName(login);
        if (
            await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.NormalizedUserName == name && u.ClosedAt == null, cancellationToken)
            is not { } user
        )
            return null;
        var reference = await sessions.StartAsync(user, rules.Staff, cancellationToken);
        process.Record(new SessionStarted(user.Id));
        await process.CommitAsync(cancellationToken);
        return new SignedIn(reference, user.Id);
    }
}
