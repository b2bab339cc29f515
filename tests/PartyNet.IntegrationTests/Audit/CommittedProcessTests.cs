using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PartyNet.Application.Access;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Protection;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Audit;

public sealed class CommittedProcessTests(TestDatabase database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_committed_process_reads_on_the_members_it_named_and_no_others()
    {
        var (world, scope, member) = await NewAsync();
        await world.MemberAsync();
        var id = await NameAsync(world, scope, member);

        var named = await ContinueAsync(world, scope, id, process => process.Subjects.Select(s => s.MemberId).ToListAsync(Cancellation));

        Assert.Equal([member.Id], named);
    }

    [Fact]
    public async Task Nothing_can_be_written_under_a_process_that_is_committed()
    {
        var (world, scope, member) = await NewAsync();
        var id = await NameAsync(world, scope, member);

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => world.RunAsync<IServiceProvider, int>(scope, async provider =>
        {
            var services = new Services(provider);
            await using var process = await services.Processes.ContinueAsync(id, ProcessType.RosterExported, Cancellation);
            var stored = await services.Db.Members.SingleAsync(m => m.Id == member.Id, Cancellation);
            stored.Rename("Lê Văn Khác");
            return await services.Db.SaveChangesAsync(Cancellation);
        }));

        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task A_value_opens_with_the_row_that_names_its_member_and_not_with_that_of_another_process()
    {
        var (world, scope, member) = await NewAsync();
        var id = await NameAsync(world, scope, member);
        var other = await NameAsync(world, scope, member);
        var phone = await world.ReadAsync(
            world.Everything,
            db => db.Members.Where(m => m.Id == member.Id).Select(m => m.Phone!).SingleAsync(Cancellation)
        );
        var strange = await ContinueAsync(world, scope, other, process => process.Subjects.SingleAsync(Cancellation));

        await world.RunAsync<IServiceProvider, bool>(
            scope,
            async provider =>
            {
                var services = new Services(provider);
                await using var process = await services.Processes.ContinueAsync(id, ProcessType.RosterExported, Cancellation);
                var subject = await process!.Subjects.SingleAsync(Cancellation);
                Assert.Equal("0905000001", services.Secrets.Open(process, subject, SecretField.MemberPhone, member.Id, phone).Text);
                Assert.Throws<InvalidOperationException>(() =>
                    services.Secrets.Open(process, strange, SecretField.MemberPhone, member.Id, phone)
                );
                return true;
            }
        );
    }

    [Fact]
    public async Task A_process_is_continued_only_by_its_actor_as_what_it_was()
    {
        var (world, scope, member) = await NewAsync();
        var id = await NameAsync(world, scope, member);
        var somebodyElse = await world.ScopeOfAsync(await world.UserAsync(null, (Role.Board, world.District)));

        Assert.False(await CanAsync(somebodyElse, id, ProcessType.RosterExported));
        Assert.False(await CanAsync(world.Everything, id, ProcessType.RosterExported));
        Assert.False(await CanAsync(scope, id, ProcessType.MembersSearched));
        Assert.False(await CanAsync(scope, Guid.CreateVersion7(), ProcessType.RosterExported));
        Assert.True(await CanAsync(scope, id, ProcessType.RosterExported));

        Task<bool> CanAsync(AccessScope who, Guid process, ProcessType type) => world.RunAsync<IProcesses, bool>(who, async processes =>
        {
            await using var continued = await processes.ContinueAsync(process, type, Cancellation);
            return continued is not null;
        });
    }

    [Fact]
    public async Task A_process_that_was_not_committed_has_nothing_to_go_on_with()
    {
        var (world, scope, _) = await NewAsync();
        var id = await world.RunAsync<IProcesses, Guid>(
            scope,
            async processes =>
            {
                await using var process = await processes.BeginAsync(
                    new ProcessStart(ProcessType.RosterExported, world.District),
                    Cancellation
                );
                return process.Id;
            }
        );

        Assert.Null(
            await world.RunAsync<IProcesses, ICommittedProcess?>(
                scope,
                processes => processes.ContinueAsync(id, ProcessType.RosterExported, Cancellation)
            )
        );
    }

    private async Task<(World World, AccessScope Scope, Member Member)> NewAsync()
    {
        var world = await database.NewWorldAsync();
        var user = await world.UserAsync(null, (Role.Board, world.District));
        return (world, await world.ScopeOfAsync(user), await world.MemberAsync(phone: "0905000001"));
    }

    private static Task<Guid> NameAsync(World world, AccessScope scope, Member member) =>
        world.RunAsync<IServiceProvider, Guid>(
            scope,
            async provider =>
            {
                var services = new Services(provider);
                await using var process = await services.Processes.BeginAsync(
                    new ProcessStart(ProcessType.RosterExported, world.District),
                    Cancellation
                );
                Assert.Equal(
                    1,
                    await process.ConcernAllAsync(services.Db.Members.Where(m => m.Id == member.Id).Select(m => m.Id), Cancellation)
                );
                await process.CommitAsync(Cancellation);
                return process.Id;
            }
        );

    private static Task<TResult> ContinueAsync<TResult>(
        World world,
        AccessScope scope,
        Guid id,
        Func<ICommittedProcess, Task<TResult>> read
    ) =>
        world.RunAsync<IProcesses, TResult>(
            scope,
            async processes =>
            {
                await using var process = await processes.ContinueAsync(id, ProcessType.RosterExported, Cancellation);
                return await read(process!);
            }
        );

    /// <summary>What one request works with.</summary>
    private sealed class Services(IServiceProvider provider)
    {
        public IProcesses Processes => provider.GetRequiredService<IProcesses>();
        public IPartyNetDb Db => provider.GetRequiredService<IPartyNetDb>();
        public ISecrets Secrets => provider.GetRequiredService<ISecrets>();
    }
}
