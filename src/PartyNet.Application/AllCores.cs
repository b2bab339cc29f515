namespace PartyNet.Application;

/// <summary>
/// Work on many rows that needs nothing but the processor. Parallel LINQ would have the caller wait for threads of the pool, which stand
/// still themselves while lists are read, and come by two a second: here the caller works along, and waits for nobody who has not begun.
/// </summary>
public static class AllCores
{
    /// <summary>What comes of each row, in the order of the rows.</summary>
    /// <exception cref="AggregateException">What was thrown for one of them.</exception>
    public static TResult[] Select<T, TResult>(IReadOnlyList<T> rows, Func<T, TResult> select)
    {
        var results = new TResult[rows.Count];
        Parallel.For(0, rows.Count, i => results[i] = select(rows[i]));
        return results;
    }
}
