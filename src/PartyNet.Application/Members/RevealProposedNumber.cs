using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>
/// Shows the number that a member asks to be recorded whole, to compare it with a paper; counted and recorded as the numbers of the roster
/// are (<see cref="RevealNumber"/>). Errors: not found; no number asked for; too many within an hour.
/// </summary>
public sealed class RevealProposedNumber(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    public sealed record Command(Unit Unit, Guid CorrectionId);

    public async Task<ErrorOr<RevealedNumber>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await FactCorrections.FindBranchAsync(db, command.Unit, command.CorrectionId, cancellationToken) is not { } branch)
            return Problem.NotFound();
        await using var read = await db.BeginReadAsync(cancellationToken);
        var correction = await db.FactCorrections.AsNoTracking().Within(command.Unit, command.CorrectionId).SingleAsync(cancellationToken);
        if (correction.Fact.Number() is not { } number)
            return Problem.At("", "Đề nghị này không phải về một số.");

        var reason = $"{number.Name.ToLowerInvariant()} đề nghị ghi, đối chiếu với giấy tờ";
        var look = processes.Look(new ProcessStart(ProcessType.NumberRevealed, branch, reason));
        look.Concern(correction.MemberId);
        look.Record(new NumberRevealed(correction.MemberId, number.Code));
        var opened = secrets.Open(look, correction.MemberId, SecretField.CorrectionContent, correction.Id, correction.Content);
        return await look.WriteDownAsync([UsageLimit.Reveals], cancellationToken) is { } tooOften
            ? tooOften
            : new RevealedNumber(number, opened.Read(ProposedFact.Unpack) is { } proposed ? number.Readable(proposed.Value) : opened.Shown);
    }
}
