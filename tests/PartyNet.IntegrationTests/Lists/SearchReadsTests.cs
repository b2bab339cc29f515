using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Members;

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
        Assert.True(rare.ByIndex > 0 && rare.Rows <= Passes(typed) * OneAfterTheOther + 2 * rare.Found, $"{rare}");

        var common = await ReadsAsync(district, "nguyen");
        Assert.Equal((0, 0, MemberSearch.Most + 1), (common.Scans, common.ByIndex, common.Found));
        Assert.True(common.Rows <= 2 * OneAfterTheOther, $"{common}");
    }

    /// <summary>First for those with the tones that were typed, where some were.</summary>
    private static int Passes(string typed) => typed.All(char.IsAscii) ? 1 : 2;

    private Task<SearchReads> ReadsAsync(string within, string typed) => SearchReads.OfAsync(
        database.App,
        AccessScope.Operator(Domain.Units.UnitPath.Parse(within)),
        new NpgsqlBatchCommand("select count(*) from registry.find_members($1, $2, $3)")
        {
            Parameters =
            {
                new NpgsqlParameter { Value = within },
                new NpgsqlParameter { Value = MemberSearch.Words(typed).ToArray() },
                new NpgsqlParameter { Value = typed },
            },
        },
        "registry.member_search",
        "registry.ix_member_search_name");
}
