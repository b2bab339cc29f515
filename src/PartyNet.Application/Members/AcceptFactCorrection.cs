using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Members;

/// <summary>Event of a request that was accepted.</summary>
public sealed record FactCorrectionAccepted(Guid CorrectionId, MemberFact Fact);

/// <summary>
/// Accepts a request: the roster says from now on what the member says, as an import would have put it there. Errors: not found; forbidden
/// (own, or a secretary's at their branch); conflict, also where the value cannot be read or would not be taken any more.
/// </summary>
public sealed class AcceptFactCorrection(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Version">The state the page showed.</param>
    public sealed record Command(Unit Unit, Guid CorrectionId, int Version, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await FactCorrections.FindBranchAsync(db, command.Unit, command.CorrectionId, cancellationToken) is not { } branch)
            return Problem.NotFound();

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.CorrectionId, command.Version),
            new ProcessStart(ProcessType.FactCorrectionAccepted, branch),
            conflict: FactCorrections.TooLate(),
            process => AcceptAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> AcceptAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var found = await FactCorrections.LoadAsync(
            db, access.Scope, command.Unit, command.CorrectionId, command.Version, process.At, cancellationToken);
        if (found.IsError)
            return found.Errors;
        var (correction, member) = found.Value;
        if (secrets.Open(process, member.Id, SecretField.CorrectionContent, correction.Id, correction.Content).Read(ProposedFact.Unpack)
            is not { } proposed)
            return Problem.Conflict("Đề nghị này không đọc được nên chưa chấp nhận được. Đề nghị đồng chí báo đảng viên gửi lại.");
        var reading = FactReading.Of(correction.Fact, member, proposed.Value, VietnamTime.Day(process.At));
        if (reading.Problem is { } problem)
            return Problem.Conflict($"Không ghi được thông tin này vào danh sách: {problem}");

        await WriteAsync(process, member, reading, cancellationToken);
        correction.Accept(access.Scope.UserId!.Value, process.At);
        process.Concern(member.Id);
        process.Record(new FactCorrectionAccepted(correction.Id, correction.Fact));
        return Result.Success;
    }

    private async Task WriteAsync(IProcess process, Member member, FactReading reading, CancellationToken cancellationToken)
    {
        if (reading.Fact.Field() is NumberField number)
        {
            var before = number.Open(member, secrets, process)?.Text;
            if (FormerNumbers.Keep(number, member, before, number.Given(reading.Row), secrets, process.At) is var (former, foundBy))
            {
                db.FormerNumbers.Add(former);
                db.BlindIndexes.AddRange(foundBy);
            }

            await db.BlindIndexes.Where(b => b.OwnerId == member.Id && b.Field == number.Index).ExecuteDeleteAsync(cancellationToken);
            db.BlindIndexes.AddRange(number.Seal(member, reading.Row, secrets));
        }
        else
        {
            var residence = await db.ResidenceLinks.Where(l => l.MemberId == member.Id).Select(l => l.ResidenceUnitName)
                .SingleOrDefaultAsync(cancellationToken);
            var listed = new ListedMember(member, "", residence);
            reading.Apply(listed);
            if (listed.Residence is { } named && named != residence)
            {
                await db.ResidenceLinks.Where(l => l.MemberId == member.Id).ExecuteDeleteAsync(cancellationToken);
                db.ResidenceLinks.Add(ResidenceLink.Create(member, named, unitId: null));
            }
        }

        member.PutRight();
    }
}
