using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports.Loads;

/// <summary>Event of decisions about rows of a load.</summary>
/// <param name="Rows">How many rows it was about.</param>
public sealed record ListRowsDecided(Guid LoadId, int Rows);

/// <summary>
/// Says who is meant by rows of a load, or that they are left out, one by one or all that still ask the same. What is said is kept, and a
/// new plan is made of it. Errors: not found; conflict while work goes on; a row that is not in the plan, a member who is none of those it
/// may mean.
/// </summary>
public sealed class DecideRows(IPartyNetDb db, IProcesses processes, IImportStore store, LoadWork work, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(Permissions.LoadLists);

    private const int BatchSize = 500;

    /// <param name="Decisions">By the number of the row; null takes back what was said.</param>
    /// <param name="Groups">Of all rows that still ask this after that; <see cref="RowChoice.Member"/> says that each means the one member
    /// whom it may mean, where <see cref="DoubtKinds.MayAllBeMeant"/>, and nothing of a row that may mean several.</param>
    public sealed record Command(
        Unit Unit,
        Guid Id,
        IReadOnlyDictionary<int, RowDecision?>? Decisions,
        IReadOnlyDictionary<DoubtKind, RowChoice>? Groups = null);

    public async Task<ErrorOr<Success>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;
        var found = await db.FindLoadAsync(access, command.Unit, command.Id, cancellationToken);
        if (found.IsError)
            return found.Errors;
        var load = found.Value;
        if (load is not { State: LoadState.Planned, PlanId: { } planId })
            return LoadErrors.Without(load);
        var said = await SaidAsync(command, planId, cancellationToken);
        if (said.IsError)
            return said.Errors;
        if (said.Value.Count == 0)
            return Result.Success;

        var kept = await processes.RunAsync(
            new ProcessStart(ProcessType.ListRowsDecided, command.Unit),
            conflict: LoadErrors.UnderWay,
            process => KeepAsync(process, load, said.Value, cancellationToken),
            cancellationToken);
        return kept.IsError ? kept.Errors : await work.PlanAsync(command.Unit, load, cancellationToken);
    }

    /// <summary>What is said of which row, checked against what the plan asks.</summary>
    private async Task<ErrorOr<Dictionary<int, RowDecision?>>> SaidAsync(
        Command command, Guid planId, CancellationToken cancellationToken)
    {
        var said = new Dictionary<int, RowDecision?>(command.Decisions ?? new Dictionary<int, RowDecision?>());
        await using var reading = await db.BeginReadAsync(cancellationToken);
        var rows = said.Keys.ToList();
        var asked = db.ImportPlanRows.Where(r => r.PlanId == planId && rows.Contains(r.Row));
        var views = (await store.ViewAsync(asked, cancellationToken)).ToDictionary(view => view.Row);
        foreach (var (row, decision) in said)
        {
            if (!views.TryGetValue(row, out var view))
                return Problem.At($"{row}", "Không có dòng này trong bản xem trước. Đồng chí tải lại trang.");
            if (decision?.Choice == RowChoice.Member && !view.Candidates.Any(candidate => candidate.MemberId == decision.MemberId))
                return Problem.At($"{row}", $"{view.Where}: chọn một trong những đồng chí được nêu.");
        }

        if (command.Groups is { Count: > 0 } groups)
        {
            for (var after = 0; ;)
            {
                var asking = await store.ListRowsAsync(
                    planId, ImportAction.Decision, notesOnly: false, after, BatchSize, cancellationToken);
                if (asking.Count == 0)
                    break;
                after = asking[^1].Row;
                foreach (var row in asking)
                {
                    if (row.Asks is { } kind && groups.TryGetValue(kind, out var choice) && Of(row, kind, choice) is { } decision)
                        said.TryAdd(row.Row, decision);
                }
            }
        }

        return said;
    }

    /// <summary>What is said of a whole group, of one of its rows.</summary>
    private static RowDecision? Of(PlannedRowView row, DoubtKind kind, RowChoice choice)
    {
        if (choice != RowChoice.Member)
            return new RowDecision(choice);
        return kind.MayAllBeMeant() && row.Candidates is [var only] ? new RowDecision(choice, only.MemberId) : null;
    }

    private async Task<ErrorOr<Success>> KeepAsync(
        IProcess process, ListLoad load, Dictionary<int, RowDecision?> said, CancellationToken cancellationToken)
    {
        // Nobody commits meanwhile what is being decided otherwise.
        if (!await db.MoveOnAsync(load, load.State, load.PlanId, cancellationToken))
            return LoadErrors.Overtaken;
        foreach (var rows in said.Keys.Chunk(BatchSize))
            await db.ListDecisions.Where(d => d.LoadId == load.Id && rows.Contains(d.Row)).ExecuteDeleteAsync(cancellationToken);
        db.ListDecisions.AddRange(
            from row in said
            where row.Value is not null
            select new ListDecision { LoadId = load.Id, Row = row.Key, Choice = row.Value.Choice, MemberId = row.Value.MemberId });
        await db.SaveChangesAsync(cancellationToken);
        process.Record(new ListRowsDecided(load.Id, said.Count));
        return Result.Success;
    }
}
