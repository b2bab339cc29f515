using System.Globalization;
using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Rosters;

/// <summary>A column as somebody has filled in its row of the form.</summary>
/// <param name="Place">A number as typed; columns of the same number keep the order of the form.</param>
/// <param name="Heading">Empty for the usual one.</param>
public sealed record ChosenColumn(string Code, bool IsUsed, string? Place, string? Heading);

/// <summary>
/// Decides which columns a unit's lists for people have, what they are called and in which order. Whatever is chosen, an exported list
/// can be loaded again: what an import needs stays, and a column that it reads is called by a name that it knows.
/// Errors: not found; validation; conflict where somebody changed them meanwhile.
/// </summary>
public sealed class SetRosterColumns(IPartyNetDb db, IProcesses processes, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.ExportRoster);

    public const int HeadingLength = 60;

    /// <param name="Columns">In the order of the form; none for the usual columns.</param>
    public sealed record Command(Unit Unit, IReadOnlyList<ChosenColumn> Columns, Guid RequestKey);

    /// <summary>A row of the form that was understood.</summary>
    private sealed record Row(RosterField Field, int Place, string Heading);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var read = Read(command.Columns);
        if (read.IsError)
            return read.Errors;

        List<(string Code, string Heading)> columns = [.. read.Value.Select(row => (row.Field.Code, row.Heading))];
        return await processes.OnceAsync(
            RequestKey.Of(command.RequestKey, [command.Unit.Id, .. columns.Select(column => $"{column.Code}={column.Heading}")]),
            new ProcessStart(ProcessType.RosterTemplateSet, command.Unit),
            conflict: Problem.Conflict("Mẫu danh sách vừa được người khác sửa. Đề nghị đồng chí xem lại rồi lưu lần nữa."),
            async process =>
            {
                var template = await RosterTemplates.ForChangeAsync(db, command.Unit, cancellationToken);
                template.Choose(columns);
                process.Record(new RosterTemplateSet(command.Unit.Id, template.Columns));
                return (ErrorOr<Success>)Result.Success;
            },
            cancellationToken);
    }

    private static ErrorOr<List<Row>> Read(IReadOnlyList<ChosenColumn> chosen)
    {
        var errors = new List<Error>();
        var rows = new List<Row>();
        for (var i = 0; i < chosen.Count; i++)
        {
            if (RosterFields.Find(chosen[i].Code) is not { } field)
                return Problem.At("", "Mẫu danh sách có cột không dùng được; đồng chí tải lại trang rồi chọn lần nữa.");
            if (!chosen[i].IsUsed && !field.Stays)
                continue;
            var heading = VietnameseText.Normalize(chosen[i].Heading) is { Length: > 0 } typed ? typed : field.Heading;
            if (ProblemWith(field, heading) is { } problem)
                errors.Add(Problem.At($"Columns[{i}].Heading", problem));
            else if (rows.Any(row => VietnameseText.SearchKey(row.Heading) == VietnameseText.SearchKey(heading)))
                errors.Add(Problem.At($"Columns[{i}].Heading", $"Hai cột cùng tên “{heading}”; đồng chí đặt tên khác."));
            if (ReadPlace(chosen[i].Place) is { } place)
                rows.Add(new Row(field, place, heading));
            else
                errors.Add(Problem.At($"Columns[{i}].Place", $"Thứ tự của cột “{field.Heading}” là số từ 1 đến 99."));
        }

        foreach (var field in RosterFields.All.Where(field => chosen.Count > 0 && field.Stays && rows.All(row => row.Field != field)))
            rows.Add(new Row(field, int.MaxValue, field.Heading));
        return errors.Count > 0 ? errors : rows.OrderBy(row => row.Place).ToList();
    }

    /// <summary>What has no place stands last.</summary>
    private static int? ReadPlace(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? int.MaxValue
        : int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place is >= 1 and <= 99 ? place
        : null;

    private static string? ProblemWith(RosterField field, string heading)
    {
        if (heading.Length > HeadingLength)
            return $"Tên cột dài quá {HeadingLength} ký tự; đề nghị ghi ngắn lại.";
        var meant = MemberFields.Columns.Find(heading);
        if (field.Read is { } read && meant != read)
        {
            var known = string.Join(", ", read.Headings.Take(4).Select(name => $"“{name}”"));
            return $"Khi nhập lại danh sách, hệ thống không nhận ra cột “{heading}”. Đồng chí dùng một trong các tên: {known}.";
        }

        return field.Read is null && meant is not null
            ? $"“{heading}” là tên của cột khác khi nhập lại danh sách; đồng chí đặt tên khác."
            : null;
    }
}
