namespace PartyNet.Application.Imports;

/// <summary>What undoing an import did.</summary>
/// <param name="Restored">Rows whose member or unit is as before the import.</param>
/// <param name="Removed">Rows whose member, unit or role the import had made, and is gone.</param>
/// <param name="Kept">Rows of which something stays, because it was changed or used since.</param>
public sealed record UndoReport(int Restored, int Removed, IReadOnlyList<KeptRow> Kept);

/// <summary>A row of which undoing left something as it was.</summary>
/// <param name="Subject">Name of the member or unit.</param>
/// <param name="Reason">What stays and why, in Vietnamese.</param>
public sealed record KeptRow(int Row, string? Sheet, string Subject, string Reason)
{
    /// <summary>Dòng 12, or Dòng 12 của trang “Chi bộ 2”.</summary>
    public string Where => new RowPlace(Row, Sheet).Capital;
}

/// <summary>An import was undone.</summary>
public sealed record ImportUndone(Guid PlanId, int Restored, int Removed, int Kept);

/// <summary>What undoing comes to, row by row, while it goes on.</summary>
/// <param name="progress">Hears how many rows are done with.</param>
internal sealed class Undoing(IProgress<int>? progress)
{
    private readonly Dictionary<int, string> _kept = [];

    public int Restored { get; private set; }

    public int Removed { get; private set; }

    /// <summary>By the number of the row, why something of it stays.</summary>
    public IReadOnlyDictionary<int, string> Kept => _kept;

    public void Restore(int rows)
    {
        Restored += rows;
        Tell();
    }

    public void Remove(int rows)
    {
        Removed += rows;
        Tell();
    }

    public void Keep(int row, string reason)
    {
        _kept[row] = reason;
        Tell();
    }

    private void Tell() => progress?.Report(Restored + Removed + _kept.Count);
}
