using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace PartyNet.Infrastructure.Database.Scope;

/// <summary>
/// Several queries asked in one round trip. Each is begun and stops where EF wants to send it; when all have come so far, their statements
/// go in one batch, and each goes on with its own part of the answer, one after the other. Nothing runs at the same time.
/// </summary>
internal sealed class ReadRound(PartyNetDbContext db)
{
    private readonly List<(DbCommand Command, TaskCompletionSource<DbDataReader> Answer, Task Query)> _asked = [];
    private (DbCommand Command, TaskCompletionSource<DbDataReader> Answer)? _asking;

    /// <summary>Called where EF would send a command: the answer comes when the round is sent.</summary>
    public Task<DbDataReader> AnswerAsync(DbCommand command)
    {
        if (_asking is not null)
            throw new InvalidOperationException("What is asked together is one statement each.");
        var answer = new TaskCompletionSource<DbDataReader>();
        _asking = (command, answer);
        return answer.Task;
    }

    /// <param name="queries">Each reads with one statement, or with none where it has nothing to read.</param>
    public async Task RunAsync(IReadOnlyList<Func<Task>> queries, CancellationToken cancellationToken)
    {
        try
        {
            db.Round = this;
            var begun = Begin(queries);
            db.Round = null;
            if (_asked.Count > 0)
                await SendAsync(cancellationToken);
            await Task.WhenAll(begun);
        }
        catch (Exception e)
        {
            db.Round = null;
            foreach (var (_, answer, _) in _asked)
                answer.TrySetException(e);
            throw;
        }
    }

    /// <summary>Takes what one of the queries asks together into the same round.</summary>
    public Task JoinAsync(IReadOnlyList<Func<Task>> queries) => Task.WhenAll(Begin(queries));

    private List<Task> Begin(IReadOnlyList<Func<Task>> queries)
    {
        var begun = new List<Task>(queries.Count);
        foreach (var query in queries)
        {
            var before = _asked.Count;
            var task = query();
            begun.Add(task);
            if (_asking is { } asking)
                _asked.Add((asking.Command, asking.Answer, task));
            else if (!task.IsCompleted && _asked.Count == before)
                throw new InvalidOperationException("What is asked together waits for nothing but its statement.");
            _asking = null;
        }

        return begun;
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await using var batch = db.NewReadBatch();
        var settings = batch.BatchCommands.Count;
        foreach (var (command, _, _) in _asked)
            batch.BatchCommands.Add(ScopeInterceptor.Copy(command));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        db.SharedReader = reader;
        try
        {
            for (var i = 0; i < settings; i++)
                await reader.NextResultAsync(cancellationToken);
            foreach (var (_, answer, query) in _asked)
            {
                answer.SetResult(reader);
                await query;
                // EF leaves the connection counted as open where it may not dispose of the reader.
                await db.Database.CloseConnectionAsync();
                await reader.NextResultAsync(cancellationToken);
            }
        }
        finally
        {
            db.SharedReader = null;
        }
    }
}
