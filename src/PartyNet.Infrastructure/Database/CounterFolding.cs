using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// Adds what has changed to the counters of units. Readers are right without it: it only keeps short what they have to add up.
/// </summary>
public static class CounterFolding
{
    /// <returns>How many changes were folded; none where another process is folding just now.</returns>
    public static async Task<long> FoldAsync(NpgsqlDataSource app, CancellationToken cancellationToken)
    {
        await using var fold = app.CreateCommand("select registry.fold_standings() + registry.fold_usages()");
        return (long)(await fold.ExecuteScalarAsync(cancellationToken))!;
    }
}
