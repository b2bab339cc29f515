using Npgsql;
using PartyNet.Domain.Audit;
using PartyNet.Infrastructure.Database.Audit;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// Codes that were given out before a moment and not used yet. Slips tell when they were printed, recovery codes by their id.
/// </summary>
internal sealed class OldCodes(NpgsqlConnection owner, DateTimeOffset? before, DateTimeOffset now)
{
    private const string Slips =
        "access.activation_slips where used_at is null and lost_at is null and frozen_at is null and expires_at > $1 and printed_at < $2";

    private const string Recovery = "access.recovery_codes where used_at is null and id < $1";

    // A version that was put into the file by hand has no moment: then every code may be of the one before.
    private readonly DateTimeOffset _before = before ?? now;

    public async Task<(long Slips, long Recovery)> CountAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        var slips = await RunAsync(transaction, $"select count(*) from {Slips}", [now, _before], cancellationToken);
        return (slips, await RunAsync(transaction, $"select count(*) from {Recovery}", [Guid.CreateVersion7(_before)], cancellationToken));
    }

    /// <summary>Forgets what was found by a version, and the codes where they are given up.</summary>
    public async Task RetireAsync(int version, bool dropCodes, CancellationToken cancellationToken)
    {
        await using var transaction = await BeginAsync(cancellationToken);
        var process = await OwnersProcess.BeginAsync(owner, transaction, ProcessType.KeyRetired, now, cancellationToken);
        var index = await RunAsync(
            transaction,
            "with gone as (delete from registry.blind_indexes where key_version = $1 returning 1) select count(*) from gone",
            [version], cancellationToken);
        var (slips, recovery) = (0L, 0L);
        if (dropCodes)
        {
            const string counted = "returning 1) select count(*) from gone";
            var (set, where) = (Slips.Split(" where ")[0], Slips.Split(" where ")[1]);
            slips = await RunAsync(
                transaction, $"with gone as (update {set} set lost_at = $1 where {where} {counted}", [now, _before], cancellationToken);
            recovery = await RunAsync(
                transaction, $"with gone as (delete from {Recovery} {counted}", [Guid.CreateVersion7(_before)], cancellationToken);
        }

        await OwnersProcess.RecordAsync(
            owner, transaction, process, new KeyVersionRetired(version, index, (int)slips, (int)recovery), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The owner, too, sees only what is in scope.</summary>
    private async Task<NpgsqlTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var transaction = await owner.BeginTransactionAsync(cancellationToken);
        await using var scope = new NpgsqlBatch(owner, transaction) { BatchCommands = { ScopeCommands.Everything() } };
        await scope.ExecuteNonQueryAsync(cancellationToken);
        return transaction;
    }

    private async Task<long> RunAsync(
        NpgsqlTransaction transaction, string sql, object[] values, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, owner, transaction);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
