using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>
/// Whether the database does all that pages need of it: it answers soon, has a schema that this release works with, takes something in.
/// </summary>
public static class Readiness
{
    /// <summary>Shorter than anybody who asks for health waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// More numbers than fit into the memory that the statement is given, so the server writes a megabyte where its data lie: a full disk
    /// shows here. No row changes, no right is needed, and the file is gone with the statement, so asking cannot itself fill anything.
    /// A row changed in place would not do: it finds room on its page for as long as the log finds any.
    /// </summary>
    private static readonly string[] Statements =
    [
        "select set_config('work_mem', '64kB', true), current_setting('transaction_read_only')::boolean",
        "select count(*) from generate_series(1, 65536)",
    ];

    /// <exception cref="NpgsqlException">It does not answer, or its disk is full (<see cref="Outages"/>).</exception>
    public static async Task<bool> IsReadyAsync(NpgsqlDataSource app, CancellationToken cancellationToken)
    {
        await using var connection = await app.OpenConnectionAsync(cancellationToken);
        await using (var batch = connection.CreateBatch())
        {
            batch.Timeout = (int)Patience.TotalSeconds;
            foreach (var statement in Statements)
                batch.BatchCommands.Add(new NpgsqlBatchCommand(statement));
            await using var answer = await batch.ExecuteReaderAsync(cancellationToken);
            if (!await answer.ReadAsync(cancellationToken) || answer.GetBoolean(1))
                return false;
            await answer.NextResultAsync(cancellationToken);
        }

        return (await SchemaState.ReadAsync(connection, cancellationToken)).Serves;
    }
}
