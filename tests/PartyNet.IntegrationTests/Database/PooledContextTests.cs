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
        await using var request = services.CreateAsyncScope();
        var taken = (PartyNetDbContext)request.ServiceProvider.GetRequiredService<DbContext>();

        Assert.Same(given, taken);
        await Assert.ThrowsAsync<InvalidOperationException>(() => taken.Members.CountAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Between the two names of the context something else is disposed of, during which the next request begins.</summary>
    [Fact]
    public async Task A_request_gives_its_context_back_once_and_last()
    {
        var world = await databases.NewWorldAsync();
        await world.MemberAsync(world.Branch);
        var committee = await world.ScopeAsync(Role.Committee, world.Branch);
        await using var services = TestDatabase.Services(
            await databases.InstallationAsync(), TestDatabase.Clock, more => more.AddScoped<NextRequest>());
        IPartyNetDb ended;
        NextRequest next;
        await using (var request = services.CreateAsyncScope())
        {
            ended = request.ServiceProvider.GetRequiredService<PartyNetDbContext>();
            next = request.ServiceProvider.GetRequiredService<NextRequest>();
            Assert.Same(ended, request.ServiceProvider.GetRequiredService<IPartyNetDb>());
            next.Begin = () => services.CreateAsyncScope();
        }

        await using var begun = next.Begun!.Value;
        begun.ServiceProvider.GetRequiredService<AccessContext>().Scope = committee;
        var db = begun.ServiceProvider.GetRequiredService<IPartyNetDb>();
        await using var later = services.CreateAsyncScope();

        Assert.NotSame(ended, db);
        Assert.NotSame(db, later.ServiceProvider.GetRequiredService<IPartyNetDb>());
        await using var read = await db.BeginReadAsync(TestContext.Current.CancellationToken);
        Assert.True(await db.Members.AnyAsync(TestContext.Current.CancellationToken), "The committee sees its members.");
    }

    private sealed class NextRequest : IDisposable
    {
        public Func<AsyncServiceScope>? Begin { get; set; }
        public AsyncServiceScope? Begun { get; private set; }

        public void Dispose()
        {
            Begun = Begin!();
            Begun.Value.ServiceProvider.GetRequiredService<IPartyNetDb>();
        }
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
