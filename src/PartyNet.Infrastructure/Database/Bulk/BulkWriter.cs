using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application;
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

    public Task InsertAsync(IReadOnlyList<IReadOnlyList<object>> tables, CancellationToken cancellationToken) =>
        WriteAsync(tables, sql => sql.Insert, cancellationToken);

    public Task<int> UpdateAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => WriteAsync([rows], sql => sql.Update, cancellationToken);

    public Task ReplaceAsync<T>(IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class => WriteAsync([rows], sql => sql.Replace, cancellationToken);

    private async Task<int> WriteAsync(
        IReadOnlyList<IReadOnlyList<object>> tables, Func<BulkSql, string> statement, CancellationToken cancellationToken)
    {
        var transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("A bulk write belongs to a process.");

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.Timeout = db.Database.GetCommandTimeout() ?? batch.Timeout;
        foreach (var rows in tables.SelectMany(table => table.Chunk(MostRows)))
        {
            var sql = Statements.GetOrAdd(EntityOf(rows[0]), entity => new BulkSql(entity));
            var command = new NpgsqlBatchCommand(statement(sql));
            foreach (var values in AllCores.Select(sql.Columns, column => column.Values(rows)))
                command.Parameters.Add(values);
            batch.BatchCommands.Add(command);
        }

        return batch.BatchCommands.Count == 0 ? 0 : await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private IEntityType EntityOf(object row) =>
        db.Model.FindEntityType(row.GetType()) ?? throw new ArgumentException($"{row.GetType().Name} is not in the model.", nameof(row));
}
