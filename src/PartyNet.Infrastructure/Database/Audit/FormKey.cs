using System.Text.Json;
using Npgsql;
using PartyNet.Application.Database;
using PartyNet.Domain.Audit;

namespace PartyNet.Infrastructure.Database.Audit;

/// <summary>The key of a form and the answer kept under it (<see cref="RequestKey"/>).</summary>
internal sealed record FormKey(Guid User, Guid Key)
{
    /// <summary>One form may carry several buttons: what has been confirmed with it has not been returned with it.</summary>
    public static FormKey Of(Guid user, Guid requestKey, ProcessType type) => new(user, RequestKey.Of(requestKey, (int)type));

    /// <summary>Takes the key. Waits while another transaction holds it; takes nothing where it has been used.</summary>
    public NpgsqlBatchCommand Claim(DateTimeOffset at) => ProcessRecord.Sql(
        "insert into access.request_keys (user_id, key, result, used_at) values ($1, $2, '', $3) on conflict do nothing", User, Key, at);

    public NpgsqlBatchCommand Keep(string answer) =>
        ProcessRecord.Sql("update access.request_keys set result = $3 where user_id = $1 and key = $2", User, Key, answer);

    public NpgsqlBatchCommand Find() =>
        ProcessRecord.Sql("select result from access.request_keys where user_id = $1 and key = $2", User, Key);

    public static string Pack<TResult>(TResult result) => JsonSerializer.Serialize(result);

    public static TResult Unpack<TResult>(string answer) => JsonSerializer.Deserialize<TResult>(answer)!;
}
