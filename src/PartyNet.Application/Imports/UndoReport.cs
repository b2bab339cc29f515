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

/// <summary>A row that a commit carried out, with what it took the place of.</summary>
/// <param name="Before">Null where nothing was kept, as of a new member, or where it cannot be read any more.</param>
public sealed record CommittedRow<TBefore>(int Row, ImportAction Action, Guid TargetId, TBefore? Before)
    where TBefore : class;

/// <summary>What undoing comes to, row by row.</summary>
internal sealed class Undoing
{
    private readonly Dictionary<int, string> _kept = [];

    public int Restored { get; private set; }

    public int Removed { get; private set; }

    /// <summary>By the number of the row, why something of it stays.</summary>
    public IReadOnlyDictionary<int, string> Kept => _kept;

    public void Restore(int rows) => Restored += rows;

    public void Remove(int rows) => Removed += rows;

    public void Keep(int row, string reason) => _kept[row] = reason;
}

/// <summary>What a unit is to a list.</summary>
public sealed record UnitValues(string Name, string KindCode, Guid? ParentId);

/// <summary>What a row of a unit took the place of, and what it made of it.</summary>
/// <param name="Before">Null for a new unit.</param>
public sealed record UnitBefore(UnitValues? Before, UnitValues After);

/// <summary>The role that a row gave.</summary>
public sealed record RoleBefore(Guid GrantId);

/// <summary>What an update of a member took the place of.</summary>
/// <param name="Fields">What changed, field by field.</param>
/// <param name="Transfer">Null where the member stayed in their branch.</param>
public sealed record MemberBefore(IReadOnlyList<FieldBefore> Fields, TransferBefore? Transfer);

/// <summary>What a field was and what it became; null for nothing.</summary>
/// <param name="Field">Its heading.</param>
/// <param name="Former">The <see cref="Domain.Members.FormerNumber"/> that a number became which gave way.</param>
public sealed record FieldBefore(string Field, string? Before, string? After, Guid? Former = null);

/// <summary>A transfer: from which branch to which, the placement that it began and those that it ended.</summary>
public sealed record TransferBefore(Guid From, Guid To, Guid Begun, IReadOnlyList<Guid> Ended);

/// <summary>Something else refers to a row that undoing would take away.</summary>
/// <param name="UsedIn">Table that does.</param>
public sealed record RowInUse(Guid Id, string UsedIn);
