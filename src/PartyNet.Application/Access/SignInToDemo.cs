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
    ILookupNormalizer normalizer,
    SessionStarter starter,
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
        return await starter.StartAsync(process, user, network: null, cancellationToken);
    }
}
