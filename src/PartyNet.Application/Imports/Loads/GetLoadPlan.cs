using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>A row of a plan with what a person has said about it.</summary>
/// <param name="Decision">Null where nobody has said anything.</param>
public sealed record DecidedRow(PlannedRowView Row, RowDecision? Decision);

/// <summary>A page of a plan.</summary>
/// <param name="Load">With the plan's counts.</param>
/// <param name="Next">After which row the next page begins; null on the last.</param>
public sealed record LoadPlanView(LoadView Load, IReadOnlyList<DecidedRow> Rows, int? Next);

/// <summary>
/// What loading a list would do, or has done, row by row, a page at a time. Whose data it shows is written down. Errors: not found; there
/// is no plan.
/// </summary>
public sealed class GetLoadPlan(IPartyNetDb db, IProcesses processes, IImportStore store, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    public const int PageSize = 50;

    /// <param name="Only">Rows of this action alone.</param>
    /// <param name="Asking">Rows alone of which a person is asked this.</param>
    /// <param name="AfterRow">Number of the last row of the page before; 0 for the first page.</param>
    public sealed record Query(Unit Unit, Guid Id, ImportAction? Only = null, DoubtKind? Asking = null, int AfterRow = 0);

    public async Task<ErrorOr<LoadPlanView>> HandleAsync(Query query, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, query.Unit) is { } refusal)
            return refusal;
        var read = await ReadAsync(query, cancellationToken);
        if (read.IsError)
            return read.Errors;
        // What a row means of units is nobody's data.
        var shown = read.Value.Load.Kind == ImportKind.Units
            ? []
            : read.Value.Rows
                .SelectMany(row => row.Row.Named.Select(member => (Guid?)member).Append(OnRegistry(row.Row)))
                .OfType<Guid>().Distinct().Select(id => new ShownMember(id));
        var refused = await processes.ShowAsync(ProcessType.ListPlanViewed, query.Unit, cursor: null, shown, cancellationToken);
        return refused is { } no ? no : read.Value;
    }

    /// <summary>Who is new is nobody yet whom audit could name.</summary>
    private static Guid? OnRegistry(PlannedRowView row) => row.Action == ImportAction.Create ? null : row.TargetId;

    private async Task<ErrorOr<LoadPlanView>> ReadAsync(Query query, CancellationToken cancellationToken)
    {
        var loads = db.LoadAt(query.Unit, query.Id);
        var found = db.ImportPlanRows.Of(loads)
            .Where(r => r.Row > query.AfterRow
                && (query.Only == null || r.Action == query.Only) && (query.Asking == null || r.Asks == query.Asking))
            .OrderBy(r => r.Row)
            .TakeFirst(PageSize + 1);
        var (load, rows, decisions) = await db.TogetherAsync(
            () => LoadView.Read(db, loads).SingleOrDefaultAsync(cancellationToken),
            () => store.ViewAsync(found, cancellationToken),
            () => db.ListDecisions.AsNoTracking().Where(d => d.LoadId == query.Id && found.Select(r => r.Row).Contains(d.Row))
                .ToDictionaryAsync(d => d.Row, d => new RowDecision(d.Choice, d.MemberId), cancellationToken),
            cancellationToken);
        if (load is null || !LoadKinds.IsOpen(load.Kind, access.Scope, query.Unit))
            return Problem.NotFound();
        if (load.Plan is null)
            return LoadErrors.NoPlan;
        var page = rows.Take(PageSize).ToList();
        return new LoadPlanView(
            load, page.ConvertAll(row => new DecidedRow(row, decisions.GetValueOrDefault(row.Row))),
            rows.Count > PageSize ? page[^1].Row : null);
    }
}
