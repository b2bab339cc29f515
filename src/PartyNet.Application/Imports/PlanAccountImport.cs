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
/// Compares a list of accounts that were collected with what members have declared and been asked, and stores whom it would ask about what.
/// Nobody's declaration changes by it.
/// </summary>
public sealed class PlanAccountImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(LoadKinds.Of(ImportKind.Accounts));

    private const int BatchSize = 2_000;

    /// <param name="Unit">The unit whose subtree is loaded.</param>
    /// <param name="Rows">Walked once.</param>
    /// <param name="Decisions">What a person says about rows, by their numbers.</param>
    /// <param name="Progress">Hears how many rows are planned.</param>
    public sealed record Command(
        Unit Unit,
        ImportFile File,
        IEnumerable<AccountRow> Rows,
        IReadOnlyDictionary<int, RowDecision>? Decisions = null,
        IProgress<int>? Progress = null);

    public async Task<ErrorOr<ImportPlan>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var unit = command.Unit;
        var decisions = command.Decisions ?? new Dictionary<int, RowDecision>();
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.AccountsImportPlanned, unit), cancellationToken);
        await store.TakeTimeAsync(cancellationToken);
        var plan = ImportPlan.Begin(process.At, unit, ImportKind.Accounts, command.File);
        await store.BeginAsync(plan, cancellationToken);
        var comparison = new AccountComparison(unit, await BranchFinder.LoadAsync(db, unit, cancellationToken), secrets);
        foreach (var batch in command.Rows.Chunk(BatchSize))
        {
            var chosen = batch.Select(row => decisions.GetValueOrDefault(row.Number)?.MemberId).OfType<Guid>().ToList();
            var known = await KnownMembers.FindAsync(db, [.. batch.Select(row => row.Person)], chosen, secrets, cancellationToken);
            var found = batch.Select(row => comparison.Find(row, known, decisions.GetValueOrDefault(row.Number))).ToList();
            var members = found.Select(row => row.Member?.Member.Id).OfType<Guid>().Distinct().ToList();
            var standing = await StandingAccounts.FindAsync(db, secrets, process, members, cancellationToken);
            await store.AddRowsAsync(plan, found.ConvertAll(row => comparison.Plan(row, standing)), cancellationToken);
            command.Progress?.Report(plan.Rows);
        }

        process.Record(ImportPlanned.Of(plan, decisions));
        await process.CommitAsync(cancellationToken);
        return plan;
    }
}
