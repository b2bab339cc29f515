namespace PartyNet.Application.Imports;

/// <summary>One row of a plan as it is shown before anybody commits it. Kept sealed with the plan.</summary>
/// <param name="Row">Number of the row, by which decisions name it; in further sheets see <see cref="Where"/>.</param>
/// <param name="Sheet">Name of the row's sheet, where several are read.</param>
/// <param name="Subject">Name of the member or unit.</param>
/// <param name="Differences">For an update, what changes; empty for something new.</param>
/// <param name="Problems">What is wrong with the row or worth a look, with every reason.</param>
/// <param name="Candidates">Whom the row may mean, where a person has to say so.</param>
/// <param name="TargetId">The member or unit that the row means; null where none is there.</param>
public sealed record PlannedRowView(
    int Row,
    string? Sheet,
    ImportAction Action,
    string Subject,
    IReadOnlyList<PlannedDifference> Differences,
    IReadOnlyList<CellProblem> Problems,
    IReadOnlyList<Candidate> Candidates,
    Guid? TargetId = null)
{
    /// <summary>What the row says, where it brings something new or a person has to say who is meant; numbers are masked.</summary>
    public IReadOnlyList<RowFact> Facts { get; init; } = [];

    /// <summary>Whose data the problems tell besides the candidates'.</summary>
    public IReadOnlyList<Guid> Told { get; init; } = [];

    /// <summary>Everybody in the registry whose data the problems tell.</summary>
    internal IEnumerable<Guid> Named => Candidates.Select(candidate => candidate.MemberId).Concat(Told);

    /// <summary>What a person is asked about the row; null for nothing.</summary>
    public DoubtKind? Asks { get; init; }

    /// <summary>Dòng 12, or Dòng 12 của trang “Chi bộ 2”.</summary>
    public string Where => new RowPlace(Row, Sheet).Capital;

    /// <summary>Something of the row is worth a look, although it can be loaded.</summary>
    public bool HasNotes => Problems.Any(problem => !problem.Blocks);

    /// <summary>The row can be loaded, but for something of it that cannot be read.</summary>
    public bool IsPartial => Action is ImportAction.Create or ImportAction.Update or ImportAction.Unchanged
        && Problems.Any(problem => problem.LeavesOut);

    internal static PlannedRowView Of(MemberRow row, ImportAction action, IReadOnlyList<PlannedDifference>? differences = null) =>
        new(row.Number, row.Sheet, action, row.FullName, differences ?? [], row.Problems, []);
}

/// <summary>A member whom a row may mean.</summary>
/// <param name="Code">PartyNet's own code of the member.</param>
/// <param name="Words">Enough to know whom an office has before it: name, birth, branch.</param>
public sealed record Candidate(Guid MemberId, string Code, string Words)
{
    /// <summary>What the registry has of what the row says besides.</summary>
    public IReadOnlyList<RowFact> Facts { get; init; } = [];
}

/// <summary>One field that changes, in words; numbers of persons are masked.</summary>
public sealed record PlannedDifference(string Field, string Before, string After)
{
    private const string Nothing = "(chưa có)";

    public override string ToString() => $"{Field}: {Before} → {After}";

    /// <summary>An account that is new.</summary>
    internal static PlannedDifference Of(ListedAccount account) => new(account.Platform.Name, Nothing, account.Address.Masked!);

    internal static PlannedDifference Of(ListColumn column, string? before, string? after) =>
        new(column.Heading, before ?? Nothing, after ?? Nothing);
}
