using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Members;
using PartyNet.Application.Protection;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>A file to load below a unit.</summary>
/// <param name="FileHash">SHA-256 of the file.</param>
public sealed record ImportFile(string Name, byte[] FileHash);

/// <summary>A plan was made.</summary>
public sealed record ImportPlanned(Guid PlanId, int Creates, int Updates, int Unchanged, int Problems);

/// <summary>
/// Compares the rows of a member list with the registry and stores what loading them would do. Who a row means is never guessed
/// (<see cref="MemberFinder"/>).
/// </summary>
public sealed class PlanMemberImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.Operator;

    private const int BatchSize = 2_000;

    /// <param name="Unit">The unit whose subtree is loaded.</param>
    public sealed record Command(Unit Unit, ImportFile File, IReadOnlyList<MemberRow> Rows);

    public async Task<ErrorOr<ImportPreview>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var (unit, file, rows) = command;
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.MembersImportPlanned, unit), cancellationToken);
        await store.TakeTimeAsync(cancellationToken);
        var branches = await BranchFinder.LoadAsync(db, unit, cancellationToken);
        var comparison = new MemberComparison(unit, branches, secrets);
        var planned = new List<PlannedRow<MemberTarget>>(rows.Count);
        foreach (var batch in rows.Chunk(BatchSize))
        {
            var known = await KnownMembers.FindAsync(db, batch, secrets, cancellationToken);
            planned.AddRange(batch.Select(row => comparison.Plan(row, known)));
        }

        var absent = await CountAbsentAsync(unit, comparison.Met, cancellationToken);
        var plan = ImportPlan.Make(process.At, unit, ImportKind.Members, file, [.. planned.Select(p => p.Action)], absent);
        await store.SaveAsync(plan, planned, cancellationToken);
        process.Record(new ImportPlanned(plan.Id, plan.Creates, plan.Updates, plan.Unchanged, plan.Problems));
        await process.CommitAsync(cancellationToken);
        return new ImportPreview(plan, comparison.Changes, comparison.Problems);
    }

    private async Task<int> CountAbsentAsync(Unit unit, IReadOnlyCollection<Guid> met, CancellationToken cancellationToken)
    {
        var absent = (await db.CountAsync(unit, cancellationToken)).Active;
        var active = db.Members.Within(unit).Where(m => m.ActivityStatus == ActivityStatus.Active);
        foreach (var batch in met.Chunk(BatchSize))
            absent -= await active.CountAsync(m => batch.Contains(m.Id), cancellationToken);
        return absent;
    }
}
