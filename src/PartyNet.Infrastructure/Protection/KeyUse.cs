using Npgsql;
using PartyNet.Infrastructure.Database;
using PartyNet.Infrastructure.Database.Scope;
using PartyNet.Infrastructure.Diagnosis;

namespace PartyNet.Infrastructure.Protection;

/// <summary>What a version of the keys is needed for.</summary>
/// <param name="Cells">Cells that it has sealed.</param>
/// <param name="IndexRows">Values that are found by it.</param>
public sealed record KeyUse(int Version, long Cells, long IndexRows)
{
    // The version stands behind the first byte of a cell, in four.
    private static readonly string CellsSql = string.Join(
        " union all ",
        SealedCells.Walks.Select(walk => (walk.Sql, Cells: walk.Fields.Select((_, i) => $"c{i}").ToList())).Select(walk =>
            $"select cell from ({walk.Sql}) w (name, id, target, {string.Join(", ", walk.Cells)}), "
                + $"lateral (values {string.Join(", ", walk.Cells.Select(cell => $"({cell})"))}) v (cell) where length(cell) >= 5"));

    private static readonly string Sql =
        $"""
        select coalesce(s.version, i.version), coalesce(s.cells, 0), coalesce(i.rows, 0)
        from (
            select ('x' || encode(substr(cell, 2, 4), 'hex'))::bit(32)::int as version, count(*) as cells from ({CellsSql}) c group by 1) s
        full join (select key_version as version, count(*) as rows from registry.blind_indexes group by 1) i on i.version = s.version
        order by 1
        """;

    /// <summary>By version; in one snapshot, however long that takes.</summary>
    public static async Task<IReadOnlyList<KeyUse>> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var prepare = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { LongWork.Allow(), ScopeCommands.Everything() },
        })
            await prepare.ExecuteNonQueryAsync(cancellationToken);
        await using var count = new NpgsqlCommand(Sql, connection, transaction) { CommandTimeout = (int)LongWork.Limit.TotalSeconds };
        return await count.ListAsync(row => new KeyUse(row.GetInt32(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken);
    }
}
