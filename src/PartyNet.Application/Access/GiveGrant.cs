using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A role was given.</summary>
public sealed record GrantGiven(Guid GrantId, Guid UserId, Role Role, Guid? UnitId);

/// <summary>
/// Makes a user an administrator, or brings in the first board of a root: every other role is given down the tree by those who hold more
/// (<see cref="GiveRole"/>). Nobody raises themselves; the database ends the sessions of the user, so that the role begins with a sign-in
/// and under the limits of a session of staff.
/// </summary>
public sealed class GiveGrant(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    /// <param name="UnitCode">Empty for the administrator's role, which belongs to no unit.</param>
    public sealed record Command(Guid UserId, Role? Role, string UnitCode, Guid RequestKey);

    private const string GivenBelow =
        "Vai trò này do ban, cấp ủy hoặc bí thư phía trên giao, ở trang “Phân công” của tổ chức đó. "
        + "Quản trị chỉ đưa người đầu tiên của ban ở tổ chức gốc vào hệ thống.";

    private static Error HeldAlready => Problem.At(nameof(Command.Role), "Người này đang giữ vai trò đó rồi.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        if (command.UserId == access.Scope.UserId)
            return Problem.Forbidden("Đồng chí không tự giao vai trò cho mình được. Đề nghị một quản trị khác thực hiện.");
        if (command.Role is not { } role || !Enum.IsDefined(role))
            return Problem.At(nameof(command.Role), "Chọn vai trò.");
        if (role is not (Role.Administrator or Role.Board))
            return Problem.At(nameof(command.Role), GivenBelow);

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.UserId, role, command.UnitCode),
            new ProcessStart(ProcessType.GrantGiven),
            conflict: HeldAlready,
            process => GiveAsync(process, command.UserId, role, command.UnitCode, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> GiveAsync(
        IProcess process,
        Guid userId,
        Role role,
        string unitCode,
        CancellationToken cancellationToken
    )
    {
        await db.WaitForTurnAsync(Administrators.Turn, cancellationToken);
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == userId && u.ClosedAt == null, cancellationToken) is not { } user)
            return Problem.NotFound();
        var place = role == Role.Administrator ? new Place(null) : await FindRootAsync(unitCode, cancellationToken);
        if (place.IsError)
            return place.Errors;
        var unit = place.Value.Unit;
        if (await db.Grants.InForce(process.At).AnyAsync(
            g => g.UserId == user.Id && g.Role == role && g.UnitId == place.Value.Id, cancellationToken))
            return HeldAlready;
        if (unit is not null && await db.Grants.InForce(process.At).AnyAsync(
            g => g.Role == Role.Board && g.UnitId == unit.Id, cancellationToken))
            return Problem.At(nameof(Command.UnitCode), "Tổ chức này đã có ban. Người của ban giao vai trò ở trang “Phân công”.");

        var grant = Grant.Give(Guid.CreateVersion7(), user.Id, user.MemberId, role, unit, process.At, to: null, process.Id);
        db.Grants.Add(grant);
        process.Record(new GrantGiven(grant.Id, user.Id, role, place.Value.Id));
        if (user.MemberId is { } member)
            process.Concern(member);
        return Result.Success;
    }

    private async Task<ErrorOr<Place>> FindRootAsync(string typed, CancellationToken cancellationToken)
    {
        var code = VietnameseText.Normalize(typed);
        if (code.Length == 0)
            return Problem.At(nameof(Command.UnitCode), "Nhập mã tổ chức đảng nơi giữ vai trò.");
        // Keyboards of phones write a code in capitals.
        string[] spellings = [code, code.ToUpperInvariant(), code.ToLowerInvariant()];
        var unit = await db.Units.Where(u => spellings.Contains(u.Code)).OrderByDescending(u => u.Code == code)
            .FirstOrDefaultAsync(cancellationToken);
        if (unit is null)
            return Problem.At(nameof(Command.UnitCode), "Không có tổ chức đảng nào mang mã này.");
        return unit.ParentId is null ? new Place(unit) : Problem.At(nameof(Command.UnitCode), GivenBelow);
    }

    private sealed record Place(Unit? Unit)
    {
        public Guid? Id => Unit?.Id;
    }
}
