using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using FluentValidation;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
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
            .Must(p => VietnameseText.Normalize(p).Length > 0).WithMessage("Nhập mục đích xuất danh sách.")
            .Must(p => VietnameseText.Normalize(p).Length >= ExportRoster.ShortestPurpose).WithMessage($"Ghi rõ mục đích hơn, ít nhất {ExportRoster.ShortestPurpose} ký tự.")
            .Must(p => VietnameseText.Normalize(p).Length <= ExportRoster.LongestPurpose).WithMessage($"Mục đích dài quá {ExportRoster.LongestPurpose} ký tự; đề nghị ghi ngắn lại.");
        RuleFor(c => c.Format).IsInEnum().WithMessage("Chọn định dạng tệp.");
    }
}

/// <summary>
/// Exports the roster of a unit as a spreadsheet. What is exported, why and about whom is in audit before the first byte leaves;
/// the file then holds exactly the members named there.
/// Errors: not found; validation; a filter that cannot be used; too many exports.
/// </summary>
public sealed class ExportRoster(
    IPartyNetDb db, IProcesses processes, ISecrets secrets, ISheetWriter sheets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ExportRoster);

    public const int ShortestPurpose = 10;
    public const int LongestPurpose = 300;

    /// <param name="Purpose">Why the list is needed: every member in it can read this.</param>
    /// <param name="RequestKey">Of the form; null at the command line. The same form sent again within <see cref="ICommittedProcess.Lifetime"/> gives the same export again.</param>
    public sealed record Command(Unit Unit, RosterFilter Filter, SheetFormat Format, string Purpose, Guid? RequestKey = null);

    private static readonly ExportRosterValidator Validator = new();

    public async Task<ErrorOr<RosterExport>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        if (Validator.Validate(command) is { IsValid: false } invalid)
            return invalid.ToErrors();

        command = command with { Purpose = VietnameseText.Normalize(command.Purpose) };
        var begun = await BeginAsync(command, command.RequestKey is { } form ? KeyOf(form, command) : null, cancellationToken);
        if (begun.IsError)
            return begun.Errors;
        var stream = new RosterStream(db, processes, secrets, sheets, access);
        if (await stream.OpenAsync(begun.Value, command, cancellationToken) is { } export)
            return export;

        // The form was sent once before, too long ago to go on with that export: by now it asks for another.
        var again = await BeginAsync(command, requestKey: null, cancellationToken);
        if (again.IsError)
            return again.Errors;
        return await stream.OpenAsync(again.Value, command, cancellationToken) ?? throw new InvalidOperationException("An export that has just begun cannot be continued.");
    }

    /// <summary>Writes down the export, or finds it again when the same form was sent a moment ago.</summary>
    private async Task<ErrorOr<BegunExport>> BeginAsync(Command command, Guid? requestKey, CancellationToken cancellationToken)
    {
        await using var work = await processes.BeginAsync(
            new ProcessStart(ProcessType.RosterExported, command.Unit, command.Purpose, requestKey), cancellationToken);
        var selection = await RosterSelection.ReadAsync(db, command.Unit, command.Filter, cancellationToken);
        if (selection.IsError)
            return selection.Errors;
        if (Guid.TryParse(work.EarlierResult, out var earlier))
            return new BegunExport(earlier, selection.Value);
        if (await work.FreeFromAsync(UsageLimit.Exports, cancellationToken) is { } freeFrom)
            return UsageLimit.Exports.Exceeded(freeFrom);

        var members = await work.ConcernAllAsync(selection.Value.Members(db).Select(m => m.Id), cancellationToken);
        work.Record(new RosterExported(command.Unit.Id, command.Format.Extension(), command.Filter.Codes, command.Filter.IsSearch, members));
        await work.CommitAsync(cancellationToken, work.Id.ToString());
        return new BegunExport(work.Id, selection.Value);
    }

    /// <summary>
    /// A page that stays open after a download keeps its key, and its form may ask for something else next time: what is asked for is
    /// part of the key.
    /// </summary>
    private static Guid KeyOf(Guid form, Command command)
    {
        var asked = string.Join('\n', command.Filter.Parameters.Select(p => $"{p.Key}={p.Value}").Prepend($"{form}|{command.Unit.Id}|{command.Format}|{command.Purpose}"));
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(asked)).AsSpan(0, 16));
    }
}

/// <summary>An export that stands in audit.</summary>
internal sealed record BegunExport(Guid ProcessId, RosterSelection Selection);
