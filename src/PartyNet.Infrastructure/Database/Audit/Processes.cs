using System.Data;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Database.Audit;

/// <inheritdoc cref="IProcesses"/>
public sealed class Processes(PartyNetDbContext db, AccessContext access, TimeProvider clock) : IProcesses
{
    public async Task<IProcess> BeginAsync(ProcessStart start, CancellationToken cancellationToken)
    {
        var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // A scope announced for a transaction in which no statement followed: it would come in between and take the process away.
        db.PendingScope = null;
        try
        {
            var process = new Transaction(db, transaction, start.Type, clock.GetUtcNow(), access.Scope.UserId, start.RequestKey);
            await OpenAsync(process, start, cancellationToken);
            return process;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    public Task<ICommittedProcess?> ContinueAsync(Guid id, ProcessType type, CancellationToken cancellationToken) =>
        CommittedProcess.OpenAsync(db, access.Scope, id, type, clock.GetUtcNow() - ICommittedProcess.Lifetime, cancellationToken);

    private async Task OpenAsync(Transaction process, ProcessStart start, CancellationToken cancellationToken)
    {
        var scope = access.Scope;
        await using var batch = process.NewBatch();
        batch.BatchCommands.Add(ScopeCommands.For(scope, process.Id));
        if (start.RequestKey is { } key)
        {
            var user = scope.UserId ?? throw new InvalidOperationException("A request key belongs to a signed-in user.");
            batch.BatchCommands.Add(Sql(
                "insert into access.request_keys (user_id, key, result, used_at) values ($1, $2, '', $3) on conflict do nothing", user, key, process.At));
        }

        // The role that reaches the unit is the one acted in; a member acting for themselves acts in none.
        var grant = start.ForSelf ? null : start.Unit is { } unit ? scope.Grants.FirstOrDefault(g => g.Path is { } root && unit.Path.IsWithin(root)) : scope.Grants.FirstOrDefault(g => g.Path is null);
        var insert = Sql(
            "insert into audit.processes (id, type, at, actor_id, actor_role, actor_unit_id, reason, unit_id, unit_path, request_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            process.Id, (short)start.Type, process.At, scope.UserId, (short?)grant?.Role, NullIfEmpty(grant?.UnitId), start.Reason, start.Unit?.Id, start.Unit?.Path.Value, access.RequestId);
        batch.BatchCommands.Add(insert);
        await batch.ExecuteNonQueryAsync(cancellationToken);

        if (start.RequestKey is not null && batch.BatchCommands[1].RecordsAffected == 0)
            await process.FindEarlierResultAsync(cancellationToken);
    }

    private static Guid? NullIfEmpty(Guid? id) => id == Guid.Empty ? null : id;

    private static NpgsqlBatchCommand Sql(string text, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    private sealed class Transaction(PartyNetDbContext db, IDbContextTransaction transaction, ProcessType type, DateTimeOffset at, Guid? user, Guid? requestKey) : IProcess
    {
        private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

        private readonly List<(string Type, string Payload)> _events = [];
        private readonly Dictionary<Guid, Guid?> _members = [];
        private bool _committed;

        public Guid Id { get; } = Guid.CreateVersion7();
        public DateTimeOffset At => at;
        public string? EarlierResult { get; private set; }

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
            command.CommandText = $"insert into audit.process_subjects (process_id, member_id) select @process, concerned.* from ({command.CommandText}) concerned on conflict do nothing";
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

        public async Task CommitAsync(CancellationToken cancellationToken, string result = "")
        {
            await db.SaveChangesAsync(cancellationToken);
            await using var batch = NewBatch();
            if (_events.Count > 0)
            {
                batch.BatchCommands.Add(Sql(
                    "insert into audit.process_events (process_id, type, payload) select $1, e.type, e.payload::jsonb from unnest($2::text[], $3::text[]) e (type, payload)",
                    Id, _events.Select(e => e.Type).ToArray(), _events.Select(e => e.Payload).ToArray()));
            }

            if (_members.Count > 0)
            {
                batch.BatchCommands.Add(Sql(
                    "insert into audit.process_subjects (process_id, member_id, declaration_id) select $1, s.* from unnest($2::uuid[], $3::uuid[]) s on conflict do nothing",
                    Id, _members.Keys.ToArray(), _members.Values.ToArray()));
            }

            if (requestKey is { } key && result.Length > 0)
                batch.BatchCommands.Add(Sql("update access.request_keys set result = $3 where user_id = $1 and key = $2", user, key, result));
            if (batch.BatchCommands.Count > 0)
                await batch.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            _committed = true;
        }

        public NpgsqlBatch NewBatch() =>
            new((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)transaction.GetDbTransaction());

        public async Task FindEarlierResultAsync(CancellationToken cancellationToken)
        {
            await using var batch = NewBatch();
            batch.BatchCommands.Add(Sql("select result from access.request_keys where user_id = $1 and key = $2", user, requestKey));
            EarlierResult = (string?)await batch.ExecuteScalarAsync(cancellationToken) ?? "";
        }

        // What an abandoned process changed must not ride along with the next one on the same context.
        public ValueTask DisposeAsync()
        {
            if (!_committed)
                db.ChangeTracker.Clear();
            return transaction.DisposeAsync();
        }
    }
}
