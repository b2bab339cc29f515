using ErrorOr;
using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Imports.Loads;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// Compares a list of roles with those that are held below a unit and stores what loading it would do. Roles that do not stand in the list
/// stay.
/// </summary>
public sealed class PlanRoleImport(
    IPartyNetDb db, IProcesses processes, IImportStore store, ISecrets secrets, AccessContext access) : IUseCase
{
    public static AccessRequirement Needs => AccessRequirement.AtUnit(LoadKinds.Of(ImportKind.Roles));

    private const int BatchSize = 2_000;

    /// <param name="Unit">The unit below which the roles are held.</param>
    /// <param name="Rows">Walked once.</param>
    /// <param name="Decisions">What a person says about rows, by their numbers.</param>
    /// <param name="Progress">Hears how many rows are planned.</param>
    public sealed record Command(
        Unit Unit,
        ImportFile File,
        IEnumerable<RoleRow> Rows,
        IReadOnlyDictionary<int, RowDecision>? Decisions = null,
        IProgress<int>? Progress = null);

    public async Task<ErrorOr<ImportPlan>> HandleAsync(Command command, CancellationToken cancellationToken)
    {
        if (access.Refusal(Needs, command.Unit) is { } refusal)
            return refusal;

        var unit = command.Unit;
        var decisions = command.Decisions ?? new Dictionary<int, RowDecision>();
        await using var process = await processes.BeginAsync(new ProcessStart(ProcessType.RolesImportPlanned, unit), cancellationToken);
        await store.TakeTimeAsync(cancellationToken);
        var places = await RolePlaces.LoadAsync(db, unit, cancellationToken);
        var held = await db.Grants.AsNoTracking().NotEnded(process.At).Where(g => g.MemberId != null).ToListAsync(cancellationToken);
        var comparison = new RoleComparison(unit, places, held, access.Scope, secrets, process.At);
        var plan = ImportPlan.Begin(process.At, unit, ImportKind.Roles, command.File);
        await store.BeginAsync(plan, cancellationToken);
        foreach (var batch in command.Rows.Chunk(BatchSize))
        {
            var chosen = batch.Select(row => decisions.GetValueOrDefault(row.Number)?.MemberId).OfType<Guid>().ToList();
            var known = await KnownMembers.FindAsync(db, [.. batch.Select(row => row.Person)], chosen, secrets, cancellationToken);
            var codes = known.Codes;
            var closed = await db.LoginsWithin(unit, codes, codes.Count, process.At).Where(login => login.IsClosed)
                .Select(login => login.MemberId).ToHashSetAsync(cancellationToken);
            await store.AddRowsAsync(
                plan, [.. batch.Select(row => comparison.Plan(row, known, closed, decisions.GetValueOrDefault(row.Number)))],
                cancellationToken);
            command.Progress?.Report(plan.Rows);
        }

        process.Record(ImportPlanned.Of(plan, decisions));
        await process.CommitAsync(cancellationToken);
        return plan;
    }
}
