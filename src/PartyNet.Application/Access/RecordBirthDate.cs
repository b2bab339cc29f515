using ErrorOr;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Access;

/// <summary>A date of birth was recorded where none was held.</summary>
public sealed record BirthDateRecorded(Guid MemberId);

/// <summary>
/// Records the date of birth, or the year alone, of a member of whom neither is held: a slip asks for it. One that is held is never changed
/// here: with another date whoever prints slips could use them. Errors: not found; what cannot be a member's date of birth.
/// </summary>
public sealed class RecordBirthDate(IPartyNetDb db, IProcesses processes, AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.PrintSlips);

    /// <summary>Nobody is admitted to the Party before.</summary>
    private const int YoungestAge = 18;

    /// <param name="BirthDate">As typed: a day, or a year alone.</param>
    public sealed record Command(Unit Unit, string MemberCode, string BirthDate, Guid RequestKey);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var today = VietnamTime.Day(clock.GetUtcNow());
        var born = VietnameseDate.Parse(command.BirthDate, today);
        if (!born.IsDate)
            return Problem.At(nameof(command.BirthDate), born.Reason);
        if (born.Value.Value.AddYears(YoungestAge) > today)
            return Problem.At(nameof(command.BirthDate), $"Đảng viên từ đủ {YoungestAge} tuổi. Đồng chí xem lại năm sinh.");

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Unit.Id, command.MemberCode, command.BirthDate),
            new ProcessStart(ProcessType.BirthDateRecorded, command.Unit),
            conflict: PrintSlips.Overtaken,
            process => RecordAsync(process, command, born, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> RecordAsync(
        IProcess process, Command command, DateReading born, CancellationToken cancellationToken)
    {
        var found = await GetUndatedMember.FindAsync(
            db, access.Scope, command.Unit, command.MemberCode, process.At, cancellationToken);
        if (found is not { } undated)
            return Problem.NotFound();
        var member = undated.Member.Member;
        db.Members.Attach(member);
        member.Born(born.Precision == DatePrecision.Day ? born.Value : null, born.Value!.Value.Year);
        member.PutRight();
        process.Record(new BirthDateRecorded(member.Id));
        process.Concern(member.Id);
        return Result.Success;
    }
}
