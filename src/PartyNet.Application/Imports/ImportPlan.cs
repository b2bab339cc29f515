using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// What an import would do, worked out once and never changed: it is shown, and then exactly this is committed.
/// </summary>
public sealed class ImportPlan
{
    public const int FileNameLength = 200;

    public Guid Id { get; init; }

    /// <summary>The unit whose subtree is loaded; rows that lead outside it are problems.</summary>
    public Guid UnitId { get; init; }

    public UnitPath UnitPath { get; init; }
    public ImportKind Kind { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public byte[] FileHash { get; init; } = [];

    public string FileName { get; init; } = "";
    public DateTimeOffset PlannedAt { get; init; }
    public int Creates { get; init; }
    public int Updates { get; init; }
    public int Unchanged { get; init; }
    public int Problems { get; init; }

    /// <summary>Rows for which a person has to decide who is meant.</summary>
    public int Decisions { get; init; }

    /// <summary>Rows with which nothing happens until somebody has put them right or decided.</summary>
    public int Held => Problems + Decisions;

    /// <summary>Active members of the subtree who do not stand in the file. They are told, never removed.</summary>
    public int Absent { get; init; }

    public DateTimeOffset? CommittedAt { get; set; }

    internal static ImportPlan Make(
        DateTimeOffset at, Unit unit, ImportKind kind, ImportFile file, IReadOnlyList<ImportAction> actions, int absent) => new()
        {
            Id = Guid.CreateVersion7(at),
            UnitId = unit.Id,
            UnitPath = unit.Path,
            Kind = kind,
            FileHash = file.FileHash,
            FileName = file.Name,
            PlannedAt = at,
            Creates = actions.Count(action => action == ImportAction.Create),
            Updates = actions.Count(action => action == ImportAction.Update),
            Unchanged = actions.Count(action => action == ImportAction.Unchanged),
            Problems = actions.Count(action => action == ImportAction.Problem),
            Decisions = actions.Count(action => action == ImportAction.Decision),
            Absent = absent,
        };
}

/// <summary>What a file lists.</summary>
public enum ImportKind
{
    Units = 1,
    Members = 2,
    Roles = 3,
}

/// <summary>What is to happen with one row.</summary>
public enum ImportAction
{
    Create = 1,
    Update = 2,
    Unchanged = 3,
    Problem = 4,

    /// <summary>A person has to decide who is meant; until then nothing happens.</summary>
    Decision = 5,
}

/// <summary>One row of a plan. What it holds of a person is sealed.</summary>
public sealed class ImportPlanRow
{
    public Guid PlanId { get; init; }

    /// <summary>Row number in the file.</summary>
    public int Row { get; init; }

    public UnitPath UnitPath { get; init; }
    public ImportAction Action { get; init; }

    /// <summary>The unit or member that is created or changed.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>Version of the target when the plan was made; a plan whose world has moved is not committed.</summary>
    public int? TargetVersion { get; init; }

    /// <summary>Sealed JSON of what the target is to become; empty where nothing is to happen.</summary>
    public byte[] Content { get; init; } = [];
}
