using ErrorOr;
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
/// The rows of a load that are wrong or ask who is meant, as a workbook: the office's own sheets, columns and order, with a last column
/// that says why and the cells coloured that it is about. Handed in again it is read like the file that it comes from. Errors: not found;
/// there is no plan, no such row, or the file is gone.
/// </summary>
public sealed class GetErrorWorkbook(
    IPartyNetDb db, IProcesses processes, ISheetFiles sheets, IListFiles files, IImportStore store, IMarkedSheetWriter writer,
    AccessContext access, TimeProvider clock) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    private const int BatchSize = 1_000;

    public sealed record Query(Unit Unit, Guid Id);

    public async Task<ErrorOr<ErrorWorkbook>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        Dictionary<int, PlannedRowView> held;
        ListLoad load;
        ErrorOr<ISheetFile> opened;
        await using (await db.BeginReadAsync(cancellationToken))
        {
            var found = await db.FindLoadAsync(access, query.Unit, query.Id, cancellationToken);
            if (found.IsError)
                return found.Errors;
            load = found.Value;
            if (load.PlanId is not { } planId)
                return LoadErrors.NoPlan;
            held = await HeldAsync(planId, cancellationToken);
            if (held.Count == 0)
                return Problem.NotFound();
            opened = await sheets.OpenAsync(files, load, cancellationToken);
        }

        if (opened.IsError)
            return opened.Errors;
        using var file = opened.Value;
        var composed = HeldSheets.Compose(file, load.Reading.Options(load.Kind, VietnamTime.Day(clock.GetUtcNow())), held);
        if (composed.IsError)
            return composed.Errors;

        var content = writer.Write(composed.Value);
        var look = processes.Look(new ProcessStart(ProcessType.ListErrorsHandedOut, query.Unit));
        look.Record(new ListErrorsHandedOut(load.Id, held.Count));
        // The reasons name those whom a row may mean.
        foreach (var member in held.Values.SelectMany(row => row.Candidates).Select(candidate => candidate.MemberId).Distinct())
            look.Concern(member);
        await look.WriteDownAsync(cancellationToken);
        return new ErrorWorkbook($"{Path.GetFileNameWithoutExtension(load.FileName)} - dong chua nhap.xlsx", content);
    }

    private async Task<Dictionary<int, PlannedRowView>> HeldAsync(Guid planId, CancellationToken cancellationToken)
    {
        var held = new Dictionary<int, PlannedRowView>();
        foreach (var action in new[] { ImportAction.Problem, ImportAction.Decision })
        {
            for (var after = 0; ;)
            {
                var rows = await store.ListRowsAsync(planId, action, notesOnly: false, after, BatchSize, cancellationToken);
                foreach (var row in rows)
                    held.Add(row.Row, row);
                if (rows.Count < BatchSize)
                    break;
                after = rows[^1].Row;
            }
        }

        return held;
    }
}
