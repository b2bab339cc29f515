using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Declarations;

/// <summary>Event of a ready request that was added or changed; its words are not in it.</summary>
public sealed record ReadyRequestSaved(Guid ReadyRequestId, DefectField Field, bool IsNew);

internal sealed class SaveReadyRequestValidator : AbstractValidator<SaveReadyRequest.Command>
{
    public SaveReadyRequestValidator()
    {
        RuleFor(c => c.Field)
            .Must(field => field is { } known && Enum.IsDefined(known)).WithMessage("Chọn mục mà câu này dùng cho.");
        RuleFor(c => c.Words)
            .NotEmpty().WithMessage("Nhập câu yêu cầu.")
            .MaximumLength(ReadyRequest.WordsLength)
            .WithMessage($"Câu dài quá {ReadyRequest.WordsLength} ký tự; đề nghị ghi ngắn lại.");
    }
}

/// <summary>
/// Adds a ready request to those of a unit, or changes one. Errors: not found; validation, also where the unit has so many, or the same
/// one; conflict where somebody changed it meanwhile.
/// </summary>
public sealed class SaveReadyRequest(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.Review);

    /// <param name="Id">Null for a new one.</param>
    /// <param name="Version">The state that the page showed of one that is there.</param>
    public sealed record Command(Unit Unit, Guid? Id, int Version, DefectField? Field, string? Words, Guid RequestKey);

    private static readonly SaveReadyRequestValidator Validator = new();

    internal static Error Overtaken { get; } =
        Problem.Conflict("Câu này vừa được đồng chí khác sửa. Đề nghị đồng chí xem lại rồi lưu lần nữa.");

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        command = command with { Words = VietnameseText.Normalize(command.Words) };
        if (Validator.Validate(command) is { IsValid: false } invalid)
            return invalid.ToErrors();

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Unit.Id, command.Id, command.Version, command.Field, command.Words),
            new ProcessStart(ProcessType.ReadyRequestsChanged, command.Unit),
            conflict: Overtaken,
            process => SaveAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> SaveAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var (unit, id, version, field, words, _) = command;
        // Two at once would both find room for one more.
        await db.WaitForTurnAsync(BitConverter.ToInt64(unit.Id.ToByteArray(), sizeof(long)), cancellationToken);
        var own = await db.ReadyRequests.Where(r => r.UnitId == unit.Id).ToListAsync(cancellationToken);
        var known = own.Find(r => r.Id == id);
        if (id is not null && known is null)
            return Problem.NotFound();
        if (known is not null && known.Version != version)
            return Overtaken;
        if (known is null && own.Count >= ReadyRequest.MostInUnit)
            return Problem.At(
                nameof(command.Words), $"Đã có {ReadyRequest.MostInUnit} câu, nhiều nhất rồi. Đồng chí bỏ bớt câu không dùng.");
        if (own.Exists(r => r != known && r.Field == field && r.Words == words)
            || ReadyRequestDefaults.For(field!.Value).Contains(words, StringComparer.Ordinal))
            return Problem.At(nameof(command.Words), "Mục này đã có câu như vậy.");

        var saved = known ?? ReadyRequest.Keep(Guid.CreateVersion7(), unit.Id, field.Value, words!);
        if (known is null)
            db.ReadyRequests.Add(saved);
        else
            known.Change(field.Value, words!);
        process.Record(new ReadyRequestSaved(saved.Id, field.Value, IsNew: known is null));
        return Result.Success;
    }
}
