using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Units;

/// <summary>Event of a publication.</summary>
public sealed record NoticePublished(Guid NoticeId, Guid UnitId, int Number);

internal sealed class PublishNoticeValidator : AbstractValidator<PublishNotice.Command>
{
    public PublishNoticeValidator()
    {
        RuleFor(c => c.Title)
            .NotEmpty().WithMessage("Nhập tiêu đề thông báo.")
            .MaximumLength(UnitNotice.TitleLength).WithMessage($"Tiêu đề dài quá {UnitNotice.TitleLength} ký tự; đề nghị ghi ngắn lại.");
        RuleFor(c => c.Body)
            .NotEmpty()
            .WithMessage("Nhập nội dung thông báo.")
            .MaximumLength(UnitNotice.BodyLength)
            .WithMessage($"Nội dung dài quá {Numbers.Text(UnitNotice.BodyLength)} ký tự; đề nghị ghi ngắn lại.");
    }
}

/// <summary>
/// Publishes what members of the unit read before they declare: purpose, legal basis, how long data are kept. It is the unit's own
/// text, takes the place of the notice before it and is never changed afterwards.
/// Errors: not found; validation; conflict where somebody published meanwhile.
/// </summary>
public sealed class PublishNotice(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ManageContent);

    /// <param name="Number">The number that the page announced; another notice published meanwhile is a conflict.</param>
    public sealed record Command(Unit Unit, int Number, string Title, string Body, Guid RequestKey);

    private static readonly PublishNoticeValidator Validator = new();

    private static Error Overtaken =>
        Problem.Conflict(
            "Trong lúc đồng chí soạn, đã có thông báo khác được công bố. Đề nghị xem lại thông báo đó, rồi công bố nếu vẫn cần."
        );

    /// <returns>The number of the notice.</returns>
    public async Task<ErrorOr<int>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        command = command with { Title = VietnameseText.Normalize(command.Title), Body = NormalizeParagraphs(command.Body) };
        if (Validator.Validate(command) is { IsValid: false } invalid)
            return invalid.ToErrors();

        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, command.Unit.Id, command.Number, command.Title, command.Body),
            new ProcessStart(ProcessType.NoticePublished, command.Unit),
            conflict: Overtaken,
            process => PublishAsync(process, command, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<int>> PublishAsync(IProcess process, Command command, CancellationToken cancellationToken)
    {
        var (unit, number, title, body, _) = command;
        var latest = await db.UnitNotices.Where(n => n.UnitId == unit.Id).MaxAsync(n => (int?)n.Number, cancellationToken) ?? 0;
        if (number != latest + 1)
            return Overtaken;

        var notice = UnitNotice.Publish(Guid.CreateVersion7(), unit.Id, number, title, body, process.At);
        db.UnitNotices.Add(notice);
        process.Record(new NoticePublished(notice.Id, unit.Id, number));
        return number;
    }

    /// <summary>Text as the product keeps it, line by line; more than one blank line says no more than one.</summary>
    private static string NormalizeParagraphs(string? text)
    {
        var kept = new List<string>();
        foreach (var line in (text ?? "").ReplaceLineEndings("\n").Split('\n').Select(VietnameseText.Normalize))
        {
            if (line.Length > 0 || (kept.Count > 0 && kept[^1].Length > 0))
                kept.Add(line);
        }

        return string.Join('\n', kept).TrimEnd('\n');
    }
}
