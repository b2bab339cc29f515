using PartyNet.Domain.Units;

namespace PartyNet.Application.Imports;

/// <summary>
/// What an import would do, worked out once and never changed: it is shown, and then exactly this is committed.
/// </summary>
public sealed class ImportPlan
{
    public const int FileNameLength = 200;

    /// <summary>How long after its commit a plan can be undone.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromDays(30);

    public Guid Id { get; init; }

    /// <summary>The unit whose subtree is loaded; rows that lead outside it are problems.</summary>
    public Guid UnitId { get; init; }

    public UnitPath UnitPath { get; init; }
    public ImportKind Kind { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public byte[] FileHash { get; init; } = [];

    public string FileName { get; init; } = "";
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>Number of the process in audit up to which the plan saw the members; null where others wrote meanwhile.</summary>
    public long? SeesUpTo { get; init; }

    public int Creates { get; private set; }
    public int Updates { get; private set; }
    public int Unchanged { get; private set; }
    public int Problems { get; private set; }

    /// <summary>Rows for which a person has to decide who is meant.</summary>
    public int Decisions { get; private set; }

    /// <summary>Of these, how many ask each question, by the number of its <see cref="DoubtKind"/>.</summary>
    public int[] Asked { get; private set; } = new int[DoubtKinds.All.Max(kind => (int)kind.Value) + 1];

    /// <summary>Rows of which a person has decided that they are left out.</summary>
    public int Skipped { get; private set; }

    /// <summary>Rows with which nothing happens until somebody has put them right or decided.</summary>
    public int Held => Problems + Decisions;

    /// <summary>Rows that can be loaded, but for something of each that cannot be read.</summary>
    public int Partial { get; private set; }

    /// <summary>Rows of which something is not loaded until somebody has put it right or decided.</summary>
    public int ToMend => Held + Partial;

    /// <summary>Rows that create or change something: what a commit carries out, and undoing takes back.</summary>
    public int Changes => Creates + Updates;

    /// <summary>All rows of the list.</summary>
    public int Rows => Changes + Unchanged + Held + Skipped;

    /// <summary>Active members of the subtree, or units, who do not stand in the file. They are told, never removed.</summary>
    public int Absent { get; private set; }

    public DateTimeOffset? CommittedAt { get; set; }

    /// <summary>Until when the commit can be undone; null before it.</summary>
    public DateTimeOffset? UndoEndsAt => CommittedAt + UndoTime;

    public DateTimeOffset? UndoneAt { get; private set; }

    /// <summary>Rows that the undoing put back as they were.</summary>
    public int Restored { get; private set; }

    /// <summary>Rows whose member, unit or role the commit had made, and the undoing took away.</summary>
    public int Removed { get; private set; }

    /// <summary>Rows of which the undoing left something, because it had been changed or used since.</summary>
    public int Kept { get; private set; }

    /// <summary>A plan of no rows yet.</summary>
    internal static ImportPlan Begin(DateTimeOffset at, Unit unit, ImportKind kind, ImportFile file, long? seesUpTo = null) => new()
    {
        Id = Guid.CreateVersion7(at),
        UnitId = unit.Id,
        UnitPath = unit.Path,
        Kind = kind,
        FileHash = file.FileHash,
        FileName = file.Name,
        PlannedAt = at,
        SeesUpTo = seesUpTo,
    };

    /// <summary>How many rows ask this.</summary>
    public int Asking(DoubtKind kind) => Asked.ElementAtOrDefault((int)kind);

    /// <summary>Counts a row.</summary>
    /// <param name="asks">What a person is asked about it.</param>
    /// <param name="isPartial">As <see cref="PlannedRowView.IsPartial"/>.</param>
    public void Take(ImportAction action, DoubtKind? asks = null, bool isPartial = false)
    {
        _ = action switch
        {
            ImportAction.Create => Creates++,
            ImportAction.Update => Updates++,
            ImportAction.Unchanged => Unchanged++,
            ImportAction.Problem => Problems++,
            ImportAction.Decision => Decisions++,
            ImportAction.Skipped => Skipped++,
        };
        if (asks is { } kind)
            Asked[(int)kind]++;
        if (isPartial)
            Partial++;
    }

    /// <summary>In Vietnamese, why the plan cannot be undone at this moment; null where it can.</summary>
    public string? WhyNotUndone(DateTimeOffset at)
    {
        if (CommittedAt is null)
            return "Danh sách này chưa được nhập nên không có gì để hoàn tác.";
        if (UndoneAt is not null)
            return "Lần nhập này đã được hoàn tác.";
        return at > UndoEndsAt ? $"Đã quá {UndoTime.Days} ngày kể từ khi nhập nên không hoàn tác được nữa." : null;
    }

    internal void Undo(DateTimeOffset at, Undoing undoing) =>
        (UndoneAt, Restored, Removed, Kept) = (at, undoing.Restored, undoing.Removed, undoing.Kept.Count);

    /// <summary>All rows are counted: so many of the registry do not stand in the file.</summary>
    internal void Miss(int absent) => Absent = absent;
}

/// <summary>What a file lists. Stored, so the numbers never change.</summary>
public enum ImportKind
{
    Units = 1,
    Members = 2,
    Roles = 3,

    /// <summary>Accounts that were collected before members declare them.</summary>
    Accounts = 4,
}

/// <summary>What is to happen with one row. Stored, so the numbers never change.</summary>
public enum ImportAction
{
    Create = 1,
    Update = 2,
    Unchanged = 3,
    Problem = 4,

    /// <summary>A person has to decide who is meant; until then nothing happens.</summary>
    Decision = 5,

    /// <summary>A person has decided that the row is left out.</summary>
    Skipped = 6,
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

    /// <summary>Sealed JSON of what the plan shows of the row: a <see cref="PlannedRowView"/>.</summary>
    public byte[] Shown { get; init; } = [];

    /// <summary>As <see cref="PlannedRowView.HasNotes"/>.</summary>
    public bool HasNotes { get; init; }

    /// <summary>As <see cref="PlannedRowView.IsPartial"/>.</summary>
    public bool IsPartial { get; init; }

    /// <summary>As <see cref="PlannedRowView.Asks"/>.</summary>
    public DoubtKind? Asks { get; init; }

    /// <summary>Sealed JSON of what the commit took the place of, so that it can be undone; empty where it changed nothing.</summary>
    public byte[] Undo { get; init; } = [];

    /// <summary>The undoing left something of the row as it was, because it has been changed or used since.</summary>
    public bool IsKept { get; init; }
}

/// <summary>Rows of plans, by what happens with them.</summary>
public static class ImportPlanRows
{
    /// <summary>The rows of a plan that create or update something: what a commit carries out, and undoing takes back.</summary>
    public static IQueryable<ImportPlanRow> Changing(this IQueryable<ImportPlanRow> rows, Guid planId) =>
        rows.Where(r => r.PlanId == planId && (r.Action == ImportAction.Create || r.Action == ImportAction.Update));

    /// <summary>Rows of which something is not loaded until somebody has put it right, or has said who is meant.</summary>
    public static IQueryable<ImportPlanRow> ToMend(this IQueryable<ImportPlanRow> rows) =>
        rows.Where(r => r.Action == ImportAction.Problem || r.Action == ImportAction.Decision || r.IsPartial);
}
