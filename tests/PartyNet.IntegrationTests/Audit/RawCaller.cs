using Npgsql;
using PartyNet.Domain.Audit;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Audit;

/// <summary>
/// Somebody with a connection of the application's role and nothing else in the way: each setting as they like, everything in scope, every
/// realm. One transaction, which a test may commit.
/// </summary>
internal sealed class RawCaller : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private NpgsqlTransaction _transaction;

    private RawCaller(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<RawCaller> OpenAsync(TestDatabase database)
    {
        var connection = await (await database.InstallationAsync()).App.OpenConnectionAsync(Stop);
        var caller = new RawCaller(connection, await connection.BeginTransactionAsync(Stop));
        await caller.SetAsync();
        return caller;
    }

    /// <summary>Takes on whatever settings open most.</summary>
    public Task SetAsync(Guid? process = null, Guid? user = null, Guid? member = null) => RunAsync(
        """
        select set_config('app.scope_from', '!', true), set_config('app.scope_to', '~', true), set_config('app.scope_roots', '', true),
            set_config('app.realm', 'operator', true), set_config('app.process', $1, true), set_config('app.user', $2, true),
            set_config('app.member', $3, true)
        """,
        process?.ToString() ?? "", user?.ToString() ?? "", member?.ToString() ?? "");

    /// <summary>Begins a process and makes it the one under way.</summary>
    public async Task<Guid> BeginAsync(
        string? secret,
        ProcessType type = ProcessType.MembersSearched,
        Guid? unit = null,
        Guid? follows = null,
        DateTimeOffset? at = null,
        bool forSelf = false)
    {
        var id = Guid.CreateVersion7();
        await SetAsync(id);
        await RunAsync(
            "select audit.begin_process($1, $2, $3, $4, $5, null, $6, null, 'thử', $7, null, null)",
            id, (short)type, at ?? TestDatabase.Morning, secret, forSelf, unit, follows);
        return id;
    }

    public async Task<int> RunAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(Stop);
    }

    public async Task<object?> AskAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync(Stop);
    }

    /// <summary>The error with which PostgreSQL refuses, and goes on as if nothing had been asked; null where it does not refuse.</summary>
    public async Task<string?> RefusalAsync(Func<Task> attempt)
    {
        await _transaction.SaveAsync("before", Stop);
        try
        {
            await attempt();
            return null;
        }
        catch (PostgresException e)
        {
            return e.SqlState;
        }
        finally
        {
            await _transaction.RollbackAsync("before", Stop);
        }
    }

    public Task<string?> RefusalAsync(string sql, params object?[] values) => RefusalAsync(() => RunAsync(sql, values));

    /// <summary>Commits, and goes on in another transaction.</summary>
    public async Task CommitAsync()
    {
        await _transaction.CommitAsync(Stop);
        await _transaction.DisposeAsync();
        _transaction = await _connection.BeginTransactionAsync(Stop);
        await SetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, _connection, _transaction);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }
}
