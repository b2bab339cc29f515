using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>Ten codes and their hashes.</summary>
public sealed record MadeCodes(IReadOnlyList<string> Codes, IReadOnlyList<string> Hashes);

/// <summary>
/// Makes recovery codes. They are hashed as passwords are, in the same queue, before the process that stores them begins.
/// </summary>
public sealed class RecoveryCodeMaker(ISignInGuard guard, IPasswordHasher<User> hasher, IFactorSeals seals, AccessContext access)
{
    private static readonly User Nobody = new();

    /// <summary>Null where there is no place to hash in time.</summary>
    public async Task<MadeCodes?> MakeAsync(CancellationToken cancellationToken)
    {
        var codes = RecoveryCode.NewSet();
        List<string> hashes = [];
        return await guard.TryHashAsync(
            () => hashes.AddRange(codes.Select(code => hasher.HashPassword(Nobody, code))), cancellationToken)
            ? new MadeCodes(codes, hashes)
            : null;
    }

    /// <summary>Puts these codes in the place of all from before; they wait to be shown to the session that asked.</summary>
    public async Task GiveAsync(
        IPartyNetDb db, Authenticator authenticator, MadeCodes made, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var user = authenticator.UserId;
        await db.RecoveryCodes.Where(c => c.UserId == user).ExecuteDeleteAsync(cancellationToken);
        db.RecoveryCodes.AddRange(made.Codes.Zip(made.Hashes, (code, hash) => new StoredRecoveryCode
        {
            Id = Guid.CreateVersion7(at),
            UserId = user,
            Label = RecoveryCode.Label(code),
            Hash = hash,
        }));
        authenticator.SealedCodes = seals.SealCodes(user, made.Codes);
        (authenticator.ShownTo, authenticator.ShownUntil) = (access.Scope.SessionId, at + Authenticator.ShownWithin);
    }
}
