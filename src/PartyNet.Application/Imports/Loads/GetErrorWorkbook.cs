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

/// <summary>Event of a workbook of rows that could not be loaded.</summary>
public sealed record ListErrorsHandedOut(Guid LoadId, int Rows);

/// <summary>A workbook to be mended and handed in again.</summary>
public sealed record ErrorWorkbook(string FileName, byte[] Content);

/// <summary>
/// The rows of a load that are wrong, ask who is meant or hold something that cannot be read, as a workbook: the office's own sheets,
/// columns and order, with a last column that says why and the cells coloured that it is about. Handed in again it is read like the file
/// that it comes from. Errors: not found; there is no plan, no such row is kept, or the file is gone.
/// </summary>
public sealed class GetErrorWorkbook(
    IPartyNetDb db, IProcesses processes, ISheetFiles sheets, IListFiles files, IImportStore store, IMarkedSheetWriter writer,
    AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public sealed record Query(Unit Unit, Guid Id);

    public async Task<ErrorOr<ErrorWorkbook>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        var loads = db.LoadAt(query.Unit, query.Id);
        var (read, rows, content) = await db.TogetherAsync(
            () => loads.AsNoTracking().SingleOrDefaultAsync(cancellationToken),
            () => store.ViewAsync(db.ImportPlanRows.Of(loads).ToMend(), cancellationToken),
            () => files.ReadAsync(query.Id, cancellationToken),
            cancellationToken);
        var found = FoundLoads.Opened(read, access, query.Unit);
        if (found.IsError)
            return found.Errors;
        var load = found.Value;
        if (load.PlanId is null)
            return LoadErrors.NoPlan;
        if (rows.Count == 0)
            return LoadErrors.RowsGone;
        var held = rows.ToDictionary(row => row.Row);
        var opened = await sheets.OpenAsync(load, content, cancellationToken);
        if (opened.IsError)
            return opened.Errors;
        using var file = opened.Value;
        var composed = HeldSheets.Compose(file, load.Reading.Options(load.Kind, VietnamTime.Day(clock.GetUtcNow())), held);
        if (composed.IsError)
            return composed.Errors;

        var workbook = writer.Write(composed.Value);
        var look = processes.Look(new ProcessStart(ProcessType.ListErrorsHandedOut, query.Unit));
        look.Record(new ListErrorsHandedOut(load.Id, held.Count));
        foreach (var member in held.Values.SelectMany(row => row.Named).Distinct())
            look.Concern(member);
        await look.WriteDownAsync(cancellationToken);
        return new ErrorWorkbook($"{Path.GetFileNameWithoutExtension(load.FileName)} - dong chua nhap.xlsx", workbook);
    }
}
