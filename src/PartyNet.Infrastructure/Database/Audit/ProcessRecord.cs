using System.Text.Json;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Rosters;
using PartyNet.Infrastructure.Measuring;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>
/// What is written down of a process: how it begins, its events, and whom it concerns. Functions of the database write it (audit.sql),
/// which find out by themselves who acts.
/// </summary>
internal class ProcessRecord(ProcessStart start, AccessContext access, OperatorPasses passes, DateTimeOffset at) : IProcessRecord
{
    /// <summary>What the database answers where nobody acts whom it knows.</summary>
    private const string Unproven = "PN002";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly List<(string Type, string Payload)> _events = [];
    private readonly Dictionary<Guid, Guid?> _members = [];
    private long _exportedRows;

    public Guid Id { get; } = Guid.CreateVersion7();
    public DateTimeOffset At => at;

    /// <summary>Whether the work recorded anything: a process without an event is none.</summary>
    public bool HasHappened => _events.Count > 0;

    public void Record<TEvent>(TEvent happened)
        where TEvent : notnull
    {
        _events.Add((typeof(TEvent).Name, JsonSerializer.Serialize(happened, Json)));
        if (happened is RosterDelivered delivered)
            _exportedRows += delivered.Rows;
    }

    // Opening a secret names the member alone; what names a declaration as well must not be lost to it.
    public void Concern(Guid memberId, Guid? declarationId = null) =>
        _members[memberId] = declarationId ?? _members.GetValueOrDefault(memberId);

    /// <summary>It is written down.</summary>
    protected void Measure() => Measures.Done(start.Type, _exportedRows);

    /// <summary>Begins the process, in its own settings.</summary>
    protected async ValueTask<NpgsqlBatchCommand> BeginningAsync(CancellationToken cancellationToken) => Sql(
        "select * from audit.begin_process($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        await StartAsync([], cancellationToken));

    /// <summary>
    /// The process as a whole, in its own settings. Answers which limit the actor has reached, and when; then it has written nothing.
    /// </summary>
    protected async ValueTask<NpgsqlBatchCommand> WholeAsync(IReadOnlyList<UsageLimit> limits, CancellationToken cancellationToken) => Sql(
        "select * from audit.look($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        [.. await StartAsync(limits, cancellationToken), .. Happened()]);

    /// <summary>What happened, and to whom; null where nothing did.</summary>
    protected NpgsqlBatchCommand? Happenings() =>
        _events.Count + _members.Count > 0 ? Sql("select audit.record($1, $2, $3, $4)", Happened()) : null;

    /// <summary>Waits until no other request of the actor asks whether a limit of theirs is reached, until the transaction ends.</summary>
    protected NpgsqlBatchCommand WaitForTurn() =>
        Sql("select pg_advisory_xact_lock(hashtextextended($1, 0))", $"{start.Type}|{access.Scope.UserId}");

    /// <summary>When the actor did the same so many times ago that a limit is reached; no row where it is not.</summary>
    protected NpgsqlBatchCommand Reached(UsageLimit limit) => Sql(
        """
        select 1, at from audit.processes where type = $1 and actor_id = $2 and at > $3 and id <> $4
        order by at desc offset $5 limit 1
        """,
        (short)start.Type, access.Scope.UserId, At - limit.Within, Id, limit.Most - 1);

    /// <summary>Sends a batch and reads the one row that its last statement may answer: the limit that was reached.</summary>
    protected static async Task<ReachedLimit?> ReachedAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await using var answers = await batch.ExecuteReaderAsync(cancellationToken);
            for (var before = batch.BatchCommands.Count - 1; before > 0; before--)
                await answers.NextResultAsync(cancellationToken);
            return await answers.ReadAsync(cancellationToken) && !await answers.IsDBNullAsync(0, cancellationToken)
                ? new ReachedLimit(answers.GetInt32(0) - 1, await answers.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken))
                : null;
        }
        catch (PostgresException e) when (e.SqlState == Unproven)
        {
            throw new SessionEndedException("The session of whoever acts has ended.", e);
        }
    }

    public static NpgsqlBatchCommand Sql(string text, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        return command;
    }

    /// <summary>The arguments with which a process begins, as the functions take them.</summary>
    private async ValueTask<object?[]> StartAsync(IReadOnlyList<UsageLimit> limits, CancellationToken cancellationToken) =>
    [
        Id, (short)start.Type, At, await SecretAsync(cancellationToken), start.ForSelf, start.Reason, start.Unit?.Id,
        start.Unit?.Path.Value, access.RequestId, start.Follows ?? access.Scope.Proof?.Follows,
        limits.Count == 0 ? null : limits.Select(limit => limit.Most).ToArray(),
        limits.Count == 0 ? null : limits.Select(limit => At - limit.Within).ToArray(),
    ];

    /// <summary>The arguments that tell what happened.</summary>
    private object[] Happened() =>
    [
        _events.Select(e => e.Type).ToArray(), _events.Select(e => e.Payload).ToArray(), _members.Keys.ToArray(), _members.Values.ToArray(),
    ];

    private async ValueTask<string?> SecretAsync(CancellationToken cancellationToken) => access.Scope.Realm == AccessRealm.Operator
        ? await passes.ShowAsync(cancellationToken)
        : access.Scope.Proof?.Secret;

    /// <summary>A limit by its place among those that were asked for, and when it was reached.</summary>
    protected sealed record ReachedLimit(int Index, DateTimeOffset At);
}
