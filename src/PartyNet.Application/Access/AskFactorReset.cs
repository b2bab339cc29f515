using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>Somebody asked that the second factor of a user be taken away.</summary>
public sealed record FactorResetAsked(Guid ResetId, Guid UserId);

/// <summary>
/// Asks that the second factor of whoever holds a role be taken away, since they have lost it: nothing happens before somebody above all
/// their roles approves (<see cref="ApproveFactorReset"/>). Errors: not found; why it cannot be asked for.
/// </summary>
public sealed class AskFactorReset(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles).Again();

    /// <param name="Unit">The unit in whose subtree the role is held.</param>
    /// <param name="GrantId">A role of the person.</param>
    public sealed record Command(Unit Unit, Guid GrantId, Guid RequestKey);

    private static Error AskedBefore => Problem.Conflict("Đã có đề nghị đặt lại cho đồng chí này, đang chờ cấp trên đồng ý.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await FindAsync(command, cancellationToken) is not var (grant, unit))
            return Problem.NotFound();

        return await processes.OnceAsync<Success>(
            RequestKey.Of(command.RequestKey, command.GrantId),
            new ProcessStart(ProcessType.FactorResetAsked, unit),
            conflict: AskedBefore,
            async process =>
            {
                var reset = Guid.CreateVersion7(process.At);
                if (await db.AskFactorResetAsync(reset, grant.Id, cancellationToken) is { } refused)
                    return Why(refused);
                process.Record(new FactorResetAsked(reset, grant.UserId));
                if (grant.MemberId is { } member)
                    process.Concern(member);
                return Result.Success;
            },
            cancellationToken);
    }

    private async Task<(Grant Grant, Unit Unit)?> FindAsync(Command command, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var found = await db.Grants.AsNoTracking().Where(g => g.Id == command.GrantId)
            .Join(db.Units.AsNoTracking(), g => g.UnitId, u => u.Id, (g, u) => new { Grant = g, Unit = u })
            .SingleOrDefaultAsync(cancellationToken);
        return found is not null && found.Unit.Path.IsWithin(command.Unit.Path) ? (found.Grant, found.Unit) : null;
    }

    private static Error Why(string refused) => refused switch
    {
        "asked-before" => AskedBefore,
        "no-factor" => Problem.Forbidden("Đồng chí này chưa bật lớp xác nhận thứ hai nên không có gì để đặt lại."),
        "nobody-above" => Problem.Forbidden(
            "Đồng chí này giữ vai trò ở tổ chức gốc, không có cấp nào ở trên để đồng ý. Người vận hành hệ thống đặt lại cho đồng chí ấy."),
        _ => Problem.Forbidden(
            "Đồng chí này còn giữ vai trò ở nơi ngoài phạm vi của đồng chí. Đề nghị cấp trên của các nơi đó thực hiện."),
    };
}
