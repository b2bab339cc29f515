using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Members;
using PartyNet.Infrastructure.Database.Scope;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>How many names search reads in the table that is closed to the application, as PostgreSQL itself counts them.</summary>
[Collection(nameof(LongLists))]
public sealed class SearchReadsTests(ListDatabase database)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>So many are read one after the other before the index is asked, or are the whole unit.</summary>
    private const int OneAfterTheOther = 5_000;

    [Fact]
    public async Task The_demo_is_loaded_with_the_names_of_all_its_members() =>
        Assert.Equal(
            [(12_500, 0L)],
            (await database.AskAsync<long>("select registry.wrong_member_search() from access.widen_scope()"))
                .Zip(await database.AskAsync<long>("select count(*) from registry.member_search"))
                .Select(pair => (Math.Min(12_500, (int)pair.Second), pair.First))
        );

    [Theory]
    [InlineData("zzz")]
    [InlineData("dũng")]
    [InlineData("Châu Văn Hòa")]
    [InlineData("vu")]
    public async Task A_rare_name_is_found_by_the_index_and_a_common_one_before_it_is_asked(string typed)
    {
        const string root = "select unit_path::text from registry.standings order by length(unit_path), unit_path limit 1";
        var district = (await database.AskAsync<string>(root))[0];

        var rare = await ReadsAsync(district, typed);
        Assert.Equal(0, rare.Scans);
        Assert.True(rare.ByName > 0 && rare.Rows <= Passes(typed) * OneAfterTheOther + 2 * rare.Found, $"{rare}");

        var common = await ReadsAsync(district, "nguyen");
        Assert.Equal((0, 0, MemberSearch.Most + 1), (common.Scans, common.ByName, common.Found));
        Assert.True(common.Rows <= 2 * OneAfterTheOther, $"{common}");
    }

    /// <summary>First for those with the tones that were typed, where some were.</summary>
    private static int Passes(string typed) => typed.All(char.IsAscii) ? 1 : 2;

    private async Task<Reads> ReadsAsync(string within, string typed)
    {
        await using var connection = await database.App.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var find = new NpgsqlBatchCommand("select count(*) from registry.find_members($1, $2, $3)");
        find.Parameters.Add(new NpgsqlParameter { Value = within });
        find.Parameters.Add(new NpgsqlParameter { Value = MemberSearch.Words(typed).ToArray() });
        find.Parameters.Add(new NpgsqlParameter { Value = typed });
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                ScopeCommands.For(AccessScope.Operator(Domain.Units.UnitPath.Parse(within)), process: null), Counted(), find, Counted(),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(Stop);
        var figures = new List<long>();
        while (await rows.NextResultAsync(Stop))
        {
            await rows.ReadAsync(Stop);
            figures.AddRange(Enumerable.Range(0, rows.FieldCount).Select(rows.GetInt64));
        }

        // What the session had counted before does not matter.
        return new Reads(figures[3], figures[4] - figures[0], figures[5] - figures[1], figures[6] - figures[2]);
    }

    private static NpgsqlBatchCommand Counted() => new(
        """
        select pg_stat_get_xact_numscans('registry.member_search'::regclass),
            pg_stat_get_xact_tuples_fetched('registry.member_search'::regclass),
            pg_stat_get_xact_numscans('registry.ix_member_search_name'::regclass)
        """);

    /// <param name="Scans">Of the whole table.</param>
    /// <param name="Rows">Read by any index.</param>
    /// <param name="ByName">Questions to the index of names.</param>
    private sealed record Reads(long Found, long Scans, long Rows, long ByName);
}
