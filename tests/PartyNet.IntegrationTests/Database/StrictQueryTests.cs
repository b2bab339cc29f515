using Microsoft.EntityFrameworkCore;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Database;

public sealed class StrictQueryTests(TestDatabase databases)
{
    [Fact]
    public Task The_first_row_of_no_order_is_an_exception_where_tests_run() =>
        AssertRefusedAsync(db => db.Units.FirstAsync(TestContext.Current.CancellationToken), "FirstWithoutOrderByAndFilterWarning");

    [Fact]
    public Task Some_rows_of_no_order_are_an_exception_where_tests_run() =>
        AssertRefusedAsync(
            db => db.Units.Take(2).ToListAsync(TestContext.Current.CancellationToken),
            "RowLimitingOperationWithoutOrderByWarning"
        );

    private async Task AssertRefusedAsync(Func<IPartyNetDb, Task> query, string warning)
    {
        var world = await databases.NewWorldAsync();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => world.ReadAsync(AccessScope.Nobody, async db =>
        {
            await query(db);
            return true;
        }));

        Assert.Contains(warning, refused.Message, StringComparison.Ordinal);
    }
}
