using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Text;

namespace PartyNet.Application.Members;

/// <summary>Event of a request; what is asked stands sealed in the request alone.</summary>
public sealed record FactCorrectionAsked(Guid CorrectionId, MemberFact Fact);

internal sealed class AskFactCorrectionValidator : AbstractValidator<AskFactCorrection.Command>
{
    public AskFactCorrectionValidator()
    {
        RuleFor(c => c.Fact).Must(code => MemberFacts.All.Find(code) is not null).WithMessage("Chọn mục cần sửa.");
        RuleFor(c => c.Value)
            .NotEmpty().WithMessage("Ghi thông tin đúng.")
            .MaximumLength(FactCorrection.ValueLength)
            .WithMessage($"Thông tin đúng dài quá {FactCorrection.ValueLength} ký tự; đề nghị ghi ngắn lại.");
        RuleFor(c => c.Reason)
            .NotEmpty().WithMessage("Ghi vì sao, ví dụ theo giấy tờ nào.")
            .MaximumLength(FactCorrection.ReasonLength)
            .WithMessage($"Lý do dài quá {FactCorrection.ReasonLength} ký tự; đề nghị ghi ngắn lại.");
    }
}

/// <summary>
/// Asks that a fact about the caller be put right; one request is open for a fact. Errors: validation, also where an import would refuse
/// the value or the roster says so already; too many within a day.
/// </summary>
public sealed class AskFactCorrection(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Member;

    /// <param name="Fact">A code of <see cref="MemberFacts.All"/>.</param>
    /// <param name="Value">What is right.</param>
    /// <param name="Reason">Why.</param>
    public sealed record Command(string? Fact, string? Value, string? Reason, Guid RequestKey);

    private static readonly AskFactCorrectionValidator Validator = new();

    private static Error IsOpen { get; } = Problem.At(
        nameof(Command.Fact), "Đồng chí đã có đề nghị sửa mục này đang chờ. Nếu muốn ghi khác, đồng chí rút lại đề nghị đó trước.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs) is { } refusal)
            return refusal;

        command = command with
        {
            Value = VietnameseText.Normalize(command.Value),
            Reason = VietnameseText.Normalize(command.Reason),
        };
        if (Validator.Validate(command) is { IsValid: false } invalid)
            return invalid.ToErrors();

        var branch = await db.OwnBranchAsync(access.Scope, cancellationToken);
        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Fact, command.Value, command.Reason),
            new ProcessStart(ProcessType.FactCorrectionAsked, branch, ForSelf: true),
            conflict: IsOpen,
            process => AskAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> AskAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var (code, value, reason) = (command.Fact, command.Value!, command.Reason!);
        await db.WaitForOwnTurnAsync(cancellationToken);
        if (await process.FreeFromAsync(UsageLimit.Corrections, cancellationToken) is { } freeFrom)
            return UsageLimit.Corrections.Exceeded(freeFrom);
        var fact = MemberFacts.All.Find(code)!.Value;
        var own = db.FactCorrections.Own(access.Scope);
        if (await own.AnyAsync(c => c.Fact == fact && c.Status == CorrectionStatus.Open, cancellationToken))
            return IsOpen;

        var member = await db.Members.Own(access.Scope).AsNoTracking().SingleAsync(cancellationToken);
        var reading = FactReading.Of(fact, member, value, VietnamTime.Day(process.At));
        if (reading.Problem is { } problem)
            return Problem.At(nameof(command.Value), problem);
        if (!await IsDifferentAsync(reading, member, cancellationToken))
            return Problem.At(nameof(command.Value), reading.Notes is [var note, ..] ? note : "Danh sách đã ghi đúng như vậy.");

        var id = Guid.CreateVersion7(process.At);
        var content = new ProposedFact(reading.Kept(value), reason).Pack();
        db.FactCorrections.Add(
            FactCorrection.Ask(id, member, fact, secrets.Seal(SecretField.CorrectionContent, id, content), process.At));
        process.Concern(member.Id);
        process.Record(new FactCorrectionAsked(id, fact));
        return Result.Success;
    }

    private async Task<bool> IsDifferentAsync(FactReading reading, Member member, CancellationToken cancellationToken)
    {
        if (reading.Fact.Number() is not null)
        {
            var held = await db.BlindIndexes.Own(access.Scope).Where(b => b.OwnerId == member.Id).Select(b => b.Digest)
                .ToListAsync(cancellationToken);
            return !reading.IsHeld(held, secrets);
        }

        var residence = await db.ResidenceLinks.Own(access.Scope).Select(l => l.ResidenceUnitName).SingleOrDefaultAsync(cancellationToken);
        return reading.Apply(new ListedMember(member, "", residence));
    }
}
