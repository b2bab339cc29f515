using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A passkey of a user signs nobody in any more.</summary>
public sealed record PasskeyRemoved(Guid PasskeyId, Guid UserId);

/// <summary>
/// Takes a passkey of the caller away. Sessions elsewhere end: one of them may have begun by it. Whoever holds a role keeps one second
/// factor at least.
/// </summary>
public sealed class RemovePasskey(
    IPartyNetDb db, IProcesses processes, IOwnSessions sessions, SessionRules rules, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.SignedIn.Again();

    public sealed record Command(Guid PasskeyId, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.PasskeyId),
            new ProcessStart(ProcessType.PasskeyRemoved, ForSelf: true),
            conflict: Problem.OldForm(),
            process => RemoveAsync(process, command.PasskeyId, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> RemoveAsync(IProcess process, Guid id, CancellationToken cancellationToken)
    {
        var user = access.Scope.UserId!.Value;
        await db.WaitForTurnAsync(Passkey.Turn(user), cancellationToken);
        if (await db.Passkeys.Where(p => p.Id == id && p.UserId == user).ExecuteDeleteAsync(cancellationToken) == 0)
            return Problem.NotFound();
        var left = await SecondFactors.OfAsync(db, user, process.At, cancellationToken);
        if (rules.Grace is not null && left is { HoldsRole: true, HasApp: false, HasPasskey: false })
        {
            return Problem.Forbidden(
                "Đồng chí đang giữ vai trò nên phải còn ít nhất một lớp xác nhận thứ hai. Đồng chí thêm một khóa khác hoặc bật ứng dụng "
                    + "tạo mã trước, rồi bỏ khóa này.");
        }

        // They stand for what may be lost: where nothing is left there is nothing that they stand for.
        if (left is { HasApp: false, HasPasskey: false })
            await RecoveryCodeMaker.TakeAwayAsync(db, user, cancellationToken);
        await sessions.EndAsync(one: null, process.At, cancellationToken);
        process.Record(new PasskeyRemoved(id, user));
        if (access.Scope.MemberId is { } member)
            process.Concern(member);
        return Result.Success;
    }
}
