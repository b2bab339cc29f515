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
    public async Task GiveAsync(IPartyNetDb db, Guid user, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var codes = RecoveryCode.NewSet();
        await TakeAwayAsync(db, user, cancellationToken);
        db.RecoveryCodes.AddRange(codes.Select(code => new StoredRecoveryCode
        {
            Id = Guid.CreateVersion7(at),
            UserId = user,
            Digest = secrets.DigestsOf(user, code)[0],
        }));
        db.RecoverySheets.Add(new RecoverySheet
        {
            UserId = user,
            SealedCodes = seals.SealCodes(user, codes),
            ShownTo = access.Scope.SessionId,
            ShownUntil = at + RecoverySheet.ShownWithin,
        });
    }

    /// <summary>All codes of a user, those that wait to be shown too.</summary>
    public static async Task TakeAwayAsync(IPartyNetDb db, Guid user, CancellationToken cancellationToken)
    {
        await db.RecoveryCodes.Where(c => c.UserId == user).ExecuteDeleteAsync(cancellationToken);
        await db.RecoverySheets.Where(s => s.UserId == user).ExecuteDeleteAsync(cancellationToken);
    }
}

/// <summary>How recovery codes are stored and found.</summary>
internal static class RecoveryCodeDigests
{
    /// <summary>The hashes under which a code of this user may be stored, that of the newest key first.</summary>
    public static List<byte[]> DigestsOf(this ISecrets secrets, Guid user, string code) =>
        secrets.Digests(IndexedField.RecoveryCode, $"{user}|{code}");
}
