using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Access;
using PartyNet.Application.Database;
using PartyNet.Domain.Access;
using PartyNet.Infrastructure.Database;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Database;

/// <summary>Contexts go from request to request; what one could read must not come along.</summary>
public sealed class PooledContextTests(TestDatabase databases)
{
    [Fact]
    public async Task A_context_taken_again_reads_for_whom_it_was_taken()
    {
        var world = await databases.NewWorldAsync();
        await world.MemberAsync(world.Branch);
        var committee = await world.ScopeAsync(Role.Committee, world.Branch);
        await using var services = TestDatabase.Services(await databases.InstallationAsync(), TestDatabase.Clock);

        var (first, seen) = await CountAsync(services, committee);
        var (second, seenByNobody) = await CountAsync(services, AccessScope.Nobody);

        Assert.Same(first, second);
        Assert.True(seen > 0, "The committee sees its members.");
        Assert.Equal(0, seenByNobody);
    }

    [Fact]
    public async Task A_context_that_nobody_works_with_reads_nothing()
    {
        await using var services = TestDatabase.Services(await databases.InstallationAsync(), TestDatabase.Clock);
        var (given, _) = await CountAsync(services, AccessScope.Nobody);
        await using var taken = await services.GetRequiredService<IDbContextFactory<PartyNetDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);

        Assert.Same(given, taken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => taken.Members.CountAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<(IPartyNetDb Db, int Members)> CountAsync(IServiceProvider services, AccessScope scope)
    {
        await using var request = services.CreateAsyncScope();
        request.ServiceProvider.GetRequiredService<AccessContext>().Scope = scope;
        var db = request.ServiceProvider.GetRequiredService<IPartyNetDb>();
        await using var read = await db.BeginReadAsync(TestContext.Current.CancellationToken);
        return (db, await db.Members.CountAsync(TestContext.Current.CancellationToken));
    }
}
