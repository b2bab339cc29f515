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
    protected NpgsqlBatchCommand Beginning()
    {
        var grant = RoleOf(access.Scope, start);
        return Sql(
            """
            insert into audit.processes (id, type, at, actor_id, actor_role, actor_unit_id, reason, unit_id, unit_path, request_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            Id, (short)start.Type, At, access.Scope.UserId, (short?)grant?.Role, NullIfEmpty(grant?.UnitId), start.Reason,
            start.Unit?.Id, start.Unit?.Path.Value, access.RequestId);
    }

    /// <summary>What happened, and to whom.</summary>
    protected IEnumerable<NpgsqlBatchCommand> Happenings()
    {
        if (_events.Count > 0)
        {
            yield return Sql(
                """
                insert into audit.process_events (process_id, type, payload)
                select $1, e.type, e.payload::jsonb from unnest($2::text[], $3::text[]) e (type, payload)
                """,
                Id, _events.Select(e => e.Type).ToArray(), _events.Select(e => e.Payload).ToArray());
        }

        if (_members.Count > 0)
        {
            yield return Sql(
                """
                insert into audit.process_subjects (process_id, member_id, declaration_id)
                select $1, s.* from unnest($2::uuid[], $3::uuid[]) s on conflict do nothing
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
