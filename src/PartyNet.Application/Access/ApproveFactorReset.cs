using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>
/// The second person approves: app, recovery codes and passkeys are taken away and every session ends. The person signs in with their
/// password, or by a new slip, and enrols anew before their roles reach anything. Errors: not found; why it cannot be approved.
/// </summary>
public sealed class ApproveFactorReset(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.GiveRoles).Again();

    /// <param name="Unit">The unit in whose subtree the person holds a role.</param>
    public sealed record Command(Unit Unit, Guid ResetId, Guid RequestKey);

    internal static Error Over => Problem.Conflict("Đề nghị này đã được xử lý, đã rút hoặc đã quá hạn. Đồng chí xem lại.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await FindAsync(db, command.Unit, command.ResetId, cancellationToken) is not var (reset, unit))
            return Problem.NotFound();

        return await processes.OnceAsync<Success>(
            RequestKey.Of(command.RequestKey, command.ResetId),
            new ProcessStart(ProcessType.FactorResetApproved, unit),
            conflict: Over,
            async process =>
            {
                if (await db.ApproveFactorResetAsync(reset.Id, cancellationToken) is { } refused)
                    return Why(refused);
                process.Record(new SecondFactorReset(reset.UserId));
                if (reset.MemberId is { } member)
                    process.Concern(member);
                return Result.Success;
            },
            cancellationToken);
    }

    /// <summary>Null where there is none below the unit.</summary>
    internal static async Task<(FactorReset Reset, Unit Unit)?> FindAsync(
        IPartyNetDb db, Unit within, Guid id, CancellationToken cancellationToken)
    {
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var found = await db.FactorResets.AsNoTracking().Where(r => r.Id == id)
            .Join(db.Units.AsNoTracking(), r => r.UnitId, u => u.Id, (r, u) => new { Reset = r, Unit = u })
            .SingleOrDefaultAsync(cancellationToken);
        return found is not null && found.Unit.Path.IsWithin(within.Path) ? (found.Reset, found.Unit) : null;
    }

    private static Error Why(string refused) => refused switch
    {
        "over" => Over,
        "asked-themselves" => Problem.Forbidden("Đồng chí là người đề nghị. Việc này cần một đồng chí khác ở cấp trên đồng ý."),
        _ => Problem.Forbidden(
            "Đề nghị này cần một đồng chí khác đồng ý, ở cấp trên của mọi nơi mà đồng chí mất máy giữ vai trò."),
    };
}
