using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>Event of the decision.</summary>
public sealed record ViewerNamesSet(Guid UnitId, bool AreTold);

/// <summary>
/// Decides for a unit and everything below it whether members read the names of those who looked at their data.
/// Errors: not found; validation; conflict where somebody changed the unit meanwhile.
/// </summary>
public sealed class SetViewerNames(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ManageContent);

    /// <param name="AreTold">Null where nothing was chosen.</param>
    public sealed record Command(Unit Unit, bool? AreTold, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (command.AreTold is not { } areTold)
            return Problem.At(nameof(command.AreTold), "Đồng chí chọn có nêu tên hay không.");

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Unit.Id, areTold),
            new ProcessStart(ProcessType.ViewerNamesSet, command.Unit),
            conflict: Problem.Conflict("Tổ chức này vừa được người khác sửa. Đề nghị đồng chí xem lại rồi lưu lần nữa."),
            process => SetAsync(process, command.Unit.Id, areTold, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> SetAsync(IProcess process, Guid unitId, bool areTold, CancellationToken cancellationToken)
    {
        var unit = await db.Units.SingleAsync(u => u.Id == unitId, cancellationToken);
        unit.NameViewers(areTold);
        process.Record(new ViewerNamesSet(unitId, areTold));
        return Result.Success;
    }
}
