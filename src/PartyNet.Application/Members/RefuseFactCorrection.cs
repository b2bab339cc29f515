using ErrorOr;
using FluentValidation;
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

/// <summary>Event of a request that was refused; the reason is for the member, and sealed.</summary>
public sealed record FactCorrectionRefused(Guid CorrectionId, MemberFact Fact);

internal sealed class RefuseFactCorrectionValidator : AbstractValidator<RefuseFactCorrection.Command>
{
    public RefuseFactCorrectionValidator() => RuleFor(c => c.Reason)
        .NotEmpty().WithMessage("Ghi vì sao không chấp nhận; đảng viên đọc được lời này.")
        .MaximumLength(FactCorrection.ReasonLength)
        .WithMessage($"Lý do dài quá {FactCorrection.ReasonLength} ký tự; đề nghị ghi ngắn lại.");
}

/// <summary>
/// Refuses a request with a reason, which the member reads. Errors: not found; forbidden (own, or a secretary's at their branch);
/// validation; conflict.
/// </summary>
public sealed class RefuseFactCorrection(IPartyNetDb db, IProcesses processes, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Version">The state the page showed.</param>
    public sealed record Command(Unit Unit, Guid CorrectionId, int Version, string? Reason, Guid RequestKey);

    private static readonly RefuseFactCorrectionValidator Validator = new();

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        if (await FactCorrections.FindBranchAsync(db, command.Unit, command.CorrectionId, cancellationToken) is not { } branch)
            return Problem.NotFound();
        command = command with { Reason = VietnameseText.Normalize(command.Reason) };

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.CorrectionId, command.Version, command.Reason),
            new ProcessStart(ProcessType.FactCorrectionRefused, branch),
            conflict: FactCorrections.TooLate(),
            process => RefuseAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> RefuseAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var found = await FactCorrections.LoadAsync(
            db, access.Scope, command.Unit, command.CorrectionId, command.Version, process.At, cancellationToken);
        if (found.IsError)
            return found.Errors;
        if (Validator.Validate(command) is { IsValid: false } invalid)
            return invalid.ToErrors();

        var correction = found.Value.Correction;
        var answer = secrets.Seal(SecretField.CorrectionAnswer, correction.Id, command.Reason!);
        correction.Refuse(access.Scope.UserId!.Value, process.At, answer);
        process.Concern(correction.MemberId);
        process.Record(new FactCorrectionRefused(correction.Id, correction.Fact));
        return Result.Success;
    }
}
