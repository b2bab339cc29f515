namespace PartyNet.Application.Database;

/// <summary>
/// Writes thousands of rows of a table in a statement each, within the current process: walls and audit hold as for any other write.
/// Nothing is tracked; the rows are as the model maps them.
/// </summary>
public interface IBulkWriter
{
    /// <summary>
    /// Adds new rows of a table, or of several in this order, a list each: the database writes one while it is sent the next.
    /// </summary>
    Task InsertAsync(IReadOnlyList<IReadOnlyList<object>> tables, CancellationToken cancellationToken);

    /// <summary>
    /// Changes rows that were read before; their version counts up by one. A row that somebody else has changed in between is left alone.
    /// </summary>
    /// <returns>How many were changed.</returns>
    Task<int> UpdateAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Adds rows, and replaces those of the same key.</summary>
    Task ReplaceAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class;
}
