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
/// Gives a user a role at a unit. Nobody raises themselves; the sessions of the user end, so that the role begins with a sign-in and under
/// the limits of a session of staff.
/// </summary>
public sealed class GiveGrant(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Administrator.Again();

    /// <param name="UnitCode">Empty for the administrator's role, which belongs to no unit.</param>
    public sealed record Command(Guid UserId, Role? Role, string UnitCode, Guid RequestKey);

    private static Error HeldAlready => Problem.At(nameof(Command.Role), "Người này đang giữ vai trò đó rồi.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        if (command.UserId == access.Scope.UserId)
            return Problem.Forbidden("Đồng chí không tự giao vai trò cho mình được. Đề nghị một quản trị khác thực hiện.");
        if (command.Role is not { } role || !Enum.IsDefined(role))
            return Problem.At(nameof(command.Role), "Chọn vai trò.");

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
        var unit = await FindUnitAsync(unitCode, role, cancellationToken);
        if (unit.IsError)
            return unit.Errors;
        var held = db.Grants.InForce(process.At).Where(g => g.UserId == user.Id && g.Role == role && g.UnitId == unit.Value.Id);
        if (await held.AnyAsync(cancellationToken))
            return HeldAlready;

        var grant = Grant.Give(Guid.CreateVersion7(), user.Id, user.MemberId, role, unit.Value.Unit, process.At);
        db.Grants.Add(grant);
        user.EndSessions(SessionEnd.RoleChanged);
        process.Record(new GrantGiven(grant.Id, user.Id, role, unit.Value.Id));
        return Result.Success;
    }

    private async Task<ErrorOr<Place>> FindUnitAsync(string typed, Role role, CancellationToken cancellationToken)
    {
        if (role == Role.Administrator)
            return new Place(null);
        var code = VietnameseText.Normalize(typed);
        if (code.Length == 0)
            return Problem.At(nameof(Command.UnitCode), "Nhập mã tổ chức đảng nơi giữ vai trò.");
        // Keyboards of phones write a code in capitals.
        string[] spellings = [code, code.ToUpperInvariant(), code.ToLowerInvariant()];
        var unit = await db.Units.Where(u => spellings.Contains(u.Code)).OrderByDescending(u => u.Code == code)
            .FirstOrDefaultAsync(cancellationToken);
        if (unit is null)
            return Problem.At(nameof(Command.UnitCode), "Không có tổ chức đảng nào mang mã này.");
        var holdsMembers = await db.UnitKinds.AnyAsync(k => k.Code == unit.KindCode && k.HoldsMembers, cancellationToken);
        var wrongPlace = role switch
        {
            Role.Secretary when !holdsMembers => "Vai trò bí thư chi bộ chỉ giao ở tổ chức là chi bộ.",
            Role.Committee when holdsMembers => "Vai trò cấp ủy chỉ giao ở tổ chức có chi bộ trực thuộc.",
            _ => null,
        };
        return wrongPlace is null ? new Place(unit) : Problem.At(nameof(Command.UnitCode), wrongPlace);
    }

    private sealed record Place(Unit? Unit)
    {
        public Guid? Id => Unit?.Id;
    }
}
