using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>Keeps plans with their contents sealed, and does to the tree what only the database can.</summary>
public interface IImportStore
{
    /// <summary>Lifts the limits of a page for the current process, whose length is that of a list.</summary>
    Task TakeTimeAsync(CancellationToken cancellationToken);

    /// <summary>Stores a plan with its rows; the contents are sealed here.</summary>
    Task SaveAsync<TTarget>(ImportPlan plan, IReadOnlyList<PlannedRow<TTarget>> rows, CancellationToken cancellationToken);

    /// <summary>Reads the contents of the rows that create or update something; null where one cannot be read any more.</summary>
    Task<IReadOnlyList<PlannedRow<TTarget>>?> ReadAsync<TTarget>(Guid planId, CancellationToken cancellationToken);

    /// <summary>The units as they are now; nobody moves or closes them before the process ends.</summary>
    Task<IReadOnlyList<Unit>> HoldUnitsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Moves a unit with everything below it, members included, under another one of the tree.</summary>
    Task MoveAsync(Guid unitId, Guid newParentId, CancellationToken cancellationToken);

    /// <summary>A label for a new unit.</summary>
    Task<string> NextLabelAsync(CancellationToken cancellationToken);
}

/// <summary>A row of a plan before it is sealed or after it was opened.</summary>
public sealed record PlannedRow<TTarget>(
    int Row, ImportAction Action, UnitPath UnitPath, Guid? TargetId, int? TargetVersion, TTarget? Target);
