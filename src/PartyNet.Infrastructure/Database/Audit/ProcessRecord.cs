using System.Text.Json;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>What is written down of a process: how it begins, its events, and whom it concerns.</summary>
internal class ProcessRecord(ProcessStart start, AccessContext access, DateTimeOffset at) : IProcessRecord
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<(string Type, string Payload)> _events = [];
    private readonly Dictionary<Guid, Guid?> _members = [];

    public Guid Id { get; } = Guid.CreateVersion7();
    public DateTimeOffset At => at;

    /// <summary>Whether the work recorded anything: a process without an event is none.</summary>
    public bool HasHappened => _events.Count > 0;

    public void Record<TEvent>(TEvent happened)
        where TEvent : notnull => _events.Add((typeof(TEvent).Name, JsonSerializer.Serialize(happened, Json)));

    // Opening a secret names the member alone; what names a declaration as well must not be lost to it.
    public void Concern(Guid memberId, Guid? declarationId = null) =>
        _members[memberId] = declarationId ?? _members.GetValueOrDefault(memberId);

    /// <summary>The row of the process, to be written in its own settings.</summary>
    /// <param name="limit">Where the actor has reached it nothing is written.</param>
    protected NpgsqlBatchCommand Beginning(UsageLimit? limit = null)
    {
        var grant = RoleOf(access.Scope, start);
        const string values = "$1, $2, $3, $4, $5, $6, $7, $8, $9, $10";
        const string unlessReached =
            "where not exists (select from audit.processes where type = $2 and actor_id = $4 and at > $11 order by at desc offset $12)";
        return Sql(
            $"""
            insert into audit.processes (id, type, at, actor_id, actor_role, actor_unit_id, reason, unit_id, unit_path, request_id)
            {(limit is null ? $"values ({values})" : $"select {values} {unlessReached}")}
            """,
            [
                Id, (short)start.Type, At, access.Scope.UserId, (short?)grant?.Role, NullIfEmpty(grant?.UnitId), start.Reason,
                start.Unit?.Id, start.Unit?.Path.Value, access.RequestId,
                .. limit is null ? [] : new object[] { At - limit.Within, limit.Most - 1 },
            ]);
    }

    /// <summary>Waits until no other request of the actor asks whether a limit of theirs is reached, until the transaction ends.</summary>
    protected NpgsqlBatchCommand WaitForTurn() =>
        Sql("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"{start.Type}|{access.Scope.UserId}");

    /// <summary>When the actor did the same so many times ago that a limit is reached; no row where it is not.</summary>
    protected NpgsqlBatchCommand Reached(UsageLimit limit) => Sql(
        """
        select at as reached_at from audit.processes where type = $1 and actor_id = $2 and at > $3 and id <> $4
        order by at desc offset $5 limit 1
        """,
        (short)start.Type, access.Scope.UserId, At - limit.Within, Id, limit.Most - 1);

    /// <summary>Sends what <see cref="Reached"/> is part of; settings and turns answer as well.</summary>
    protected static async Task<DateTimeOffset?> FreeFromAsync(NpgsqlBatch batch, UsageLimit limit, CancellationToken cancellationToken)
    {
        await using var answers = await batch.ExecuteReaderAsync(cancellationToken);
        DateTimeOffset? reachedAt = null;
        do
        {
            if (answers.FieldCount > 0 && answers.GetName(0) == "reached_at" && await answers.ReadAsync(cancellationToken))
                reachedAt = await answers.GetFieldValueAsync<DateTimeOffset>(0, cancellationToken);
        }
        while (await answers.NextResultAsync(cancellationToken));
        return reachedAt + limit.Within;
    }

    /// <summary>What happened, and to whom.</summary>
    /// <param name="limit">Where it was reached there is no process, and nothing has happened.</param>
    protected IEnumerable<NpgsqlBatchCommand> Happenings(UsageLimit? limit = null)
    {
        var ifBegun = limit is null ? "" : "where exists (select from audit.processes where id = $1)";
        if (_events.Count > 0)
        {
            yield return Sql(
                $"""
                insert into audit.process_events (process_id, type, payload)
                select $1, e.type, e.payload::jsonb from unnest($2::text[], $3::text[]) e (type, payload) {ifBegun}
                """,
                Id, _events.Select(e => e.Type).ToArray(), _events.Select(e => e.Payload).ToArray());
        }

        if (_members.Count > 0)
        {
            yield return Sql(
                $"""
                insert into audit.process_subjects (process_id, member_id, declaration_id)
                select $1, s.* from unnest($2::uuid[], $3::uuid[]) s {ifBegun} on conflict do nothing
                """,
                Id, _members.Keys.ToArray(), _members.Values.ToArray());
        }
    }

    public static NpgsqlBatchCommand Sql(string text, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>The role that reaches the unit is the one acted in; a member acting for themselves acts in none.</summary>
    private static GrantedUnit? RoleOf(AccessScope scope, ProcessStart start)
    {
        if (start.ForSelf)
            return null;
        return start.Unit is { } unit
            ? scope.Grants.FirstOrDefault(g => g.Path is { } root && unit.Path.IsWithin(root))
            : scope.Grants.FirstOrDefault(g => g.Path is null);
    }

    private static Guid? NullIfEmpty(Guid? id) => id == Guid.Empty ? null : id;
}
