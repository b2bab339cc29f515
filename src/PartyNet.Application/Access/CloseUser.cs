using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A user was closed.</summary>
public sealed record UserClosed(Guid UserId);

/// <summary>
/// Closes a user: no more signing in, every session is dead at its next request, and the roles end. Nobody closes themselves, nor the
/// last administrator.
/// </summary>
public sealed class CloseUser(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    public sealed record Command(Guid UserId, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        if (command.UserId == access.Scope.UserId)
            return Problem.Forbidden("Đồng chí không tự đóng tài khoản đăng nhập của mình được. Đề nghị một quản trị khác thực hiện.");

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.UserId),
            new ProcessStart(ProcessType.UserClosed),
            conflict: Administrators.Overtaken,
            process => CloseAsync(process, command.UserId, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> CloseAsync(IProcess process, Guid userId, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == userId && u.ClosedAt == null, cancellationToken) is not { } user)
            return Problem.NotFound();
        if (!await Administrators.OthersThanAsync(db, userId, process.At, cancellationToken))
            return Problem.Forbidden(Administrators.LastStays);
        user.ClosedAt = process.At;
        user.EndSessions(SessionEnd.UserClosed);
        await db.ForgetWaysInAsync(userId, cancellationToken);
        await db.Passkeys.Where(p => p.UserId == userId).ExecuteDeleteAsync(cancellationToken);
        process.Record(new UserClosed(userId));
        foreach (var grant in await db.Grants.Where(g => g.UserId == userId && (g.ValidTo == null || g.ValidTo > process.At))
            .ToListAsync(cancellationToken))
        {
            grant.Revoke(process.At);
            process.Record(new GrantRevoked(grant.Id, userId));
        }

        return Result.Success;
    }
}
