using ErrorOr;
using Microsoft.Extensions.DependencyInjection;
using PartyNet.Application.Audit;
using PartyNet.Application.Database;
using PartyNet.Application.Declarations;
using PartyNet.Domain.Access;
using PartyNet.Domain.Audit;
using PartyNet.Domain.Declarations;
using PartyNet.Domain.Members;
using PartyNet.TestCommon;

namespace PartyNet.IntegrationTests.Declarations;

/// <summary>
/// Whose queue a declaration stands in follows the roles in force at the moment of asking, whatever the database has noted beside it.
/// </summary>
public sealed class ReviewLevelTests(TestDatabase database)
{
    private static readonly TypedAccount Zalo = new("zalo", "0912 345 678");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_becomes_secretary_after_handing_in_goes_to_the_level_above_at_once()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Hai");
        await world.SubmitAsync(member, Zalo);
        Assert.Equal((1, 0), await QueuesAsync(world));

        var secretary = await world.AddUserAsync(member, (Role.Secretary, world.Branch));
        Assert.Equal((0, 1), await QueuesAsync(world));

        await world.RevokeAsync(secretary);
        Assert.Equal((1, 0), await QueuesAsync(world));
    }

    [Fact]
    public async Task A_role_that_begins_and_ends_by_its_own_days_moves_the_declaration_on_those_days()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Hai");
        await world.SubmitAsync(member, Zalo);
        var now = world.Clock.GetUtcNow();
        await world.GiveAsync(member, Role.Secretary, world.Branch, now.AddDays(2), now.AddDays(5));

        Assert.Equal((1, 0), await QueuesAsync(world));
        world.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal((0, 1), await QueuesAsync(world));
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal((1, 0), await QueuesAsync(world));
    }

    [Fact]
    public async Task A_secretary_of_another_branch_is_a_member_like_others_in_their_own()
    {
        var world = await ReviewWorld.CreateAsync(database);
        var member = await world.AddMemberAsync(world.Branch, "Trần Thị Hai");
        await world.GiveAsync(member, Role.Secretary, world.Neighbour, world.Clock.GetUtcNow());
        await world.SubmitAsync(member, Zalo);

        Assert.Equal((1, 0), await QueuesAsync(world));
    }

    [Fact]
    public async Task A_role_given_while_its_holder_hands_in_is_not_overlooked()
    {
        var world = await database.NewWorldAsync();
        var member = await world.MemberAsync();
        var user = await world.UserAsync(member);
        var committee = await world.ScopeAsync(Role.Committee, world.Grassroots);

        await world.RunAsync<IServiceProvider, bool>(
            world.Everything,
            async services =>
            {
                var db = services.GetRequiredService<IPartyNetDb>();
                await using var process = await services
                    .GetRequiredService<IProcesses>()
                    .BeginAsync(new ProcessStart(ProcessType.DeclarationSubmitted), Stop);
                db.Declarations.Add(
                    Declaration.Submit(Guid.CreateVersion7(), member, 1, DeclarationAnswer.NoAccounts, false, null, 0, null, process.At)
                );
                await db.SaveChangesAsync(Stop);
                // Handed in, not committed: whoever gives the role now does not see it yet, and has to wait.
                var giving = world.WriteAsync(
                    ProcessType.GrantGiven,
                    other =>
                        other.Grants.Add(
                            Grant.Give(Guid.CreateVersion7(), user.Id, member.Id, Role.Secretary, world.Branch, world.Clock.GetUtcNow())
                        )
                );
                while (!giving.IsCompleted && !await IsWaitedForAsync(member))
                    await Task.Yield();
                await process.CommitAsync(Stop);
                await giving;
                return true;
            }
        );

        var queue = await world.RunAsync<ListReviewQueue, ErrorOr<ReviewQueue>>(
            committee,
            use => use.HandleAsync(new ListReviewQueue.Query(world.Grassroots), Stop)
        );
        Assert.Equal(member.FullName, Assert.Single(queue.Value.Page.Rows).MemberName);
    }

    private async Task<bool> IsWaitedForAsync(Member member)
    {
        await using var locks = (await database.InstallationAsync()).App.CreateCommand(
            $"""
            select exists (select from pg_locks where locktype = 'advisory' and not granted
                and (classid::bigint << 32 | objid::bigint) = hashtextextended('registry.ever_secretary {member.Id}', 0))
            """);
        return (bool)(await locks.ExecuteScalarAsync(Stop))!;
    }

    private static async Task<(int Branch, int Above)> QueuesAsync(ReviewWorld world)
    {
        var branch = (await world.QueueAsync(world.Secretary, world.Branch)).Value;
        var above = (await world.QueueAsync(world.CommitteeReviewer, world.Committee)).Value;
        Assert.Equal(branch.Page.Rows.Count, branch.AtThisLevel);
        Assert.Equal(above.Page.Rows.Count, above.AtThisLevel);
        return (branch.AtThisLevel, above.AtThisLevel);
    }
}
