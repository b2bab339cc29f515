using Npgsql;

namespace PartyNet.Infrastructure.Database;

/// <summary>Watches, on a connection of its own, whose sessions another one waits for; to be able to say so when it gives up.</summary>
internal sealed class Blockers : IAsyncDisposable
{
    private const string Sql =
        """
        select b.pid, coalesce(a.usename::text, '?'), coalesce(nullif(a.application_name, ''), '?')
        from pg_stat_activity w cross join lateral unnest(pg_blocking_pids(w.pid)) b (pid) left join pg_stat_activity a on a.pid = b.pid
        where w.application_name = $1
        """;

    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    /// <param name="name">The application name of the session that may have to wait.</param>
    public Blockers(string connectionString, string name) => _watching = WatchAsync(connectionString, name);

    /// <summary>Those that it waited for last: number, role and program of each session.</summary>
    public IReadOnlyList<(int Session, string Role, string Program)> Last { get; private set; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync(string connectionString, string name)
    {
        try
        {
            await using var connection = LongWork.NewConnection(connectionString);
            await connection.OpenAsync(_stop.Token);
            while (!_stop.IsCancellationRequested)
            {
                await using var look = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = name } } };
                var found = await look.ListAsync(row => (row.GetInt32(0), row.GetString(1), row.GetString(2)), _stop.Token);
                if (found.Count > 0)
                    Last = [.. found.Distinct()];
                await Task.Delay(Often, _stop.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or NpgsqlException)
        {
            // Watching ends with what is watched, or there is nobody to tell of; the work itself says what is wrong with the server.
        }
    }
}
