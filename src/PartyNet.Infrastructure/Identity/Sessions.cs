using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Infrastructure.Identity;

/// <inheritdoc cref="ISessions"/>
public sealed class Sessions(NpgsqlDataSource database, SessionRules rules, TimeProvider clock) : ISessions
{
    public async Task<CallerSession?> OpenAsync(string reference, string? unitCode, CancellationToken cancellationToken)
    {
        var (session, connection) = await AskAsync(reference, unitCode, cancellationToken);
        await connection.DisposeAsync();
        return session;
    }

    public async Task<CallerSession?> OpenAsync(
        string reference, string? unitCode, IKeptConnection kept, CancellationToken cancellationToken)
    {
        var (session, connection) = await AskAsync(reference, unitCode, cancellationToken);
        if (session is null)
            await connection.DisposeAsync();
        else
            ((KeptConnection)kept).Keep(connection);
        return session;
    }

    private async Task<OpenedSession> AskAsync(string reference, string? unitCode, CancellationToken cancellationToken)
    {
        var reading = ReadAsync(reference, unitCode, cancellationToken);
        try
        {
            return await FirstStatement.AnswerAsync(reading, cancellationToken);
        }
        catch
        {
            _ = GiveBackLateAsync(reading);
            throw;
        }
    }

    /// <summary>An answer for which nobody waits any more may come all the same.</summary>
    private static async Task GiveBackLateAsync(Task<OpenedSession> reading)
    {
        await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (reading.IsCompletedSuccessfully)
            await (await reading).Connection.DisposeAsync();
    }

    private async Task<OpenedSession> ReadAsync(string reference, string? unitCode, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var connection = await database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = new NpgsqlCommand(SessionReader.Sql, connection);
            FirstStatement.Limit(command);
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = Hash(reference) });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)unitCode ?? DBNull.Value });
            await using var rows = await command.ExecuteReaderAsync(cancellationToken);
            return new(await SessionReader.ReadAsync(rows, new ActorProof(reference), rules, now, cancellationToken), connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private sealed record OpenedSession(CallerSession? Session, NpgsqlConnection Connection);

    public async Task<EndedSession?> FindEndedAsync(string reference, CancellationToken cancellationToken)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(SignInRealm());
        batch.BatchCommands.Add(Command(EndedSessionReader.Sql, Hash(reference)));
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        return await EndedSessionReader.ReadAsync(rows, clock.GetUtcNow(), cancellationToken);
    }

    public Task EndAsync(string reference, SessionEnd why, CancellationToken cancellationToken) =>
        RunAsync("select access.end_session($1, $2, $3)", cancellationToken, Hash(reference), (short)why, clock.GetUtcNow());

    private async Task RunAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(SignInRealm());
        batch.BatchCommands.Add(Command(sql, values));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand SignInRealm() => new("select set_config('app.realm', 'sign-in', true)");

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static byte[] Hash(string reference) => SHA256.HashData(Encoding.ASCII.GetBytes(reference));
}
