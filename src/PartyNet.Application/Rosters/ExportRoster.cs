using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Rosters;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>Event of an export, before it is sent. A search is told by <paramref name="ByName"/>, without its text.</summary>
public sealed record RosterExported(Guid UnitId, string Format, IReadOnlyDictionary<string, string> Filter, bool ByName, int Members);

internal sealed class ExportRosterValidator : AbstractValidator<ExportRoster.Command>
{
    public ExportRosterValidator()
    {
        RuleFor(c => c.Purpose)
            .Cascade(CascadeMode.Stop)
            .Must(p => VietnameseText.Normalize(p).Length > 0)
            .WithMessage("Nhập mục đích xuất danh sách.")
            .Must(p => VietnameseText.Normalize(p).Length >= ExportRoster.ShortestPurpose)
            .WithMessage($"Ghi rõ mục đích hơn, ít nhất {ExportRoster.ShortestPurpose} ký tự.")
            .Must(p => VietnameseText.Normalize(p).Length <= ExportRoster.LongestPurpose)
            .WithMessage($"Mục đích dài quá {ExportRoster.LongestPurpose} ký tự; đề nghị ghi ngắn lại.");
        RuleFor(c => c.Format).IsInEnum().WithMessage("Chọn loại danh sách.");
    }
}

/// <summary>
/// Exports the roster of a unit as a file. What is exported, why and about whom is in audit before the first byte leaves;
/// the file then holds exactly the members named there.
/// Errors: not found; validation; a filter that cannot be used; an official list that is too long; too many exports.
/// </summary>
public sealed class ExportRoster(
    IPartyNetDb db,
    IProcesses processes,
    ISecrets secrets,
    ISheetWriter sheets,
    IOfficialListWriter officialLists,
    AccessContext access,
    TimeProvider clock
) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ExportRoster).Again();

    public const int ShortestPurpose = 10;
    public const int LongestPurpose = 300;

    /// <param name="Purpose">Why the list is needed: every member in it can read this.</param>
    /// <param name="RequestKey">Of the form; null at the command line. The same form sent again within <see
    /// cref="ICommittedProcess.Lifetime"/> gives the same export again, under whatever heading: it is of the same members.</param>
    /// <param name="Heading">Around an official list; null for what the unit's last one had.</param>
    public sealed record Command(
        Unit Unit, RosterFilter Filter, RosterFile Format, string Purpose, Guid? RequestKey = null, TypedHeading? Heading = null);

    private static readonly ExportRosterValidator Validator = new();

    private static Error Changing =>
        Problem.Conflict("Dữ liệu đang được cập nhật nên chưa xuất được. Đề nghị đồng chí xuất lại sau ít phút.");

    public async Task<ErrorOr<RosterExport>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var today = VietnamTime.Day(clock.GetUtcNow());
        List<Error> errors = Validator.Validate(command) is { IsValid: false } invalid ? invalid.ToErrors() : [];
        ErrorOr<RosterHeading>? typed = null;
        if (command.Format.IsOfficial() && command.Heading is { } lines)
            typed = RosterHeadings.Read(lines, today);
        errors.AddRange(typed?.ErrorsOrEmptyList ?? []);
        if (errors.Count > 0)
            return errors;
        var heading = typed?.Value;

        command = command with { Purpose = VietnameseText.Normalize(command.Purpose) };
        var plan = await PlanAsync(command, heading, today, cancellationToken);
        if (plan.IsError)
            return plan.Errors;
        if (heading is not null && RosterHeadings.ToRemember(heading) is var kept && kept != plan.Value.Remembered
            && await RememberAsync(command.Unit, kept, cancellationToken) is { IsError: true } forgotten)
            return forgotten.Errors;

        // A form that was sent once before, too long ago to go on with that export, asks for another by now.
        var key = command.RequestKey is { } form ? KeyOf(form, command) : (Guid?)null;
        return await OpenAsync(command, plan.Value, key, cancellationToken)
            ?? await OpenAsync(command, plan.Value, key: null, cancellationToken)
            ?? throw new InvalidOperationException("An export that has just begun cannot be continued.");
    }

    private async Task<ErrorOr<PlannedExport>> PlanAsync(
        Command command, RosterHeading? heading, DateOnly today, CancellationToken cancellationToken)
    {
        await using var read = await db.BeginReadAsync(cancellationToken);
        var selection = await RosterSelection.ReadAsync(db, command.Unit, command.Filter, cancellationToken);
        if (selection.IsError)
            return selection.Errors;
        if (command.Format == RosterFile.Csv)
            return new PlannedExport(selection.Value, RosterLayout.Usual, new RosterHeading(), Remembered: null);
        if (command.Format.IsOfficial()
            && await IsTooLongAsync(selection.Value, cancellationToken))
            return OfficialRoster.TooLong;
        var (template, superior) = await RosterTemplates.ReadAsync(db, command.Unit, cancellationToken);
        return new PlannedExport(
            selection.Value,
            RosterLayout.Of(template),
            heading ?? RosterHeadings.Begin(template, command.Unit.Name, superior, today),
            template?.Heading);
    }

    private async Task<bool> IsTooLongAsync(RosterSelection selection, CancellationToken cancellationToken) =>
        await selection.Members(db).OrderBy(m => m.RosterKey).TakeFirst(OfficialRoster.Most + 1).CountAsync(cancellationToken)
        > OfficialRoster.Most;

    /// <summary>The next list begins with what this one is headed with.</summary>
    private Task<ErrorOr<Success>> RememberAsync(Unit unit, RosterHeading kept, CancellationToken cancellationToken) =>
        processes.RunAsync(
            new ProcessStart(ProcessType.RosterTemplateSet, unit),
            Changing,
            async process =>
            {
                var template = await RosterTemplates.ForChangeAsync(db, unit, cancellationToken);
                template.Remember(kept);
                process.Record(new RosterTemplateSet(unit.Id, template.Columns));
                return (ErrorOr<Success>)Result.Success;
            },
            cancellationToken);

    /// <summary>Begins the export, or finds the one that the same form began a moment ago; null where that is too long ago.</summary>
    private async Task<ErrorOr<RosterExport>?> OpenAsync(
        Command command,
        PlannedExport plan,
        Guid? key,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStart(ProcessType.RosterExported, command.Unit, command.Purpose);
        Task<ErrorOr<Guid>> WorkAsync(IProcess process) => RecordAsync(process, command, plan.Selection, cancellationToken);
        var begun = key is { } form
            ? await processes.OnceAsync(form, start, Changing, WorkAsync, cancellationToken)
            : await processes.RunAsync(start, Changing, WorkAsync, cancellationToken);
        if (begun.IsError)
            return begun.Errors;
        var stream = new RosterStream(db, processes, secrets, sheets, officialLists, access);
        if (await stream.OpenAsync(begun.Value, plan, command, cancellationToken) is not { } export)
            return null;
        return export;
    }

    /// <summary>Writes down who is in the list, before anything of it leaves.</summary>
    private async Task<ErrorOr<Guid>> RecordAsync(
        IProcess process,
        Command command,
        RosterSelection selection,
        CancellationToken cancellationToken
    )
    {
        if (await process.FreeFromAsync(UsageLimit.Exports, cancellationToken) is { } freeFrom)
            return UsageLimit.Exports.Exceeded(freeFrom);

        var (filter, format) = (command.Filter, command.Format);
        var members = await process.ConcernAllAsync(selection.Members(db).Select(m => m.Id), cancellationToken);
        if (format.IsOfficial() && members > OfficialRoster.Most)
            return OfficialRoster.TooLong;

        process.Record(new RosterExported(command.Unit.Id, format.Code(), filter.Codes, filter.IsSearch, members));
        return process.Id;
    }

    private static Guid KeyOf(Guid form, Command command) => RequestKey.Of(
        form, [command.Unit.Id, command.Format, command.Purpose, .. command.Filter.Parameters.Select(p => $"{p.Key}={p.Value}")]);
}

/// <summary>What an export shows of whom.</summary>
/// <param name="Remembered">The heading that the unit's last official list had; null where it had none, or none is asked for.</param>
internal sealed record PlannedExport(
    RosterSelection Selection, RosterLayout Layout, RosterHeading Heading, RosterHeading? Remembered);
