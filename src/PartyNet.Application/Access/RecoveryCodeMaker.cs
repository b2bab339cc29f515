using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;

namespace PartyNet.Application.Access;

/// <summary>
/// Makes recovery codes. Eighty random bits cannot be guessed as passwords can: what is stored is a hash under a key outside the database.
/// </summary>
public sealed class RecoveryCodeMaker(ISecrets secrets, IFactorSeals seals, AccessContext access)
{
    /// <summary>Puts ten new codes in the place of all from before; they wait to be shown to the session that asked.</summary>
    public async Task GiveAsync(IPartyNetDb db, Authenticator authenticator, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var (user, codes) = (authenticator.UserId, RecoveryCode.NewSet());
        await db.RecoveryCodes.Where(c => c.UserId == user).ExecuteDeleteAsync(cancellationToken);
        db.RecoveryCodes.AddRange(codes.Select(code => new StoredRecoveryCode
        {
            Id = Guid.CreateVersion7(at),
            UserId = user,
            Digest = secrets.DigestsOf(user, code)[0],
        }));
        authenticator.SealedCodes = seals.SealCodes(user, codes);
        (authenticator.ShownTo, authenticator.ShownUntil) = (access.Scope.SessionId, at + Authenticator.ShownWithin);
    }
}

/// <summary>How recovery codes are stored and found.</summary>
internal static class RecoveryCodeDigests
{
    /// <summary>The hashes under which a code of this user may be stored, that of the newest key first.</summary>
    public static List<byte[]> DigestsOf(this ISecrets secrets, Guid user, string code) =>
        secrets.Digests(IndexedField.RecoveryCode, $"{user}|{code}");
}
