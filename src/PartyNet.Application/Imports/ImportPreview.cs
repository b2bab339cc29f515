namespace PartyNet.Application.Imports;

/// <summary>A plan as it is shown before anybody commits it.</summary>
/// <param name="Changes">Rows that would create or change something, in the order of the file.</param>
/// <param name="Problems">Rows that cannot be loaded, with every reason.</param>
public sealed record ImportPreview(ImportPlan Plan, IReadOnlyList<PlannedChange> Changes, IReadOnlyList<CellProblem> Problems);

/// <summary>What a row would do.</summary>
/// <param name="Subject">Name of the member or unit.</param>
/// <param name="Differences">For an update, what changes; empty for something new.</param>
/// <param name="Sheet">Name of the row's sheet, where several are read.</param>
public sealed record PlannedChange(
    int Row, ImportAction Action, string Subject, IReadOnlyList<PlannedDifference> Differences, string? Sheet = null)
{
    /// <summary>Dòng 12, or Dòng 12 của trang “Chi bộ 2”.</summary>
    public string Where => RowPlace.Capital(Row, Sheet);
}

/// <summary>One field that changes, in words; numbers of persons are masked.</summary>
public sealed record PlannedDifference(string Field, string Before, string After)
{
    private const string Nothing = "(chưa có)";

    public override string ToString() => $"{Field}: {Before} → {After}";

    internal static PlannedDifference Of(ListColumn column, string? before, string? after) =>
        new(column.Heading, before ?? Nothing, after ?? Nothing);
}
