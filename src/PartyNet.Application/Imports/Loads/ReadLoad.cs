using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Spreadsheets;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Text;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Event of a reading that somebody has chosen; names of sheets and headings are kept with the load alone.</summary>
public sealed record ListReadingKept(Guid LoadId);

/// <summary>
/// Says how the file of a load is to be read, and remembers it for the unit's next list with the same headings. A plan that was made by
/// another reading counts no more. Errors: not found; conflict while work goes on; nothing that the file has.
/// </summary>
public sealed class ReadLoad(
    IPartyNetDb db, IProcesses processes, ISheetFiles sheets, IListFiles files, IImportStore store, AccessContext access,
    TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Command(Unit Unit, Guid Id, ListReading Reading);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        if (!found.Value.IsOpen)
            return LoadErrors.UnderWay;
        var opened = await sheets.OpenAsync(files, found.Value, cancellationToken);
        if (opened.IsError)
            return opened.Errors;
        ErrorOr<(ListReading, byte[]?)> settled;
        using (var file = opened.Value)
            settled = Settle(file, found.Value.Kind, command.Reading);
        if (settled.IsError)
            return settled.Errors;
        var (reading, headings) = settled.Value;
        return await processes.RunAsync(
            new ProcessStart(ProcessType.ListReadingKept, command.Unit),
            conflict: LoadErrors.UnderWay,
            process => KeepAsync(process, command, reading, headings, cancellationToken),
            cancellationToken);
    }

    private async Task<ErrorOr<Success>> KeepAsync(
        IProcess process, Command command, ListReading reading, byte[]? headings, CancellationToken cancellationToken)
    {
        var load = await db.ListLoads.SingleOrDefaultAsync(l => l.Id == command.Id, cancellationToken);
        if (load is not { IsOpen: true })
            return LoadErrors.UnderWay;
        if (load.PlanId is { } plan)
            await store.ForgetRowsAsync(plan, cancellationToken);
        (load.Reading, load.State, load.PlanId, load.Failure, load.IsRemembered) = (reading, LoadState.Reading, null, null, false);
        // Of another sheet the same row is somebody else.
        await db.ListDecisions.Where(d => d.LoadId == load.Id).ExecuteDeleteAsync(cancellationToken);
        if (headings is not null)
        {
            var layout = await db.ListLayouts.SingleOrDefaultAsync(
                l => l.UnitId == load.UnitId && l.Kind == load.Kind && l.Headings == headings, cancellationToken);
            if (layout is null)
                db.ListLayouts.Add(layout = new ListLayout { UnitId = load.UnitId, Kind = load.Kind, Headings = headings });
            (layout.Reading, layout.UsedAt) = (reading, process.At);
        }

        process.Record(new ListReadingKept(load.Id));
        return Result.Success;
    }

    /// <summary>Whoever says what columns are says it of a sheet and a header: these are named, so that they are the same later.</summary>
    private ErrorOr<(ListReading Reading, byte[]? Headings)> Settle(ISheetFile file, ImportKind kind, ListReading said)
    {
        if (said.Sheet is { } sheet && file.Sheets.All(one => one.Name != sheet))
            return Problem.At(nameof(said.Sheet), "Tệp không có trang tính này. Đồng chí chọn lại.");
        if (said.Columns?.Values.All(field => field.Length == 0 || ListLook.Of(kind).All.Any(one => one.Heading == field)) is false)
            return Problem.At(nameof(said.Columns), "Danh sách này không có trường đó. Đồng chí chọn lại.");
        var look = ListLook.At(file, kind, said.Options(kind, VietnamTime.Day(clock.GetUtcNow())));
        if (said.HeaderRow is { } pointedAt && look?.Rows.Any(row => row.Number == pointedAt) is not true)
            return Problem.At(nameof(said.HeaderRow), "Trang tính không có dòng này. Đồng chí chọn lại dòng tiêu đề.");
        if (look?.Header is not { } header)
            return (said with { Columns = null }, null);
        var columns = said.Columns?.Where(column => header.All.Any(one => one.Column == column.Key)).ToDictionary();
        var names = columns is { Count: > 0 } || said.HeaderRow is not null;
        var settled = names ? said with { Sheet = said.AllSheets ? null : look.Sheet, HeaderRow = header.Row } : said;
        var heading = look.Rows.FirstOrDefault(row => row.Number == header.Row);
        return (settled with { Columns = columns }, heading is null ? null : ListReading.KeyOf(heading));
    }
}
