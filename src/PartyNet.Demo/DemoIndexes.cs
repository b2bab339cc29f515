using Npgsql;
using PartyNet.Infrastructure.Database;

namespace PartyNet.Demo;

/// <summary>
/// Takes foreign keys and secondary indexes away while a large demo is written, and puts back exactly what was there: building an index
/// of many rows at once costs a fraction of keeping it up row by row. Indexes that no row of the demo belongs into stay: to build one reads
/// the whole table.
/// </summary>
internal sealed class DemoIndexes(NpgsqlConnection connection)
{
    private const string Ours = $"('{Schemas.Registry}', '{Schemas.Access}')";
    private readonly List<string> _putBack = [];

    public async Task TakeAwayAsync(CancellationToken cancellationToken)
    {
        var keys = await ReadAsync(
            $"""
            select format('alter table %s drop constraint %I', k.conrelid::regclass, k.conname),
                format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid))
            from pg_constraint k join pg_namespace n on n.oid = k.connamespace
            where k.contype = 'f' and n.nspname in {Ours} order by 2
            """, cancellationToken);
        var indexes = await ReadAsync(
            $"""
            select format('drop index %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
            from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
            cross join lateral (select coalesce(pg_get_expr(i.indpred, i.indrelid), '') as held) p
            where n.nspname in {Ours} and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
                and p.held not like '%ever_secretary%' and coalesce(substring(p.held from 'level_(\d+)')::int, 0) <= {DemoTree.Depth}
            order by 2
            """, cancellationToken);

        foreach (var (takeAway, _) in (IEnumerable<(string, string)>)[.. keys, .. indexes])
            await RunAsync(takeAway, cancellationToken);
        // Keys are checked faster with the indexes there.
        _putBack.AddRange([.. indexes.Select(i => i.PutBack), .. keys.Select(k => k.PutBack)]);
    }

    public async Task PutBackAsync(CancellationToken cancellationToken)
    {
        foreach (var putBack in _putBack)
            await RunAsync(putBack, cancellationToken);
    }

    private async Task<List<(string TakeAway, string PutBack)>> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var read = new List<(string, string)>();
        while (await rows.ReadAsync(cancellationToken))
            read.Add((rows.GetString(0), rows.GetString(1)));
        return read;
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
