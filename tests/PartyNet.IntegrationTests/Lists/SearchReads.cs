using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>What a search in a closed table reads, by PostgreSQL's own count.</summary>
/// <param name="Scans">Of the whole table.</param>
/// <param name="Rows">Read by any index.</param>
/// <param name="ByIndex">Questions to the index that search is to use.</param>
internal sealed record SearchReads(long Found, long Scans, long Rows, long ByIndex)
{
    /// <param name="find">Answers how many were found.</param>
    public static async Task<SearchReads> OfAsync(
        NpgsqlDataSource app, AccessScope scope, NpgsqlBatchCommand find, string table, string index)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var connection = await app.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { ScopeCommands.For(scope, process: null), Counted(), find, Counted() },
        };
        await using var rows = await batch.ExecuteReaderAsync(stop);
        var figures = new List<long>();
        while (await rows.NextResultAsync(stop))
        {
            await rows.ReadAsync(stop);
            figures.AddRange(Enumerable.Range(0, rows.FieldCount).Select(rows.GetInt64));
        }

        // What the session had counted before does not matter.
        return new SearchReads(figures[3], figures[4] - figures[0], figures[5] - figures[1], figures[6] - figures[2]);

        NpgsqlBatchCommand Counted() => new(
            $"""
            select pg_stat_get_xact_numscans('{table}'::regclass),
                pg_stat_get_xact_tuples_fetched('{table}'::regclass),
                pg_stat_get_xact_numscans('{index}'::regclass)
            """);
    }
}
