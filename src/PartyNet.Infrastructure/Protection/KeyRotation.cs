using Npgsql;
using PartyNet.Application.Protection;
using PartyNet.Domain.Accounts;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Infrastructure.Database.Audit;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Imports;

namespace PartyNet.Infrastructure.Protection;

/// <summary>
/// Seals every cell with the newest key while the registry is in use. A cell and what it is found by change together, a few megabytes at a
/// time, each in a process of its own; what is done is not done again, so a run that was cut off is taken up by the next one.
/// </summary>
internal sealed class KeyRotation(NpgsqlConnection owner, KeyRing keys, TimeProvider clock, Func<string, long, Task> progress)
{
    private const long BlocksAtOnce = 32;

    private readonly SecretBox _box = new(keys);
    private readonly int _version = keys.Newest.Version;
    private readonly byte[] _head = SecretBox.HeadOf(keys.Newest.Version);

    /// <summary>Cells that could not be opened, and so were left as they are.</summary>
    public long Broken { get; private set; }

    public long Resealed { get; private set; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var table in SealedTable.All)
        {
            var before = Resealed;
            var blocks = await BlocksAsync(table, cancellationToken);
            for (long from = 0; from < blocks; from += BlocksAtOnce)
                await ResealAsync(table, from, from + BlocksAtOnce, cancellationToken);
            if (Resealed > before)
                await progress(table.Name, Resealed - before);
        }
    }

    private async Task<long> BlocksAsync(SealedTable table, CancellationToken cancellationToken)
    {
        await using var size = new NpgsqlCommand(
            $"select pg_relation_size('{table.Name}') / current_setting('block_size')::bigint", owner);
        return (long)(await size.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task ResealAsync(SealedTable table, long from, long to, CancellationToken cancellationToken)
    {
        await using var transaction = await owner.BeginTransactionAsync(cancellationToken);
        await using (var scope = new NpgsqlBatch(owner, transaction) { BatchCommands = { ScopeCommands.Everything() } })
            await scope.ExecuteNonQueryAsync(cancellationToken);
        var rows = new List<ResealedRow>();
        await using (var select = table.Select(owner, transaction, from, to, _head))
        await using (var found = await select.ExecuteReaderAsync(cancellationToken))
        {
            while (await found.ReadAsync(cancellationToken))
            {
                if (Reseal(table, found) is { } row)
                    rows.Add(row);
            }
        }

        if (rows.Count == 0)
            return;
        var process = await OwnersProcess.BeginAsync(owner, transaction, ProcessType.KeysRotated, clock.GetUtcNow(), cancellationToken);
        var done = await ReplaceAsync(table, transaction, rows, cancellationToken);
        await IndexAsync(transaction, [.. done.SelectMany(row => row.FoundBy)], cancellationToken);
        var cells = done.Sum(row => row.Before.Zip(row.After).Count(cell => cell.First != cell.Second));
        await OwnersProcess.RecordAsync(
            owner, transaction, process, new CellsResealed(table.Name, _version, cells), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Resealed += cells;
    }

    /// <summary>Null where nothing of the row could be sealed anew.</summary>
    private ResealedRow? Reseal(SealedTable table, NpgsqlDataReader row)
    {
        const int firstCell = 4;
        var boundTo = row.IsDBNull(2) ? row.GetGuid(1) : ImportStore.RowId(row.GetGuid(1), row.GetGuid(2));
        var before = new byte[]?[table.Fields.Length];
        var after = new byte[]?[table.Fields.Length];
        var foundBy = new List<FoundBy>();
        for (var i = 0; i < before.Length; i++)
        {
            after[i] = before[i] = row.IsDBNull(firstCell + i) ? null : row.GetFieldValue<byte[]>(firstCell + i);
            if (before[i] is not { Length: > 0 } cell || cell.AsSpan().StartsWith(_head))
                continue;
            if (_box.Open(table.Fields[i], boundTo, cell).Text is not { } text)
            {
                Broken++;
                continue;
            }

            after[i] = _box.Seal(table.Fields[i], boundTo, text);
            if (Indexed(table.Fields[i], text, row.IsDBNull(3) ? null : row.GetString(3)) is var (field, value))
                foundBy.Add(new FoundBy(boundTo, field, _box.Index(field, value).Single(v => v.KeyVersion == _version).Digest));
        }

        return before.SequenceEqual(after) ? null : new ResealedRow(row.GetString(0), before, after, foundBy);
    }

    /// <summary>What the value of a cell is looked up by.</summary>
    private static (IndexedField Field, string Value)? Indexed(SecretField field, string text, string? platform) => field switch
    {
        SecretField.MemberCardNumber => (IndexedField.CardNumber, text),
        SecretField.MemberCitizenNumber => (IndexedField.CitizenNumber, text),
        SecretField.MemberPhone => (IndexedField.Phone, text),
        SecretField.FormerNumber => (IndexedField.FormerNumber, text),
        SecretField.AccountDetails when AccountAddress.Parse(platform, AccountDetails.Unpack(text).Canonical).Identity is { } account =>
            (IndexedField.Account, account),
        _ => null,
    };

    private async Task<IReadOnlyList<ResealedRow>> ReplaceAsync(
        SealedTable table, NpgsqlTransaction transaction, List<ResealedRow> rows, CancellationToken cancellationToken)
    {
        await using var replace = table.Replace(owner, transaction, rows);
        await using var answers = await replace.ExecuteReaderAsync(cancellationToken);
        var done = new HashSet<string>();
        while (await answers.ReadAsync(cancellationToken))
            done.Add(answers.GetString(0));
        return rows.FindAll(row => done.Contains(row.At));
    }

    /// <summary>
    /// Beside what is there of older keys, whose row says where the member is. Whoever moves the member waits for the cells above, and
    /// takes these along.
    /// </summary>
    private async Task IndexAsync(NpgsqlTransaction transaction, IReadOnlyList<FoundBy> foundBy, CancellationToken cancellationToken)
    {
        if (foundBy.Count == 0)
            return;
        await using var insert = new NpgsqlCommand(
            """
            insert into registry.blind_indexes (owner_id, field, key_version, digest, member_id, unit_path)
            select distinct on (b.owner_id, b.field) b.owner_id, b.field, $1, n.digest, b.member_id, b.unit_path
            from unnest($2::uuid[], $3::smallint[], $4::bytea[]) n (owner_id, field, digest)
            join registry.blind_indexes b on b.owner_id = n.owner_id and b.field = n.field
            on conflict (owner_id, field, key_version) do update set digest = excluded.digest
            """, owner, transaction)
        {
            Parameters =
            {
                new() { Value = _version },
                new() { Value = foundBy.Select(f => f.Owner).ToArray() },
                new() { Value = foundBy.Select(f => (short)f.Field).ToArray() },
                new() { Value = foundBy.Select(f => f.Digest).ToArray() },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
