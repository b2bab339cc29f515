using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Units;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// Gives a member a role at a unit, from a day and perhaps until a day, down the tree (<see cref="RoleGiving"/>). Who has no login gets one
/// with the role; the sessions of who has end, by the database itself. Errors: not found; what is missing or may not be.
/// </summary>
public sealed class GiveRole(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles).Again();

    /// <param name="Unit">The unit whose members are chosen from.</param>
    /// <param name="Post">The role and the unit that it is held at; null where none was chosen.</param>
    /// <param name="From">First day as typed; nothing for at once.</param>
    /// <param name="To">Last day as typed; nothing for an open end.</param>
    public sealed record Command(Unit Unit, string MemberCode, RolePost? Post, string From, string To, Guid RequestKey);

    private static Error HeldAlready => Problem.At(nameof(Command.Post), "Đồng chí này đang giữ vai trò đó rồi.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (command.Post is not { } post)
            return Problem.At(nameof(command.Post), "Chọn vai trò và nơi giữ vai trò.");
        var (time, field, problem) = RoleTime.Read(post.Role, command.From, command.To, clock.GetUtcNow());
        if (time is null)
            return Problem.At(field, problem!);
        if (await FindUnitAsync(command.Unit, post, cancellationToken) is not { } unit)
            return Problem.Forbidden("Đồng chí không giao được vai trò này ở tổ chức này.");

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.MemberCode, post, command.From, command.To),
            new ProcessStart(ProcessType.GrantGiven, unit),
            conflict: HeldAlready,
            process => GiveAsync(process, command, post.Role, unit, time, cancellationToken),
            cancellationToken);
    }

    private async Task<Unit?> FindUnitAsync(Unit within, RolePost post, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var unit = await db.Units.AsNoTracking().FirstOrDefaultAsync(u => u.Code == post.UnitCode, cancellationToken);
        if (unit is null || !unit.Path.IsWithin(within.Path) || !access.Scope.MayGive(post.Role, unit.Path))
            return null;
        var holdsMembers = await db.HoldsMembersAsync(unit, cancellationToken);
        return RoleGiving.WrongPlace(post.Role, holdsMembers) is null ? unit : null;
    }

    private async Task<ErrorOr<Success>> GiveAsync(
        IProcess process, Command command, Role role, Unit unit, RoleTime time, CancellationToken cancellationToken)
    {
        await db.WaitForTurnAsync(RoleTurn.At(unit.Id), cancellationToken);
        var member = await db.Members.Within(command.Unit).FirstOrDefaultAsync(m => m.Code == command.MemberCode, cancellationToken);
        if (member is null)
            return Problem.NotFound();
        if (member.Id == access.Scope.MemberId)
            return Problem.Forbidden("Đồng chí không tự giao vai trò cho mình được. Vai trò của đồng chí do cấp trên giao.");
        if (!member.IsOnRoll())
            return Problem.Forbidden("Đồng chí này không còn sinh hoạt ở chi bộ nên không giữ vai trò được.");
        await db.OpenLoginsAsync([member.Id], process.At, cancellationToken);
        if ((await db.UsersOf([member.Id]).ToListAsync(cancellationToken)) is not [{ UserId: var user }])
            return Problem.Forbidden(
                "Tài khoản đăng nhập của đồng chí này đã đóng. Đề nghị quản trị hệ thống mở tài khoản đăng nhập mới trước.");
        var held = db.Grants.NotEnded(process.At)
            .Where(g => g.UserId == user && g.Role == role && g.UnitId == unit.Id && (g.ValidTo == null || g.ValidTo > time.From));
        if (await held.AnyAsync(cancellationToken))
            return HeldAlready;

        var grant = Grant.Give(Guid.CreateVersion7(), user, member.Id, role, unit, time.From, time.To, process.Id);
        db.Grants.Add(grant);
        process.Record(new GrantGiven(grant.Id, user, role, unit.Id));
        process.Concern(member.Id);
        return Result.Success;
    }
}
