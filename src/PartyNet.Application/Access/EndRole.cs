using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// Ends a role at once: whoever may give it may end it, except their own, and except the last one of a unit's board. The sessions of its
/// holder end with it, by the database itself. Errors: not found; what may not be.
/// </summary>
public sealed class EndRole(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles).Again();

    /// <param name="Unit">The unit in whose subtree the role is held.</param>
    public sealed record Command(Unit Unit, Guid GrantId, Guid RequestKey);

    private static Error Overtaken => Problem.Conflict("Vai trò này vừa được người khác thay đổi. Đồng chí xem lại.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await UnitOfAsync(command, cancellationToken) is not { } unit)
            return Problem.NotFound();

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.GrantId),
            new ProcessStart(ProcessType.GrantRevoked, unit),
            conflict: Overtaken,
            process => EndAsync(process, command.GrantId, cancellationToken),
            cancellationToken);
    }

    /// <summary>Where the role is, or was, held; null where that is not below the unit of the command.</summary>
    private async Task<Unit?> UnitOfAsync(Command command, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var unit = await db.Grants.Where(g => g.Id == command.GrantId)
            .Join(db.Units, g => g.UnitId, u => u.Id, (_, u) => u).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return unit?.Path.IsWithin(command.Unit.Path) is true ? unit : null;
    }

    private async Task<ErrorOr<Success>> EndAsync(IProcess process, Guid id, CancellationToken cancellationToken)
    {
        var unitId = await db.Grants.Where(g => g.Id == id).Select(g => g.UnitId).SingleAsync(cancellationToken);
        await db.WaitForTurnAsync(RoleTurn.At(unitId!.Value), cancellationToken);
        // Looked at with the clock of now: a process that began earlier and waited for its turn would find the role still in force.
        var now = clock.GetUtcNow();
        var grant = await db.Grants.NotEnded(now).SingleOrDefaultAsync(g => g.Id == id, cancellationToken);
        if (grant is null)
            return Problem.NotFound();
        if (grant.UserId == access.Scope.UserId)
            return Problem.Forbidden("Đồng chí không tự thôi giữ vai trò của mình được. Đề nghị cấp trên hoặc một đồng chí khác của ban.");
        if (!access.Scope.MayGive(grant.Role, grant.UnitPath!.Value))
            return Problem.Forbidden("Vai trò này do cấp trên giao, nên cấp trên cho thôi.");
        if (grant.Role == Role.Board && !await OthersOfBoardAsync(grant, now, cancellationToken))
            return Problem.Forbidden("Đây là người cuối cùng của ban này. Đồng chí giao vai trò cho người khác trước.");

        grant.Revoke(process.At);
        process.Record(new GrantRevoked(grant.Id, grant.UserId));
        if (grant.MemberId is { } member)
            process.Concern(member);
        return Result.Success;
    }

    /// <summary>Whether somebody else stays. One whose role ends by its own date does not.</summary>
    private Task<bool> OthersOfBoardAsync(Grant grant, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Grants.InForce(now).AnyAsync(
            g => g.Role == Role.Board && g.UnitId == grant.UnitId && g.UserId != grant.UserId && g.ValidTo == null, cancellationToken);
}
