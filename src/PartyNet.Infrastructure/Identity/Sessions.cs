using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using PartyNet.Application.Access;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISessions"/>
public sealed class Sessions(NpgsqlDataSource database, TimeProvider clock) : ISessions
{
    private const int ReferenceBytes = 32;

    public async Task<string> StartAsync(User user, SessionLimits limits, CancellationToken cancellationToken)
    {
        var reference = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(ReferenceBytes));
        var now = clock.GetUtcNow();
        await RunAsync(
            """
            insert into access.sessions (token_hash, id, user_id, security_stamp, started_at, last_seen_at, expires_at, idle_minutes)
            values ($1, $2, $3, $4, $5, $5, $6, $7)
            """,
            cancellationToken,
            Hash(reference),
            Guid.CreateVersion7(now),
            user.Id,
            user.SecurityStamp!,
            now,
            now + limits.Absolute,
            (int)limits.Idle.TotalMinutes
        );
        return reference;
    }

    public async Task<CallerSession?> OpenAsync(string reference, string? unitCode, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(SessionReader.Sql);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Hash(reference) });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)unitCode ?? DBNull.Value });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await SessionReader.ReadAsync(rows, cancellationToken);
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
