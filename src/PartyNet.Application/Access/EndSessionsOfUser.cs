using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>An administrator ended all sessions of a user.</summary>
public sealed record UserSessionsEnded(Guid UserId);

/// <summary>
/// Ends every session of a user at once, on every replica, such as of whoever lost a telephone on which they were signed in. They sign in
/// again as ever, and read who did it. Errors: not found; it is the caller, who signs out.
/// </summary>
public sealed class EndSessionsOfUser(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    public sealed record Command(Guid UserId, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;
        if (command.UserId == access.Scope.UserId)
            return Problem.Forbidden("Phiên của chính đồng chí thì đồng chí kết thúc ở trang Phiên đăng nhập.");

        return await processes.OnceAsync<Success>(
            RequestKey.Of(command.RequestKey, command.UserId),
            new ProcessStart(ProcessType.UserSessionsEnded),
            conflict: Administrators.Overtaken,
            async process =>
            {
                var found = await db.Users.FirstOrDefaultAsync(u => u.Id == command.UserId && u.ClosedAt == null, cancellationToken);
                if (found is not { } user)
                    return Problem.NotFound();
                user.EndSessions(SessionEnd.EndedByAdministrator);
                process.Record(new UserSessionsEnded(user.Id));
                if (user.MemberId is { } member)
                    process.Concern(member);
                return Result.Success;
            },
            cancellationToken);
    }
}
