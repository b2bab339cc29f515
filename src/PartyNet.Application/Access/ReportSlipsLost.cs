using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>Slips of a unit were told to be lost, so many.</summary>
public sealed record SlipsLost(Guid UnitId, int Slips);

/// <summary>
/// Members have told that they lost their slips: whoever finds one gets in nowhere, from now on and before a new one is printed. Errors:
/// not found; nobody chosen who has a slip that can be used.
/// </summary>
public sealed class ReportSlipsLost(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.PrintSlips);

    /// <param name="Members">Codes of the members.</param>
    public sealed record Command(Unit Unit, IReadOnlyList<string> Members, Guid RequestKey);

    private static Error NobodyHasOne =>
        Problem.At(nameof(Command.Members), "Chưa chọn đồng chí nào đang có phiếu. Chọn các đồng chí báo mất phiếu rồi bấm lại.");

    public async Task<ErrorOr<int>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (command.Members.Count == 0)
            return NobodyHasOne;

        return await processes.OnceAsync<int>(
            RequestKey.Of(command.RequestKey, [command.Unit.Id, .. command.Members]),
            new ProcessStart(ProcessType.SlipsLost, command.Unit),
            conflict: PrintSlips.Overtaken,
            process => CloseAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<int>> CloseAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var codes = command.Members.Distinct().ToList();
        var slips = await (
            from member in db.Members.Within(command.Unit)
            where codes.Contains(member.Code)
            join slip in db.ActivationSlips on member.Id equals slip.MemberId
            select slip).ToListAsync(cancellationToken);
        var lost = slips.Where(slip => slip.CanBeUsed(process.At)).ToList();
        if (lost.Count == 0)
            return NobodyHasOne;

        foreach (var slip in lost)
        {
            slip.ReportLost(process.At);
            process.Concern(slip.MemberId);
        }

        process.Record(new SlipsLost(command.Unit.Id, lost.Count));
        return lost.Count;
    }
}
