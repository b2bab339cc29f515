using PartyNet.Application.Audit;
using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Writes plans and what they plan in bulk: thousands of rows in a few statements, within the current process.</summary>
public interface IImportStore
{
    /// <summary>Stores a plan with its rows; the contents are sealed here.</summary>
    Task SaveAsync<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows, CancellationToken cancellationToken);

    /// <summary>Reads the contents of the rows that create or update something.</summary>
    Task<IReadOnlyList<PlannedRow<TTarget>>> ReadAsync<TTarget>(Guid planId, CancellationToken cancellationToken);

    /// <summary>Creates and changes members as planned. False when a member has changed since the plan was made; then nothing may be committed.</summary>
    Task<bool> WriteMembersAsync(IProcess process, IReadOnlyList<PlannedRow<MemberTarget>> rows, CancellationToken cancellationToken);

    /// <summary>Moves a unit with everything below it, members included, under another one of the tree.</summary>
    Task MoveAsync(Guid unitId, Guid newParentId, CancellationToken cancellationToken);

    /// <summary>A label for a new unit.</summary>
    Task<string> NextLabelAsync(CancellationToken cancellationToken);
}

/// <summary>A row of a plan before it is sealed or after it was opened.</summary>
public sealed record PlannedRow<TTarget>(int Row, ImportAction Action, UnitPath UnitPath, Guid? TargetId, int? TargetVersion, TTarget? Target);
