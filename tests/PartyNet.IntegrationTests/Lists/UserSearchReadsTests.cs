using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Members;

namespace PartyNet.IntegrationTests.Lists;

/// <summary>What the search of users finds and reads in the table that is closed to the application.</summary>
[Collection(nameof(LongLists))]
public sealed class UserSearchReadsTests(ListDatabase database)
{
    /// <summary>So many are read one after the other before the index is asked.</summary>
    private const int OneAfterTheOther = 5_000;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_is_loaded_with_the_logins_of_all_its_users()
    {
        const string asOperator = "from (select set_config('app.realm', 'operator', false)) realm";

        Assert.Equal([0L], await database.AskAsync<long>($"select access.wrong_user_search() {asOperator}"));
        Assert.Equal(
            await database.AskAsync<long>("select count(*) from access.users"),
            await database.AskAsync<long>("select count(*) from access.user_search"));
    }

    [Theory]
    [InlineData("HOA.BT-", true)]
    [InlineData("-1230", true)]
    [InlineData("BT-19900", true)]
    [InlineData("V-00041", true)]
    [InlineData("ZZZ", true)]
    [InlineData("Q%", true)]
    [InlineData("THANH", false)]
    [InlineData("9", false)]
    [InlineData("-", false)]
    public async Task Whoever_carries_the_text_is_found_by_the_index_or_where_it_is_common_before_that_is_asked(string typed, bool byIndex)
    {
        var carriers = (await database.AskAsync<long>(
            $"select count(*) from access.users where strpos(normalized_user_name, '{typed}') > 0"))[0];

        var reads = await ReadsAsync(typed);

        Assert.Equal((0, Math.Min(carriers, MemberSearch.Most + 1)), (reads.Scans, reads.Found));
        Assert.True(reads.ByIndex > 0 == byIndex, $"{reads}");
        // Rows that hold all pieces of the text and not the text itself are few.
        var most = byIndex ? OneAfterTheOther + reads.Found * 2 + 10 : OneAfterTheOther + 40_000;
        Assert.True(reads.Rows <= most, $"{reads}");
    }

    private Task<SearchReads> ReadsAsync(string typed) => SearchReads.OfAsync(
        database.App,
        new AccessScope { Realm = AccessRealm.Administration, UserId = Guid.CreateVersion7() },
        new NpgsqlBatchCommand("select count(distinct user_id) from access.find_users($1)")
        {
            Parameters = { new NpgsqlParameter { Value = typed } },
        },
        "access.user_search",
        "access.ix_user_search_pieces");
}
