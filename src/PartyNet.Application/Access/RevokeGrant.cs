using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;

namespace PartyNet.Application.Access;

/// <summary>A role ended.</summary>
public sealed record GrantRevoked(Guid GrantId, Guid UserId);

/// <summary>Ends a role at once. The last administrator's stays, or nobody could give it back.</summary>
public sealed class RevokeGrant(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator;

    public sealed record Command(Guid UserId, Guid GrantId);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.GrantRevoked), cancellationToken);
        var grant = await db.Grants.InForce(process.At).FirstOrDefaultAsync(g => g.Id == command.GrantId && g.UserId == command.UserId, cancellationToken);
        if (grant is null)
            return Problem.NotFound();
        if (grant.Role == Role.Administrator && !await Administrators.OthersThanAsync(db, command.UserId, process.At, cancellationToken))
            return Problem.Forbidden(Administrators.LastStays);

        grant.Revoke(process.At);
        process.Record(new GrantRevoked(grant.Id, grant.UserId));
        await process.CommitAsync(cancellationToken);
        return Result.Success;
    }
}

/// <summary>The rule that an installation always has an administrator.</summary>
internal static class Administrators
{
    public const string LastStays = "Đây là quản trị duy nhất của hệ thống. Giao vai trò quản trị cho người khác trước.";

    /// <summary>
    /// Administrators work in turn: two who put each other out are not both gone, two logins of one name not both made, one role not
    /// given twice, and of two links one lives.
    /// </summary>
    public const long Turn = 0x41444D494E;

    /// <summary>Whether another administrator stays. One whose role ends by its own date does not: on that day nobody would be left.</summary>
    public static async Task<bool> OthersThanAsync(IPartyNetDb db, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(Turn, cancellationToken);
        return await db.Grants.InForce(now).AnyAsync(
            g => g.Role == Role.Administrator && g.UserId != userId && g.ValidTo == null && db.Users.Any(u => u.Id == g.UserId && u.ClosedAt == null), cancellationToken);
    }
}
