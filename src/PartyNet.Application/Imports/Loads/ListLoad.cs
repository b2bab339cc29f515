namespace PartyNet.Application.Imports.Loads;

/// <summary>
/// One loading of one file at a unit (lần nhập), from the moment at which it was handed in until it is undone. The file lies beside it,
/// sealed (<see cref="IListFiles"/>); decisions belong to it (<see cref="ListDecision"/>); each reading and each decision makes a new plan.
/// </summary>
public sealed class ListLoad
{
    public const int FailureLength = 2_000;

    public Guid Id { get; init; }

    /// <summary>The unit whose subtree is loaded.</summary>
    public Guid UnitId { get; init; }

    public ImportKind Kind { get; init; }
    public string FileName { get; init; } = "";

    /// <summary>SHA-256 of the file.</summary>
    public byte[] FileHash { get; init; } = [];

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>The user who handed it in.</summary>
    public Guid StartedBy { get; init; }

    /// <summary>The process in which that was done, which tells in which role and where.</summary>
    public Guid StartedIn { get; init; }

    public LoadState State { get; set; } = LoadState.Reading;

    /// <summary>How the file is to be read.</summary>
    public ListReading Reading { get; set; } = ListReading.Automatic;

    /// <summary>The reading was proposed as the unit read such a list the last time.</summary>
    public bool IsRemembered { get; set; }

    /// <summary>The plan that is in force; null before there is one.</summary>
    public Guid? PlanId { get; set; }

    /// <summary>Rows of the file that hold something.</summary>
    public int Rows { get; init; }

    /// <summary>How many rows the work in the background has come past.</summary>
    public int Done { get; set; }

    /// <summary>Why the last work did not come to its end, in Vietnamese, or what it met with.</summary>
    public string? Failure { get; set; }

    /// <inheritdoc cref="LoadStates.IsOpen"/>
    public bool IsOpen => State.IsOpen();
}

/// <summary>How far a loading has come. Stored, so the numbers never change.</summary>
public enum LoadState
{
    /// <summary>It is to be said, or has been said, how the file is read.</summary>
    Reading = 1,
    Planning = 2,
    Planned = 3,
    Committing = 4,
    Committed = 5,
    Undoing = 6,
    Undone = 7,

    /// <summary>Work in the background did not come to its end, and nothing of it has happened.</summary>
    Failed = 8,
}

/// <summary>What follows from how far a loading has come.</summary>
public static class LoadStates
{
    /// <summary>What it does to the registry has not happened, and it may still be read and decided otherwise.</summary>
    public static bool IsOpen(this LoadState state) => state is LoadState.Reading or LoadState.Planned or LoadState.Failed;
}

/// <summary>What a person has said about one row of a file.</summary>
public sealed class ListDecision
{
    public Guid LoadId { get; init; }

    /// <summary>As <see cref="ImportPlanRow.Row"/>.</summary>
    public int Row { get; init; }

    public RowChoice Choice { get; init; }
    public Guid? MemberId { get; init; }
}

/// <summary>How an office had such a list read: proposed when it hands in another one with the same heading row.</summary>
public sealed class ListLayout
{
    public Guid UnitId { get; init; }
    public ImportKind Kind { get; init; }

    /// <summary>SHA-256 of the texts of the heading row.</summary>
    public byte[] Headings { get; init; } = [];

    public ListReading Reading { get; set; } = ListReading.Automatic;
    public DateTimeOffset UsedAt { get; set; }
}
