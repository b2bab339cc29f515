namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>
/// What a statement did to a table of the registry, written by its trigger. An insert names all its rows at once;
/// an update or delete is one entry a row. Personal columns appear by name only, so that audit holds nothing that must be erased.
/// </summary>
internal sealed class RowChange
{
    public long Id { get; init; }
    public Guid ProcessId { get; init; }
    public string TableName { get; init; } = "";

    /// <summary>I, U or D.</summary>
    public char Operation { get; init; }

    public Guid[] RowIds { get; init; } = [];

    /// <summary>Column → [before, after]; null after for a redacted column; absent for inserts.</summary>
    public string? Difference { get; init; }
}
