using ErrorOr;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Compares the rows of a member list with the registry and stores what loading them would do. Who a row means is never guessed
/// (<see cref="MemberFinder"/>). Rows pass by a few thousand at a time: a list may have any length.
/// </summary>
public sealed class PlanMemberImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, IRegistryRows registry, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(LoadKinds.Of(ImportKind.Members));

    private const int BatchSize = 2_000;

    /// <param name="Unit">The unit whose subtree is loaded.</param>
    /// <param name="Rows">Walked once.</param>
    /// <param name="Decisions">What a person says about rows, by their numbers.</param>
    /// <param name="Progress">Hears how many rows are planned.</param>
    public sealed record Command(
        Unit Unit,
        ImportFile File,
        IEnumerable<MemberRow> Rows,
        IReadOnlyDictionary<int, RowDecision>? Decisions = null,
        IProgress<int>? Progress = null);

    public async Task<ErrorOr<ImportPlan>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var unit = command.Unit;
        var decisions = command.Decisions ?? new Dictionary<int, RowDecision>();
        await using var ahead = new ReadAhead<SoughtRows>(
            command.Rows.Chunk(BatchSize).Select(rows => new SoughtRows(rows, SoughtMembers.Of(rows, secrets))));
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.MembersImportPlanned, unit), cancellationToken);
        await store.TakeTimeAsync(cancellationToken);
        var seesUpTo = await registry.SeesUpToAsync(cancellationToken);
        var plan = ImportPlan.Begin(process.At, unit, ImportKind.Members, command.File, seesUpTo);
        await store.BeginAsync(plan, cancellationToken);
        var comparison = new MemberComparison(unit, await BranchFinder.LoadAsync(db, unit, cancellationToken), secrets);
        // While the database looks for whom some rows mean, the ones before are compared.
        Task<PlannedRow<MemberTarget>[]>? comparing = null;
        while (await ahead.NextAsync() is var (rows, sought))
        {
            var chosen = rows.Select(row => decisions.GetValueOrDefault(row.Number)?.MemberId).OfType<Guid>().ToList();
            var known = await KnownMembers.FindAsync(db, db.Members, sought, chosen, cancellationToken);
            var compared = comparing is null ? null : await comparing;
            comparing = Task.Run(
                () => Array.ConvertAll(rows, row => comparison.Plan(row, known, decisions.GetValueOrDefault(row.Number))),
                cancellationToken);
            await KeepAsync(compared);
        }

        await KeepAsync(comparing is null ? null : await comparing);
        plan.Miss(await AbsentMembers.CountAsync(db, unit, plan.Id, cancellationToken));
        process.Record(ImportPlanned.Of(plan, decisions));
        await process.CommitAsync(cancellationToken);
        return plan;

        async Task KeepAsync(PlannedRow<MemberTarget>[]? compared)
        {
            if (compared is null)
                return;
            await store.AddRowsAsync(plan, compared, cancellationToken);
            command.Progress?.Report(plan.Rows);
        }
    }

    private sealed record SoughtRows(MemberRow[] Rows, SoughtMembers Sought);
}
