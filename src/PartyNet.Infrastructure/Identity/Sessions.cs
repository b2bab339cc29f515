using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISessions"/>
public sealed class Sessions(NpgsqlDataSource database, TimeProvider clock) : ISessions
{
    public async Task<CallerSession?> OpenAsync(string reference, string? unitCode, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SessionReader.Sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Hash(reference) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)unitCode ?? DBNull.Value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await SessionReader.ReadAsync(rows, new ActorProof(reference), cancellationToken);
    }

    public Task EndAsync(string reference, CancellationToken cancellationToken) =>
        RunAsync("delete from access.sessions where token_hash = $1", cancellationToken, Hash(reference));

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new NpgsqlBatchCommand("select set_config('app.realm', 'sign-in', true)"), new NpgsqlBatchCommand(sql) },
        };
        foreach (var value in values)
            batch.BatchCommands[1].Parameters.Add(new NpgsqlParameter { Value = value });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static byte[] Hash(string reference) => SHA256.HashData(Encoding.ASCII.GetBytes(reference));
}
