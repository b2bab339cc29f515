using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>A process under way: its transaction, and what is written down with the commit.</summary>
internal sealed class OpenProcess(
    PartyNetDbContext db, IDbContextTransaction transaction, ProcessType type, DateTimeOffset at, Guid? user, FormKey? form) : IOpenProcess
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<(string Type, string Payload)> _events = [];
    private readonly Dictionary<Guid, Guid?> _members = [];
    private bool _committed;

    public Guid Id { get; } = Guid.CreateVersion7();
    public DateTimeOffset At => at;

    /// <summary>Whether the work recorded anything: a process without an event is none.</summary>
    public bool HasHappened => _events.Count > 0;

    public void Record<TEvent>(TEvent happened)
        where TEvent : notnull => _events.Add((typeof(TEvent).Name, JsonSerializer.Serialize(happened, Json)));

    // Opening a secret names the member alone; what names a declaration as well must not be lost to it.
    public void Concern(Guid memberId, Guid? declarationId = null) =>
        _members[memberId] = declarationId ?? _members.GetValueOrDefault(memberId);

    public async Task<int> ConcernAllAsync(IQueryable<Guid> memberIds, CancellationToken cancellationToken)
    {
        await using var allow = NewBatch();
        allow.BatchCommands.Add(LongWork.Allow());
        await allow.ExecuteNonQueryAsync(cancellationToken);

        await using var command = memberIds.CreateDbCommand();
        command.Transaction = transaction.GetDbTransaction();
        command.CommandTimeout = (int)LongWork.Limit.TotalSeconds;
        command.CommandText = $"""
            insert into audit.process_subjects (process_id, member_id)
            select @process, concerned.* from ({command.CommandText}) concerned on conflict do nothing
            """;
        command.Parameters.Add(new NpgsqlParameter("process", Id));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<DateTimeOffset?> FreeFromAsync(UsageLimit limit, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"{type}|{user}"}, 0))", cancellationToken);
        var since = At - limit.Within;
        var oldest = await db.Processes
            .Where(p => p.ActorId == user && p.Type == type && p.At > since && p.Id != Id)
            .OrderByDescending(p => p.At).Skip(limit.Most - 1)
            .Select(p => (DateTimeOffset?)p.At).FirstOrDefaultAsync(cancellationToken);
        return oldest + limit.Within;
    }

    public Task CommitAsync(CancellationToken cancellationToken) => CommitAsync(answer: null, cancellationToken);

    /// <param name="answer">What the form is answered, kept under its key.</param>
    public async Task CommitAsync(string? answer, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        await using var batch = NewBatch();
        if (_events.Count > 0)
        {
            batch.BatchCommands.Add(Sql(
                """
                insert into audit.process_events (process_id, type, payload)
                select $1, e.type, e.payload::jsonb from unnest($2::text[], $3::text[]) e (type, payload)
                """,
                Id, _events.Select(e => e.Type).ToArray(), _events.Select(e => e.Payload).ToArray()));
        }

        if (_members.Count > 0)
        {
            batch.BatchCommands.Add(Sql(
                """
                insert into audit.process_subjects (process_id, member_id, declaration_id)
                select $1, s.* from unnest($2::uuid[], $3::uuid[]) s on conflict do nothing
                """,
                Id, _members.Keys.ToArray(), _members.Values.ToArray()));
        }

        if (form is not null && answer is not null)
            batch.BatchCommands.Add(form.Keep(answer));
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        _committed = true;
    }

    public NpgsqlBatch NewBatch() =>
        new((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());

    public static NpgsqlBatchCommand Sql(string text, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    // What an abandoned process changed must not ride along with the next one on the same context.
    public ValueTask DisposeAsync()
    {
        if (!_committed)
            db.ChangeTracker.Clear();
        return transaction.DisposeAsync();
    }
}
