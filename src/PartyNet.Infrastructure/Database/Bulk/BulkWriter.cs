using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application.Database;

namespace PartyNet.Infrastructure.Database.Bulk;

/// <summary>
/// Hands the rows of a statement over as arrays, one for each column, as the model maps it. Unlike COPY this obeys row-level security,
/// and the audit triggers fire once a statement.
/// </summary>
public sealed class BulkWriter(PartyNetDbContext db) : IBulkWriter
{
    /// <summary>More rows than this go in several statements, so that none grows without bounds.</summary>
    private const int MostRows = 5_000;

    private static readonly ConcurrentDictionary<IEntityType, BulkSql> Statements = new();

    public Task InsertAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => WriteAsync(rows, sql => sql.Insert, cancellationToken);

    public Task<int> UpdateAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => WriteAsync(rows, sql => sql.Update, cancellationToken);

    public Task ReplaceAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => WriteAsync(rows, sql => sql.Replace, cancellationToken);

    private async Task<int> WriteAsync<T>(IReadOnlyList<T> rows, Func<BulkSql, string> statement, CancellationToken cancellationToken)
        where T : class
    {
        var entity = db.Model.FindEntityType(typeof(T))
            ?? throw new ArgumentException($"{typeof(T).Name} is not in the model.", nameof(rows));
        var sql = Statements.GetOrAdd(entity, e => new BulkSql(e));
        var transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A bulk write belongs to a process.");

        var written = 0;
        foreach (var batch in rows.Chunk(MostRows))
        {
            await using var command = new NpgsqlCommand(statement(sql), transaction.Connection, transaction);
            command.CommandTimeout = db.Database.GetCommandTimeout() ?? command.CommandTimeout;
            foreach (var values in sql.Columns.AsParallel().AsOrdered().Select(column => column.Values(batch)))
                command.Parameters.Add(values);
            written += await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return written;
    }
}
