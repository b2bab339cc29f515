using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>Recovery codes were shown to the user whose they are.</summary>
public sealed record RecoveryCodesShown(Guid UserId);

/// <summary>The recovery codes of the caller.</summary>
/// <param name="Codes">Null where they have been shown, or have waited for too long, or are another session's.</param>
public sealed record ShownCodes(IReadOnlyList<string>? Codes);

/// <summary>
/// Shows the recovery codes that the caller's session has just got, once: a page of its own asks for it, so that reloading it makes no new
/// codes and sending a form twice loses none.
/// </summary>
public sealed class ShowRecoveryCodes(
    IPartyNetDb db, IProcesses processes, IFactorSeals seals, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn;

    public async Task<ErrorOr<ShownCodes>> HandleAsync(CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        var (user, session, now) = (access.Scope.UserId!.Value, access.Scope.SessionId, clock.GetUtcNow());
        var waiting = db.RecoverySheets.Where(s => s.UserId == user && s.ShownTo == session && s.ShownUntil > now);
        byte[]? codes;
        await using (await db.BeginReadAsync(cancellationToken))
            codes = await waiting.Select(s => s.SealedCodes).FirstOrDefaultAsync(cancellationToken);
        var isTaken = codes is not null && await TakeAsync(user, waiting, cancellationToken);
        return new ShownCodes(isTaken ? seals.OpenCodes(user, codes!) : null);
    }

    /// <summary>Of several who ask at once, one takes them.</summary>
    private async Task<bool> TakeAsync(Guid user, IQueryable<RecoverySheet> waiting, CancellationToken cancellationToken)
    {
        await using var process = await processes.BeginAsync(
            new ProcessStart(ProcessType.RecoveryCodesShown, ForSelf: true), cancellationToken);
        if (await waiting.ExecuteDeleteAsync(cancellationToken) == 0)
            return false;
        process.Record(new RecoveryCodesShown(user));
        await process.CommitAsync(cancellationToken);
        return true;
    }
}
