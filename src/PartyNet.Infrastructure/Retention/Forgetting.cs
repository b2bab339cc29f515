using Npgsql;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Retention;

/// <summary>Forgets rows whose time is over, and writes down that it did; running it again changes nothing.</summary>
public static class Forgetting
{
    /// <returns>How many rows are gone.</returns>
    public static async Task<long> RunAsync(
        NpgsqlDataSource app, RetentionJob job, RetentionRules rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var allow = new NpgsqlBatch(connection, transaction) { BatchCommands = { LongWork.Allow() } })
            await allow.ExecuteNonQueryAsync(cancellationToken);
        await using var forget = new NpgsqlCommand("select jobs.forget($1, $2)", connection, transaction)
        {
            Parameters = { new() { Value = job.Name }, new() { Value = now - job.Kept(rules) } },
            CommandTimeout = (int)LongWork.Limit.TotalSeconds,
        };
        var gone = (long)(await forget.ExecuteScalarAsync(cancellationToken))!;
        await transaction.CommitAsync(cancellationToken);
        return gone;
    }
}
