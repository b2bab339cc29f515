using System.Text.Json;
using Npgsql;
using PartyNet.Domain.Audit;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>A process of the operator who works with the owner's role itself: on keys, backups and whole tables.</summary>
internal static class OwnersProcess
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static async Task<Guid> BeginAsync(
        NpgsqlConnection owner, NpgsqlTransaction transaction, ProcessType type, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7(at);
        await using var begin = new NpgsqlBatch(owner, transaction)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand("select set_config('app.process', $1, true)") { Parameters = { new() { Value = $"{id}" } } },
                new NpgsqlBatchCommand("insert into audit.processes (id, type, at, request_id) values ($1, $2, $3, 'partynet')")
                {
                    Parameters = { new() { Value = id }, new() { Value = (short)type }, new() { Value = at } },
                },
            },
        };
        await begin.ExecuteNonQueryAsync(cancellationToken);
        return id;
    }

    public static async Task RecordAsync<TEvent>(
        NpgsqlConnection owner, NpgsqlTransaction transaction, Guid process, TEvent happened, CancellationToken cancellationToken)
    {
        await using var record = new NpgsqlCommand(
            "insert into audit.process_events (process_id, type, payload) values ($1, $2, $3::jsonb)", owner, transaction)
        {
            Parameters =
            {
                new() { Value = process },
                new() { Value = typeof(TEvent).Name },
                new() { Value = JsonSerializer.Serialize(happened, Json) },
            },
        };
        await record.ExecuteNonQueryAsync(cancellationToken);
    }
}
